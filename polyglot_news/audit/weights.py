"""The fitted models: logistic regressions whose weights `benchmarks/audit_fit.py` writes to `weights.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PATH = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Logistic:
    """p = 1 / (1 + exp(-(bias + weights · (x - mean) / scale))); `limits` are thresholds on p by situation."""

    features: tuple[str, ...]
    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    bias: float
    limits: Mapping[str, float]

    def probability(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probabilities of rows of features: shape (rows,)."""
        scores = (rows - self.mean) / self.scale @ self.weights + self.bias
        result: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-np.clip(scores, -35.0, 35.0)))
        return result


@cache
def weights(name: str) -> Logistic:
    """The model of this name."""
    data = json.loads(PATH.read_text(encoding="utf-8"))[name]
    return Logistic(
        features=tuple(data["features"]),
        mean=np.array(data["mean"]),
        scale=np.array(data["scale"]),
        weights=np.array(data["weights"]),
        bias=float(data["bias"]),
        limits=data["limits"],
    )
