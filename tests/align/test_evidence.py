"""Evidence: every plane has the shape of its beads, and the second look learns from the first."""

from __future__ import annotations

import numpy as np
import pytest

from polyglot_news.align.coverage import UNCUT
from polyglot_news.align.evidence import Evidence
from polyglot_news.align.search import KINDS
from polyglot_news.align.windows import best_cut

SOURCE = ["ka lo mi.", "lo tu re.", "mi tu ka.", "re lo so.", "ka so."]
TARGET = ["xa xo xi.", "xo xu xe.", "xi xu xa.", "xe xo xs.", "xa xs."]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if max(kind) <= 5])
def test_planes_have_one_number_for_every_bead(kind: tuple[int, int]) -> None:
    planes = Evidence(SOURCE, TARGET, ("xx", "yy"), None).planes(kind)
    assert {plane.shape for plane in planes.values()} == {(6 - kind[0], 6 - kind[1])}
    assert all(np.isfinite(plane).all() for plane in planes.values())
    assert set(planes) == set(Evidence(SOURCE, TARGET, ("xx", "yy"), None).planes((1, 1)))


def test_the_second_look_learns_which_words_go_together() -> None:
    evidence = Evidence(SOURCE, TARGET, ("xx", "yy"), None)
    before = evidence.planes((1, 1))["words: share"]
    evidence.second_look([(k, 1, k, 1) for k in range(5)], [1.0] * 5)
    after = evidence.planes((1, 1))["words: share"]
    assert before.max() == 0
    assert np.diag(after).min() > 0.5
    assert np.argmax(after, axis=1).tolist() == list(range(5))


def test_a_sentence_that_is_swallowed_adds_nothing() -> None:
    source = ["Obama met Merkel in Berlin.", "Trains were late."]
    target = ["Obama traf Merkel in Berlin.", "Es regnete."]
    planes = Evidence(source, target, ("en", "de"), None).planes((1, 2))
    assert planes["words: edge adds"][0, 0] == pytest.approx(0)
    assert planes["words: worst segment"][0, 0] <= 0


def test_a_bead_of_two_clean_pairs_loses_nothing_when_it_is_cut() -> None:
    source = ["Obama met Merkel in Berlin.", "Putin flew to Minsk."]
    clean = ["Obama traf Merkel in Berlin.", "Putin flog nach Minsk."]
    across = ["Obama traf Merkel.", "In Berlin; Putin flog nach Minsk."]
    lost = [
        Evidence(source, target, ("en", "de"), None).planes((2, 2))["words: a cut would lose"][0, 0]
        for target in (clean, across)
    ]
    assert lost[0] == pytest.approx(0)
    assert lost[1] > 0.03


def test_where_a_side_has_one_segment_there_is_no_cut_to_judge() -> None:
    evidence = Evidence(SOURCE, TARGET, ("xx", "yy"), None)
    for kind in ((1, 1), (1, 3), (4, 1)):
        for name in ("words: a cut would lose", "word cut: inside"):
            assert (evidence.planes(kind)[name] == np.float32(UNCUT)).all()


def test_the_best_of_all_cuts_counts() -> None:
    values = {(1, 1): np.array([[0, 1], [2, 3]]), (1, 2): np.array([[4], [5]]), (2, 1): np.array([[6, 7]])}
    values |= {(2, 2): np.array([[8]])}
    floats = {kind: plane.astype(np.float32) for kind, plane in values.items()}
    assert best_cut(lambda n, m: floats[n, m], 2, 2, np.add).tolist() == [[0 + 3]]
    whole = {
        (n, m): np.arange((4 - n) * (4 - m), dtype=np.float32).reshape(4 - n, 4 - m) for n, m in KINDS if n < 4 > m
    }
    cuts = [(1, 1), (1, 2), (2, 1), (2, 2)]
    best = max(whole[n, m][0, 0] + whole[3 - n, 3 - m][n, m] for n, m in cuts)
    assert best_cut(lambda n, m: whole[n, m], 3, 3, np.add).tolist() == [[best]]


def test_a_name_that_a_cut_parts_speaks_against_the_cut() -> None:
    source = ["The first ascent was led by E. M.", "Abalakov, after whom the summit has been visited often."]
    target = ["La primera ascensión fue dirigida por Abalakov.", "Desde entonces muchos han visitado la cumbre."]
    evidence = Evidence(source, target, ("en", "es"), None)
    apart, together = evidence.planes((1, 1)), evidence.planes((2, 2))
    assert apart["outermost 1 cut: strongest"][0, 0] > 0.2
    assert together["outermost 1 cut: strongest"][0, 0] == 0
    assert together["outermost 1 cut: inside"][0, 0] > 0.2


def test_a_segment_without_a_word_and_signs_of_a_doubtful_cut_are_seen() -> None:
    alone = Evidence(["See the report (page 3", "....", "and the map)."], TARGET, ("xx", "yy"), None).alone(0)
    assert alone["wordless"].tolist() == [0, 1, 0]
    assert alone["cut after: bracket open"].tolist() == [1, 0, 0]
    assert alone["cut before: bracket open"].tolist() == [0, 1, 0]
