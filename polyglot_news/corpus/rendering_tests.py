"""The tests of one concept: for each grouping, whether its groups differ, or over time whether something changed."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from polyglot_news.corpus.permutation import LEAST_SIDE, Votes, change, difference
from polyglot_news.corpus.rendering_counts import TIMES, Ballot, Cell, Tally, divided
from polyglot_news.corpus.statistics import Floats, cramers_v, wilson
from polyglot_news.corpus.term_uses import Wording

FOUND, CHANCE, TOO_FEW, ALIKE, ALONE = "found", "chance", "too few", "always alike", "one group"
"""Outcomes: more than chance; no more than chance; not tested, for too few articles, one rendering or one group."""


@dataclass(frozen=True, slots=True)
class Extreme:
    """One of the two groups that a verdict sets against each other, and its share of the rendering in question."""

    name: str
    articles: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a grouping shows for a concept.

    Attributes:
        by: the grouping.
        outcome: one of the outcomes above.
        p: by dealing out the articles, None where nothing was tested; `q`: adjusted for
            all concepts tested for this grouping.
        v: Cramér's V, bias-corrected: how far the groups (or before and after) are apart, from 0 to 1.
        since: the month or year that the most likely change begins with, empty for groupings without an order.
        wording: the rendering whose share differs most, between `extremes`: before and after, or the groups with the
            smallest and the greatest share.
    """

    by: str
    outcome: str
    p: float | None = None
    q: float | None = None
    v: float | None = None
    since: str = ""
    wording: Wording | None = None
    extremes: tuple[Extreme, ...] = ()

    def judged(self, q: float, fdr: float) -> Verdict:
        """The verdict with its adjusted p-value."""
        return replace(self, q=q, outcome=FOUND if q <= fdr else CHANCE)


def tested(
    concept: str, tally: Tally, wordings: Sequence[Wording], by: Sequence[str], min_count: int, most: int
) -> tuple[Verdict, ...]:
    """A verdict for each grouping, its outcome still to be judged.

    With several groupings, each is tested within the groups of the others: articles are dealt out among months within
    their outlet, so that a change in which outlets speak is not taken for a change in how they speak.
    """
    return tuple(
        _verdict(name, place, tally, wordings, min_count, most, zlib.crc32(f"{concept}\0{name}".encode()))
        for place, name in enumerate(by)
    )


def _verdict(
    name: str, place: int, tally: Tally, wordings: Sequence[Wording], min_count: int, most: int, seed: int
) -> Verdict:
    cells = [cell for cell in tally.ballots if cell[place]]
    if sum(sum(tally.ballots[cell].values()) for cell in cells) < min_count:
        return Verdict(name, TOO_FEW)
    groups = sorted({cell[place] for cell in cells})
    votes = _votes(tally, cells, place, groups, wordings)
    tables = votes.tables
    if len(groups) < 2:
        return Verdict(name, ALONE)
    if (tables.sum(axis=(0, 1)) > 0).sum() < 2:
        return Verdict(name, ALIKE)
    rng = np.random.default_rng(seed)
    pooled, articles = tables.sum(axis=0), votes.articles.sum(axis=(0, 2))
    if name not in TIMES:
        extremes = _extremes(pooled, articles, groups, wordings)
        return Verdict(name, CHANCE, difference(votes, most, rng), None, cramers_v(pooled), "", *extremes)
    found = change(votes, most, rng)
    if found is None:
        return Verdict(name, TOO_FEW)
    sizes = _halves(votes.articles.sum(axis=2)[..., None], found.first)[..., 0]
    halves = _standardised(_halves(tables, found.first), sizes)
    since = groups[found.first]
    extremes = _extremes(halves, sizes.sum(axis=0), [f"before {since}", f"since {since}"], wordings, ordered=True)
    return Verdict(name, CHANCE, found.p, None, cramers_v(halves), since, *extremes)


def _votes(
    tally: Tally, cells: Sequence[Cell], place: int, groups: Sequence[str], wordings: Sequence[Wording]
) -> Votes:
    others = sorted({_without(cell, place) for cell in cells})
    kinds: list[Ballot] = sorted({ballot for cell in cells for ballot in tally.ballots[cell]}, key=repr)
    articles = np.zeros((len(others), len(groups), len(kinds)), dtype=np.int64)
    numbers = {ballot: number for number, ballot in enumerate(kinds)}
    for cell in cells:
        stratum, group = others.index(_without(cell, place)), groups.index(cell[place])
        for ballot, times in tally.ballots[cell].items():
            articles[stratum, group, numbers[ballot]] += times
    columns = {wording: column for column, wording in enumerate(wordings)}
    shares = np.zeros((len(kinds), len(wordings)))
    for ballot, number in numbers.items():
        for wording, share in divided(ballot):
            shares[number, columns[wording]] = share
    return Votes(articles, shares)


def _halves(tables: Floats | NDArray[np.int64], first: int) -> Floats:
    """(strata, groups, columns) → (strata, 2, columns): before group `first` and from it on."""
    return np.stack([tables[:, :first].sum(axis=1), tables[:, first:].sum(axis=1)], axis=1).astype(np.float64)


def _standardised(halves: Floats, sizes: Floats) -> Floats:
    """(2, renderings): votes before and after as if the strata had the same part in both.

    The weights are Mantel and Haenszel's (1959, J. Natl. Cancer Inst. 22: 719–748); strata on one side only are left
    out. One stratum stays as it is.
    """
    both = sizes.min(axis=1) > 0
    if not both.any():
        return np.asarray(halves.sum(axis=0), dtype=np.float64)
    weights = sizes[both].prod(axis=1) / sizes[both].sum(axis=1)
    shares = (halves[both] / sizes[both][..., None] * (weights / weights.sum())[:, None, None]).sum(axis=0)
    return np.asarray(shares * sizes.sum(axis=0)[:, None], dtype=np.float64)


def _without(cell: Cell, place: int) -> Cell:
    return cell[:place] + cell[place + 1 :]


def _extremes(
    table: Floats,
    articles: NDArray[np.int64] | Floats,
    names: Sequence[str],
    wordings: Sequence[Wording],
    *,
    ordered: bool = False,
) -> tuple[Wording | None, tuple[Extreme, ...]]:
    """The rendering whose share differs most between two groups with enough articles, and those two."""
    enough = np.flatnonzero(articles >= LEAST_SIDE)
    if len(enough) < 2:
        return None, ()
    shares = table[enough] / articles[enough, None]
    column = int((shares.max(axis=0) - shares.min(axis=0)).argmax())
    rows = (0, len(enough) - 1) if ordered else (shares[:, column].argmin(), shares[:, column].argmax())
    two = [int(enough[row]) for row in rows]
    return wordings[column], tuple(
        Extreme(
            names[i],
            int(articles[i]),
            float(table[i, column] / articles[i]),
            *wilson(float(table[i, column]), int(articles[i])),
        )
        for i in two
    )
