"""Alignment: an article and somebody else's translation of it become a bitext."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from polyglot_news.verb import make_callable

if TYPE_CHECKING:
    from polyglot_news.align.aligner import align
    from polyglot_news.align.anchors import Anchor
    from polyglot_news.align.earlier import reviewed

__all__ = ["Anchor", "align", "reviewed"]


def __getattr__(name: str) -> Any:
    """Loads the aligner (and numpy) only when it is asked for."""
    if name == "align":
        from polyglot_news.align.aligner import align

        return align
    if name == "Anchor":
        from polyglot_news.align.anchors import Anchor

        return Anchor
    if name == "reviewed":
        from polyglot_news.align.earlier import reviewed

        return reviewed
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


make_callable(__name__, "polyglot_news.align.documents:align_articles")
