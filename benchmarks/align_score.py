"""Strict and lax F1 of alignments, counted as vecalign's `score.py` counts them.

Thompson and Koehn, 2019, "Vecalign: Improved Sentence Alignment in Linear Time and Space", EMNLP (section 4.1),
after Sennrich and Volk, 2011. Precision is over every bead proposed, deletions and insertions included; recall is
over the gold beads with both sides. A bead is strictly right when it is in the gold; laxly when it shares a source
and a target segment with one gold bead's pairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

GoldBead = tuple[tuple[int, ...], tuple[int, ...]]
"""Source and target segment numbers; either side may be empty."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Right and proposed beads, right and sought beads; they add up over documents."""

    strict: int = 0
    lax: int = 0
    proposed: int = 0
    found_strict: int = 0
    found_lax: int = 0
    sought: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.strict + other.strict, self.lax + other.lax, self.proposed + other.proposed,
            self.found_strict + other.found_strict, self.found_lax + other.found_lax, self.sought + other.sought,
        )  # fmt: skip

    @property
    def strict_f1(self) -> float:
        return _f1(self.strict, self.proposed, self.found_strict, self.sought)

    @property
    def lax_f1(self) -> float:
        return _f1(self.lax, self.proposed, self.found_lax, self.sought)


def count(gold: Iterable[GoldBead], proposed: Iterable[GoldBead]) -> Counts:
    """The counts of one document."""
    gold_beads = {bead for bead in gold if bead[0] or bead[1]}
    beads = {bead for bead in proposed if bead[0] or bead[1]}
    gold_linked = {bead for bead in gold_beads if bead[0] and bead[1]}
    linked = {bead for bead in beads if bead[0] and bead[1]}
    strict, lax = _right(beads, gold_beads)
    found_strict, found_lax = _right(gold_linked, linked)
    return Counts(strict, lax, len(beads), found_strict, found_lax, len(gold_linked))


def total(counts: Sequence[Counts]) -> Counts:
    """The counts of several documents, to be scored together as the paper does."""
    return sum(counts, Counts())


def _right(beads: set[GoldBead], reference: set[GoldBead]) -> tuple[int, int]:
    pairs = {(one, other) for source, target in reference for one in source for other in target}
    strict = len(beads & reference)
    near = sum(any((one, other) in pairs for one in bead[0] for other in bead[1]) for bead in beads - reference)
    return strict, strict + near


def _f1(right: int, proposed: int, found: int, sought: int) -> float:
    precision = right / proposed if proposed else 0.0
    recall = found / sought if sought else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
