"""Whether articles of different groups, or before and after some month, render a concept differently.

The hits of one article are not independent: a writer who has said "invasion" once says it again. So the unit is the
article: it has one vote, divided among the renderings it uses, and chance is what happens when whole articles are
dealt out to the groups anew. That holds for any number of hits an article, for unequal groups and for small counts,
where the χ² approximation of G² does not; no correction such as Williams' is needed.

Articles with the same ballot are interchangeable, so a deal is a random table with both margins fixed: what many
articles share is drawn from the hypergeometric distribution, and time does not grow with the number of articles.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from polyglot_news.corpus.statistics import Floats, g_squared

LEAST_SIDE = 3
"""Articles that must stand on either side of a month for a change there to be considered."""

_ENOUGH = 20
"""Deals at least as uneven as the articles themselves, after which more of them would not change the picture."""

_FIRST_DEALS, _MOST_AT_ONCE = 64, 1024


@dataclass(frozen=True, slots=True)
class Votes:
    """How the articles voted on one concept.

    Attributes:
        articles: (strata, groups, ballots), how many articles; they are only dealt out within their stratum.
        ballots: (ballots, renderings), the shares of one article's vote; each row sums to 1.
    """

    articles: NDArray[np.int64]
    ballots: Floats

    @property
    def tables(self) -> Floats:
        """(strata, groups, renderings): votes."""
        return np.asarray(self.articles @ self.ballots, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Change:
    """The most likely change in an ordered row of groups: it begins with group `first`."""

    first: int
    p: float


def difference(votes: Votes, most: int, rng: Generator) -> float:
    """The p-value of G² of groups by renderings, summed over the strata (conditional independence).

    Args:
        most: the largest number of deals, so the smallest p-value is 1 / (most + 1).
    """
    return _p_value(votes, _over_groups, most, rng)


def change(votes: Votes, most: int, rng: Generator) -> Change | None:
    """Where the groups, taken in order, fall into before and after most clearly, and the p-value of that.

    The cut is the one with the greatest G² of before/after by renderings among those with `LEAST_SIDE` articles on
    either side, as in the multinomial change-point problem (Horváth & Serbinowska 1995, Scand. J. Stat. 22: 371–384).
    Whether there is any is told by the mean of exp(G²/2) over all cuts, the test with the greatest average power
    against large changes (Andrews & Ploberger 1994, Econometrica 62: 1383–1414, ExpLR with c → ∞). Every deal takes
    its own mean, so the p-value allows for the choice of the cut (Antoch & Hušková 2001, Statistics & Probability
    Letters 53: 37–46).

    Returns:
        None where no cut has enough articles on both sides.
    """
    before = votes.articles.sum(axis=(0, 2)).cumsum()[:-1]
    allowed = (before >= LEAST_SIDE) & (votes.articles.sum() - before >= LEAST_SIDE)
    if not allowed.any():
        return None

    def evidence(tables: Floats) -> Floats:
        return _log_mean_exp(_over_cuts(tables)[..., allowed] / 2)

    found = np.where(allowed, _over_cuts(votes.tables), -1.0)
    return Change(int(found.argmax()) + 1, _p_value(votes, evidence, most, rng))


def _over_groups(tables: Floats) -> Floats:
    return np.asarray(g_squared(tables).sum(axis=-1), dtype=np.float64)


def _over_cuts(tables: Floats) -> Floats:
    """(…, strata, groups, renderings) → (…, groups − 1): G² of before and after each cut, summed over the strata."""
    before = tables.cumsum(axis=-2)
    after = before[..., -1:, :] - before
    halves = np.stack([before, after], axis=-2)[..., :-1, :, :]
    return np.asarray(g_squared(halves).sum(axis=-2), dtype=np.float64)


def _log_mean_exp(values: Floats) -> Floats:
    greatest = values.max(axis=-1, keepdims=True)
    return np.asarray(greatest[..., 0] + np.log(np.exp(values - greatest).mean(axis=-1)), dtype=np.float64)


def _p_value(votes: Votes, statistic: Callable[[Floats], Floats], most: int, rng: Generator) -> float:
    """A Monte Carlo p-value, soon done where nothing is (Besag & Clifford 1991, Biometrika 78: 301–304)."""
    observed = float(statistic(votes.tables)) * (1 - 1e-9) - 1e-9
    done = uneven = 0
    while done < most:
        size = min(max(_FIRST_DEALS, done), _MOST_AT_ONCE, most - done)
        reached = uneven + (statistic(_deal(votes, size, rng)) >= observed).cumsum()
        if reached[-1] >= _ENOUGH:
            return _ENOUGH / (done + int(np.searchsorted(reached, _ENOUGH)) + 1)
        done, uneven = done + size, int(reached[-1])
    return (uneven + 1) / (most + 1)


def _deal(votes: Votes, size: int, rng: Generator) -> Floats:
    """`size` times the tables that come of dealing the articles of each stratum out to its groups at random."""
    strata, groups, _ = votes.articles.shape
    tables = np.zeros((size, strata, groups, votes.ballots.shape[1]))
    for stratum, articles in enumerate(votes.articles):
        used, counts = np.flatnonzero(articles.sum(axis=1)), articles.sum(axis=0)
        room = np.tile(articles.sum(axis=1), (size, 1))
        many = counts > len(used)  # fewer are dealt out faster one by one
        for ballot, count in zip(votes.ballots[many], counts[many], strict=True):
            left, behind = np.full(size, count), room.sum(axis=1)
            for group in used:
                behind = behind - room[:, group]
                drawn = rng.hypergeometric(room[:, group], behind, left)
                tables[:, stratum, group] += drawn[:, None] * ballot
                room[:, group] -= drawn
                left = left - drawn
        _fill(tables[:, stratum], room, np.repeat(np.flatnonzero(~many), counts[~many]), votes.ballots, rng)
    return tables


def _fill(
    tables: Floats, room: NDArray[np.int64], articles: NDArray[np.int64], ballots: Floats, rng: Generator
) -> None:
    """Put single articles, given as the numbers of their ballots, in random order where there is room."""
    size, groups = room.shape
    order = rng.permuted(np.tile(articles, (size, 1)), axis=1).ravel()
    places = np.repeat(np.arange(size * groups), room.ravel())
    for column, shares in enumerate(ballots.T):
        sums = np.bincount(places, weights=shares[order], minlength=size * groups)
        tables[..., column] += sums.reshape(size, groups)
