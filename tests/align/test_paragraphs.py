"""The paragraph hint helps where both sides keep paragraphs, and is silent where they do not."""

from __future__ import annotations

import numpy as np
import pytest

from polyglot_news.align.paragraphs import hinted
from polyglot_news.align.search import KINDS, Scores, Step

FIRST: list[Step] = [(k, 1, k, 1) for k in range(6)]


def even(size: int) -> Scores:
    linked = {(n, m): np.full((size - n + 1, size - m + 1), -1.0 * (n != m)) for n, m in KINDS if max(n, m) <= size}
    return Scores(linked, np.full(size, -9.0), np.full(size, -9.0))


def test_beads_across_an_end_on_one_side_lose() -> None:
    paragraphs = [0, 0, 0, 1, 1, 1]
    scores = hinted(even(6), (paragraphs, paragraphs), FIRST)
    assert scores.linked[1, 1][2, 2] == 0
    assert scores.linked[1, 1][2, 1] < 0
    assert scores.linked[2, 1][2, 1] <= scores.linked[2, 1][1, 1] - 1


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ([0, 0, 0, 1, 1, 1], [0, 0, 0, 0, 0, 0]),
        ([0, 0, 0, 1, 1, 1], [0, 1, 1, 1, 1, 2]),
        ([0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 5]),
    ],
    ids=["one side has one", "they disagree", "a paragraph a line"],
)
def test_paragraphs_that_say_nothing_change_nothing(source: list[int], target: list[int]) -> None:
    scores = even(6)
    assert hinted(scores, (source, target), FIRST) is scores
