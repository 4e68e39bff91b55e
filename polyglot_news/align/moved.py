"""Blocks that the translation has in another place, looked for among what a single path left over."""

from __future__ import annotations

from collections.abc import Sequence

from polyglot_news.align.search import Scores, Step, best_path, posteriors

THRESHOLD = 8.0
"""How much more probable (log odds) a moved block must be than that its segments belong to nothing.

A move is rare, so it needs far more evidence than a bead that is in its place."""

_MOST_RUNS = 60

Run = tuple[int, int]
"""First segment, and the one after the last."""


def moved_beads(scores: Scores, steps: Sequence[Step]) -> dict[Step, float]:
    """Linked beads among the segments a path left unaligned, with their probability within their block.

    Every run of unaligned source segments is aligned with every such run of the target as if they were two documents.
    """
    left = (
        _runs(sorted(i for i, n, _, m in steps if n and not m)),
        _runs(sorted(j for _, n, j, m in steps if m and not n)),
    )
    found: dict[Step, float] = {}
    runs = [(one, other) for one in left[0][:_MOST_RUNS] for other in left[1][:_MOST_RUNS]]
    candidates = sorted(((_block(scores, one, other), one, other) for one, other in runs), key=lambda c: -c[0][0])
    taken: tuple[set[int], set[int]] = (set(), set())
    for (gain, block), one, other in candidates:
        if gain < THRESHOLD:
            break
        if not taken[0] & set(range(*one)) and not taken[1] & set(range(*other)):
            taken[0].update(range(*one))
            taken[1].update(range(*other))
            found.update(block)
    return found


def _runs(segments: Sequence[int]) -> list[Run]:
    runs: list[Run] = []
    for k in segments:
        if runs and runs[-1][1] == k:
            runs[-1] = (runs[-1][0], k + 1)
        else:
            runs.append((k, k + 1))
    return sorted(runs, key=lambda run: run[0] - run[1])


def _block(scores: Scores, one: Run, other: Run) -> tuple[float, dict[Step, float]]:
    """How much better the best alignment of two runs is than leaving both alone, and its linked beads."""
    height, width = one[1] - one[0], other[1] - other[0]
    part = Scores(
        {
            (n, m): plane[one[0] : one[1] - n + 1, other[0] : other[1] - m + 1]
            for (n, m), plane in scores.linked.items()
            if n <= height and m <= width
        },
        scores.source_alone[one[0] : one[1]],
        scores.target_alone[other[0] : other[1]],
    )
    block = [step for step in best_path(part) if step[1] and step[3]]
    gain = sum(
        part.linked[n, m][i, j] - part.source_alone[i : i + n].sum() - part.target_alone[j : j + m].sum()
        for i, n, j, m in block
    )
    probable = posteriors(part)
    return float(gain), {(i + one[0], n, j + other[0], m): probable.of((i, n, j, m)) for i, n, j, m in block}
