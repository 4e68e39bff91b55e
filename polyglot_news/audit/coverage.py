"""How likely a word of one side was added, or on the source side left out: features, and a logistic model of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from polyglot_news.audit import grammar
from polyglot_news.audit.evidence import Suspect
from polyglot_news.audit.frequency import zipf
from polyglot_news.audit.weights import weights

if TYPE_CHECKING:
    from polyglot_news.audit.pair import Pair

FEATURES = (
    "missing", "missing_alone", "gain", "gain_by_length", "free", "unclaimed", "unsupported", "taken",
    "room", "room_free",
    "length_ratio", "capital", "distance", "mean_missing", "frequency", "edge", "english", "tight", *grammar.FEATURES,
)  # fmt: skip

_CLAIM = 0.66
"""Cosine from which a content word claims its counterpart."""

_JOIN = 2
"""Positions within which two uncovered words make one run."""

_LACKING = 0.45
"""Support below which a word beside an uncovered one is taken for uncovered too."""

_AROUND = 2
"""Words on either side of the place between two counterparts where a third may stand."""


def suspect_features(pair: Pair, this: int, suspects: tuple[Suspect, ...]) -> NDArray[np.float64]:
    """Features of the suspects of one side (0 source, 1 target): shape (suspects, features)."""
    evidence = pair.evidence
    assert evidence is not None
    side, other = (pair.source, pair.target) if this == 0 else (pair.target, pair.source)
    table = evidence.words if this == 1 else evidence.words.T
    support, opposite = evidence.support[this], evidence.support[1 - this]
    own = np.array(side.content, dtype=bool)
    others = np.array(other.content, dtype=bool)
    open_others = others & (opposite < 0.8)
    linked = own & (support >= _CLAIM)
    lacking = float((support[own] < 0.62).sum()) if own.any() else 0.0
    length_ratio = np.log((own.sum() + 1) / (others.sum() + 1))
    mean_missing = 1 - float(support[own].mean())
    rows = []
    for suspect in suspects:
        at = suspect.position
        word = side.words[at]
        rest = own.copy()
        rest[[i for i, twin in enumerate(side.words) if twin.key == word.key]] = False
        rivals = table[rest].max(axis=0) if rest.any() else np.zeros(len(other.words))
        unclaimed = open_others & (rivals < _CLAIM)
        taken = float(rivals[int(table[at].argmax())])
        here = _room(table, linked, at) & unclaimed
        rows.append(
            [
                1 - support[at],
                1 - table[at].max(),
                suspect.gain,
                suspect.gain * len(side.words) / 20,
                float(table[at][unclaimed].max()) if unclaimed.any() else 0.0,
                min(int(unclaimed.sum()), 5) / 5,
                min(lacking, 5) / 5,
                taken,
                min(int(here.sum()), 3) / 3,
                float(table[at][here].max()) if here.any() else 0.0,
                length_ratio,
                float(word.capital and not word.opens),
                1 - evidence.cosine,
                mean_missing,
                (zipf(word.key, side.lang) or 0.0) / 5,
                float(at in (0, len(side.words) - 1)),
                float(side.lang.startswith("en")),
                float(not unclaimed.any()),
            ]
        )
    placed = np.zeros((len(suspects), len(grammar.FEATURES)))
    if this == 1:  # what is left out is any phrase, no modifier rather than another
        placed = grammar.grammar_features(side, [suspect.position for suspect in suspects])
    return np.hstack([np.array(rows, dtype=np.float64), placed])


def _room(table: NDArray[np.float32], linked: NDArray[np.bool_], at: int) -> NDArray[np.bool_]:
    """Where on the other side a word's counterpart would stand: between those of its nearest supported neighbours."""
    length = table.shape[1]
    before = np.flatnonzero(linked[:at])
    after = np.flatnonzero(linked[at + 1 :])
    ends = [int(table[before[-1]].argmax())] if before.size else []
    ends += [int(table[at + 1 + after[0]].argmax())] if after.size else []
    room = np.zeros(length, dtype=bool)
    if ends:
        room[max(0, min(ends) - _AROUND) : max(ends) + _AROUND + 1] = True
    return room


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A run of words of one side that the other does not cover: its span, and how likely that is so."""

    start: int
    end: int
    probability: float


def model_name(pair: Pair, this: int) -> str:
    """The model that judges one side: a translation whose language has a grammar has one of its own."""
    if this == 0:
        return "omission"
    return "addition" if pair.target.lexicon.grammar is None else "addition_with_grammar"


def probabilities(pair: Pair, this: int) -> NDArray[np.float64]:
    """For each suspect of a side, the probability that nothing on the other side covers it."""
    evidence = pair.evidence
    if evidence is None or not evidence.suspects[this]:
        return np.zeros(0)
    if this not in evidence.likely:
        model = weights(model_name(pair, this))
        evidence.likely[this] = model.probability(suspect_features(pair, this, evidence.suspects[this]))
    return evidence.likely[this]


def uncovered(pair: Pair, this: int) -> list[Uncovered]:
    """The runs of one side (0 source, 1 target) that are likely not covered; suspects side by side make one run."""
    likely = probabilities(pair, this)
    if not likely.size:
        return []
    assert pair.evidence is not None
    model = weights(model_name(pair, this))
    side = (pair.source, pair.target)[this]
    limit = model.limits["en" if side.lang.startswith("en") else "other"]
    runs: list[tuple[int, int, float]] = []
    for suspect, probability in zip(pair.evidence.suspects[this], likely, strict=True):
        if probability < limit:
            continue
        first, last = _run(pair, this, suspect.position)
        if runs and first - runs[-1][1] <= _JOIN:
            runs[-1] = (runs[-1][0], max(last, runs[-1][1]), max(runs[-1][2], float(probability)))
        else:
            runs.append((first, last, float(probability)))
    return [Uncovered(side.words[first].start, side.words[last].end, value) for first, last, value in runs]


def _run(pair: Pair, this: int, at: int) -> tuple[int, int]:
    """A suspect with the content words around it that have no counterpart either, function words between included."""
    assert pair.evidence is not None
    side, support = (pair.source, pair.target)[this], pair.evidence.support[this]
    ends = [at, at]
    for end, step in ((0, -1), (1, 1)):
        i = at + step
        while 0 <= i < len(side.words) and abs(i - ends[end]) <= _JOIN:
            if side.content[i]:
                if support[i] >= _LACKING:
                    break
                ends[end] = i
            i += step
    return ends[0], ends[1]
