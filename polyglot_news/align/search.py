"""The dynamic programme over beads: best path, how probable each bead is, and the path of most expected hits.

A bead of n source and m target segments is one step (i, j) → (i + n, j + m); its score, and that of leaving a
segment out, are unnormalised log-probabilities of a semi-Markov conditional random field (Sarawagi and Cohen, 2004,
"Semi-Markov Conditional Random Fields for Information Extraction", NIPS) over the grid of Gale and Church (1993).
All functions are exact; time and memory are O(N · M · number of bead kinds). Rows are vectorised: a step within a
row can only be an insertion, whose cost depends on the target segment alone, so a running sum turns it into a scan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]
Kind = tuple[int, int]
Step = tuple[int, int, int, int]
"""First source segment, how many, first target segment, how many."""

KINDS: tuple[Kind, ...] = (
    *((n, m) for n in range(1, 5) for m in range(1, 5)), (1, 5), (5, 1), (2, 5), (5, 2), (1, 6), (6, 1),
)  # fmt: skip
"""The beads that are tried: all up to 4-4, and the long one-sided ones that lists and cut-up sentences need."""

_NEVER = -1e30


@dataclass(frozen=True, slots=True)
class Scores:
    """What every possible bead is worth.

    `linked[n, m][i, j]` (shape [N - n + 1, M - m + 1]) scores the bead of source i…i+n-1 and target j…j+m-1;
    `source_alone` [N] and `target_alone` [M] score a segment left unaligned.
    """

    linked: Mapping[Kind, Doubles]
    source_alone: Doubles
    target_alone: Doubles

    @property
    def size(self) -> tuple[int, int]:
        return len(self.source_alone), len(self.target_alone)


@dataclass(frozen=True, slots=True)
class Posteriors:
    """The probability of every possible bead, in the shapes of `Scores`."""

    linked: Mapping[Kind, Doubles]
    source_alone: Doubles
    target_alone: Doubles

    def of(self, step: Step) -> float:
        """The probability of one bead."""
        i, n, j, m = step
        if n and m:
            return float(self.linked[n, m][i, j])
        return float(self.source_alone[i] if n else self.target_alone[j])


def best_path(scores: Scores) -> list[Step]:
    """The path of the highest total score, in order; unaligned segments are steps of their own."""
    height, width = scores.size
    best = np.full((height + 1, width + 1), _NEVER)
    came = np.empty((height + 1, width + 1), dtype=np.int16)
    kinds = list(scores.linked)
    inserted = np.concatenate([[0.0], np.cumsum(scores.target_alone)])
    for i in range(height + 1):
        row = best[i - 1] + scores.source_alone[i - 1] if i else best[0].copy()
        row[0] = row[0] if i else 0.0
        step = np.full(width + 1, -1, dtype=np.int16)
        for k, (n, m) in enumerate(kinds):
            if i >= n and width >= m:
                value = best[i - n, : width + 1 - m] + scores.linked[n, m][i - n]
                better = value > row[m:]
                row[m:][better] = value[better]
                step[m:][better] = k
        best[i] = np.maximum.accumulate(row - inserted) + inserted
        step[best[i] > row + 1e-9] = -2
        came[i] = step
    return _walk_back(came, kinds)


def worth(scores: Scores, steps: Iterable[Step]) -> float:
    """The total score of a path."""
    total = 0.0
    for i, n, j, m in steps:
        if n and m:
            total += float(scores.linked[n, m][i, j])
        else:
            total += float(scores.source_alone[i] if n else scores.target_alone[j])
    return total


def _walk_back(came: NDArray[np.int16], kinds: list[Kind]) -> list[Step]:
    i, j = came.shape[0] - 1, came.shape[1] - 1
    steps: list[Step] = []
    while i or j:
        kind = int(came[i, j])
        if j == 0 or (kind == -1 and i > 0):
            i -= 1
            steps.append((i, 1, j, 0))
        elif kind < 0:
            j -= 1
            steps.append((i, 0, j, 1))
        else:
            n, m = kinds[kind]
            i, j = i - n, j - m
            steps.append((i, n, j, m))
    return steps[::-1]


def posteriors(scores: Scores) -> Posteriors:
    """The probability of each bead over all paths (forward–backward)."""
    height, width = scores.size
    ahead = _forward(scores)
    back = _forward(_reversed(scores))[::-1, ::-1]
    whole = ahead[height, width]

    def share(value: Doubles) -> Doubles:
        chance: Doubles = np.exp(np.minimum(value - whole, 0.0))
        return chance

    linked = {
        (n, m): share(ahead[: height - n + 1, : width - m + 1] + plane + back[n:, m:])
        for (n, m), plane in scores.linked.items()
    }
    source = share(ahead[:-1] + scores.source_alone[:, None] + back[1:]).sum(1)
    target = share(ahead[:, :-1] + scores.target_alone[None, :] + back[:, 1:]).sum(0)
    return Posteriors(linked, np.minimum(source, 1.0), np.minimum(target, 1.0))


def _forward(scores: Scores) -> Doubles:
    height, width = scores.size
    total = np.full((height + 1, width + 1), _NEVER)
    inserted = np.concatenate([[0.0], np.cumsum(scores.target_alone)])
    for i in range(height + 1):
        row = total[i - 1] + scores.source_alone[i - 1] if i else total[0].copy()
        row[0] = row[0] if i else 0.0
        for (n, m), plane in scores.linked.items():
            if i >= n and width >= m:
                row[m:] = np.logaddexp(row[m:], total[i - n, : width + 1 - m] + plane[i - n])
        total[i] = np.logaddexp.accumulate(row - inserted) + inserted
    return total


def _reversed(scores: Scores) -> Scores:
    linked = {kind: plane[::-1, ::-1] for kind, plane in scores.linked.items()}
    return Scores(linked, scores.source_alone[::-1], scores.target_alone[::-1])


def expected_path(probable: Posteriors, price: float, alone: float) -> list[Step]:
    """The path with the most beads expected to be right, each bead proposed costing `price`.

    Minimum Bayes risk decoding: where F1 is about F, a bead is worth proposing when its probability exceeds F / 2.

    Args:
        probable: what `posteriors` gave.
        price: what a proposed bead costs, in beads.
        alone: what a rightly unaligned segment is worth, in beads.
    """
    return best_path(
        Scores(
            {kind: plane - price for kind, plane in probable.linked.items()},
            alone * probable.source_alone - price,
            alone * probable.target_alone - price,
        )
    )
