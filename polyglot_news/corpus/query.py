"""What is looked for in a corpus: words or a regular expression here, terms in `term_query`.

Each kind of query gives an expression by which the index leaves out what cannot be meant, and finds the spans that
are meant in the texts of the beads that remain.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

import regex

from polyglot_news.corpus.expressions import Expression, holding, side_by_side
from polyglot_news.corpus.index import Condition, Index, IndexedBead
from polyglot_news.corpus.literals import needs
from polyglot_news.corpus.word_pattern import globs, has_invisible, word_pattern
from polyglot_news.errors import UsageError

_MOST_SECONDS_A_TEXT = 0.5
_MOST_SECONDS = 60.0
"""How long a regular expression may search, all texts together."""

_LONGEST_QUERY = 1000


class Found(NamedTuple):
    """A span that a query means, and the span of the bead's other side that renders it, where the query knows."""

    start: int
    end: int
    other: tuple[int, int] | None = None


class Query(Protocol):
    """What is looked for on one side of the beads, `source` or `target`."""

    def expression(self, index: Index, side: str) -> Expression:
        """By what the index may leave out beads, for this side only (`expressions.on_side` is the caller's)."""

    def conditions(self) -> Sequence[Condition]:
        """What else a bead must meet to be looked at."""

    def find(self, bead: IndexedBead, side: str) -> Iterator[Found]:
        """The spans that are meant, in the order of the text.

        Raises:
            UsageError: the search takes too long.
        """


class RegexQuery:
    """A regular expression of the `regex` module, matched in the untouched text.

    Raises:
        UsageError: it is empty, too long, or no regular expression.
    """

    def __init__(self, pattern: str, *, case: bool = False) -> None:
        _require_length(pattern)
        self._need = needs(pattern)
        self._seconds_left = _MOST_SECONDS
        try:
            self._regex = regex.compile(pattern, 0 if case else regex.IGNORECASE)
        except regex.error as error:
            raise UsageError(f"'{pattern}' is not a regular expression: {error}") from None
        except (RecursionError, OverflowError, MemoryError):
            raise UsageError(f"'{pattern}' is too complicated a regular expression") from None

    def expression(self, index: Index, side: str) -> Expression:
        """The words that the pattern's literals are, or are parts of."""
        return holding(self._need, index)

    def conditions(self) -> Sequence[Condition]:
        return ()

    def find(self, bead: IndexedBead, side: str) -> Iterator[Found]:
        """The matches that are not empty."""
        began = time.perf_counter()
        try:
            spans = [match.span() for match in self._regex.finditer(bead.text(side), timeout=_MOST_SECONDS_A_TEXT)]
        except TimeoutError:
            spans = None
        self._seconds_left -= time.perf_counter() - began
        if spans is None or self._seconds_left < 0:
            raise UsageError(
                f"the regular expression takes too long (article '{bead.article_id}', bead {bead.bead}): "
                "nest no repetition in another, or begin with a word that it needs"
            )
        return (Found(start, end) for start, end in spans if start < end)


class WordQuery:
    """One or several words side by side, see `word_pattern`.

    Raises:
        UsageError: there is no word in it, or it is too long.
    """

    def __init__(self, words: str, *, case: bool = False) -> None:
        _require_length(words)
        if not any(sign.isalnum() for sign in words):
            raise UsageError(f"'{words}' has no letter and no digit; give a word, or --regex")
        self._globs = globs(words)
        flags = 0 if case else regex.IGNORECASE
        self._strict = regex.compile(word_pattern(words, loose=False), flags)
        self._loose = regex.compile(word_pattern(words, loose=True), flags)

    def expression(self, index: Index, side: str) -> Expression:
        """The words side by side."""
        return side_by_side(self._globs, index)

    def conditions(self) -> Sequence[Condition]:
        return ()

    def find(self, bead: IndexedBead, side: str) -> Iterator[Found]:
        """The words wherever they stand whole."""
        text = bead.text(side)
        found = self._loose if has_invisible(text) else self._strict
        return (Found(*match.span()) for match in found.finditer(text))


def _require_length(query: str) -> None:
    if not query.strip():
        raise UsageError("the query is empty; give a word, or a concept with --concept")
    if len(query) > _LONGEST_QUERY:
        raise UsageError(f"the query is longer than {_LONGEST_QUERY} characters")
