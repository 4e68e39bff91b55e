"""Counterparts that words alone do not show the encoder: names spelled alike, and the dictionary forms of words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from polyglot_news.audit.forms import dictionary_forms
from polyglot_news.audit.names import likeness

if TYPE_CHECKING:
    from polyglot_news.audit.evidence import Evidence
    from polyglot_news.audit.pair import Pair, Side

Vectors = NDArray[np.float32]
Encode = Callable[[Sequence[str]], Vectors]

WELL_SUPPORTED = 0.60
"""Cosine from which a word has its counterpart; below it, other forms of it are tried, and its neighbours."""

_ALIKE = 0.85
"""Share of letters from which a name is taken for another spelling of a word: the encoder knows few names."""


def support_names(pair: Pair) -> None:
    """Give name words without support that of their spelling, so that no rare name passes for something put in."""
    assert pair.evidence is not None
    for this, (side, other) in enumerate(((pair.source, pair.target), (pair.target, pair.source))):
        support = pair.evidence.support[this]
        for name in side.names:
            for i in range(name.first, name.last + 1):
                if (
                    support[i] < WELL_SUPPORTED
                    and (alike := likeness(side.words[i].text, side.lang, other)) >= _ALIKE
                ):
                    support[i] = alike


class Forms:
    """Dictionary forms of one side's content words without support: `texts`, and in `at` the word each is of."""

    def __init__(self, pair: Pair, this: int) -> None:
        assert pair.evidence is not None
        side, support = (pair.source, pair.target)[this], pair.evidence.support[this]
        weak = [i for i, kept in enumerate(side.content) if kept and support[i] < WELL_SUPPORTED]
        found = [(i, form) for i in weak for form in _forms(side, i)]
        self.at = [i for i, _ in found]
        self.texts = [form for _, form in found]


def _forms(side: Side, at: int) -> Iterable[str]:
    forms = dictionary_forms(side.words[at].text, side.lang)
    return dict.fromkeys([*forms, *(form.lower() for form in forms)]) if at in side.opening else forms


def support_forms(pair: Pair, both: tuple[Forms, Forms], vectors: Encode) -> None:
    """Raise what is known of each word to what is known of its dictionary forms, on either side or on both."""
    evidence, sides = pair.evidence, (pair.source, pair.target)
    assert evidence is not None
    for this, forms in enumerate(both):
        if not forms.texts:
            continue
        own = vectors(forms.texts)
        whole = range(len(sides[1 - this].words))
        _raise(evidence, this, forms.at, whole, own @ vectors([word.text for word in sides[1 - this].words]).T)
        if this == 0 and both[1].texts:
            _raise(evidence, 0, forms.at, both[1].at, own @ vectors(both[1].texts).T)


def _raise(evidence: Evidence, this: int, rows: Sequence[int], columns: Sequence[int], near: Vectors) -> None:
    table = evidence.words.T if this == 0 else evidence.words
    np.maximum.at(table, np.ix_(rows, columns), near)
    np.maximum.at(evidence.support[this], rows, near.max(axis=1))
    np.maximum.at(evidence.support[1 - this], columns, near.max(axis=0))
