"""The translation alone, as plain text with the paragraphs of the original."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import BinaryIO

from polyglot_news.bitext import Bead, Bitext


def write_text(bitexts: Sequence[Bitext], stream: BinaryIO) -> None:
    """Each article's translated text; a blank line between articles."""
    stream.write("\n\n".join(_text(bitext) for bitext in bitexts).encode("utf-8"))


def _text(bitext: Bitext) -> str:
    if bitext.target is not None:
        return bitext.target.text
    beads = sorted((b for b in bitext.beads if b.target), key=lambda b: (b.target_start is None, b.target_start or 0))
    if not beads:
        return ""
    return beads[0].target + "".join(_gap(a, b) + b.target for a, b in pairwise(beads)) + "\n"


def _gap(before: Bead, after: Bead) -> str:
    """A new paragraph where the source has one, else a space, or what the offsets say was between."""
    if before.paragraph != after.paragraph:
        return "\n\n"
    if before.target_end is not None and before.target_end == after.target_start:
        return ""
    return " "
