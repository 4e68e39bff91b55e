"""Evidence: every plane has the shape of its beads, and the second look learns from the first."""

from __future__ import annotations

import numpy as np
import pytest

from polyglot_news.align.evidence import Evidence
from polyglot_news.align.search import KINDS

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
