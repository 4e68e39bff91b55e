"""Bitexts as hunalign's text ladder: one bead a line, `source TAB target TAB score`.

Varga et al. 2005, "Parallel corpora for medium density languages"; the form of `hunalign -text`. A bead is one piece
of text here, so where hunalign puts ` ~~~ ` between the sentences of a side, the space of the article stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from polyglot_news.bitext import Bitext
from polyglot_news.write.moses import one_line


def write_ladder(bitexts: Sequence[Bitext], stream: BinaryIO) -> None:
    """All beads in order, unaligned text with the other side empty; without a score the third cell is empty."""
    for bitext in bitexts:
        for bead in bitext.beads:
            score = "" if bead.score is None else f"{bead.score:.6g}"
            stream.write(f"{one_line(bead.source)}\t{one_line(bead.target)}\t{score}\n".encode())
