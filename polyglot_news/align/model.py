"""What evidence is worth: learnt weights that turn the evidence about beads into their scores.

The weights are those of a semi-Markov conditional random field, learnt by `benchmarks/align_train.py` from
alignments made by hand and by recipe (the file names them). One set is for evidence with an encoder, one for
length and lexical evidence alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from polyglot_news.align.evidence import Evidence
from polyglot_news.align.search import KINDS, Doubles, Kind, Scores
from polyglot_news.align.words import Floats


@dataclass(frozen=True, slots=True)
class Linear:
    """A weighted sum of named evidence, each first centred and scaled."""

    names: tuple[str, ...]
    mean: Floats
    scale: Floats
    weights: Floats

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Linear:
        """From the JSON form: a list of names and three of numbers, equally long."""
        numbers = (np.array(table[key], dtype=np.float32) for key in ("mean", "scale", "weights"))
        return cls(tuple(table["names"]), *numbers)

    def scaled(self, evidence: Mapping[str, Floats]) -> Floats:
        """The evidence centred and scaled, one more axis at the start; what is not at hand counts as average."""
        rows = np.zeros((len(self.names), *next(iter(evidence.values())).shape), dtype=np.float32)
        for row, name, mean, scale in zip(rows, self.names, self.mean, self.scale, strict=True):
            if name in evidence:
                row[...] = (evidence[name] - mean) / scale
        return rows

    def __call__(self, evidence: Mapping[str, Floats]) -> Floats:
        """The sum over the evidence, in its shape; evidence that is not at hand counts as average."""
        return self.of_scaled(self.scaled(evidence))

    def of_scaled(self, rows: Floats) -> Floats:
        """The sum over evidence that was scaled already."""
        return np.tensordot(self.weights, rows, 1)


@dataclass(frozen=True, slots=True)
class Hidden:
    """What evidence is worth together: a weighted sum of units, each the hyperbolic tangent of another such sum.

    `inner` [kinds of evidence + 4, units] takes the scaled evidence about a bead and what `shape_of` says of it;
    `outer` [units] sums up.
    """

    inner: Floats
    outer: Floats

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Hidden:
        return cls(*(np.array(table[key], dtype=np.float32) for key in ("inner", "outer")))

    def __call__(self, scaled: Floats, shape: Floats) -> Floats:
        """The sum, in the shape of the evidence but for its first axis; a unit sees no evidence beyond ±`FAR`."""
        seen = np.clip(scaled, -FAR, FAR).reshape(len(scaled), -1)
        inner, known = self.inner[: len(scaled)], shape @ self.inner[len(scaled) :]
        value: Floats = self.outer @ np.tanh(inner.T @ seen + known[:, None])
        return value.reshape(scaled.shape[1:])


FAR = 4.0
"""How many spreads from its mean evidence counts as no further away."""


def shape_of(kind: Kind) -> Floats:
    """What a unit knows of a bead's kind: float32 [4]."""
    n, m = kind
    return np.array([min(kind) - 1, max(kind) - 1, n == m, 1], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Weights:
    """One set of weights.

    `linked` scores a bead by its evidence, `larger` by the same, scaled alike, times (n + m - 2) / 2, `hidden` by the
    evidence taken together where an encoder's is among it, `kinds` by its kind (n ≤ m, used both ways); `alone`
    scores leaving a segment out, plus `alone_bias`.
    """

    linked: Linear
    larger: Linear
    hidden: Hidden | None
    kinds: Mapping[Kind, float]
    alone: Linear
    alone_bias: float

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Weights:
        kinds = {(int(key[0]), int(key[2])): float(value) for key, value in table["kinds"].items()}
        linked, larger, alone = (Linear.of(table[key]) for key in ("linked", "larger", "alone"))
        return cls(
            linked,
            larger,
            Hidden.of(table["hidden"]) if "hidden" in table else None,
            kinds,
            alone,
            float(table["alone_bias"]),
        )

    def scores(self, evidence: Evidence) -> Scores:
        """The score of every possible bead of a pair of documents."""
        height, width = evidence.size
        linked: dict[Kind, Doubles] = {}
        for n, m in KINDS:
            if n <= height and m <= width:
                rows = self.linked.scaled(evidence.planes((n, m)))
                score = self.linked.of_scaled(rows) + self.kinds[min(n, m), max(n, m)]
                if self.hidden:
                    score += self.hidden(rows, shape_of((n, m)))
                if n + m > 2:
                    score += (n + m - 2) / 2 * self.larger.of_scaled(rows)
                linked[n, m] = score.astype(np.float64)
        source, target = (self.alone(evidence.alone(side)).astype(np.float64) + self.alone_bias for side in (0, 1))
        return Scores(linked, source, target)


@dataclass(frozen=True, slots=True)
class Model:
    """Weights for a first look at a pair, for the second, when the pair has taught words, and for confidence.

    `usual` are the shares of `habits.HABITS` in the texts learnt from; None where they are not to be counted again on
    the pair at hand: length and words alone are too unsure for that.
    """

    first: Weights
    second: Weights
    usual: Doubles | None
    confidence: tuple[float, ...]
    related: tuple[float, ...]


@cache
def load(encoded: bool) -> Model:
    """The weights that ship, for evidence with an encoder or without."""
    name = "weights.encoder.json" if encoded else "weights.lexical.json"
    table = json.loads(resources.files("polyglot_news.align").joinpath(name).read_text(encoding="utf-8"))
    return Model(
        Weights.of(table["first"]),
        Weights.of(table["second"]),
        np.array(table["usual"]) if "usual" in table else None,
        tuple(table["confidence"]),
        tuple(table["related"]),
    )
