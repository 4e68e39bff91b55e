"""Reviewed rows as anchors."""

from __future__ import annotations

from dataclasses import replace

from bridge_articles import ENGLISH, SPANISH, Made, make

from polyglot_news.align import Anchor, align, reviewed
from polyglot_news.align.anchors import in_order
from polyglot_news.align.earlier import carried_over
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


def without_offsets(bitext: Bitext, *kept: int) -> Bitext:
    """Some rows of a table that has texts alone; segments count up in the order of the rows, as a reader has it."""
    beads = [
        replace(
            bitext.beads[k], source_segments=(place,), target_segments=(place,),
            source_start=None, source_end=None, target_start=None, target_end=None,
        )
        for place, k in enumerate(kept)
    ]  # fmt: skip
    return replace(bitext, beads=tuple(beads))


def test_rows_that_are_out_of_place_are_found_by_their_text(spanish: Made, english: Made) -> None:
    bitext = marked(align(spanish[0], english[0], spanish[1], english[1]), {5: "ok", 2: "ok"})
    alone = without_offsets(bitext, 5, 2)
    assert reviewed(alone, spanish[1], english[1]) == [Anchor((5,), (5,), "ok"), Anchor((2,), (2,), "ok")]


def test_a_row_whose_text_is_nowhere_is_no_anchor(spanish: Made, english: Made) -> None:
    bitext = marked(align(spanish[0], english[0], spanish[1], english[1]), {5: "ok"})
    [row] = without_offsets(bitext, 5).beads
    strange = replace(bitext, beads=(replace(row, source="Otra frase."),))
    assert reviewed(strange, spanish[1], english[1]) == []


def test_what_a_person_wrote_stays_with_the_rows_that_are_still_there(spanish: Made, english: Made) -> None:
    bitext = align(spanish[0], english[0], spanish[1], english[1])
    written = {
        1: replace(bitext.beads[1], note="look again", extra={"desk": "A"}),
        2: replace(bitext.beads[2], review="edited", target="The edited words."),
        3: replace(bitext.beads[3], target="Edited, but not marked so."),
        4: replace(bitext.beads[4], review="wrong", note="merged", target_segments=(4, 5)),
    }
    earlier = replace(bitext, beads=tuple(written.get(k, bead) for k, bead in enumerate(bitext.beads)))
    again = carried_over(bitext, [earlier], spanish[1], english[1])
    assert (again.beads[1].note, again.beads[1].extra) == ("look again", {"desk": "A"})
    assert (again.beads[2].review, again.beads[2].target) == ("edited", "The edited words.")
    assert again.beads[3].target == ENGLISH[3]
