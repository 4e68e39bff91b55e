"""How much of a bead's words the other side accounts for.

A source word is covered by a run of target segments as far as its best counterpart there is like it; a segment's
coverage sums this over its words, each weighted by how telling it is. Coverage shows what cosine hides: what a
segment adds to the other side, and whether a neighbour is merely swallowed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from polyglot_news.align.windows import best_cut, best_growth, run_min, run_sum, weakest_edge
from polyglot_news.align.words import Floats, Ints, Lexicon, words

LONGEST = 6
"""The longest run of segments that a bead has on one side."""

UNCUT = 0.2
"""What evidence about the best cut inside a bead is where a side has one segment: about what it is elsewhere."""

Named = Iterator[tuple[str, NDArray[Any]]]
"""Planes of evidence with their names."""


class Coverage:
    """Coverage of both sides under one likeness of words.

    Attributes:
        source: for each m (from 1), [N, M - m + 1]: what m target segments cover of each source segment.
        target: for each n, [M, N - n + 1]: likewise the other way round.
        source_full, target_full: [N], [M]: what there is to be covered.
    """

    def __init__(self, name: str, alike: Floats, source: Lexicon, target: Lexicon, weights: tuple[Floats, Floats]):
        self.name = name
        self._lexica = source, target
        self._nearest = _nearest(alike, target), _nearest(alike.T, source)
        self.source, self.source_full = _masses(self._nearest[0], source, weights[0])
        self.target, self.target_full = _masses(self._nearest[1], target, weights[1])
        self._kept: dict[tuple[int, int], Floats] = {}

    def clauses(self, side: int, clauses: Sequence[str]) -> Floats:
        """How much of each clause of a side (0 source, 1 target) each segment of the other covers."""
        known = {word: i for i, word in enumerate(self._lexica[side].vocabulary)}
        return self._covered_of(
            side, [[known[word] for word in words(clause) if word in known] for clause in clauses]
        )

    def outermost(self, side: int, count: int) -> tuple[Floats, Floats, Floats]:
        """Which segments of a side have more than twice so many words (the others count as if they had none), and how
        much of the first and of the last so many words each segment of the other covers.
        """
        lexicon = self._lexica[side]
        texts = np.split(lexicon.tokens, lexicon.edges[1:-1])
        long = np.diff(lexicon.edges) > 2 * count
        kept = [tokens if enough else tokens[:0] for tokens, enough in zip(texts, long, strict=True)]
        first, last = ([tokens[part] for tokens in kept] for part in (slice(count), slice(-count, None)))
        return long.astype(np.float32), self._covered_of(side, first), self._covered_of(side, last)

    def _covered_of(self, side: int, groups: Sequence[Sequence[int] | Ints]) -> Floats:
        """How much of each group of words (places in the vocabulary) each segment of the other side covers."""
        lexicon, nearest = self._lexica[side], self._nearest[side]
        covered = np.zeros((len(groups), nearest.shape[1]), dtype=np.float32)
        for row, ids in zip(covered, groups, strict=True):
            if len(ids):
                weights = lexicon.weights[ids]
                row[:] = weights @ nearest[ids] / (weights.sum() + 1)
        return covered

    def shares(self, n: int, m: int, edges: bool) -> Named:
        """The evidence planes of n-m beads; with `edges`, also what each sentence adds or would add."""
        ours, theirs = self._mass(n, m)
        whole, other = run_sum(self.source_full, n)[:, None], run_sum(self.target_full, m)[None, :]
        both = whole + other
        source_mean, target_mean = self.source[m - 1].mean(1), self.target[n - 1].mean(1)
        by_chance = run_sum(source_mean, n)[:, None] + run_sum(target_mean, m)[None, :]
        yield "share", (ours + theirs) / both
        yield "excess", (ours + theirs - by_chance) / both
        yield "mass", np.sqrt(np.maximum(ours + theirs - by_chance, 0)) / 4
        worst_source = run_min((self.source[m - 1] - source_mean[:, None]) / self.source_full[:, None], n)
        worst_target = run_min(((self.target[n - 1] - target_mean[:, None]) / self.target_full[:, None]).T, m, axis=1)
        yield "worst segment", np.minimum(worst_source, worst_target)
        if edges:
            yield "worse side", np.minimum(ours / whole, theirs / other)
            less_theirs, less_ours = self._less(n, m)
            falls = weakest_edge(theirs, less_theirs, None) / other, weakest_edge(ours, None, less_ours) / whole
            yield "edge adds", np.minimum(*falls) if n > 1 and m > 1 else falls[0] + falls[1]
            more_ours, more_theirs = self._more(n, m)
            growths = best_growth(ours, None, more_ours, 0) / whole, best_growth(theirs, more_theirs, None, 0) / other
            grown = np.maximum(*growths)
            yield "neighbour would add", grown
            yield "neighbour would add words", np.minimum(grown * both / 20, 1.5)
            if n > 1 and m > 1:
                yield "a cut would lose", (ours + theirs - best_cut(self._covered, n, m, np.add)) / both
            else:
                yield "a cut would lose", np.full_like(both, UNCUT)

    def tally(self, n: int, m: int) -> Named:
        """The evidence planes of a likeness that is yes or no (numbers): hits, misses, and hits next door."""
        ours, theirs = self._mass(n, m)
        missed = run_sum(self.source_full, n)[:, None] - ours, run_sum(self.target_full, m)[None, :] - theirs
        yield "found", np.minimum((ours + theirs) / 6, 3)
        yield "missed", np.minimum((missed[0] + missed[1]) / 6, 3)
        yield "missed on both", np.minimum(np.minimum(*missed) / 3, 3)
        more_ours, more_theirs = self._more(n, m)
        grown = np.maximum(best_growth(ours, None, more_ours, 0), best_growth(theirs, more_theirs, None, 0))
        yield "neighbour would add", np.minimum(grown / 3, 2)

    def alone(self, side: int) -> Named:
        """For each segment of a side, how well anything on the other side covers it."""
        masses, full = (self.source, self.source_full) if side == 0 else (self.target, self.target_full)
        one, three = masses[0], masses[min(2, len(masses) - 1)]
        yield "best share", one.max(1) / full
        yield "best excess", (one.max(1) - one.mean(1)) / full
        yield "best excess of three", (three.max(1) - three.mean(1)) / full

    def _covered(self, n: int, m: int) -> Floats:
        """What is covered of both sides."""
        if (n, m) not in self._kept:
            ours, theirs = self._mass(n, m)
            self._kept[n, m] = ours + theirs
        return self._kept[n, m]

    def _mass(self, n: int, m: int) -> tuple[Floats, Floats]:
        return run_sum(self.source[m - 1], n), run_sum(self.target[n - 1], m).T

    def _less(self, n: int, m: int) -> tuple[Floats | None, Floats | None]:
        """What is covered of the target by one source segment less, and of the source by one target segment less."""
        return (
            run_sum(self.target[n - 2], m).T if n > 1 else None,
            run_sum(self.source[m - 2], n) if m > 1 else None,
        )

    def _more(self, n: int, m: int) -> tuple[Floats | None, Floats | None]:
        """What is covered of the source by one target segment more, and of the target by one source segment more."""
        return (
            run_sum(self.source[m], n) if m < len(self.source) else None,
            run_sum(self.target[n], m).T if n < len(self.target) else None,
        )


def _nearest(alike: Floats, theirs: Lexicon) -> Floats:
    """How like each of our words is to the likest word of each of their segments: [our words, their segments]."""
    return np.ascontiguousarray(np.maximum.reduceat(alike.T[theirs.tokens], theirs.edges[:-1], axis=0).T)


def _masses(nearest: Floats, ours: Lexicon, weights: Floats) -> tuple[list[Floats], Floats]:
    counts = np.zeros((len(ours.edges) - 1, len(weights)), dtype=np.float32)
    np.add.at(counts, (np.repeat(np.arange(len(counts)), np.diff(ours.edges)), ours.tokens), 1)
    counts *= weights
    best, masses = nearest, []
    for count in range(1, min(LONGEST, nearest.shape[1]) + 1):
        if count > 1:
            best = np.maximum(best[:, :-1], nearest[:, count - 1 :])
        masses.append(counts @ best)
    return masses, np.maximum(counts.sum(1), 1e-3)


def straddling(parted: tuple[Floats, Floats], source: tuple[Floats, ...], target: tuple[Floats, ...]) -> list[Floats]:
    """For each cut (x, y) between segments, whether a clause next to it belongs on the other side of the cut.

    Args:
        parted: [N] and [M], whether a segment has a first and a last clause at all.
        source: likeness of each source segment's first and last clause to each target segment, both [N, M].
        target: likeness of each source segment to each target segment's first and last clause, both [N, M].

    Returns:
        Three planes [N + 1, M + 1]: the strongest such sign, their sum, and the strongest sign of the contrary.
    """
    rows, columns = source[0].shape
    signs = np.zeros((4, rows + 1, columns + 1), dtype=np.float32)
    inner = (slice(1, rows), slice(1, columns))
    (head, tail), (other_head, other_tail) = source, target
    signs[0][inner] = (head[1:, :-1] - head[1:, 1:]) * parted[0][1:, None]
    signs[1][inner] = (tail[:-1, 1:] - tail[:-1, :-1]) * parted[0][:-1, None]
    signs[2][inner] = (other_head[:-1, 1:] - other_head[1:, 1:]) * parted[1][None, 1:]
    signs[3][inner] = (other_tail[1:, :-1] - other_tail[:-1, :-1]) * parted[1][None, :-1]
    return [np.clip(signs.max(0), 0, 0.6), np.clip(signs, 0, 0.6).sum(0), np.clip(signs.min(0), -0.6, 0)]
