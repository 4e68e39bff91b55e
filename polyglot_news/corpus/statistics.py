"""The statistics of small tables of counts: intervals, association, its size, and many tests at once.

Counts may be fractions, as an article's one vote may be divided among several renderings.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def wilson(successes: float, trials: float, confidence: float = 0.95) -> tuple[float, float]:
    """The score interval of a proportion (Wilson 1927, JASA 22: 209–212); (0, 1) where nothing was tried.

    For votes that are divided it is on the wide side: their variance is at most that of whole votes.
    """
    if trials <= 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = min(max(successes / trials, 0.0), 1.0)
    centre = (share + z**2 / (2 * trials)) / (1 + z**2 / trials)
    half = z * ((share * (1 - share) + z**2 / (4 * trials)) / trials) ** 0.5 / (1 + z**2 / trials)
    return max(centre - half, 0.0), min(centre + half, 1.0)


def g_squared(tables: Floats) -> Floats:
    """The likelihood ratio statistic G² of independence (Agresti, Categorical Data Analysis, section 3.2).

    Args:
        tables: (..., rows, columns); rows or columns without counts add nothing.

    Returns:
        (...): one figure a table.
    """
    rows, columns = tables.sum(axis=-1), tables.sum(axis=-2)
    inside = _x_log_x(tables).sum(axis=(-2, -1)) + _x_log_x(rows.sum(axis=-1))
    outside = _x_log_x(rows).sum(axis=-1) + _x_log_x(columns).sum(axis=-1)
    return np.asarray(np.maximum(2 * (inside - outside), 0.0), dtype=np.float64)


def cramers_v(table: Floats) -> float:
    """Cramér's V from 0 (no association) to 1, with Bergsma's correction (2013, J. Korean Stat. Soc. 42: 323–328).

    Without the correction, V of a small table is large by chance alone.
    """
    kept = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    total = float(kept.sum())
    if total <= 1 or min(kept.shape) < 2:
        return 0.0
    expected = np.outer(kept.sum(axis=1), kept.sum(axis=0)) / total
    phi = float(((kept - expected) ** 2 / expected).sum()) / total
    less = [(size - 1) ** 2 / (total - 1) for size in kept.shape]
    phi = max(phi - (kept.shape[0] - 1) * (kept.shape[1] - 1) / (total - 1), 0.0)
    most = min(size - taken for size, taken in zip(kept.shape, less, strict=True)) - 1
    return min(float((phi / most) ** 0.5), 1.0) if most > 0 else 0.0


def harmonic(tests: int) -> float:
    """1 + 1/2 + … + 1/tests: what many tests cost where nothing is known of how they hang together."""
    return sum(1 / rank for rank in range(1, tests + 1))


def benjamini_yekutieli(p_values: Sequence[float]) -> list[float]:
    """Adjusted p-values: those at most α are discoveries of which on average at most a share α is false.

    Under any dependence (Benjamini & Yekutieli 2001, Ann. Stat. 29: 1165–1188, theorem 1.3).
    """
    order = sorted(range(len(p_values)), key=p_values.__getitem__, reverse=True)
    adjusted, least = [1.0] * len(p_values), 1.0
    tests = len(order) * harmonic(len(order))
    for rank, i in zip(range(len(order), 0, -1), order, strict=True):
        least = min(least, p_values[i] * tests / rank)
        adjusted[i] = least
    return adjusted


def _x_log_x(x: Floats) -> Floats:
    positive = np.maximum(x, 0.0)
    return np.asarray(positive * np.log(np.where(positive > 0, positive, 1.0)), dtype=np.float64)
