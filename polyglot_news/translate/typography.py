"""Characters that a model's vocabulary lacks, shown to it as ones that it knows, and set right again afterwards."""

from __future__ import annotations

import re

APOSTROPHES = "’ʼ‘＇`´"
_DASHES = re.compile(r"[–—―−‒]")
_CLOSE_DASH = re.compile(r"(?<=\w)[—―](?=[^\W\d])|(?<=[^\W\d])[—―](?=\w)")
_BETWEEN_WORDS = re.compile(rf"(?<=\s)[–—―−‒](?=\s)|{_CLOSE_DASH.pattern}")
_SPACED_HYPHEN = re.compile(r"(?<=\s)-(?=\s)")
_STRAIGHT_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])|(?<=s)'(?=\s)")
_RANGE = re.compile(r"\d+[–—−‒]\d+")
_LINE_BREAK = re.compile(r"\s+")
INVISIBLE = "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"

PLAIN: dict[str, str] = {
    **dict.fromkeys(APOSTROPHES, "'"),
    **dict.fromkeys("–—―−‒", "-"),
    **dict.fromkeys("‐‑", "-"),
    **dict.fromkeys(INVISIBLE, ""),
    "…": "...",
    "•": "-",
    "·": "-",
}
"""What stands for a character that the model does not know; one not listed is protected instead (see `protect`)."""

LEAVE = frozenset("€")
"""Unknown to many vocabularies, yet understood from the context better than any substitute."""


def one_line(text: str) -> str:
    """The text with every run of white space (hard wraps, no-break spaces) as one space, same words."""
    return _LINE_BREAK.sub(" ", text)


def plain(text: str, at: int) -> str:
    """What stands for the unknown character at `at`: a dash between words gets the spaces that mark it as one."""
    return " - " if _CLOSE_DASH.match(text, at) else PLAIN[text[at]]


def restore_dashes(source: str, target: str) -> str:
    """Give the hyphens of a model's output the dashes of the source: those between words, in order, when as many
    are there, and those in ranges of numbers.
    """
    between = [m.group() for m in _BETWEEN_WORDS.finditer(source)]
    if between and len(_SPACED_HYPHEN.findall(target)) == len(between):
        remaining = iter(between)
        target = _SPACED_HYPHEN.sub(lambda _: next(remaining), target)
    for number_range in _RANGE.findall(source):
        target = target.replace(_DASHES.sub("-", number_range), number_range)
    return target


def restore_apostrophes(target: str) -> str:
    """Typographic apostrophes for straight ones between letters."""
    return _STRAIGHT_APOSTROPHE.sub("’", target)


def is_typographic(text: str) -> bool:
    """Whether an article uses typographic apostrophes or quotation marks, so that its translation should too."""
    return any(char in text for char in "’“”«»„‘")
