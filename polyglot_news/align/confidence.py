"""How sure a bead is: the share of beads that look like it which a person would have made.

A logistic regression (Platt, 1999) over the bead's posterior probability and its absolute support, fitted on documents
that the weights had not seen: the posterior alone compares a bead with its rivals only, and among bad rivals the
least bad looks certain.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from polyglot_news.align.search import Doubles, Scores, Step

INPUTS = ("bias", "log odds", "support", "larger", "alone", "log odds alone")
"""What `inputs` gives, in order."""


def support(scores: Scores, step: Step) -> float:
    """By how much a linked bead outscores leaving its segments unaligned, per segment; 0 for an unaligned segment."""
    i, n, j, m = step
    if not n or not m:
        return 0.0
    apart = scores.source_alone[i : i + n].sum() + scores.target_alone[j : j + m].sum()
    return float(scores.linked[n, m][i, j] - apart) / (n + m)


def inputs(scores: Scores, chance: float, step: Step) -> Doubles:
    """The evidence for a bead being right, in the order of `INPUTS`; `chance` is its posterior probability."""
    chance = min(max(chance, 2e-3), 1 - 2e-3)
    odds = float(np.log(chance / (1 - chance)))
    _, n, _, m = step
    if not n or not m:
        return np.array([1, 0, 0, 0, 1, odds])
    return np.array([1, odds, np.clip(support(scores, step), -6, 6), n + m > 2, 0, 0], dtype=np.float64)


def confidence(rows: Doubles, weights: Sequence[float]) -> Doubles:
    """The probability of being right for rows of `inputs`."""
    chance: Doubles = 1 / (1 + np.exp(-(rows @ np.array(weights))))
    return chance
