"""Reviewed rows as anchors."""

from __future__ import annotations

from dataclasses import replace

from bridge_articles import ENGLISH, SPANISH, Made, make

from polyglot_news.align import Anchor, align, reviewed
from polyglot_news.align.anchors import in_order
from polyglot_news.bitext import Bitext


def marked(bitext: Bitext, reviews: dict[int, str]) -> Bitext:
    beads = [replace(bead, review=reviews.get(k, "")) for k, bead in enumerate(bitext.beads)]
    return replace(bitext, beads=tuple(beads))


def test_rows_vouched_for_become_anchors(spanish: Made, english: Made) -> None:
    bitext = marked(align(spanish[0], english[0], spanish[1], english[1]), {1: "ok", 3: "wrong", 5: "edited"})
    assert reviewed(bitext, spanish[1], english[1]) == [Anchor((1,), (1,), "ok"), Anchor((5,), (5,), "edited")]


def test_rows_are_found_again_by_offset_when_segments_are_cut_anew(spanish: Made, english: Made) -> None:
    bitext = marked(align(spanish[0], english[0], spanish[1], english[1]), {0: "ok", 1: "ok", 4: "ok"})
    joined = make([f"{SPANISH[0]}\n{SPANISH[1]}", *SPANISH[2:]], "es")[1]
    assert reviewed(bitext, joined, english[1]) == [Anchor((3,), (4,), "ok")]


def test_rows_without_offsets_count_by_order(spanish: Made, english: Made) -> None:
    bitext = marked(align(spanish[0], english[0], spanish[1], english[1]), {2: "ok"})
    bare = [
        replace(bead, source_start=None, source_end=None, target_start=None, target_end=None) for bead in bitext.beads
    ]
    assert reviewed(replace(bitext, beads=tuple(bare)), spanish[1], english[1]) == [Anchor((2,), (2,), "ok")]


def test_what_was_vouched_for_stays_when_aligned_again(spanish: Made) -> None:
    english = make(ENGLISH[::-1], "en")
    first = align(spanish[0], english[0], spanish[1], english[1])
    vouched = marked(first, dict.fromkeys(range(len(first.beads)), "ok"))
    again = align(
        *(spanish[0], english[0], spanish[1], english[1]), anchors=reviewed(vouched, spanish[1], english[1])
    )
    assert [(b.source, b.target, b.review) for b in again.beads] == [(b.source, b.target, "ok") for b in first.beads]


def test_in_order_keeps_the_longest_chain() -> None:
    anchors = [Anchor((k,), (j,)) for k, j in enumerate([4, 0, 1, 5, 2, 3])]
    chain, crossing = in_order([*anchors, Anchor((9,), ())])
    assert [a.target for a in chain] == [(0,), (1,), (2,), (3,)]
    assert [a.target for a in crossing] == [(4,), (5,)]
