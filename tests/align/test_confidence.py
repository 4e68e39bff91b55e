"""Confidence: what it is made of."""

from __future__ import annotations

import numpy as np
import pytest

from polyglot_news.align.confidence import INPUTS, confidence, inputs, support
from polyglot_news.align.search import Scores

SCORES = Scores({(1, 1): np.array([[3.0, 0.0], [0.0, -9.0]])}, np.array([1.0, 1.0]), np.array([0.0, 2.0]))


def test_support_is_what_a_bead_gains_over_its_segments_alone() -> None:
    assert support(SCORES, (0, 1, 0, 1)) == pytest.approx(1.0)
    assert support(SCORES, (1, 1, 1, 1)) == pytest.approx(-6.0)


def test_inputs_of_linked_and_unaligned() -> None:
    rows = inputs(SCORES, {(0, 1, 0, 1): 0.5, (1, 1, 1, 0): 1.0})
    named = [dict(zip(INPUTS, row, strict=True)) for row in rows.tolist()]
    assert named[0] == {
        "bias": 1, "log odds": 0, "support": 1, "support of all": 1, "share linked": 0.5, "larger": 0,
        "alone": 0, "log odds alone": 0,
    }  # fmt: skip
    assert named[1]["alone"] == 1
    assert named[1]["log odds alone"] > 6
    assert named[1]["bias"] == 0


def test_confidence_is_a_probability_that_grows_with_the_odds() -> None:
    rows = inputs(SCORES, {(0, 1, 0, 1): 0.9, (1, 1, 1, 1): 0.1})
    sure = confidence(rows, [0, 1, 0, 0, 0, 0, 0, 0])
    assert sure == pytest.approx([0.9, 0.1])
