"""The scorer on alignments small enough to count by hand."""

from __future__ import annotations

import pytest

from benchmarks.align_score import Counts, GoldBead, count, total

GOLD: list[GoldBead] = [((0,), (0,)), ((1, 2), (1,)), ((3,), (2,)), ((), (3,))]


@pytest.mark.parametrize(
    ("proposed", "strict", "lax"),
    [
        (GOLD, 1.0, 1.0),
        ([((0,), (0,)), ((1,), (1,)), ((2,), ()), ((3,), (2,)), ((), (3,))], 0.6316, 0.8889),
        ([((0,), (0,)), ((1, 2), (1,)), ((3,), (2, 3))], 0.6667, 1.0),
        ([((0,), (3,)), ((1, 2), ()), ((3,), ())], 0.0, 0.0),
        ([], 0.0, 0.0),
    ],
    ids=["gold", "cut up", "swallowed", "all wrong", "nothing"],
)
def test_f1(proposed: list[GoldBead], strict: float, lax: float) -> None:
    counts = count(GOLD, proposed)
    assert counts.strict_f1 == pytest.approx(strict, abs=1e-4)
    assert counts.lax_f1 == pytest.approx(lax, abs=1e-4)


def test_documents_add_up_before_they_are_scored() -> None:
    whole = total([count(GOLD, GOLD), count(GOLD, [])])
    assert whole == Counts(4, 4, 4, 3, 3, 6)
    assert whole.strict_f1 == pytest.approx(2 / 3)
