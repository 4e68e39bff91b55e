"""Articles dealt out anew: exact where that can be checked, level under the null, cuts, strata."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from polyglot_news.corpus.permutation import LEAST_SIDE, Votes, _deal, change, difference

PURE = np.eye(2)


def votes(*strata: list[list[int]], ballots: np.ndarray = PURE) -> Votes:
    return Votes(np.array(strata, dtype=np.int64), ballots)


@pytest.mark.parametrize("table", [[[8, 2], [3, 9]], [[5, 1], [2, 3]], [[1, 12], [0, 4]], [[6, 0], [0, 7]]])
def test_two_groups_of_whole_votes_are_fishers_exact_test(table: list[list[int]]) -> None:
    # G² may order tables otherwise than their probability does, so the sum is over tables as uneven by G².
    rows, columns = np.sum(table, axis=1), np.sum(table, axis=0)
    tables = [np.array([[a, rows[0] - a], [columns[0] - a, rows[1] - columns[0] + a]]) for a in range(rows[0] + 1)]
    possible = [t for t in tables if t.min() >= 0]
    uneven = [
        stats.power_divergence(_flat(t), _flat(_expected(t)), lambda_="log-likelihood").statistic for t in possible
    ]
    chances = [stats.hypergeom.pmf(t[0, 0], rows.sum(), columns[0], rows[0]) for t in possible]
    observed = uneven[[t[0, 0] for t in possible].index(table[0][0])]
    exact = sum(p for g, p in zip(uneven, chances, strict=True) if g >= observed - 1e-9)
    rng = np.random.default_rng(1)
    found = np.mean([difference(votes(table), 4_000, rng) for _ in range(40)])
    assert found == pytest.approx(exact, rel=0.15, abs=3e-4)


def _expected(table: np.ndarray) -> np.ndarray:
    return np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()


def _flat(table: np.ndarray) -> np.ndarray:
    flat = table.astype(float).ravel()
    return np.where(flat == 0, 1e-12, flat)


def test_a_deal_keeps_the_size_of_every_group_and_every_ballot() -> None:
    ballots = np.array([[1, 0, 0], [0.5, 0.5, 0], [0, 0.25, 0.75]])
    dealt = votes([[30, 1, 4], [0, 2, 0], [50, 0, 0]], [[0, 0, 0], [1, 1, 1], [2, 0, 6]], ballots=ballots)
    tables = _deal(dealt, 50, np.random.default_rng(0))
    assert tables.shape == (50, 2, 3, 3)
    assert np.allclose(tables.sum(axis=3), dealt.articles.sum(axis=2))
    assert np.allclose(tables.sum(axis=2), dealt.tables.sum(axis=1))
    assert len({table.tobytes() for table in tables}) > 10


@pytest.mark.parametrize("test", [difference, change])
def test_where_nothing_is_p_is_small_as_rarely_as_it_says(test: object) -> None:
    ballots = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0.5, 0.5, 0], [1 / 3, 0, 2 / 3]])
    rng = np.random.default_rng(11)
    found = []
    for _ in range(300):
        articles = rng.multinomial(1, [0.3, 0.2, 0.1, 0.2, 0.2], size=60).reshape(6, 10, 5).sum(axis=1)
        result = test(votes(articles.tolist(), ballots=ballots), 199, rng)  # type: ignore[operator]
        found.append(result if isinstance(result, float) else result.p)
    assert 0.02 < np.mean(np.array(found) <= 0.1) < 0.16
    assert 0.4 < np.mean(np.array(found) <= 0.5) < 0.6


@pytest.mark.parametrize("first", [3, 7, 10])
def test_a_change_is_found_where_it_is(first: int) -> None:
    articles = [[9, 1] if month < first else [2, 8] for month in range(14)]
    found = change(votes(articles), 999, np.random.default_rng(0))
    assert found is not None
    assert (found.first, found.p) == (first, 1 / 1000)


def test_a_cut_needs_articles_on_both_sides() -> None:
    assert change(votes([[LEAST_SIDE - 1, 0], [0, 50]]), 99, np.random.default_rng(0)) is None
    found = change(votes([[1, 0], [LEAST_SIDE, 0], [0, 50]]), 99, np.random.default_rng(0))
    assert found is not None
    assert found.first == 2


def test_what_strata_explain_is_no_difference() -> None:
    # Within each stratum both groups do the same, but the first has more of one stratum than the other has.
    strata = [[[40, 4], [10, 1]], [[1, 10], [4, 40]]]
    within = difference(votes(*strata), 999, np.random.default_rng(0))
    pooled = difference(votes(np.sum(strata, axis=0).tolist()), 999, np.random.default_rng(0))
    assert within > 0.3
    assert pooled == 1 / 1000
