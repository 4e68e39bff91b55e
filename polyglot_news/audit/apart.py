"""Names that an encoder finds alike and that are two: "Allemagne" and "France", 拜登 and "Obama"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from polyglot_news.audit.chinese import spellings
from polyglot_news.audit.dictionary import serves
from polyglot_news.audit.names import ALIKE, Name, is_begun, is_common, romanised

if TYPE_CHECKING:
    from polyglot_news.audit.pair import Pair, Side

_UNRELATED = 0.2
"""Cosine that is left to two names: about that of words which have nothing to do with each other."""

Cell = tuple[range, range]
"""Words of the source and of the target, by position."""


def separate(pair: Pair) -> None:
    """Take away what two names lend each other: two countries, or one whose spelling a dictionary has and another."""
    evidence = pair.evidence
    assert evidence is not None
    countries = [
        ((range(first, last + 1), range(begin, end + 1)), code == other)
        for first, last, code in pair.source.territories
        for begin, end, other in pair.target.territories
    ]
    cells = [*(cell for cell, same in countries if not same), *_spelled_otherwise(pair)]
    if not cells:
        return
    apart = np.zeros(evidence.words.shape, dtype=bool)
    for source, target in cells:
        apart[np.ix_(target, source)] = True
    for source, target in (cell for cell, same in countries if same):
        apart[np.ix_(target, source)] = False
    evidence.words[apart] = np.minimum(evidence.words[apart], _UNRELATED)
    for axis, support in enumerate(evidence.support):
        named = apart.any(axis=axis)
        support[named] = evidence.words.max(axis=axis)[named]


def _spelled_otherwise(pair: Pair) -> Iterator[Cell]:
    """Names of a Chinese side beside those of the English side that no spelling of theirs is like."""
    if not serves(pair):
        return
    assert pair.evidence is not None
    for this in (0, 1):
        chinese, english = (pair.source, pair.target) if this == 0 else (pair.target, pair.source)
        if not chinese.lang.startswith("zh"):
            continue
        proper = [name for name in pair.evidence.names[1 - this] if _is_proper(english, name)]
        for name in pair.evidence.names[this]:
            spelled = spellings(chinese.text[name.start : name.end])
            for theirs in proper if spelled else ():
                if not any(_is_like(part, english, theirs) for parts in spelled for part in parts):
                    ours, other = range(name.first, name.last + 1), range(theirs.first, theirs.last + 1)
                    yield (ours, other) if this == 0 else (other, ours)


def _is_proper(side: Side, name: Name) -> bool:
    """No acronym, and not put together of common words ("Foreign Ministry"): these can be said in many ways."""
    words = side.words[name.first : name.last + 1]
    return not any(word.text.isupper() or is_common(word.text, side.lang.split("-")[0]) for word in words)


def _is_like(part: str, side: Side, name: Name) -> bool:
    words = side.words[name.first : name.last + 1]
    if is_begun(part, words):
        return True
    from rapidfuzz import fuzz

    return any(fuzz.ratio(romanised(part), romanised(word.text)) >= 100 * ALIKE for word in words)
