"""From articles to bitexts by machine translation: language, segments, route, one hop a model, beads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from polyglot_news.article import Article
from polyglot_news.bitext import Bitext
from polyglot_news.errors import PolyglotNewsError
from polyglot_news.language import canonical
from polyglot_news.translate.engine import PLAIN_DECODING, Decoding, Engine
from polyglot_news.translate.engines import engine_by_name
from polyglot_news.translate.plan import Plan, Planner
from polyglot_news.translate.revision import Terminology
from polyglot_news.translate.run import Run

if TYPE_CHECKING:
    from polyglot_news.translate.memory import Memory

CHUNK = 2000
"""Segments that are translated in one go; bounds the memory of a run over any number of articles."""

ErrorHandler = Callable[[PolyglotNewsError], None]
ProgressHandler = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How to translate.

    Attributes:
        to: target language tag.
        source: source language tag, instead of detecting it.
        via: pivot languages that must be gone through.
        segmented: take every line as one segment.
        decoding: search settings of the engine.
        terms: the terms to look for and what to do about them.
        memory: what was translated before is taken from it, and what is new is put there after every chunk.
    """

    to: str
    source: str | None = None
    via: tuple[str, ...] = ()
    segmented: bool = False
    decoding: Decoding = PLAIN_DECODING
    terms: Terminology | None = None
    memory: Memory | None = None


def translate(
    article: Article | str,
    to: str,
    *,
    source: str | None = None,
    via: Sequence[str] = (),
    segmented: bool = False,
    engine: Engine | str = "argos",
    decoding: Decoding = PLAIN_DECODING,
    terms: Terminology | None = None,
    memory: Memory | None = None,
) -> Bitext:
    """Translate one article.

    Args:
        article: an article, or just its text.
        engine: an engine, or the name of one; give the same engine again and its models stay loaded.
        to, source, via, segmented, decoding, terms, memory: see `Options`.

    Raises:
        UsageError: the language cannot be told, or is the target language already.
        NoRouteError: no installed models connect the two languages.
    """
    if isinstance(article, str):
        article = Article("text", article)
    if isinstance(engine, str):
        engine = engine_by_name(engine)
    options = Options(to, source, tuple(via), segmented, decoding, terms, memory)
    [bitext] = translate_articles([article], options, engine)
    return bitext


def translate_articles(
    articles: Iterable[Article],
    options: Options,
    engine: Engine,
    *,
    on_error: ErrorHandler | None = None,
    on_progress: ProgressHandler | None = None,
) -> Iterator[Bitext]:
    """Translate articles as they come, in order; segments are batched across articles.

    Args:
        on_error: told of an article that cannot be translated, which is then left out; without it the error is
            raised.
        on_progress: told how many segments more are done.
    """
    options = replace(options, to=canonical(options.to))
    run = Run(options, engine)
    for plans in _chunks(_plans(articles, Planner(options, engine), on_error)):
        bitexts = translate_plans(plans, run, on_progress)
        if options.memory is not None:
            options.memory.flush()
        yield from bitexts


def _plans(articles: Iterable[Article], planner: Planner, on_error: ErrorHandler | None) -> Iterator[Plan]:
    for article in articles:
        try:
            yield planner.plan(article)
        except PolyglotNewsError as error:
            named = type(error)(f"{article.id}: {error}")
            if on_error is None:
                raise named from error
            on_error(named)


def _chunks(plans: Iterable[Plan]) -> Iterator[list[Plan]]:
    chunk: list[Plan] = []
    size = 0
    for plan in plans:
        chunk.append(plan)
        size += len(plan.segments)
        if size >= CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def translate_plans(plans: Sequence[Plan], run: Run, on_progress: ProgressHandler | None = None) -> list[Bitext]:
    """Translate planned articles in one go, those of one language together, and put them back in order."""
    order = sorted(range(len(plans)), key=lambda i: plans[i].article.lang)
    bitexts: dict[int, Bitext] = {}
    for _, members in groupby(order, key=lambda i: plans[i].article.lang):
        group = list(members)
        for i, bitext in zip(group, run.translate([plans[i] for i in group]), strict=True):
            bitexts[i] = bitext
            if on_progress:
                on_progress(len(plans[i].segments))
    return [bitexts[i] for i in range(len(plans))]
