"""Rows a person vouches for, honoured by every later alignment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from polyglot_news.align.search import Doubles, Scores, Step, best_path, worth
from polyglot_news.errors import UsageError

_NEVER = -1e6


@dataclass(frozen=True, slots=True)
class Anchor:
    """Segments that belong together, whatever the evidence; one side empty: segments that belong to nothing.

    `review` and `note` are taken over into the bead.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    review: str = ""
    note: str = ""

    @property
    def step(self) -> Step:
        """The anchor as a bead of the search; a side that is empty begins at 0."""
        return (self.source or (0,))[0], len(self.source), (self.target or (0,))[0], len(self.target)


def check(anchors: Iterable[Anchor], height: int, width: int) -> None:
    """Raises UsageError where anchors overlap, have gaps, or name segments that are not there."""
    for side, count, name in ((0, height, "source"), (1, width, "target")):
        taken: set[int] = set()
        for anchor in anchors:
            run = anchor.target if side else anchor.source
            if run and run != tuple(range(run[0], run[0] + len(run))):
                raise UsageError(f"an anchor's {name} segments {list(run)} are not neighbours: split it into several")
            if run and not 0 <= run[0] <= run[-1] < count:
                raise UsageError(f"an anchor names {name} segment {run[-1]}, but there are {count}, counted from 0")
            if twice := taken & set(run):
                raise UsageError(f"{name} segment {min(twice)} stands in two anchors: leave it in one")
            taken.update(run)


def in_order(anchors: Sequence[Anchor]) -> tuple[list[Anchor], list[Anchor]]:
    """The most anchors that one path can pass, and the linked ones that cross it (text that was moved)."""
    linked = sorted((a for a in anchors if a.source and a.target), key=lambda a: a.source)
    best: list[tuple[int, int]] = []  # for each anchor: length of the longest chain ending there, and its predecessor
    for k, anchor in enumerate(linked):
        before = [(best[b][0], b) for b in range(k) if linked[b].target[-1] < anchor.target[0]]
        length, previous = max(before, default=(0, -1))
        best.append((length + 1, previous))
    chain: set[int] = set()
    k = max(range(len(best)), key=lambda b: best[b][0], default=-1)
    while k >= 0:
        chain.add(k)
        k = best[k][1]
    return [linked[b] for b in sorted(chain)], [a for b, a in enumerate(linked) if b not in chain]


def fixed(scores: Scores, anchors: Sequence[Anchor]) -> Scores:
    """The scores with every bead ruled out that would break an anchor.

    Anchors in order are made certain steps of the path, unless the rest fits better when they are taken for moved
    text, as those that cross them are: their segments are then left out of the path.
    """
    if not anchors:
        return scores
    chain, _ = in_order(anchors)
    through = _fixed(scores, anchors, {anchor.step for anchor in chain})
    around = _fixed(scores, anchors, set())
    return max(through, around, key=lambda choice: worth(choice, best_path(choice)))


def _fixed(scores: Scores, anchors: Sequence[Anchor], passed: set[Step]) -> Scores:
    height, width = scores.size
    held = np.zeros(height, dtype=bool), np.zeros(width, dtype=bool)
    lifted = np.zeros(height, dtype=bool), np.zeros(width, dtype=bool)
    for anchor in anchors:
        marked = held if anchor.step in passed else lifted
        marked[0][list(anchor.source)] = True
        marked[1][list(anchor.target)] = True
    linked: dict[tuple[int, int], Doubles] = {kind: plane.copy() for kind, plane in scores.linked.items()}
    for (n, m), plane in linked.items():
        plane[_touched(held[0] | lifted[0], n)] = _NEVER
        plane[:, _touched(held[1] | lifted[1], m)] = _NEVER
    for i, n, j, m in passed:
        linked.setdefault((n, m), np.full((height - n + 1, width - m + 1), _NEVER))[i, j] = 0.0
    source, target = scores.source_alone.copy(), scores.target_alone.copy()
    source[held[0]], target[held[1]] = _NEVER, _NEVER
    source[lifted[0]], target[lifted[1]] = 0.0, 0.0
    return Scores(linked, source, target)


def _touched(
    held: np.ndarray[tuple[int], np.dtype[np.bool_]], count: int
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which runs of `count` neighbours hold one of the marked."""
    marks = np.concatenate([[0], np.cumsum(held)])
    touched: np.ndarray[tuple[int], np.dtype[np.bool_]] = marks[count:] > marks[:-count]
    return touched
