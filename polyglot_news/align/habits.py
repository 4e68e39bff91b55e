"""What kinds of beads a pair of texts is made of, learnt from the pair itself.

A literary translator joins and splits more than an agency, and a page read by OCR has lines that belong to nothing.
The weights were learnt from a mixture of texts; so the shares of the kinds of beads are counted again on the pair at
hand, as expectations over all its alignments, and drawn towards the mixture's by as many beads as `_PRIOR`.
"""

from __future__ import annotations

import numpy as np

from polyglot_news.align.search import Doubles, Kind, Posteriors, Scores, posteriors

HABITS = ("1-0", "0-1", "1-1", "1-2", "2-1", "1-3", "3-1", "2-2")
"""The kinds told apart; `1-3` and `3-1` stand for all longer ones, `2-2` for all with several on both sides."""

_PRIOR = 60.0
"""Chosen on held-apart parts of the training documents, as was to count once: more rounds change nothing."""


def habit(kind: Kind) -> int:
    """Where in `HABITS` a kind of bead is counted."""
    n, m = kind
    if min(kind) > 1:
        return HABITS.index("2-2")
    return HABITS.index(f"{min(n, 3)}-{min(m, 3)}")


def adapted(scores: Scores, usual: Doubles | None) -> Scores:
    """The scores as they are for a pair whose shares of kinds are those counted on the pair itself.

    Args:
        scores: the scores of all beads.
        usual: the shares of `HABITS` in the texts that the weights were learnt from; None leaves the scores alone.
    """
    if usual is None:
        return scores
    seen = _counts(posteriors(scores)) + _PRIOR * usual
    change = np.log(seen / seen.sum() / usual)
    return Scores(
        {kind: plane + change[habit(kind)] for kind, plane in scores.linked.items()},
        scores.source_alone + change[0],
        scores.target_alone + change[1],
    )


def _counts(probable: Posteriors) -> Doubles:
    counts = np.zeros(len(HABITS))
    counts[:2] = probable.source_alone.sum(), probable.target_alone.sum()
    for kind, plane in probable.linked.items():
        counts[habit(kind)] += plane.sum()
    return counts
