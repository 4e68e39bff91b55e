"""Offline translation, alignment and auditing of foreign-language news.

    import polyglot_news as pn

    article = pn.read_article("article.txt")
    bitext = pn.translate(article, to="pt")
    pn.write_bitexts([bitext], Path("article.csv"))

Nothing heavy is loaded before it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from polyglot_news.align.documents import align_articles as align
    from polyglot_news.article import Article, Segment
    from polyglot_news.bitext import Bead, Bitext
    from polyglot_news.detect import detect
    from polyglot_news.errors import PolyglotNewsError
    from polyglot_news.read import read_article
    from polyglot_news.read.table import read_bitexts
    from polyglot_news.segment import segment
    from polyglot_news.translate.pipeline import translate
    from polyglot_news.write import write_bitexts

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Bead",
    "Bitext",
    "PolyglotNewsError",
    "Segment",
    "align",
    "detect",
    "read_article",
    "read_bitexts",
    "segment",
    "translate",
    "write_bitexts",
]

_HOMES = {
    "Article": "article",
    "Bead": "bitext",
    "Bitext": "bitext",
    "PolyglotNewsError": "errors",
    "Segment": "article",
    "read_article": "read",
    "read_bitexts": "read.table",
    "write_bitexts": "write",
}
"""The module of each public name; a verb that has a module of its own (`detect` …) is that module, made callable."""


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'polyglot_news' has no attribute '{name}'")
    if name in _HOMES:
        return getattr(import_module(f"polyglot_news.{_HOMES[name]}"), name)
    return import_module(f"polyglot_news.{name}")
