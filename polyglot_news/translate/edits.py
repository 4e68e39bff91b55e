"""A text after some replacements, with offsets that can be carried across them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Replacement = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Edited:
    """`text` is `original` with `replacements` (start, end, new text; sorted, disjoint) carried out."""

    original: str
    text: str
    replacements: tuple[Replacement, ...] = ()

    def forward(self, start: int, end: int) -> tuple[int, int]:
        """The span of `text` that came from `original[start:end]`; a replacement touched by it is taken whole."""
        return self._forward(start, at_end=False), self._forward(end, at_end=True)

    def _forward(self, offset: int, *, at_end: bool) -> int:
        shift = 0
        for start, end, new in self.replacements:
            if end <= offset and not (start == end == offset and at_end):
                shift += len(new) - (end - start)
            elif start < offset:
                return start + shift + (len(new) if at_end else 0)
        return offset + shift


def edit(original: str, replacements: Iterable[Replacement]) -> Edited:
    """Carry out disjoint replacements, given in any order."""
    ordered = sorted(replacements)
    parts, cursor = [], 0
    for start, end, new in ordered:
        parts += [original[cursor:start], new]
        cursor = end
    parts.append(original[cursor:])
    return Edited(original, "".join(parts), tuple(ordered))
