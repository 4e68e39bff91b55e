"""Which words of a side are worth leaving out in turn, for each costs one more sentence to encode."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from polyglot_news.audit import grammar
from polyglot_news.audit.frequency import zipf
from polyglot_news.audit.weights import weights

if TYPE_CHECKING:
    from polyglot_news.audit.pair import Pair

FEATURES = ("missing", "missing_alone", "capital", "frequency", "edge", *grammar.FEATURES)

_UNSUPPORTED = (0.50, 0.56)
"""Cosine below which a word of the source or of the target is suspected, where its language has no grammar."""

_MOST = (1, 2)
"""Suspects, by side."""


def suspects(pair: Pair, this: int) -> list[int]:
    """Positions of the words of one side (0 source, 1 target) most likely to have no counterpart, in order.

    A translation in a language with a grammar is asked by the model `suspect`; otherwise what has the least support
    is taken, if it is little enough.
    """
    assert pair.evidence is not None
    side, support = (pair.source, pair.target)[this], pair.evidence.support[this]
    if this == 0 or side.lexicon.grammar is None:
        weak = [i for i, content in enumerate(side.content) if content and support[i] < _UNSUPPORTED[this]]
        return sorted(sorted(weak, key=lambda i: float(support[i]))[: _MOST[this]])
    positions = [i for i, content in enumerate(side.content) if content]
    if not positions:
        return []
    model = weights("suspect")
    likely = model.probability(prior_features(pair, positions))
    best = np.argsort(-likely, kind="stable")[: _MOST[1]]
    return sorted(positions[i] for i in best if likely[i] >= model.limits["en"])


def prior_features(pair: Pair, positions: list[int]) -> NDArray[np.float64]:
    """`FEATURES` of words of the target: shape (positions, features)."""
    evidence, side = pair.evidence, pair.target
    assert evidence is not None
    rows = [
        (
            1 - evidence.support[1][i],
            1 - evidence.words[i].max(),
            float(side.words[i].capital and not side.words[i].opens),
            (zipf(side.words[i].key, side.lang) or 0.0) / 5,
            float(i in (0, len(side.words) - 1)),
        )
        for i in positions
    ]
    return np.hstack([np.array(rows, dtype=np.float64), grammar.grammar_features(side, positions)])
