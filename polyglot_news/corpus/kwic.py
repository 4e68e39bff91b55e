"""A line of a concordance: the keyword in its context, and what stands for it on the other side."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from polyglot_news.bitext import Row
from polyglot_news.corpus.folding import index_words
from polyglot_news.corpus.index import IndexedBead
from polyglot_news.errors import UsageError

Span = tuple[int, int]

COLUMNS = (
    "article_id", "bead", "side", "source_lang", "target_lang", "left", "keyword", "right",
    "target_left", "rendering", "target_right", "paired_by", "outlet", "date", "title", "url",
)  # fmt: skip
"""The columns of a concordance; `docs/concordance.md` documents them."""

BY_QUERY, BY_TERM, BY_RECORD, BY_GUESS = "query", "term", "record", "guess"
"""How a counterpart was found: it was asked for, the termbase has it, the table records it, the words go together."""

_SORTED_WORDS = 5


class Line(NamedTuple):
    """One hit: `span` in the text of the side that was searched, and its counterpart on the other, if known."""

    bead: IndexedBead
    side: str
    span: Span
    counterpart: Span | None = None
    paired_by: str = ""

    @property
    def other(self) -> str:
        """The side that was not searched."""
        return "target" if self.side == "source" else "source"

    @property
    def hit(self) -> str:
        return self.bead.text(self.side)[slice(*self.span)]

    @property
    def rendering(self) -> str:
        """The words of the counterpart; empty if none is known."""
        return self.bead.text(self.other)[slice(*self.counterpart)] if self.counterpart else ""

    def around(self, side: str, width: int | None = None) -> tuple[str, str, str]:
        """What stands before the span, the span, and what stands after it; without a span all of it stands before.

        Args:
            width: how many characters of context are kept either side; what is cut off is shown by `…`.
        """
        text = self.bead.text(side)
        span = self.span if side == self.side else self.counterpart
        if span is None:
            whole = text if width is None or len(text) <= 2 * width else f"{text[: 2 * width]}…"
            return whole, "", ""
        left, right = text[: span[0]], text[span[1] :]
        if width is not None:
            left = left if len(left) <= width else f"…{left[len(left) - width :]}"
            right = right if len(right) <= width else f"{right[:width]}…"
        return left, text[slice(*span)], right

    def row(self, width: int | None = None) -> Row:
        """The line as a row of `COLUMNS`."""
        bead = self.bead
        cells = (*self.around("source", width), *self.around("target", width), self.paired_by)
        about = (bead.outlet, bead.date, bead.title, bead.url)
        values = (bead.article_id, bead.bead, self.side, bead.source_lang, bead.target_lang, *cells, *about)
        return dict(zip(COLUMNS, values, strict=True))


def _left(line: Line) -> tuple[list[str], ...]:
    return (index_words(line.around(line.side, 100)[0])[: -_SORTED_WORDS - 1 : -1],)


def _right(line: Line) -> tuple[list[str], ...]:
    return (index_words(line.around(line.side, 100)[2])[:_SORTED_WORDS],)


_KEYS: dict[str, Callable[[Line], object]] = {
    "left": _left,
    "right": _right,
    "date": lambda line: line.bead.date,
    "outlet": lambda line: line.bead.outlet.casefold(),
    "rendering": lambda line: (not line.counterpart, line.rendering.casefold()),
}
SORTS = tuple(_KEYS)


def sort_key(name: str) -> Callable[[Line], object]:
    """By what lines are sorted: words before or after the keyword, date, outlet, rendering (those without one last).

    Raises:
        UsageError: there is no such order.
    """
    if name not in _KEYS:
        raise UsageError(f"'{name}' is no order; choose one of: {', '.join(SORTS)}")
    return _KEYS[name]


def direction(text: str) -> str:
    """`rtl` if most letters of a text are written from right to left, else `ltr`."""
    classes = [unicodedata.bidirectional(sign) for sign in text]
    rightward = sum(one == "L" for one in classes)
    return "rtl" if sum(one in ("R", "AL") for one in classes) > rightward else "ltr"
