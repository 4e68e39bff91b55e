"""One risk a bead: how likely it holds an error worth a reader's time, from the findings and the evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from polyglot_news.audit.checks.names import standing
from polyglot_news.audit.coverage import probabilities
from polyglot_news.audit.pair import Pair
from polyglot_news.audit.registry import Hit, checks
from polyglot_news.audit.weights import weights

SCORED = (
    "unaligned", "wrong-language", "untranslated", "numbers", "names", "negation", "quotation", "speaker", "hedges",
    "attribution", "repetition", "broken", "truncation",
)  # fmt: skip
"""The checks whose highest confidence is a feature."""

EVIDENCE = (
    "distance", "missing_source", "missing_target", "worst_source", "worst_target", "omission", "addition",
    "gain_source", "gain_target",
    "unknown_source_name", "unknown_target_name", "shorter", "longer",
)  # fmt: skip

_DENSITY = {"zh": (4.0, 3.2), "ja": (2.4, 2.4), "ko": (2.0, 2.0)}
"""How many letters of an alphabet one character of a denser writing stands for, as source and as target.

Translations run longer than originals: a Chinese character stands for 3.6 letters of an English translation
(tests/audit/chinese.tsv), and for 3.0 of an English original (NTREX). French, German and Spanish, from which the risk
has learnt what is long, are a tenth longer than their English: for them it is 4.0 and a little over 3.
"""

FEATURES = SCORED + EVIDENCE

_WEIGHT = {"note": 0.1, "minor": 0.3, "major": 0.6, "critical": 0.9}
"""Share of a finding's confidence, by severity, that goes into the risk."""

SECOND = tuple(f"witness_{name}" for name in (*EVIDENCE, "numbers", "negation"))
"""Features of the second witness's translation set against the target, in the place of the source."""


def features(pair: Pair, hits: Mapping[str, Sequence[Hit]]) -> NDArray[np.float64]:
    """The features of a bead, in the order of `FEATURES`, and of `SECOND` where there is a second witness."""
    row = [max((hit.confidence for hit in hits.get(check, ())), default=0.0) for check in SCORED]
    row += _evidence(pair)
    if pair.second is not None:
        from polyglot_news.audit.checks.negation import Negation
        from polyglot_news.audit.checks.numbers import Numbers

        row += _evidence(pair.second)
        row += [
            max((hit.confidence for hit in check.hits(pair.second)), default=0.0)
            if check.applies(pair.second)
            else 0.0
            for check in (Numbers(), Negation())
        ]
    return np.array(row, dtype=np.float64)


def _evidence(pair: Pair) -> list[float]:
    evidence = pair.evidence
    if evidence is None:
        return [0.0] * len(EVIDENCE)
    sides = (pair.source, pair.target)
    missing, worst, gains, unknown = [], [], [], []
    for this, side in enumerate(sides):
        content = [float(evidence.support[this][i]) for i, kept in enumerate(side.content) if kept]
        missing.append(1 - sum(content) / len(content) if content else 0.0)
        worst.append(1 - min(content, default=1.0))
        gains.append(max((s.gain for s in evidence.suspects[this]), default=-0.05))
        unknown.append(1 - min((standing(pair, this, name) for name in evidence.names[this]), default=1.0))
    lengths = [
        len(side.text) * _DENSITY.get(side.lang.split("-")[0], (1.0, 1.0))[this] + 10
        for this, side in enumerate(sides)
    ]
    ratio = float(np.log(lengths[1] / lengths[0]))
    likely = [float(probabilities(pair, this).max(initial=0.0)) for this in (0, 1)]
    return [
        1 - evidence.cosine,
        *missing,
        *worst,
        *likely,
        *gains,
        *unknown,
        max(0.0, -ratio),
        max(0.0, ratio),
    ]


def risks(pairs: Sequence[Pair], hits: Sequence[Mapping[str, Sequence[Hit]]]) -> list[float]:
    """The risk of each bead, in 0–1: that the fitted model or any finding of the rules is right.

    The model knows only what its data had in it. What the checks that read the texts find raises the risk, the more
    so the more severe and the surer it is; what the encoder finds is in the model, finer than as findings.
    """
    rules = {name: check for name, check in checks().items() if not check.needs_encoder}
    found = []
    for pair, of_pair in zip(pairs, hits, strict=True):
        sound = 1 - _fitted(pair, of_pair)
        for name in of_pair.keys() & rules.keys():
            for hit in of_pair[name]:
                sound *= 1 - _WEIGHT[hit.severity or rules[name].severity] * hit.confidence
        found.append(1 - sound)
    return found


def _fitted(pair: Pair, hits: Mapping[str, Sequence[Hit]]) -> float:
    """The model's probability; a check that hardly ever was right in its data must not speak for the bead."""
    model = weights("risk" if pair.second is None else "risk_with_witness")
    row = features(pair, hits)
    against = np.flatnonzero(model.weights[: len(SCORED)] < 0)
    row[against] = 0.0
    return float(model.probability(row[None, :])[0])
