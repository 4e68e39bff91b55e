"""How close runs of segments of the two sides lie in an encoder's space."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from polyglot_news.align.coverage import LONGEST, UNCUT, Named, straddling
from polyglot_news.align.embed import unit
from polyglot_news.align.senses import Space
from polyglot_news.align.surface import Surface
from polyglot_news.align.windows import best_cut, best_growth, best_outside, run_min, run_sum, weakest_edge
from polyglot_news.align.words import Floats

_NEAREST = 4


class Cosines:
    """Cosines of every run of source segments with every run of target segments.

    A cosine means little by itself: some texts are close to everything. So each run also has its mean cosine with
    all single segments of the other side and the mean of its four nearest, after the margin of Artetxe and Schwenk
    (2019, "Margin-based Parallel Corpus Mining", ACL, section 3) and the normalisation of Thompson and Koehn (2019).
    """

    def __init__(self, source: Surface, target: Surface, space: Space) -> None:
        space = space.around([(source.texts, source.lang), (target.texts, target.lang)])
        ours, theirs = _runs(source, space), _runs(target, space)
        self._of = {(n, m): space.cosines(ours[n], theirs[m]) for n in ours for m in theirs}
        self._mean = ({n: self._of[n, 1].mean(1) for n in ours}, {m: self._of[1, m].mean(0) for m in theirs})
        self._near = (
            {n: np.sort(self._of[n, 1], axis=1)[:, -_NEAREST:].mean(1) for n in ours},
            {m: np.sort(self._of[1, m], axis=0)[-_NEAREST:].mean(0) for m in theirs},
        )
        self._margin = {
            (n, m): of - 0.5 * (self._near[0][n][:, None] + self._near[1][m][None, :])
            for (n, m), of in self._of.items()
        }
        heads, tails = (
            space.cosines(_clauses(source, clauses, space), theirs[1]) for clauses in (source.heads, source.tails)
        )
        other_heads, other_tails = (
            space.cosines(ours[1], _clauses(target, clauses, space)) for clauses in (target.heads, target.tails)
        )
        self.straddling = straddling((source.parted, target.parted), (heads, tails), (other_heads, other_tails))

    def planes(self, n: int, m: int) -> Named:
        """The evidence planes of n-m beads."""
        cosine = self._of[n, m]
        mean = self._mean[0][n][:, None] + self._mean[1][m][None, :]
        yield "cosine", cosine
        yield "margin", self._margin[n, m]
        yield "above mean", cosine - 0.5 * mean
        yield "distance", (1 - cosine) / (2 - mean)
        fall = weakest_edge(cosine, self._of[n - 1, m] if n > 1 else None, self._of[n, m - 1] if m > 1 else None)
        yield "edge adds", np.clip(fall, -0.3, 0.3) * 3
        growth = best_growth(cosine, self._of.get((n + 1, m)), self._of.get((n, m + 1)), -1)
        yield "neighbour would add", np.clip(growth, -0.3, 0.3) * 3
        ours, theirs = self._of[1, m], self._of[n, 1]
        yield "worst segment", np.minimum(run_min(ours, n), run_min(theirs, m, axis=1))
        ours, theirs = ours - self._near[0][1][:, None], theirs - self._near[1][1][None, :]
        yield "worst margin", np.minimum(run_min(ours, n), run_min(theirs, m, axis=1))
        rivals = np.maximum(best_outside(self._of[n, 1], m), best_outside(self._of[1, m].T, n).T)
        yield "above rivals", cosine - rivals
        for name, join, part in (("parts", np.add, 0.5), ("weaker part", np.minimum, 1)):
            if n > 1 and m > 1:
                more = part * best_cut(lambda a, b: self._margin[a, b], n, m, join) - self._margin[n, m]
                yield name, np.clip(more, -0.3, 0.3) * 3
            else:
                yield name, np.full_like(cosine, UNCUT)

    def alone(self, side: int) -> Named:
        """For each segment of a side, how close anything on the other side is."""
        cosine = self._of[1, 1]
        margin = self._margin[1, 1]
        if side:
            cosine, margin = cosine.T, margin.T
        yield "nearest", cosine.max(1)
        yield "nearest above mean", cosine.max(1) - cosine.mean(1)
        yield "nearest margin", margin.max(1)


def _runs(side: Surface, space: Space) -> dict[int, Floats]:
    """A vector for every run of segments: the sum of the segments' own, each times the root of its length.

    That is as good as encoding the joined texts, which would take as many times longer as runs have segments.
    """
    vectors = space.encode(side.texts, side.lang) * np.sqrt(side.length)[:, None]
    return {count: unit(run_sum(vectors, count)) for count in range(1, min(LONGEST, len(side)) + 1)}


def _clauses(side: Surface, clauses: Sequence[str], space: Space) -> Floats:
    """The vectors of one clause a segment; zero for a segment that is not parted, whose clause nobody asks about."""
    parted = np.flatnonzero(side.parted).tolist()
    vectors = space.encode([clauses[k] for k in parted], side.lang)
    spread = np.zeros((len(side), vectors.shape[1]), dtype=np.float32)
    spread[parted] = vectors
    return spread
