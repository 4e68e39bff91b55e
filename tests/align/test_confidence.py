"""Confidence: what it is made of."""

from __future__ import annotations

import numpy as np
import pytest

from polyglot_news.align.confidence import INPUTS, confidence, inputs, related_inputs, support, sureness
from polyglot_news.align.search import Scores

SCORES = Scores({(1, 1): np.array([[3.0, 0.0], [0.0, -9.0]])}, np.array([1.0, 1.0]), np.array([0.0, 2.0]))


def test_support_is_what_a_bead_gains_over_its_segments_alone() -> None:
    assert support(SCORES, (0, 1, 0, 1)) == pytest.approx(1.0)
    assert support(SCORES, (1, 1, 1, 1)) == pytest.approx(-6.0)


def test_inputs_of_linked_and_unaligned() -> None:
    rows = inputs(SCORES, {(0, 1, 0, 1): 0.5, (1, 1, 1, 0): 1.0})
    named = [dict(zip(INPUTS, row, strict=True)) for row in rows.tolist()]
    assert named[0] == {"bias": 1, "log odds": 0, "support": 1, "larger": 0, "alone": 0, "log odds alone": 0}
    assert named[1]["alone"] == 1
    assert named[1]["log odds alone"] > 6
    assert named[1]["bias"] == 0


def test_how_much_of_two_texts_is_linked_and_how_firmly() -> None:
    assert related_inputs(SCORES, [(0, 1, 0, 1), (1, 1, 1, 0), (1, 0, 1, 1)]).tolist() == [[1, 1, 0.5]]
    assert related_inputs(SCORES, [(0, 1, 0, 0)]).tolist() == [[1, 0, 0]]


def test_confidence_is_a_probability_that_grows_with_the_odds() -> None:
    rows = inputs(SCORES, {(0, 1, 0, 1): 0.9, (1, 1, 1, 1): 0.1})
    assert confidence(rows, [0, 1, 0, 0, 0, 0]) == pytest.approx([0.9, 0.1])


def test_linked_beads_are_sure_only_as_far_as_the_texts_are_translations() -> None:
    chances = {(0, 1, 0, 1): 0.9, (1, 1, 1, 0): 0.8}
    sure = sureness(SCORES, chances, [0, 1, 0, 0, 0, 1], [0, 0, 0])
    assert list(sure.values()) == pytest.approx([0.45, 0.8])
