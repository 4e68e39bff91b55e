"""Intervals, association and false discovery rates, against scipy."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from polyglot_news.corpus.statistics import benjamini_yekutieli, cramers_v, g_squared, wilson


@pytest.mark.parametrize(("successes", "trials"), [(0, 1), (0, 12), (3, 10), (7, 7), (500, 1234)])
@pytest.mark.parametrize("confidence", [0.9, 0.95])
def test_wilson_is_scipys(successes: int, trials: int, confidence: float) -> None:
    theirs = stats.binomtest(successes, trials).proportion_ci(confidence, method="wilson")
    assert wilson(successes, trials, confidence) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


def test_nothing_tried_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


def test_divided_votes_have_an_interval_between_those_of_whole_ones() -> None:
    low, high = wilson(2.5, 10)
    assert wilson(2, 10)[0] < low < wilson(3, 10)[0]
    assert wilson(2, 10)[1] < high < wilson(3, 10)[1]


def test_g_squared_is_scipys_for_each_of_many_tables() -> None:
    tables = np.random.default_rng(2).integers(1, 20, (6, 3, 4)).astype(float)
    theirs = [stats.chi2_contingency(t, correction=False, lambda_="log-likelihood").statistic for t in tables]
    assert g_squared(tables) == pytest.approx(theirs)


def test_empty_rows_and_columns_add_nothing() -> None:
    table = np.array([[10.0, 3.0], [4.0, 8.0]])
    padded = np.array([[10.0, 0.0, 3.0], [0.0, 0.0, 0.0], [4.0, 0.0, 8.0]])
    assert g_squared(padded) == pytest.approx(float(g_squared(table)))
    assert cramers_v(padded) == pytest.approx(cramers_v(table))


@pytest.mark.parametrize(
    ("table", "expected"),
    [([[50, 0], [0, 50]], 1.0), ([[30, 10], [60, 20]], 0.0), ([[5, 0]], 0.0), ([[1, 0], [0, 0]], 0.0)],
)
def test_cramers_v(table: list[list[float]], expected: float) -> None:
    assert cramers_v(np.array(table, dtype=float)) == pytest.approx(expected, abs=0.02)


def test_chance_alone_has_little_effect() -> None:
    rng = np.random.default_rng(5)
    tables = [rng.multinomial(5, [0.25] * 4, size=10) for _ in range(200)]
    plain = [stats.contingency.association(table, method="cramer") for table in tables]
    found = [cramers_v(table.astype(float)) for table in tables]
    assert float(np.mean(found)) < 0.12 < 0.35 < float(np.mean(plain))


@pytest.mark.parametrize("count", [0, 1, 2, 25])
def test_the_false_discovery_rate_is_scipys(count: int) -> None:
    p_values = list(np.random.default_rng(count).uniform(size=count) ** 2)
    theirs = stats.false_discovery_control(p_values, method="by") if count else []
    assert benjamini_yekutieli(p_values) == pytest.approx(list(theirs))
