"""A paragraph as the rules see it: one space between words, no invisible characters, and the way back to offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_EDIT = re.compile(
    rf"(?P<space>\s(?<! )[\s{_INVISIBLE}]*|\s[\s{_INVISIBLE}]+)"
    rf"|(?P<invisible>[{_INVISIBLE}]+)"
    r"|(?<!\w)(?:(?P<word>\w{65,})"
    r"|(?P<beat>(\S{1,3} ?)\5{11,}))"
)
_KEPT = 24
"""Characters kept at either end of what is cut short: no boundary stands inside a word of more than 64 letters, and
rules that look behind need quadratic time on it."""


@dataclass(frozen=True, slots=True)
class View:
    """`text` is the normalised paragraph; its position `view_starts[i] + n` is the article's `text_starts[i] + n`."""

    text: str
    view_starts: list[int]
    text_starts: list[int]

    def origin(self, position: int) -> int:
        """Article offset of the character at `position` of the view (its end for `len(text)`)."""
        i = bisect_right(self.view_starts, position) - 1
        return self.text_starts[i] + position - self.view_starts[i]


def view(text: str, start: int, end: int) -> View:
    """The view of `text[start:end]`."""
    pieces: list[str] = []
    view_starts, text_starts = [0], [start]
    length, done = 0, start

    def keep(until: int, shown: str, resume: int) -> None:
        nonlocal length, done
        pieces.append(text[done:until])
        pieces.append(shown)
        length += until - done + len(shown)
        done = resume
        view_starts.append(length)
        text_starts.append(resume)

    for found in _EDIT.finditer(text, start, end):
        a, b = found.span()
        if found.lastgroup == "space":
            keep(a, " ", b)
        elif found.lastgroup == "invisible":
            keep(a, "", b)
        elif b - a > 2 * _KEPT:
            keep(a + _KEPT, "", b - _KEPT)
    pieces.append(text[done:end])
    return View("".join(pieces), view_starts, text_starts)
