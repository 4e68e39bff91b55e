"""How sure a bead is: the share of beads like it that a person would have made too.

A logistic regression (Platt, 1999) over the bead's posterior probability, its absolute support and that of the
beads around it, fitted on documents that the weights had not seen. The posterior alone compares a bead with its
rivals only, and where two texts have nothing in common the least bad bead looks certain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from polyglot_news.align.search import Doubles, Scores, Step

INPUTS = ("bias", "log odds", "support", "support of all", "share linked", "larger", "alone", "log odds alone")
"""What `inputs` gives, in order. `alone` and the last are for unaligned segments, all others for linked beads."""

_UNSURE = 2e-3


def support(scores: Scores, step: Step) -> float:
    """By how much a linked bead outscores leaving its segments unaligned, per segment, between -6 and 6."""
    i, n, j, m = step
    apart = scores.source_alone[i : i + n].sum() + scores.target_alone[j : j + m].sum()
    return float(np.clip((scores.linked[n, m][i, j] - apart) / (n + m), -6, 6))


def inputs(scores: Scores, chances: Mapping[Step, float]) -> Doubles:
    """The evidence for each bead of an alignment being right.

    Args:
        scores: the scores of all beads.
        chances: the beads chosen, and the posterior probability of each.

    Returns:
        A row a bead, in the order of `INPUTS`.
    """
    supports = {step: support(scores, step) for step in chances if step[1] and step[3]}
    # Both only tell texts that have little in common from the others, among which they say nothing.
    whole = min(float(np.mean(list(supports.values()))), 1.5) if supports else 0.0
    linked = min(sum(step[1] + step[3] for step in supports) / sum(scores.size), 0.5)
    rows = []
    for step, chance in chances.items():
        bounded = min(max(chance, _UNSURE), 1 - _UNSURE)
        odds = float(np.log(bounded / (1 - bounded)))
        if step in supports:
            rows.append([1, odds, supports[step], whole, linked, step[1] + step[3] > 2, 0, 0])
        else:
            rows.append([0, 0, 0, 0, 0, 0, 1, odds])
    return np.array(rows, dtype=np.float64).reshape(-1, len(INPUTS))


def confidence(rows: Doubles, weights: Sequence[float] | Doubles) -> Doubles:
    """The probability of being right for rows of `inputs`."""
    chance: Doubles = 1 / (1 + np.exp(-(rows @ np.asarray(weights))))
    return chance
