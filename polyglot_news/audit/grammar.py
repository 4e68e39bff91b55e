"""What a word does in its phrase, told by its neighbours and its ending: something put in is mostly a modifier."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from polyglot_news.audit.pair import Side

ENDINGS = ("adverb", "adjective", "past", "progressive", "plural", "noun")

FEATURES = (
    "before_word", "after_word", "after_determiner", "after_preposition", "after_auxiliary", "closes", "opens",
    "before_name", "modifier", "inner", "letters", *ENDINGS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grammar:
    """The little words that tell what follows them, and the endings that tell what a word is."""

    determiners: frozenset[str]
    prepositions: frozenset[str]
    auxiliaries: frozenset[str]
    endings: Mapping[str, re.Pattern[str]]


def grammar_features(side: Side, positions: Sequence[int]) -> NDArray[np.float64]:
    """The `FEATURES` of these words, zeros where the language has no grammar: shape (positions, features)."""
    rows = np.zeros((len(positions), len(FEATURES)))
    known = side.lexicon.grammar
    if known is None:
        return rows
    words, text, content = side.words, side.text, side.content
    for row, at in zip(rows, positions, strict=True):
        follows = at > 0 and text[words[at - 1].end : words[at].start] == " "
        goes_on = at + 1 < len(words) and text[words[at].end : words[at + 1].start] == " "
        before = words[at - 1].key if follows else ""
        noun_next, word_before = goes_on and content[at + 1], follows and content[at - 1]
        determiner, preposition = before in known.determiners, before in known.prepositions
        row[: -len(ENDINGS)] = (
            noun_next,
            word_before,
            determiner,
            preposition,
            before in known.auxiliaries,
            not goes_on,
            not follows,
            noun_next and words[at + 1].capital,
            noun_next and determiner,
            noun_next and (word_before or preposition),
            len(words[at].text) / 10,
        )
        row[-len(ENDINGS) :] = [known.endings[name].search(words[at].key) is not None for name in ENDINGS]
    return rows
