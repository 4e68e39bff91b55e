"""How likely a word of one side was added (or, on the source side, left out): features, and a logistic model of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from polyglot_news.audit.evidence import Suspect, Vectors, is_content

if TYPE_CHECKING:
    from polyglot_news.audit.pair import Pair

FEATURES = (
    "missing", "single", "gain", "gain_scaled", "free", "slack", "slack_here", "taken", "known_elsewhere", "length_ratio",
    "capital", "cosine", "mean_support", "short", "edge",
)  # fmt: skip


def suspect_features(pair: Pair, this: int, suspect: Suspect) -> Vectors:
    """The features of one suspect, in the order of `FEATURES`; `this` is 0 on the source side, 1 on the target side."""
    evidence = pair.evidence
    assert evidence is not None
    sides = (pair.source, pair.target)
    side, other = sides[this], sides[1 - this]
    table = evidence.words if this == 1 else evidence.words.T
    support, opposite = evidence.support[this], evidence.support[1 - this]
    at = suspect.position
    word = side.words[at]
    content = [i for i in range(len(side.words)) if is_content(side, i)]
    content_other = [i for i in range(len(other.words)) if is_content(other, i)]
    open_other = [i for i in content_other if opposite[i] < 0.62]
    best = int(table[at].argmax())
    rivals = np.delete(table[:, best], at)
    return np.array(
        [
            1 - support[at],
            1 - table[at].max(),
            suspect.gain,
            suspect.gain * len(side.words) / 20,
            max((float(table[at, i]) for i in open_other), default=0.0),
            min(len(open_other), 4) / 4,
            min(sum(support[i] < 0.62 for i in content), 4) / 4,
            float(rivals.max()) if rivals.size else 0.0,
            float(word.key in other.keys),
            np.log((len(content) + 1) / (len(content_other) + 1)),
            float(word.capital),
            1 - evidence.cosine,
            1 - float(np.mean([support[i] for i in content])),
            float(len(word.text) < 4),
            float(at in (0, len(side.words) - 1)),
        ],
        dtype=np.float32,
    )
