"""The search against every path there is, on grids small enough to list them all."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from polyglot_news.align.search import KINDS, Scores, Step, best_path, expected_path, posteriors, worth


def random_scores(height: int, width: int, seed: int) -> Scores:
    chance = np.random.default_rng(seed)
    linked = {
        (n, m): chance.normal(size=(height - n + 1, width - m + 1)) for n, m in KINDS if n <= height and m <= width
    }
    return Scores(linked, chance.normal(size=height), chance.normal(size=width))


def paths(height: int, width: int, i: int = 0, j: int = 0) -> Iterator[list[Step]]:
    if (i, j) == (height, width):
        yield []
    for n, m in ((1, 0), (0, 1), *KINDS):
        if i + n <= height and j + m <= width:
            for rest in paths(height, width, i + n, j + m):
                yield [(i, n, j, m), *rest]


SIZES = [(1, 1), (1, 4), (3, 2), (3, 3), (4, 3)]


@pytest.mark.parametrize(("height", "width"), SIZES)
def test_best_path_is_the_best_of_all(height: int, width: int) -> None:
    scores = random_scores(height, width, seed=height * 10 + width)
    best = max(worth(scores, path) for path in paths(height, width))
    assert worth(scores, best_path(scores)) == pytest.approx(best)


@pytest.mark.parametrize(("height", "width"), SIZES)
def test_posteriors_are_the_shares_of_all_paths(height: int, width: int) -> None:
    scores = random_scores(height, width, seed=height * 10 + width)
    every = list(paths(height, width))
    weights = np.exp([worth(scores, path) for path in every])
    weights /= weights.sum()
    probable = posteriors(scores)
    linked = {(i, n, j, m): 0.0 for (n, m), plane in scores.linked.items() for i, j in np.ndindex(plane.shape)}
    source, target = np.zeros(height), np.zeros(width)
    for path, weight in zip(every, weights, strict=True):
        for i, n, j, m in path:
            if n and m:
                linked[i, n, j, m] += weight
            elif n:
                source[i] += weight
            else:
                target[j] += weight
    for step, share in linked.items():
        assert probable.of(step) == pytest.approx(share, abs=1e-9)
    assert probable.source_alone == pytest.approx(source)
    assert probable.target_alone == pytest.approx(target)


def test_the_path_covers_every_segment_once() -> None:
    scores = random_scores(9, 7, seed=1)
    for path in (best_path(scores), expected_path(posteriors(scores), 0.3, 1.0)):
        assert [k for i, n, _, _ in path for k in range(i, i + n)] == list(range(9))
        assert [k for _, _, j, m in path for k in range(j, j + m)] == list(range(7))


def test_a_dear_bead_is_proposed_only_when_it_is_likely() -> None:
    linked = {(1, 1): np.array([[0.0]])}
    probable = posteriors(Scores(linked, np.array([0.0]), np.array([0.0])))
    assert probable.of((0, 1, 0, 1)) == pytest.approx(1 / 3)
    assert expected_path(probable, 0.0, 1.0) == [(0, 0, 0, 1), (0, 1, 1, 0)]
    assert expected_path(probable, 0.3, 0.1) == [(0, 1, 0, 1)]
