"""Fitting and judging the aligner's confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.align_crf import Example, Learnt
from polyglot_news.align.confidence import confidence, inputs, related_inputs
from polyglot_news.align.habits import adapted
from polyglot_news.align.search import Doubles, Step, expected_path, posteriors


@dataclass(frozen=True, slots=True)
class Prediction:
    """The beads chosen for an example, whether each is gold, and the inputs of their confidence."""

    steps: list[Step]
    right: list[bool]
    inputs: Doubles
    related: Doubles


def predicted(
    learnt: Learnt, example: Example, usual: Sequence[float] | None, price: float, worth: float
) -> Prediction:
    """What weights make of an example; `usual` is as for `adapted`, the last two are those of `expected_path`."""
    scores = adapted(learnt.scores(learnt.scaling.prepare(example)), None if usual is None else np.array(usual))
    probable = posteriors(scores)
    steps = expected_path(probable, price, worth)
    gold = {(int(i), int(n), int(j), int(m)) for n, m, i, j in example.beads[example.gold]}
    alone = example.alone_gold
    right = [(i, n, j, m) in gold if n and m else bool(alone[0][i] if n else alone[1][j]) for i, n, j, m in steps]
    rows = inputs(scores, {step: probable.of(step) for step in steps})
    return Prediction(steps, right, rows, related_inputs(scores, steps))


def fit_confidence(rows: Doubles, right: Sequence[bool], decay: float = 1.0) -> list[float]:
    """The weights of `confidence` of the greatest likelihood (Newton's method, slightly shrunk)."""
    weights = np.zeros(rows.shape[1])
    wanted = np.array(right, dtype=np.float64)
    for _ in range(30):
        chance = confidence(rows, weights)
        slope = rows.T @ (wanted - chance) - decay * weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + decay * np.eye(len(weights))
        weights = weights + np.linalg.solve(curve, slope)
    return [round(float(weight), 4) for weight in weights]


def calibration_error(chance: Doubles, right: Sequence[bool], bins: int = 10) -> float:
    """Expected calibration error (Naeini et al., 2015): mean gap of confidence and accuracy over equal bins."""
    wanted = np.array(right, dtype=np.float64)
    place = np.minimum((np.asarray(chance) * bins).astype(int), bins - 1)
    gaps = [
        abs(chance[place == k].mean() - wanted[place == k].mean()) * (place == k).sum() for k in set(place.tolist())
    ]
    return float(sum(gaps) / len(wanted))
