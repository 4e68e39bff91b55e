"""How sure a bead is: the share of beads like it that a person would have made too.

Two logistic regressions (Platt, 1999), fitted on documents that the weights had not seen: one over the bead's
posterior probability and absolute support, one over how much of the two texts is linked, and how firmly. The
posterior alone compares a bead with its rivals only, and where two texts have nothing in common the least bad bead
looks certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from polyglot_news.align.search import Doubles, Scores, Step

INPUTS = ("bias", "log odds", "support", "larger", "alone", "log odds alone")
"""What `inputs` gives, in order. `alone` and the last are for unaligned segments, the others for linked beads."""

_UNSURE = 2e-3


def support(scores: Scores, step: Step) -> float:
    """By how much a linked bead outscores leaving its segments unaligned, per segment, between -6 and 6."""
    i, n, j, m = step
    apart = scores.source_alone[i : i + n].sum() + scores.target_alone[j : j + m].sum()
    return float(np.clip((scores.linked[n, m][i, j] - apart) / (n + m), -6, 6))


def inputs(scores: Scores, chances: Mapping[Step, float]) -> Doubles:
    """The evidence for each bead of an alignment being right, if the two texts are translations.

    Args:
        scores: the scores of all beads.
        chances: the beads chosen, and the posterior probability of each.

    Returns:
        A row a bead, in the order of `INPUTS`.
    """
    rows = []
    for step, chance in chances.items():
        bounded = min(max(chance, _UNSURE), 1 - _UNSURE)
        odds = float(np.log(bounded / (1 - bounded)))
        _, n, _, m = step
        rows.append([1, odds, support(scores, step), n + m > 2, 0, 0] if n and m else [0, 0, 0, 0, 1, odds])
    return np.array(rows, dtype=np.float64).reshape(-1, len(INPUTS))


def related_inputs(scores: Scores, steps: Iterable[Step]) -> Doubles:
    """The evidence for two texts being translations at all: one row of bias, mean support, and share linked."""
    linked = [step for step in steps if step[1] and step[3]]
    whole = float(np.mean([support(scores, step) for step in linked])) if linked else 0.0
    share = sum(step[1] + step[3] for step in linked) / sum(scores.size)
    return np.array([[1.0, whole, share]])


def confidence(rows: Doubles, weights: Sequence[float] | Doubles) -> Doubles:
    """The probability of being right for rows of `inputs` or `related_inputs`."""
    chance: Doubles = 1 / (1 + np.exp(-(rows @ np.asarray(weights))))
    return chance


def sureness(
    scores: Scores, chances: Mapping[Step, float], weights: Sequence[float], related: Sequence[float]
) -> dict[Step, float]:
    """How sure each bead of an alignment is; a linked bead only as far as the two texts are translations.

    Args:
        weights: of `inputs`.
        related: of `related_inputs`.
    """
    translations = float(confidence(related_inputs(scores, chances), related)[0])
    sure = confidence(inputs(scores, chances), weights).tolist()
    return {
        step: each * translations if step[1] and step[3] else each for step, each in zip(chances, sure, strict=True)
    }
