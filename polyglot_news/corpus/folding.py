"""Text as the words the index of a corpus holds, folded so coarsely that no query can miss what it means.

Compatibility forms, letter case, marks over and under letters, invisible signs and the letters that keyboards mix are
made equal, whatever the language; what a query really finds is decided on the untouched text (`query`).
"""

from __future__ import annotations

import re
import unicodedata

import regex

from polyglot_news.glossary.tokens import UNSPACED

_REMOVED = regex.compile(r"[\p{Mn}\p{Cf}\u0640]+")
_WORD = regex.compile(f"[{UNSPACED}]|[^\\W_{UNSPACED}]+")
_RAW_WORD = re.compile(f"[{UNSPACED}]|(?:[^\\W_{UNSPACED}]|[\u0300-\u036f\u064b-\u065f])+")
_ASCII_WORD = regex.compile("[a-z0-9]+")
_UNSPACED = regex.compile(f"[{UNSPACED}]")
_SAME = str.maketrans({"ى": "ي", "ی": "ي", "ک": "ك", "ı": "i"})


def fold(text: str) -> str:
    """The text folded; its length may differ."""
    return _REMOVED.sub("", unicodedata.normalize("NFKD", text).casefold()).translate(_SAME)


def index_words(text: str) -> list[str]:
    """The folded words of a text, in order: letters and digits; in scripts without spaces, every character is one."""
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    return _WORD.findall(fold(text))


def raw_words(text: str) -> list[tuple[int, int]]:
    """Where the words stand in the untouched text."""
    return [match.span() for match in _RAW_WORD.finditer(text)]


def is_unspaced(word: str) -> bool:
    """Whether an index word is a character of a script written without spaces."""
    return _UNSPACED.match(word) is not None
