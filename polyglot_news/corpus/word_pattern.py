"""Words as a person types them, as a regular expression over untouched text.

`*` stands for any letters of a word, a lone `*` for any one word. ё and е, the forms of alef, hyphens, quotation
marks and apostrophes, soft hyphens and other invisible signs, stress marks and vowel points do not count; accents do.
"""

from __future__ import annotations

import unicodedata

import regex

from polyglot_news.corpus.folding import fold
from polyglot_news.glossary.tokens import SAME_LETTER, UNSPACED

_IN_WORD = f"[^\\W{UNSPACED}]"
_LETTER = f"[^\\W_{UNSPACED}]"
_BETWEEN = "\\s\\p{Pd}\\p{Pi}\\p{Pf}\"'`\u02bc\u2032"
_GAP = f"\\p{{Cf}}*[{_BETWEEN}][{_BETWEEN}\\p{{Cf}}]*"
_INVISIBLE = "\\p{Cf}*"
_STRESS = "[\\p{Cf}\u0300\u0301]*"
_POINTS = "[\\p{Cf}\u0640\u0610-\u061a\u064b-\u065f\u0670\u0591-\u05bd\u05bf\u05c1-\u05c7]*"

_GLOB = regex.compile(f"[{UNSPACED}]|(?:[^\\W_{UNSPACED}]|\\*)+")
_PIECE = regex.compile(f"(?P<gap>[{_BETWEEN}]+)|(?P<star>\\*+)|(?P<sign>.)", regex.DOTALL)
_HAS_INVISIBLE = regex.compile("[\\p{Mn}\\p{Cf}\u0640]")
_IS_UNSPACED = regex.compile(f"[{UNSPACED}]")
_VANISHING_STAR = regex.compile(f"(?<=[{UNSPACED}])\\*+|\\*+(?=[{UNSPACED}])")
_IGNORED = (
    (regex.compile("\\p{Cyrillic}"), _STRESS),
    (regex.compile("[\\p{Arabic}\\p{Hebrew}]"), _POINTS),
)
"""What does not count after a letter, by its script; elsewhere only what is invisible."""

_ALIKE: dict[str, str] = {}
for _code, _read in SAME_LETTER.items():
    _ALIKE[_read] = _ALIKE.get(_read, _read) + chr(_code)


def globs(words: str) -> list[str]:
    """The words as the index has them, with their `*`."""
    return _GLOB.findall(_VANISHING_STAR.sub("", fold(words)))


def has_invisible(text: str) -> bool:
    """Whether a text has signs that only the loose pattern passes over: then that one is needed."""
    return not text.isascii() and _HAS_INVISIBLE.search(text) is not None


def word_pattern(words: str, *, loose: bool) -> str:
    """The regular expression of the words, of which there must be one.

    Args:
        loose: also match where invisible signs and combining marks stand between the letters.
    """
    clean = regex.sub("\\p{Cf}", "", unicodedata.normalize("NFC", _VANISHING_STAR.sub("", words)))
    pieces = list(_PIECE.finditer(clean))
    while pieces[0]["gap"]:
        del pieces[0]
    while pieces[-1]["gap"]:
        del pieces[-1]
    parts = []
    for place, piece in enumerate(pieces):
        before = pieces[place - 1] if place else None
        after = pieces[place + 1] if place + 1 < len(pieces) else None
        if piece["gap"]:
            parts.append(_GAP)
        elif piece["star"]:
            letter = f"(?:{_LETTER}|[\\p{{M}}\\p{{Cf}}])" if loose else _LETTER
            parts.append(letter + ("*" if _sign(before) or _sign(after) else "+"))
        else:
            parts.append(_letter(piece["sign"], loose=loose))
    start = f"(?<!{_IN_WORD})" if _bounds(_sign(pieces[0])) else ""
    end = f"(?!{_IN_WORD}|\\p{{M}})" if _bounds(_sign(pieces[-1])) else ""
    return start + "".join(parts) + end


def _sign(piece: regex.Match[str] | None) -> str:
    return piece[0] if piece is not None and not piece["gap"] else ""


def _bounds(sign: str) -> bool:
    """Whether a word that begins or ends with this sign ends there: one in a script without spaces need not."""
    return (sign.isalnum() and not _IS_UNSPACED.match(sign)) or sign.startswith("*")


def _letter(sign: str, *, loose: bool) -> str:
    alike = _ALIKE.get(sign.lower().translate(SAME_LETTER), "")
    pattern = f"[{alike.upper() if sign.isupper() else alike}]" if alike else regex.escape(sign)
    if not loose or not sign.isalpha():
        return pattern
    decomposed = unicodedata.normalize("NFD", sign)
    if decomposed != sign and not alike:
        pattern = f"(?:{pattern}|{decomposed})"
    return pattern + next((ignored for script, ignored in _IGNORED if script.match(sign)), _INVISIBLE)
