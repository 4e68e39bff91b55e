"""What a pair of texts is made of, counted on the pair itself."""

from __future__ import annotations

import numpy as np
import pytest

from polyglot_news.align import model
from polyglot_news.align.habits import HABITS, adapted, habit
from polyglot_news.align.search import KINDS, Kind, Scores, posteriors

USUAL = np.array([0.05, 0.05, 0.6, 0.1, 0.1, 0.02, 0.02, 0.06])


def scores(size: int, sure: dict[Kind, list[tuple[int, int]]]) -> Scores:
    """Every bead is improbable but those that are sure."""
    linked = {kind: np.full((size - kind[0] + 1, size - kind[1] + 1), -9.0) for kind in KINDS if max(kind) <= size}
    for kind, places in sure.items():
        for place in places:
            linked[kind][place] = 9.0
    return Scores(linked, np.full(size, -5.0), np.full(size, -5.0))


@pytest.mark.parametrize(
    ("kind", "name"),
    [((1, 1), "1-1"), ((1, 2), "1-2"), ((2, 1), "2-1"), ((1, 6), "1-3"), ((4, 1), "3-1"), ((3, 4), "2-2")],
)
def test_every_kind_has_its_place(kind: Kind, name: str) -> None:
    assert HABITS[habit(kind)] == name


def test_what_the_pair_is_full_of_is_believed_more_readily() -> None:
    joining = scores(40, {(2, 2): [(k, k) for k in range(0, 40, 2)]})
    raised = adapted(joining, USUAL)
    assert raised.linked[2, 2][0, 0] > joining.linked[2, 2][0, 0]
    assert raised.linked[1, 1][0, 0] < joining.linked[1, 1][0, 0]
    assert raised.source_alone[0] < joining.source_alone[0]


def test_a_doubtful_place_is_decided_as_the_rest_of_the_pair() -> None:
    sure: list[tuple[int, int]] = [(k, k) for k in range(2, 40, 2)]
    doubtful = scores(40, {(2, 2): sure, (1, 1): []})
    doubtful.linked[2, 2][0, 0], doubtful.linked[1, 1][0, 0], doubtful.linked[1, 1][1, 1] = 4.0, 2.0, 2.0
    before, after = (posteriors(each).of((0, 2, 0, 2)) for each in (doubtful, adapted(doubtful, USUAL)))
    assert before == pytest.approx(0.5, abs=0.05)
    assert after > 0.7


def test_usual_shares_change_nothing() -> None:
    pair = scores(12, {(1, 1): [(k, k) for k in range(12)]})
    probable = posteriors(pair)
    counts = [probable.source_alone.sum(), probable.target_alone.sum(), *np.zeros(6)]
    for kind, plane in probable.linked.items():
        counts[habit(kind)] += plane.sum()
    same = adapted(pair, np.array(counts) / sum(counts))
    assert same.linked[1, 1] == pytest.approx(pair.linked[1, 1])
    assert same.target_alone == pytest.approx(pair.target_alone)


def test_without_usual_shares_the_scores_stay() -> None:
    pair = scores(5, {(1, 1): [(0, 0)]})
    assert adapted(pair, None) is pair


def test_the_shipped_shares_are_shares() -> None:
    usual = model.load(True).usual
    assert usual is not None
    assert len(usual) == len(HABITS)
    assert usual.min() > 0
    assert usual.sum() == pytest.approx(1, abs=0.01)
    assert model.load(False).usual is None
