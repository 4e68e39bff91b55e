"""Translation: engines, routes, and what a translation must not lose."""

from polyglot_news.verb import make_callable

make_callable(__name__, "polyglot_news.translate.pipeline:translate")
