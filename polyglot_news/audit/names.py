"""The names a text holds, and how well another text knows them, across scripts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from polyglot_news.audit.forms import dictionary_forms
from polyglot_news.audit.quantities import calendar
from polyglot_news.audit.words import UNSPACED, Word

if TYPE_CHECKING:
    from polyglot_news.audit.pair import Side

CYRILLIC = frozenset({"ru", "uk", "be", "bg", "sr", "mk"})

UNCASED = UNSPACED | {"ar", "fa", "he", "hi", "ko", "ur"}
"""Languages whose writing does not tell a name by a capital."""

_TITLES = frozenset([
    "mr", "rev", "st", "mrs", "ms", "dr", "sir", "lord", "lady", "prof", "president", "minister", "prime",
    "king", "queen", "prince", "princess", "pope", "general", "captain", "chancellor", "secretary", "senator",
    "governor", "mayor", "judge", "chief", "director", "the", "of", "and", "a", "an", "in",
])  # fmt: skip


_LONGEST = 100
"""Letters of a word that are compared: comparing takes the product of two lengths."""


_CLOCKS = frozenset([
    "AM", "PM", "GMT", "UTC", "BST", "EST", "EDT", "ET", "CST", "CDT", "CT", "MST", "MDT", "MT", "PST", "PDT",
    "PT", "CET", "CEST", "EET", "EEST", "WET", "WEST", "MSK", "JST", "IST",
])  # fmt: skip
"""Halves of the day and time zones: they belong to a time, and are often put into words."""


@cache
def _currencies() -> frozenset[str]:
    """ISO 4217 codes: units rather than names."""
    from babel.numbers import list_currencies

    return frozenset(list_currencies())


_DOLLAR = re.compile(r"\$|[- ]?d[oó]l+ar", re.IGNORECASE)

_FORMS_OF_ADDRESS = frozenset(
    ["mr", "mrs", "ms", "monsieur", "madame", "sr", "sra", "senhor", "señor", "herr", "frau"]
)


ALIKE = 0.75
"""Share of letters from which two spellings are one name."""

_STEM = 4
"""Letters that a name and its adjective share."""


_STATE = frozenset({"état", "estado"})
"""The state, which French, Spanish and Portuguese write with a capital: no name."""


@dataclass(frozen=True, slots=True)
class Name:
    """A run of name words: positions (inclusive) among the side's words, and its span."""

    first: int
    last: int
    start: int
    end: int


def find_names(side: Side) -> list[Name]:
    """Names by their capitals; German nouns, and words that open a sentence, only if no dictionary has them as common
    words, or as names of countries."""
    lang = side.lang.split("-")[0]
    if lang in UNCASED:
        return []
    countries = {i for first, last, _ in side.territories for i in range(first, last + 1)}
    names: list[Name] = []
    previous = -2
    for i, word in enumerate(side.words):
        if not (_is_name(side, word, lang) or (word.opens and word.capital and i in countries)):
            continue
        if previous == i - 1 and side.text[names[-1].end : word.start].strip(" \u00a0-’'") == "" and not word.opens:
            names[-1] = Name(names[-1].first, i, names[-1].start, word.end)
        else:
            names.append(Name(i, i, word.start, word.end))
        previous = i
    return names


def _is_name(side: Side, word: Word, lang: str) -> bool:
    if (
        word.key in _FORMS_OF_ADDRESS | _STATE
        or not word.capital
        or len(word.text) < 2
        or word.key in side.lexicon.function
        or word.key in calendar(lang)
    ):
        return False
    if side.lexicon.numbers.cardinals.get(word.key) or word.key in side.lexicon.numbers.ordinals:
        return False
    if word.text.isupper() and len(word.text) <= 5:
        money = word.text in _currencies() or _DOLLAR.match(side.text, word.end)
        return not money and word.text not in _CLOCKS
    if lang == "de" or word.opens:
        return lang in _DICTIONARIES and not is_common(word.text, lang)
    return True


@lru_cache(maxsize=65536)
def is_common(text: str, lang: str) -> bool:
    """Whether the dictionary has a word as a common one; true for titles, false where there is no dictionary."""
    from polyglot_news.audit.frequency import is_known

    if text.lower() in _TITLES:
        return True
    if lang not in _DICTIONARIES:
        return False
    import simplemma

    lower = text.lower()
    if lang == "de":
        return is_known(text, lang)
    return is_known(lower, lang) and simplemma.lemmatize(lower, lang=lang)[:1].islower()


_DICTIONARIES = frozenset([
    "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "hu", "it", "lt", "lv", "mk", "nl", "pl",
    "pt", "ro", "ru", "sk", "sl", "sv", "tr", "uk",
])  # fmt: skip


def is_begun(name: str, words: Sequence[Word]) -> bool:
    """Whether one of some words begins as a name does: an adjective of it, or an inhabitant."""
    stem = name[:_STEM]
    return len(stem) == _STEM and any(word.text.startswith(stem) for word in words)


@lru_cache(maxsize=65536)
def romanised(text: str) -> str:
    """A word, if long its beginning, in lower-case Latin letters: "Зеленський" is "zelenskii", "北京" "beijing"."""
    from anyascii import anyascii

    plain: str = anyascii(text[:_LONGEST]).lower()
    return plain.replace("kh", "h").replace("w", "v").replace("ts", "c").replace("iy", "y").replace("'", "")


@lru_cache(maxsize=65536)
def skeleton(text: str) -> str:
    """A romanised word by its sounds: like consonants made one, vowels after the first letter left out."""
    for spelled, sound in _SOUNDS:
        text = text.replace(spelled, sound)
    bare = text[:1] + "".join(char for char in text[1:] if char not in "aeiouyhv" or char == "v")
    return "".join(char for i, char in enumerate(bare) if i == 0 or char != bare[i - 1])


_SOUNDS = (
    ("sch", "s"), ("sh", "s"), ("tch", "c"), ("ch", "c"), ("dzh", "j"), ("zh", "j"), ("ph", "f"), ("gh", "g"),
    ("th", "t"), ("ck", "k"), ("qu", "kv"), ("q", "k"), ("x", "ks"), ("z", "s"), ("ce", "se"), ("ci", "si"),
    ("c", "k"), ("g", "k"), ("j", "k"), ("d", "t"), ("b", "p"), ("v", "f"),
)  # fmt: skip


def likeness(text: str, lang: str, other: Side) -> float:
    """How like a name, or its dictionary form, is to the nearest word, or two words, of another text, in 0–1.

    The share of matching letters in order, once both are in Latin letters; between scripts also that of their sounds,
    since spelling by ear ("Giles" – "Гайлз") keeps the consonants only.
    """
    return max(_likeness(form, lang, other) for form in (text, *dictionary_forms(text, lang)))


def _likeness(text: str, lang: str, other: Side) -> float:
    from rapidfuzz import fuzz, process

    own = romanised(text)
    if other.lang.split("-")[0] in UNSPACED and lang.split("-")[0] not in UNSPACED:
        return _heard_in(own, "".join(romanised(word.text) for word in other.words))
    found = process.extractOne(own, other.romanised, scorer=fuzz.ratio)
    best = float(found[1]) / 100 if found else 0.0
    if best < 0.7 and (lang.split("-")[0] in CYRILLIC) != (other.lang.split("-")[0] in CYRILLIC):
        sound = skeleton(own)
        if len(sound) > 1:
            near = max(
                (fuzz.ratio(sound, skeleton(word)) for word in other.romanised if _alike(own, word)), default=0.0
            )
            best = max(best, 0.8 * near / 100)
    return best


@lru_cache(maxsize=4096)
def _heard_in(name: str, text: str) -> float:
    """How much of a name's sounds stand in a row in a text without word boundaries, l and r being one sound."""
    from rapidfuzz import fuzz

    if name in text:
        return 1.0
    sound = skeleton(name).replace("r", "l")
    return fuzz.partial_ratio(sound, skeleton(text).replace("r", "l")) / 100 * (0.8 if len(sound) > 2 else 0.6)


def _alike(text: str, word: str) -> bool:
    return abs(len(text) - len(word)) <= 4 and skeleton(text)[:1] == skeleton(word)[:1]
