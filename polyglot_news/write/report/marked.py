"""A cell's text as HTML: escaped, the spans of findings and terms marked, control characters made visible."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

_CONTROLS = {
    "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
    "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI",
}  # fmt: skip
"""Characters that reorder what follows them: shown by name, so that a text reads in the order it is stored in."""

_CONTROL = re.compile(f"([{''.join(_CONTROLS)}\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff])")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to mark, in characters of the cell: `finding` or `card` is its number in the report."""

    start: int
    end: int
    kind: str
    finding: int | None = None
    card: int | None = None


def marked(text: str, marks: Sequence[Mark]) -> Markup:
    """The text with its marks, which may overlap: it is cut wherever one begins or ends."""
    inside = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    cuts = sorted({0, len(text), *(edge for mark in inside for edge in (mark.start, mark.end))})
    return Markup("").join(
        _piece(text[start:end], [mark for mark in inside if mark.start <= start and end <= mark.end])
        for start, end in pairwise(cuts)
    )


def plain(text: str) -> Markup:
    """Any text that comes from outside, escaped, its control characters shown by name."""
    return Markup("").join(
        Markup('<span class="control" title="control character U+{}">{}</span>').format(
            f"{ord(part):04X}", _CONTROLS.get(part, f"{ord(part):04X}")
        )
        if _CONTROL.fullmatch(part)
        else escape(part)
        for part in _CONTROL.split(text)
    )


def message(text: str, *spans: str) -> Markup:
    """A finding's message, with what it quotes (in “…”, or one of the spans) isolated in its own direction."""
    quoted = "|".join(["(?<=“)[^“”]+(?=”)", *(re.escape(span) for span in spans if span.strip())])
    parts = re.split(f"({quoted})", text)
    return Markup("").join(
        Markup('<bdi dir="auto">{}</bdi>').format(plain(part)) if i % 2 else plain(part)
        for i, part in enumerate(parts)
    )


def _piece(text: str, marks: Sequence[Mark]) -> Markup:
    if not marks:
        return plain(text)
    kinds = " ".join(dict.fromkeys(mark.kind for mark in marks))
    findings = " ".join(str(mark.finding) for mark in marks if mark.finding is not None)
    cards = " ".join(str(mark.card) for mark in marks if mark.card is not None)
    return Markup('<mark class="{}" data-f="{}" data-c="{}">{}</mark>').format(kinds, findings, cards, plain(text))
