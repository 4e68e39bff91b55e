"""Text as the tokens that terms are matched by, with their offsets, and the folding of forms.

A token is a word, a dotted acronym, one character of a script written without spaces, or any other sign. What
may stand between two tokens of one term (spaces, hyphens, quotation marks, apostrophes) is no token.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
"""Scripts written without spaces (Thai, Lao, Burmese, Khmer, kana, Han), as the inside of a character class."""

_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d\u0b82\u0bbe-\u0bcd\u0d02-\u0d4d"
)
_HYPHENS = "\\-\u2010-\u2014\u2212\ufe58\ufe63\uff0d"
_APOSTROPHES = "'`´\u2018\u2019\u02bc\u02bb\u02b9\u2032\uff07"
_QUOTES = '"“”„‟«»‹›‚‛「」『』\uff02'

_LETTER = f"[^\\W_\u02b9-\u02bc{UNSPACED}]"
_WORD = f"{_LETTER}+(?:[{_MARKS}{_INVISIBLE}]+{_LETTER}*)*"
_ACRONYM = f"(?<![^\\W_])(?:[^\\W\\d_{UNSPACED}]\\.){{2,}}"
_OTHER = f"[^\\s{_HYPHENS}{_APOSTROPHES}{_QUOTES}{_INVISIBLE}]"
_TOKEN = re.compile(f"{_ACRONYM}|{_WORD}|{_OTHER}")
_WORD_WITH_APOSTROPHES = re.compile(f"{_ACRONYM}|{_WORD}(?:[{_APOSTROPHES}]{_WORD})*|{_OTHER}")

_LETTER_APOSTROPHE = frozenset({"uk", "be"})
"""Languages in which an apostrophe is a sign inside a word, not the end of one."""

_JOINER = re.compile(f"[{_HYPHENS}{_APOSTROPHES}{_INVISIBLE}]+")
_BREAK = re.compile(f"\n\\s*\n|\\s[{_HYPHENS}]+\\s|[\u2013\u2014]{{2,}}")
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_REMOVED = re.compile(f"[{_INVISIBLE}\u0640\u0610-\u061a\u064b-\u065f\u0670\u0591-\u05bd\u05bf\u05c1-\u05c7]")
_STRESS = re.compile("(?<=[\u0400-\u04ff])[\u0300\u0301]")
_ACCENT = re.compile("[\u0300-\u036f]")
_UNACCENTED = frozenset({"en"})
"""Languages that write the accents of borrowed words or leave them out."""

SAME_LETTER = str.maketrans({
    "ё": "е", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ؤ": "ء", "ئ": "ء",
})  # fmt: skip
"""Letters that spelling leaves free, each with the one it is read as."""


class Gap:
    """What stands between a token and the one before it."""

    SPACE = 0
    JOINED = 1
    """Nothing but hyphens or apostrophes: the tokens may also be written as one word."""
    BREAK = 2
    """A paragraph's end or a dash: no term goes across it."""


class Token(NamedTuple):
    """A token: `word` as lemmatisers want it (composed, nothing invisible, no dots), and where it stands."""

    word: str
    start: int
    end: int
    gap: int


def tokenise(text: str, lang: str) -> list[Token]:
    """The tokens of a text; offsets are characters of the untouched `text`. `lang` is a primary language."""
    pattern = _WORD_WITH_APOSTROPHES if lang in _LETTER_APOSTROPHE else _TOKEN
    tokens = []
    last = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        between = text[last:start]
        gap = Gap.SPACE if between == " " or not between else _gap(between)
        tokens.append(Token(clean(match[0]), start, end, gap))
        last = end
    return tokens


@lru_cache(maxsize=4096)
def _gap(between: str) -> int:
    if _JOINER.fullmatch(between):
        return Gap.JOINED
    return Gap.BREAK if _BREAK.search(between) else Gap.SPACE


@lru_cache(maxsize=65536)
def clean(word: str) -> str:
    """A word composed (NFKC), one kind of apostrophe, without invisible signs, vowel points and acronym dots."""
    word = _REMOVED.sub("", unicodedata.normalize("NFKC", word))
    word = _STRESS.sub("", word)
    if word[:1].isalpha() and word[1:2] == "." and word[1::2] == "." * (len(word) // 2):
        word = word.replace(".", "")
    return _APOSTROPHE.sub("'", word)


@lru_cache(maxsize=65536)
def fold(word: str, lang: str) -> str:
    """A cleaned word with what spelling leaves free made equal: case, ё/е, hamza and, in English, accents."""
    word = word.casefold().translate(SAME_LETTER)
    if lang in _UNACCENTED and not word.isascii():
        word = _ACCENT.sub("", unicodedata.normalize("NFD", word))
    return word
