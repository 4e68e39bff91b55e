"""Where a text's paragraphs begin and end, whether it is hard-wrapped or keeps one paragraph a line.

A blank line always ends a paragraph. A single line break either wraps a sentence or ends a paragraph; which of the
two is decided once for the text (`_wrap_width`) and then for each break (`_continues`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

LINE_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")

_WIDEST_WRAP = 130
"""Columns. Nobody wraps plain text wider; a text whose lines are longer keeps one paragraph a line."""
_NARROWEST_WRAP = 40
"""Columns. In a script without case, shorter lines of one length are as likely a list."""
_SHORT_LINE = 30
"""Columns. Below this a line that breaks off before a lower-case word is as likely an item of a list."""

_CLOSED = re.compile(r"[.!?…:;。！？；：؟؛۔।॥።։][\"'”’»“)\]」』》）]*$")
_BULLET = re.compile(r"(?:[-–—•*·▪◦‣►■●○]|\(?\d{1,3}\)|\(?[^\W\d_]\))\s")
_NUMBERED = re.compile(r"\d{1,3}\.\s")
_DASH = re.compile(r"[-–—]+\s+")
_BEFORE_ATTRIBUTION = re.compile(r"[,!?…\"'”’»“]$")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line that is not blank: `text` is stripped and stands at `start:end`; `indent`, `width` in columns."""

    start: int
    end: int
    text: str
    indent: int
    width: int


def blocks(text: str) -> list[tuple[int, int]]:
    """The paragraphs of `text` as spans `(start, end)`, in order, without the white space around them.

    A heading, an item of a list and a line of a dialogue that stand on a line of their own are paragraphs too.
    """
    groups = list(_groups(text))
    wrap = _wrap_width(groups)
    spans: list[tuple[int, int]] = []
    for group in groups:
        start = group[0].start
        for line, following in pairwise(group):
            if not _continues(line, following, wrap):
                spans.append((start, line.end))
                start = following.start
        spans.append((start, group[-1].end))
    return spans


def _groups(text: str) -> Iterator[list[_Line]]:
    """Runs of lines between blank lines."""
    group: list[_Line] = []
    for start, end in _line_spans(text):
        line = text[start:end]
        stripped = line.strip()
        if stripped:
            indent = len(line) - len(line.lstrip())
            first = start + indent
            group.append(_Line(first, first + len(stripped), stripped, indent, _width(stripped)))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _line_spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in LINE_BREAK.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def _width(line: str) -> int:
    """Columns that `line` takes in a terminal; beyond twice the widest wrap the exact figure does not matter."""
    if len(line) > 2 * _WIDEST_WRAP or line.isascii() or max(line) < "\u1100":
        return len(line)
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)


def _wrap_width(groups: list[list[_Line]]) -> int | None:
    """The column at which the text is hard-wrapped, or None when it is not.

    In running text that was wrapped, many lines break off before a lower-case word; in a text that keeps one
    paragraph a line, hardly any does. Scripts without case show it by filled lines: the next word had no room.
    """
    pairs = [pair for group in groups for pair in pairwise(group)]
    if not pairs:
        return None
    widths = sorted(line.width for group in groups if len(group) > 1 for line in group)
    wrap = widths[int(0.95 * (len(widths) - 1))]
    if not _SHORT_LINE <= wrap <= _WIDEST_WRAP:
        return None
    if sum(_breaks_off(line, following) for line, following in pairs) >= 0.2 * len(pairs):
        return wrap
    uncased = sum(not _has_case(following.text) for _, following in pairs)
    if wrap < _NARROWEST_WRAP or len(pairs) < 2 or uncased < 0.7 * len(pairs):
        return None
    filled = sum(_is_filled(line, following, wrap) for line, following in pairs)
    left_open = sum(not _CLOSED.search(line.text[-8:]) for line, _ in pairs)
    return wrap if filled >= 0.7 * len(pairs) and left_open >= 0.5 * len(pairs) else None


def _continues(line: _Line, following: _Line, wrap: int | None) -> bool:
    """Whether the break between two adjacent lines stands inside a paragraph."""
    dash = _DASH.match(following.text)
    if dash and following.text[dash.end() : dash.end() + 1].islower() and _BEFORE_ATTRIBUTION.search(line.text):
        return True
    starts_item = _BULLET.match(following.text) or (
        _NUMBERED.match(following.text) and _CLOSED.search(line.text[-8:])
    )
    indented = following.indent >= line.indent + 2 and not _BULLET.match(line.text) and not _NUMBERED.match(line.text)
    if starts_item or indented:
        return False
    if _breaks_off(line, following):
        return wrap is not None or line.width >= _SHORT_LINE
    return wrap is not None and _is_filled(line, following, wrap)


def _breaks_off(line: _Line, following: _Line) -> bool:
    return following.text[0].islower() and not _CLOSED.search(line.text[-8:])


def _is_filled(line: _Line, following: _Line, wrap: int) -> bool:
    """Whether the next line's first word would not have fitted; a tenth of slack for editors that do not fill."""
    word = following.text.split(None, 1)[0]
    room = wrap - line.width - 1
    return (2 if _width(word[0]) == 2 else _width(word)) > room - wrap // 10


def _has_case(text: str) -> bool:
    letter = next((character for character in text[:40] if character.isalpha()), "")
    return letter.lower() != letter.upper()
