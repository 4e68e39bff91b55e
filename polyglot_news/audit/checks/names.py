"""Names that one side has and the other does not know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import numpy as np

from polyglot_news.audit.chinese import spellings
from polyglot_news.audit.names import ALIKE, Name, is_begun, is_common, likeness, romanised
from polyglot_news.audit.pair import Pair, Side
from polyglot_news.audit.registry import Check, Hit
from polyglot_news.audit.territories import BODIES
from polyglot_news.audit.words import UNSPACED

_UNKNOWN = (0.53, 0.58)
"""Standing below which a name has no counterpart, in other languages and in English, which the encoder knows best."""

_REMOTE, _FAR = frozenset({"uk", "be", "zh", "ja", "ko", "ar", "th"}), 0.75
"""Languages whose names the encoder or the spelling matches less well, and the factor on both limits there."""

_OPEN = 0.52
"""Support below which a content word of the other side may be what a loosely rendered name became."""

_SHAKY = 0.60
"""Standing of a source name below which it may be what an unknown name of the translation replaced."""

_CHANCE = 0.15
"""What is taken off the share of letters below `ALIKE`: unrelated words share some."""

_RIVAL = 0.08
"""By how much another word may be nearer to a counterpart before it claims it."""

_DROPPED = 0.42
"""The same for a name of the source: translators may well leave one out, or write "he"."""


class Names(Check):
    """Name dropped, added or replaced.

    A name (by its capitals; in Chinese beside English by a dictionary) must be known to the other side: spelled alike
    once both are written in Latin letters, or near in meaning ("Allemagne" – "Germany"), or an acronym of its
    initials. What is unknown on both sides is reported as replaced.
    """

    name: ClassVar[str] = "names"
    severity: ClassVar[str] = "critical"
    needs_encoder: ClassVar[bool] = True

    def hits(self, pair: Pair) -> Iterator[Hit]:
        if pair.evidence is None:
            return
        into_english = pair.target.lang.startswith("en")
        far = _FAR if {pair.source.lang.split("-")[0], pair.target.lang.split("-")[0]} & _REMOTE else 1.0
        dropped = [name for name in pair.evidence.names[0] if standing(pair, 0, name) < _DROPPED * far]
        added = [name for name in pair.evidence.names[1] if standing(pair, 1, name) < _UNKNOWN[into_english] * far]
        dropped = [name for name in dropped if not (is_weak(pair.source, name) and has_open_word(pair, 1))]
        added = [name for name in added if not (is_weak(pair.target, name) and has_open_word(pair, 0))]
        shaky = [name for name in pair.evidence.names[0] if standing(pair, 0, name) < _SHAKY] if added else []
        for theirs in added:
            text = pair.target.text[theirs.start : theirs.end]
            missed = dropped or shaky
            if not missed:
                yield Hit(f"“{text}” is not in the source", None, (theirs.start, theirs.end), 0.5, "minor")
                continue
            ours = min(missed, key=lambda name: abs(_place(pair.source, name) - _place(pair.target, theirs)))
            severity = "critical" if dropped else "major"
            dropped, shaky = ([name for name in names if name != ours] for names in (dropped, shaky))
            was = pair.source.text[ours.start : ours.end]
            yield Hit(f"“{was}” became “{text}”", (ours.start, ours.end), (theirs.start, theirs.end), 0.7, severity)
        for name in dropped:
            text = pair.source.text[name.start : name.end]
            yield Hit(f"“{text}” has no counterpart in the translation", (name.start, name.end), None, 0.4, "minor")


def _place(side: Side, name: Name) -> float:
    return name.first / max(len(side.words), 1)


def standing(pair: Pair, this: int, name: Name) -> float:
    """How well the other side knows a name, in 0–1: the mean over its words, weighed by their length."""
    assert pair.evidence is not None
    known = pair.evidence.standings
    if (this, name.first) not in known:
        known[this, name.first] = _standing(pair, this, name)
    return known[this, name.first]


def _standing(pair: Pair, this: int, name: Name) -> float:
    side, other = (pair.source, pair.target) if this == 0 else (pair.target, pair.source)
    if _begins_with_unit(side, name):
        return 1.0
    if _territories(side, name) & {code for _, _, code in other.territories}:
        return 1.0
    total = weight = 0.0
    for position in range(name.first, name.last + 1):
        word = side.words[position]
        alike = likeness(word.text, side.lang, other)
        known = max(meaning(pair, this, position), alike if alike >= ALIKE else alike - _CHANCE)
        if word.text.isupper() and len(word.text) > 1 and is_acronym(word.text, other):
            known = 1.0
        total += known * len(word.text)
        weight += len(word.text)
    return max(total / weight, _spelled(side, other, name))


def _territories(side: Side, name: Name) -> set[str]:
    """The codes of the countries and bodies that a name, or a part of it, names."""
    return {code for first, last, code in side.territories if first <= name.last and last >= name.first}


def _begins_with_unit(side: Side, name: Name) -> bool:
    """Whether what looks like a name begins with the unit of a number ("8日电", a date line, not the firm 日电)."""
    return side.lang.split("-")[0] in UNSPACED and side.text[: name.start].rstrip()[-1:].isdigit()


def _spelled(side: Side, other: Side, name: Name) -> float:
    """How like the other side's words are to what a dictionary says a name is there, 0 where not alike.

    An adjective or an inhabitant will do ("Norwegian" for Norway).
    """
    if not (side.lang.startswith("zh") and other.lang.startswith("en")):
        return 0.0
    alike = [
        min(max(likeness(part, other.lang, other), ALIKE * is_begun(part, other.words)) for part in parts)
        for parts in spellings(side.text[name.start : name.end])
    ]
    return max((value for value in alike if value >= ALIKE), default=0.0)


def meaning(pair: Pair, this: int, position: int) -> float:
    """A name word's nearest word on the other side that is not much nearer to some other word of its own side."""
    assert pair.evidence is not None
    side = (pair.source, pair.target)[this]
    table = pair.evidence.words.T if this == 0 else pair.evidence.words
    key = side.words[position].key
    rivals = table[np.array([word.key != key for word in side.words])]
    own = table[position]
    if len(rivals):
        own = own[rivals.max(axis=0) < own + _RIVAL]
    alone = float(own.max()) if own.size else 0.0
    phrase = float(pair.evidence.support[this][position])
    return max(alone, phrase if phrase > float(table[position].max()) else 0.0)


def is_weak(side: Side, name: Name) -> bool:
    """Whether a name can be put otherwise: an acronym, common words ("House of Commons"), German nouns; no land."""
    if _territories(side, name) - BODIES.keys():
        return False
    if side.lang.startswith("zh"):
        return all(is_common(part, "en") for parts in spellings(side.text[name.start : name.end]) for part in parts)
    words = side.words[name.first : name.last + 1]
    return side.lang.startswith("de") or all(
        (word.text.isupper() and len(word.text) <= 5) or is_common(word.text, side.lang.split("-")[0])
        for word in words
    )


def has_open_word(pair: Pair, this: int) -> bool:
    """Whether one side has a content word, no name, without a counterpart: a loosely rendered name may be meant."""
    assert pair.evidence is not None
    side, support = (pair.source, pair.target)[this], pair.evidence.support[this]
    names = pair.evidence.names[this]
    named = {i for name in names for i in range(name.first, name.last + 1) if not side.words[i].text.isupper()}
    return any(support[i] < _OPEN and i not in named and side.content[i] for i in range(len(side.words)))


def is_acronym(acronym: str, other: Side) -> bool:
    """Whether words in a row on the other side have an acronym's letters as initials, in either order.

    So do the letters of an acronym there, in whatever order languages put them ("AIDS", "SIDA").
    """
    anagram = sorted(romanised(acronym))
    if any(word.text.isupper() and sorted(romanised(word.text)) == anagram for word in other.words):
        return True
    initials = "".join(romanised(word.text)[:1] for word in other.words if not other.is_function(word))
    letters = "".join(romanised(letter) for letter in acronym)
    return len(letters) > 1 and (letters in initials or letters[::-1] in initials)
