"""Segments too long for a model, cut at clause boundaries into parts that it can take, nothing lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_BOUNDARIES = (
    re.compile(r"(?<=[.!?…。！？])[\"”»’)]*\s+|(?<=[。！？])"),
    re.compile(r"(?<=[;:；：])\s+|(?<=[；：])|\s+(?=[—–]\s)"),
    re.compile(r"(?<=[,،、，])\s+|(?<=[，、])"),
    re.compile(r"\s+"),
)
"""Where a text may be cut, best first: ends of sentences, semicolons and dashes, commas, spaces."""


def split_clauses(text: str, fits: Callable[[Sequence[str]], Sequence[bool]]) -> list[str]:
    """Cut `text` into parts that fit, at the best boundaries that do it, each part about equally long.

    Args:
        fits: tells for each of several texts whether a model can take it.

    Returns:
        The parts, stripped of the white space between them; joined by a space they hold all of the text. A text
        without any boundary is cut between characters.
    """
    [whole] = fits([text])
    if whole or len(text) < 2:
        return [text]
    first, second = _halve(text)
    return [*split_clauses(first, fits), *split_clauses(second, fits)]


def _halve(text: str) -> tuple[str, str]:
    """Cut at the boundary nearest to the middle; a better kind of boundary wins while it leaves a quarter a side."""
    middle = len(text) / 2
    for boundary in _BOUNDARIES:
        cuts = [m.end() for m in boundary.finditer(text) if m.start() / len(text) > 0.2 and m.end() / len(text) < 0.8]
        if cuts:
            cut = min(cuts, key=lambda at: abs(at - middle))
            return text[:cut].rstrip(), text[cut:].lstrip()
    half = len(text) // 2
    return text[:half], text[half:]
