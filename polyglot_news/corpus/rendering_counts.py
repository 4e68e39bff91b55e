"""Counting renderings over a corpus of any size: what is kept are counts, and a few examples of each rendering.

The rows of an article must stand together, as everything here writes them; a row without `article_id` is an article
of its own.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from math import gcd
from pathlib import Path

from polyglot_news.bitext import COLUMNS, Row
from polyglot_news.corpus.parts import rows
from polyglot_news.corpus.term_uses import Rendered, TermUses, Wording
from polyglot_news.errors import ReadError, UsageError
from polyglot_news.language import primary_language

TIMES = ("month", "year")
"""Groupings that have an order."""

_EXAMPLES = 3
"""Examples kept of each rendering, chosen at random."""

_CITED = ("title", "outlet", "date", "url")
_DATE = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?!\d)")
_ENGINE = re.compile(r"(?:^|\|)engine:([^|(]+)")

Cell = tuple[str, ...]
"""One group: a value for each grouping, empty where a row has none."""

Ballot = tuple[tuple[Wording, int], ...]
"""How one article divides its vote: whole numbers without a common divisor."""


def divided(ballot: Ballot) -> Iterator[tuple[Wording, float]]:
    """The shares of one article's vote."""
    whole = sum(part for _, part in ballot)
    for wording, part in ballot:
        yield wording, part / whole


@dataclass(frozen=True, slots=True)
class Example:
    """One use in its sentence. `spans` are its places in source and target, None where there is none."""

    article_id: str
    source_lang: str
    source: str
    target_lang: str
    target: str
    spans: tuple[tuple[int, int] | None, tuple[int, int] | None]
    cited: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """What was counted of one concept in one target language.

    `ballots`: articles by group and ballot; `hits`: uses by group and rendering.
    """

    ballots: dict[Cell, Counter[Ballot]] = field(default_factory=lambda: defaultdict(Counter))
    hits: Counter[tuple[Cell, Wording]] = field(default_factory=Counter)
    examples: dict[Wording, list[Example]] = field(default_factory=dict)


@dataclass(slots=True)
class Counts:
    """What was counted in a corpus; tallies by concept and primary target language."""

    tallies: dict[tuple[str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    rows: int = 0
    articles: int = 0
    ungrouped: Counter[str] = field(default_factory=Counter)
    provenance: Counter[str] = field(default_factory=Counter)


def count(
    corpus: Path,
    uses: TermUses,
    by: Sequence[str] = (),
    concepts: Sequence[str] = (),
    on_progress: Callable[[int], None] = lambda _: None,
) -> Counts:
    """Count the renderings of a corpus.

    Args:
        corpus: see `parts.rows`.
        by: what to group by: `month`, `year` (of the column `date`), `engine`, `lang` (the pair), or any column.
        concepts: only these, all of them if none is named.
        on_progress: is told how many rows more are done.

    Raises:
        ReadError: the corpus cannot be read; the message names the row.
        UsageError: no row has anything to group by.
    """
    counts = Counts()
    counter = _Counter(counts, concepts)
    columns = {*COLUMNS, *_CITED, *(name for name in by if name not in (*TIMES, "engine", "lang"))}
    for piece in rows(corpus, sorted(columns)):
        for row in piece:
            counts.rows += 1
            counter.see(row, cell_of(row, by, counts.ungrouped), uses)
        on_progress(len(piece))
    counter.end_article()
    for name in by:
        if counts.rows and counts.ungrouped[name] == counts.rows:
            what = "no date such as 2024-05-31 in the column 'date'" if name in TIMES else f"nothing for '{name}'"
            raise UsageError(f"{corpus}: {what}: there is nothing to group by")
    return counts


def cell_of(row: Row, by: Iterable[str], ungrouped: Counter[str]) -> Cell:
    """The group of a row; `ungrouped` counts the rows that have no value."""
    cell = tuple(_value(row, name) for name in by)
    ungrouped.update(name for name, value in zip(by, cell, strict=True) if not value)
    return cell


def _value(row: Row, name: str) -> str:
    if name in TIMES:
        date = _DATE.match(_text(row.get("date")))
        return "" if date is None else date[1] if name == "year" else date[0]
    if name == "engine":
        engine = _ENGINE.search(_text(row.get("provenance")))
        return engine[1] if engine else "not by an engine"
    if name == "lang":
        return f"{_text(row.get('source_lang'))}→{_text(row.get('target_lang'))}"
    return _text(row.get(name)).strip()


class _Counter:
    """Collects an article's uses, and counts them as one ballot for each concept and group when it ends."""

    def __init__(self, counts: Counts, concepts: Sequence[str]) -> None:
        self._counts = counts
        self._concepts = frozenset(concepts)
        self._article = ""
        self._open: dict[tuple[str, str, Cell], Counter[Wording]] = defaultdict(Counter)
        self._random = random.Random(0)
        self._seen: Counter[tuple[str, str, Wording]] = Counter()

    def see(self, row: Row, cell: Cell, uses: TermUses) -> None:
        article = _text(row.get("article_id"))
        if article != self._article or not article or not self._counts.articles:
            self.end_article()
            self._article = article
            self._counts.articles += 1
        self._counts.provenance[_text(row.get("provenance"))] += 1
        try:
            for one in uses.of(row):
                if not self._concepts or one.use.concept in self._concepts:
                    self._add(one, row, cell)
        except ReadError as error:
            message = str(error).removeprefix("row 1, ").removeprefix("row 1: ")
            raise ReadError(f"row {self._counts.rows} of the corpus: {message}") from None

    def _add(self, one: Rendered, row: Row, cell: Cell) -> None:
        lang = primary_language(_text(row["target_lang"]))
        self._open[one.use.concept, lang, cell][one.wording] += 1
        self._seen[one.use.concept, lang, one.wording] += 1
        kept = self._counts.tallies[one.use.concept, lang].examples.setdefault(one.wording, [])
        # Algorithm R (Vitter 1985): every use has the same chance to be shown.
        if len(kept) < _EXAMPLES:
            kept.append(_example(one, row))
        elif (place := self._random.randrange(self._seen[one.use.concept, lang, one.wording])) < _EXAMPLES:
            kept[place] = _example(one, row)

    def end_article(self) -> None:
        for (concept, lang, cell), hits in self._open.items():
            tally = self._counts.tallies[concept, lang]
            divisor = reduce(gcd, hits.values())
            ballot = sorted(((wording, n // divisor) for wording, n in hits.items()), key=repr)
            tally.ballots[cell][tuple(ballot)] += 1
            for wording, n in hits.items():
                tally.hits[cell, wording] += n
        self._open.clear()


def _example(one: Rendered, row: Row) -> Example:
    use = one.use
    return Example(
        _text(row.get("article_id")),
        _text(row["source_lang"]),
        _text(row["source"]),
        _text(row["target_lang"]),
        _text(row["target"]),
        (_span(use.source_start, use.source_end), _span(use.target_start, use.target_end)),
        tuple(filter(None, (_text(row.get(name)) for name in _CITED))),
    )


def _span(start: int | None, end: int | None) -> tuple[int, int] | None:
    return None if start is None or end is None else (start, end)


def _text(value: object) -> str:
    return "" if value is None else str(value)
