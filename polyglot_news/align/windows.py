"""Sums and extremes over runs of neighbouring segments."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from polyglot_news.align.words import Floats


def run_sum(values: Floats, count: int, axis: int = 0) -> Floats:
    """Sum over every run of `count` neighbours along an axis, which gets shorter by `count - 1`."""
    if count == 1:
        return values
    moved = np.moveaxis(values, axis, 0)
    length = len(moved) - count + 1
    total = moved[:length].copy()
    for k in range(1, count):
        total += moved[k : k + length]
    return np.moveaxis(total, 0, axis)


def run_min(values: Floats, count: int, axis: int = 0) -> Floats:
    """Least value of every run, as `run_sum`."""
    moved = np.moveaxis(values, axis, 0)
    length = len(moved) - count + 1
    least = moved[:length]
    for k in range(1, count):
        least = np.minimum(least, moved[k : k + length])
    return np.moveaxis(least, 0, axis)


def best_outside(values: Floats, count: int) -> Floats:
    """For each row and run of `count` columns, the greatest value of the row outside the run; 0 at least."""
    rows, columns = values.shape
    nothing = np.zeros((rows, 1), dtype=np.float32)
    before = np.concatenate([nothing, np.maximum.accumulate(values, axis=1)], axis=1)
    after = np.concatenate([np.maximum.accumulate(values[:, ::-1], axis=1)[:, ::-1], nothing], axis=1)
    runs = columns - count + 1
    best: Floats = np.maximum(np.maximum(before[:, :runs], after[:, count : count + runs]), 0)
    return best


def weakest_edge(whole: Floats, less_source: Floats | None, less_target: Floats | None) -> Floats:
    """The least that a bead's value falls when a segment at one of its edges is taken away; 0 where none can be.

    Args:
        whole: [A, B] values of the beads of n source and m target segments.
        less_source: [A + 1, B] values of the beads of n - 1 source segments; None where n is 1.
        less_target: [A, B + 1] likewise for the target.
    """
    falls = []
    if less_source is not None:
        falls += [whole - less_source[1:], whole - less_source[:-1]]
    if less_target is not None:
        falls += [whole - less_target[:, 1:], whole - less_target[:, :-1]]
    return np.minimum.reduce(falls) if falls else np.zeros_like(whole)


def best_growth(whole: Floats, more_source: Floats | None, more_target: Floats | None, floor: float) -> Floats:
    """The most that a bead's value rises when a neighbouring segment is added; `floor` at least.

    Args:
        whole: [A, B] values of the beads of n source and m target segments.
        more_source: [A - 1, B] values of the beads of n + 1 source segments; None where there are none.
        more_target: [A, B - 1] likewise for the target.
    """
    growth = np.full_like(whole, floor)
    if more_target is not None and more_target.shape[1]:
        growth[:, :-1] = np.maximum(growth[:, :-1], more_target - whole[:, :-1])
        growth[:, 1:] = np.maximum(growth[:, 1:], more_target - whole[:, 1:])
    if more_source is not None and more_source.shape[0]:
        growth[:-1] = np.maximum(growth[:-1], more_source - whole[:-1])
        growth[1:] = np.maximum(growth[1:], more_source - whole[1:])
    return growth


def best_cut(parts: Callable[[int, int], Floats], n: int, m: int, join: Callable[[Floats, Floats], Floats]) -> Floats:
    """What a bead of n source and m target segments, both several, comes to when it is cut in two where that is best.

    Args:
        parts: gives the values of all beads of so many source and target segments, [N - n + 1, M - m + 1].
        join: the value of two parts together.
    """
    height, width = parts(1, 1).shape
    rows, columns = height - n + 1, width - m + 1
    best: Floats = np.maximum.reduce([
        join(parts(a, b)[:rows, :columns], parts(n - a, m - b)[a : a + rows, b : b + columns])
        for a in range(1, n)
        for b in range(1, m)
    ])  # fmt: skip
    return best
