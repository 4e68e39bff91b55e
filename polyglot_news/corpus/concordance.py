"""A bilingual concordance: every place where something is said in a corpus, and how it is rendered there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date as day
from heapq import nsmallest
from itertools import chain, islice
from typing import Any

from polyglot_news.corpus.association import Guesser, associations
from polyglot_news.corpus.expressions import NO_BEAD, Expression, all_of, any_of, on_side
from polyglot_news.corpus.index import SIDES, Condition, Index, IndexedBead
from polyglot_news.corpus.kwic import BY_GUESS, BY_QUERY, BY_RECORD, BY_TERM, Line, Span, sort_key
from polyglot_news.corpus.query import Found, Query
from polyglot_news.corpus.term_query import ConceptQuery, recorded
from polyglot_news.errors import UsageError

_SAMPLE = 300
"""Hits from which it is learnt which words go with them."""

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def _is_date(text: str) -> bool:
    try:
        day.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return _DATE.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles count. Dates are ISO 8601, whole or cut short (`2024-03`), and included on both ends.

    Raises:
        UsageError: a date is no such date.
    """

    outlet: str = ""
    since: str = ""
    until: str = ""
    source_lang: str = ""
    target_lang: str = ""

    def __post_init__(self) -> None:
        for date in (self.since, self.until):
            if date and not _is_date(date):
                raise UsageError(f"'{date}' is not a date such as 2024, 2024-03 or 2024-03-15")

    def conditions(self) -> list[Condition]:
        """The filters as conditions of the index; an article without a date is outside every span of time."""
        found = []
        if self.outlet:
            found.append(Condition("casefold(outlet) = ?", (self.outlet.casefold(),)))
        if self.since:
            found.append(Condition("date >= ?", (self.since,)))
        if self.until:
            found.append(Condition("date <> '' AND substr(date, 1, ?) <= ?", (str(len(self.until)), self.until)))
        for column in ("source_lang", "target_lang"):
            if lang := getattr(self, column):
                found.append(Condition(f"({column} = ? OR {column} LIKE ?)", (lang, f"{lang}-%")))
        return found


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for, and where.

    Args:
        query: what a text must have.
        side: `source`, `target` or `both`.
        other: what the other side of the bead must have too; that is the rendering then.

    Raises:
        UsageError: there is no such side.
    """

    query: Query
    side: str = "source"
    other: Query | None = None
    filters: Filters = Filters()

    def __post_init__(self) -> None:
        if self.side not in (*SIDES, "both"):
            raise UsageError(f"'{self.side}' is no side; choose source, target or both")

    @property
    def sides(self) -> tuple[str, ...]:
        return SIDES if self.side == "both" else (self.side,)


@dataclass(slots=True)
class Tally:
    """What a concordance has counted so far; `more` says that it ended before the last hit."""

    hits: int = 0
    renderings: Counter[str] = field(default_factory=Counter)
    more: bool = False

    def add(self, line: Line) -> None:
        self.hits += 1
        self.renderings[" ".join(line.rendering.casefold().split())] += 1


def concordance(
    index: Index, search: Search, *, sort: str = "", limit: int = 0, count_all: bool = False
) -> tuple[Iterator[Line], Tally]:
    """The lines of a concordance, and a tally that is filled while they are taken.

    Args:
        sort: one of `kwic.SORTS`; by default the order of the corpus. Memory holds `limit` lines then.
        limit: how many lines are given, 0 for all.
        count_all: go on after the limit, so that the tally holds every hit (which sorting always does).

    Raises:
        UsageError: there is no such order, or (while the lines are taken) a regular expression takes too long.
    """
    tally = Tally()
    found = with_guesses(_lines(index, search), index)
    if sort:
        key = sort_key(sort)
        return _sorted(found, key, limit, tally), tally
    return _limited(found, limit, count_all, tally), tally


def _sorted(found: Iterator[Line], key: Callable[[Line], Any], limit: int, tally: Tally) -> Iterator[Line]:
    def told() -> Iterator[Line]:
        for line in found:
            tally.add(line)
            yield line

    yield from nsmallest(limit, told(), key=key) if limit else sorted(told(), key=key)


def _limited(found: Iterator[Line], limit: int, count_all: bool, tally: Tally) -> Iterator[Line]:
    for line in found:
        if limit and tally.hits >= limit and not count_all:
            tally.more = True
            return
        tally.add(line)
        if not limit or tally.hits <= limit:
            yield line


def _lines(index: Index, search: Search) -> Iterator[Line]:
    """The hits in the order of the corpus, with the counterparts that the query or the table knows."""
    expression = any_of(_expression(index, search, side) for side in search.sides)
    if expression == NO_BEAD:
        return
    conditions = [*search.query.conditions(), *search.filters.conditions()]
    for bead in index.beads(expression, conditions):
        for side in search.sides:
            yield from _of_bead(bead, side, search)


def _expression(index: Index, search: Search, side: str) -> Expression:
    asked = [on_side(side, search.query.expression(index, side))]
    if search.other:
        other = _other(side)
        asked.append(on_side(other, search.other.expression(index, other)))
    return all_of(asked)


def _of_bead(bead: IndexedBead, side: str, search: Search) -> Iterator[Line]:
    hits = list(search.query.find(bead, side))
    if not hits:
        return
    asked: list[Span] = []
    if search.other:
        asked = [(one.start, one.end) for one in search.other.find(bead, _other(side))]
        if not asked:
            return
    known = [found for _, found in recorded(bead, side)] if bead.terms else []
    by = BY_TERM if isinstance(search.query, ConceptQuery) else BY_RECORD
    for hit in hits:
        span = (hit.start, hit.end)
        if asked:
            yield Line(bead, side, span, _nearest(span, bead.text(side), asked, bead.text(_other(side))), BY_QUERY)
        elif hit.other is not None:
            yield Line(bead, side, span, hit.other, by)
        elif counterpart := _recorded_counterpart(span, known):
            yield Line(bead, side, span, counterpart, BY_RECORD)
        else:
            yield Line(bead, side, span)


def _nearest(span: Span, text: str, others: Sequence[Span], other_text: str) -> Span:
    """The other span whose share of its text is nearest to that of the span."""
    share = span[0] / len(text)
    return min(others, key=lambda other: abs(other[0] / len(other_text) - share))


def _recorded_counterpart(span: Span, known: Sequence[Found]) -> Span | None:
    """The counterpart of the first recorded use that the span overlaps."""
    met = (use.other for use in known if use.other and use.start < span[1] and use.end > span[0])
    return next(met, None)


def with_guesses(lines: Iterator[Line], index: Index) -> Iterator[Line]:
    """The lines, those without a counterpart with the words that go best with the first `_SAMPLE` hits."""
    sample = list(islice(lines, _SAMPLE))
    guessers = {
        (side, *langs): Guesser(scores)
        for side in SIDES
        for langs, scores in associations(_unpaired(sample, side), _other(side), index).items()
    }
    for line in chain(sample, lines):
        guesser = guessers.get((line.side, line.bead.source_lang, line.bead.target_lang))
        span = guesser.guess(line.bead.text(line.other)) if guesser and line.counterpart is None else None
        yield line._replace(counterpart=span, paired_by=BY_GUESS) if span else line


def _unpaired(lines: Iterable[Line], side: str) -> list[IndexedBead]:
    return list({line.bead.id: line.bead for line in lines if line.side == side and not line.counterpart}.values())


def _other(side: str) -> str:
    return "target" if side == "source" else "source"
