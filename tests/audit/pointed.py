"""What hits point at, in words."""

from __future__ import annotations

from collections.abc import Iterable

from polyglot_news.audit.registry import Hit, Span


def pointed_at(hits: Iterable[Hit], source: str, target: str) -> list[tuple[str, str]]:
    """The words of either side that each hit points at, empty where it points at none."""
    return [(_words(source, hit.source), _words(target, hit.target)) for hit in hits]


def _words(text: str, span: Span | None) -> str:
    return "" if span is None else text[slice(*span)]
