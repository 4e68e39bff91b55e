"""The paragraph hint: where both sides keep their paragraphs, beads begin and end with them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from polyglot_news.align.search import Doubles, Kind, Scores, Step

_WEIGHT = 2.0
"""What a bead that runs over a paragraph's end on one side alone loses, in log odds, at full trust."""
_LEAST_TRUST = 0.5
_MOST_ENDS = 0.7


def hinted(scores: Scores, paragraphs: tuple[Sequence[int], Sequence[int]], first: Sequence[Step]) -> Scores:
    """The scores with the paragraphs of both sides taken into account as far as they agree.

    How far is seen in a first alignment: of the paragraph ends that it passes between two linked beads, the share
    (Dice) that are ends on both sides. Under a half, or where a side has one paragraph, or hardly any of more than
    one segment, nothing changes.

    Args:
        scores: of all beads, from the evidence.
        paragraphs: the paragraph number of every segment of either side.
        first: a first alignment, made without the hint.
    """
    ends = _ends(paragraphs[0]), _ends(paragraphs[1])
    trust = _agreement(ends, first)
    if trust < _LEAST_TRUST or max(ends[0].mean(), ends[1].mean()) > _MOST_ENDS:
        return scores
    linked: dict[Kind, Doubles] = {}
    for (n, m), plane in scores.linked.items():
        inside = _inner(ends[0], n)[:, None].astype(np.int64) - _inner(ends[1], m)[None, :]
        uneven = ends[0][n - 1 :][:, None] != ends[1][m - 1 :][None, :]
        linked[n, m] = plane - trust * _WEIGHT * (np.abs(inside) + 0.5 * uneven)
    return Scores(linked, scores.source_alone, scores.target_alone)


def _ends(paragraphs: Sequence[int]) -> NDArray[np.bool_]:
    numbers = np.array(paragraphs)
    return np.concatenate([numbers[1:] != numbers[:-1], [False]])


def _inner(ends: NDArray[np.bool_], count: int) -> NDArray[np.int64]:
    """How many paragraph ends lie inside each run of `count` segments."""
    marks = np.concatenate([[0], np.cumsum(ends)])
    length = len(ends) - count + 1
    inner: NDArray[np.int64] = marks[count - 1 : count - 1 + length] - marks[:length]
    return inner


def _agreement(ends: tuple[NDArray[np.bool_], NDArray[np.bool_]], steps: Sequence[Step]) -> float:
    passed = [(ends[0][i + n - 1], ends[1][j + m - 1]) for i, n, j, m in steps if n and m]
    total = sum(int(one) + int(other) for one, other in passed)
    return 2 * sum(bool(one and other) for one, other in passed) / total if total else 0.0
