"""Learning what alignment evidence is worth: maximum likelihood of gold alignments under a semi-Markov CRF.

Adam on the exact gradient (gold beads minus bead posteriors, Sarawagi and Cohen, 2004), small batches of documents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.align_data import Pair
from polyglot_news.align.evidence import Evidence
from polyglot_news.align.model import FAR, shape_of
from polyglot_news.align.search import KINDS, Doubles, Kind, Scores, Step, posteriors
from polyglot_news.align.words import Floats, Ints

SIZES: tuple[Kind, ...] = tuple(sorted({(min(kind), max(kind)) for kind in KINDS}))
_BAND = 25
_HIDDEN_DECAY = 2e-3
"""How much the weights of hidden units are shrunk: chosen on held-apart documents, as is their number."""


@dataclass(slots=True)
class Example:
    """A stretch of a document pair: the evidence about its candidate beads, and which are gold.

    `copies` is how many times an epoch of learning meets it.
    """

    name: str
    size: tuple[int, int]
    beads: np.ndarray[Any, np.dtype[np.int64]]
    evidence: Floats
    gold: np.ndarray[Any, np.dtype[np.bool_]]
    alone: tuple[Floats, Floats]
    alone_gold: tuple[Floats, Floats]
    copies: int


def gold_steps(pair: Pair) -> tuple[list[Step], set[int], set[int]]:
    """The gold beads as one path, and the segments of those that cross others or have gaps."""
    steps: list[Step] = []
    lost: tuple[set[int], set[int]] = (set(), set())
    i = j = 0
    for source, target in [*sorted(bead for bead in pair.gold if bead[0] and bead[1]), ((), ())]:
        a, b = (source[0], target[0]) if source else (len(pair.source), len(pair.target))
        whole = all(side == tuple(range(side[0], side[-1] + 1)) for side in (source, target) if side)
        if a < i or b < j or not whole:
            lost[0].update(source)
            lost[1].update(target)
            continue
        steps += [(k, 1, j, 0) for k in range(i, a)] + [(a, 0, k, 1) for k in range(j, b)]
        if source:
            steps.append((a, len(source), b, len(target)))
        i, j = a + len(source), b + len(target)
    return steps, *lost


def stretches(pair: Pair, size: int) -> list[list[Step]]:
    """The gold path cut into pieces of about `size` beads, leaving out what no path can express."""
    steps, lost_source, lost_target = gold_steps(pair)
    pieces: list[list[Step]] = [[]]
    for i, n, j, m in steps:
        if lost_source & set(range(i, i + n)) or lost_target & set(range(j, j + m)):
            pieces.append([])
            continue
        pieces[-1].append((i, n, j, m))
        if len(pieces[-1]) >= size and n and m:
            pieces.append([])
    return [piece for piece in pieces if sum(n for _, n, _, _ in piece) and sum(m for *_, m in piece)]


def examples(pair: Pair, evidence: Evidence, size: int, copies: int) -> tuple[list[Example], list[str], list[str]]:
    """The examples of one pair, and the names of the evidence about beads and about segments alone."""
    planes = {(n, m): evidence.planes((n, m)) for n, m in KINDS if n <= len(pair.source) and m <= len(pair.target)}
    alone = evidence.alone(0), evidence.alone(1)
    stacked = {kind: np.stack(list(named.values()), -1) for kind, named in planes.items()}
    rows = tuple(np.stack(list(named.values()), -1) for named in alone)
    pieces = stretches(pair, size)
    found = [
        _example(f"{pair.name} {3 * k // len(pieces)}", piece, stacked, rows, copies)
        for k, piece in enumerate(pieces)
    ]
    return found, list(planes[1, 1]), list(alone[0])


def _example(
    name: str, piece: list[Step], stacked: Mapping[Kind, Floats], rows: tuple[Floats, ...], copies: int
) -> Example:
    i0, j0 = piece[0][0], piece[0][2]
    height, width = sum(n for _, n, _, _ in piece), sum(m for *_, m in piece)
    centre = np.concatenate([
        *(j - j0 + np.arange(n) / n * m for _, n, j, m in piece if n), [float(width)]
    ])  # fmt: skip
    beads, evidence = [], []
    for (n, m), plane in stacked.items():
        if n <= height and m <= width:
            i, j = np.mgrid[: height - n + 1, : width - m + 1]
            near = np.abs(j - centre[: height - n + 1, None]) <= _BAND
            beads.append(np.stack([np.full(near.sum(), n), np.full(near.sum(), m), i[near], j[near]], 1))
            evidence.append(plane[i0 + i[near], j0 + j[near]])
    candidates = np.concatenate(beads)
    wanted = {(n, m, i - i0, j - j0) for i, n, j, m in piece if n and m}
    gold = np.array([tuple(row) in wanted for row in candidates.tolist()])
    alone_gold = np.zeros(height, dtype=np.float32), np.zeros(width, dtype=np.float32)
    for i, n, j, m in piece:
        if not m:
            alone_gold[0][i - i0] = 1
        if not n:
            alone_gold[1][j - j0] = 1
    alone = rows[0][i0 : i0 + height], rows[1][j0 : j0 + width]
    return Example(name, (height, width), candidates, np.concatenate(evidence), gold, alone, alone_gold, copies)


@dataclass(frozen=True, slots=True)
class Scaling:
    """Mean and spread of each kind of evidence, over gold and other candidates, as often as an epoch meets them."""

    mean: Floats
    scale: Floats
    alone_mean: Floats
    alone_scale: Floats

    @classmethod
    def of(cls, data: Sequence[Example]) -> Scaling:
        met = [example for example in data for _ in range(example.copies)]
        sample = np.concatenate([*(e.evidence[e.gold] for e in met), *(e.evidence[::50] for e in met)])
        alone = np.concatenate([rows for e in met for rows in e.alone])
        return cls(sample.mean(0), sample.std(0) + 1e-3, alone.mean(0), alone.std(0) + 1e-3)

    def prepare(self, example: Example) -> Prepared:
        """An example as a model sees it."""
        scaled = (example.evidence - self.mean) / self.scale
        low, high = example.beads[:, :2].min(1), example.beads[:, :2].max(1)
        larger = ((low + high - 2) / 2).astype(np.float32)
        sizes = np.zeros((len(scaled), len(SIZES)), dtype=np.float32)
        for k, size in enumerate(SIZES):
            sizes[(low == size[0]) & (high == size[1]), k] = 1
        kinds = {(int(n), int(m)) for n, m in example.beads[:, :2]}
        rows = {
            (n, m): np.flatnonzero((example.beads[:, 0] == n) & (example.beads[:, 1] == m)) for n, m in sorted(kinds)
        }
        source, target = (
            np.concatenate([(part - self.alone_mean) / self.alone_scale, np.ones((len(part), 1), np.float32)], axis=1)
            for part in example.alone
        )
        shapes = np.array([shape_of((int(n), int(m))) for n, m in example.beads[:, :2]])
        return Prepared(example, scaled, larger, sizes, shapes, rows, (source, target))


@dataclass(frozen=True, slots=True)
class Prepared:
    """An example's scaled evidence, (n + m - 2) / 2 and the size of its candidate beads, and which are of which kind.

    The inputs to the sum are the evidence, the same times `larger`, and `sizes`; those to the hidden units the
    evidence and `shapes`. They are put together a stretch at a time: all of them at once take three times the memory.
    """

    example: Example
    scaled: Floats
    larger: Floats
    sizes: Floats
    shapes: Floats
    rows: Mapping[Kind, Ints]
    alone: tuple[Floats, Floats]

    def inputs(self, which: slice | NDArray[np.bool_]) -> Floats:
        """The inputs to the sum, of some candidates."""
        scaled = self.scaled[which]
        return np.concatenate([scaled, scaled * self.larger[which][:, None], self.sizes[which]], axis=1)

    def seen(self, which: slice | NDArray[np.bool_]) -> Floats:
        """The inputs to the hidden units, of some candidates."""
        return np.concatenate([np.clip(self.scaled[which], -FAR, FAR), self.shapes[which]], axis=1)


@dataclass(frozen=True, slots=True)
class Learnt:
    """Weights of the inputs of `Prepared`, for linked beads and for leaving out.

    `inner` and `outer` are those of `polyglot_news.align.model.Hidden`.
    """

    scaling: Scaling
    linked: Floats
    alone: Floats
    inner: Floats
    outer: Floats

    def scores(self, prepared: Prepared) -> Scores:
        """The score of every candidate bead; the others are out of the question."""
        every = slice(None)
        value = prepared.inputs(every) @ self.linked
        if len(self.outer):
            value += np.tanh(prepared.seen(every) @ self.inner) @ self.outer
        (height, width), beads = prepared.example.size, prepared.example.beads
        planes: dict[Kind, Doubles] = {}
        for (n, m), rows in prepared.rows.items():
            planes[n, m] = np.full((height - n + 1, width - m + 1), -1e4)
            planes[n, m][beads[rows, 2], beads[rows, 3]] = value[rows]
        source, target = (part @ self.alone for part in prepared.alone)
        return Scores(planes, source.astype(np.float64), target.astype(np.float64))

    def gradient(self, prepared: Prepared) -> tuple[Floats, Floats, Floats, Floats]:
        """The gradient of the log-likelihood of the gold alignment, of `linked`, `alone`, `inner` and `outer`."""
        example = prepared.example
        probable = posteriors(self.scores(prepared))
        off = example.gold.astype(np.float64)
        for (n, m), rows in prepared.rows.items():
            off[rows] -= probable.linked[n, m][example.beads[rows, 2], example.beads[rows, 3]]
        telling = np.abs(off) > 1e-4
        wrong = off[telling].astype(np.float32)
        alone = np.zeros_like(self.alone)
        for part, gold, got in zip(
            prepared.alone, example.alone_gold, (probable.source_alone, probable.target_alone), strict=True
        ):
            alone += part.T @ (gold - got).astype(np.float32)
        seen = prepared.seen(telling)
        units = np.tanh(seen @ self.inner)
        inner = seen.T @ (wrong[:, None] * self.outer * (1 - units**2))
        return prepared.inputs(telling).T @ wrong, alone, inner, units.T @ wrong


def learn(
    data: Sequence[Example], epochs: int, decay: float, units: int, seed: int = 0, rate: float = 0.02
) -> Learnt:
    """The weights of the greatest likelihood, shrunk by `decay`, with so many hidden units or none.

    The step falls to nothing along a cosine.
    What counts more comes more often, in `copies`: Adam divides by the usual size of the gradient, and so takes back
    most of a factor on the gradient of a few examples.
    """
    chance = np.random.default_rng(seed)
    scaling = Scaling.of(data)
    prepared = [scaling.prepare(example) for example in data]
    every = slice(None)
    widths = (
        prepared[0].inputs(every).shape[1], prepared[0].alone[0].shape[1], prepared[0].seen(every).shape[1],
    )  # fmt: skip
    weights = [
        *(np.zeros(width, dtype=np.float32) for width in widths[:2]),
        *(chance.normal(scale=0.1, size=size).astype(np.float32) for size in ((widths[2], units), units)),
    ]
    decays, rates = (decay, decay, _HIDDEN_DECAY, _HIDDEN_DECAY), (rate, rate, 0.3 * rate, 0.5 * rate)
    memory = [(np.zeros_like(w), np.zeros_like(w)) for w in weights]
    epoch = np.repeat(np.arange(len(data)), [example.copies for example in data])
    steps = [chunk for _ in range(epochs) for chunk in np.array_split(chance.permutation(epoch), -(-len(epoch) // 8))]
    for step, chunk in enumerate(steps, start=1):
        batch = [prepared[k] for k in chunk]
        learnt = Learnt(scaling, *weights)
        parts = [learnt.gradient(each) for each in batch]
        beads = sum(float(p.example.gold.sum() + sum(g.sum() for g in p.example.alone_gold)) for p in batch)
        falling = 0.5 * (1 + np.cos(np.pi * step / len(steps)))
        for k, (mean, square) in enumerate(memory):
            slope = sum((part[k] for part in parts), np.zeros(1)) / beads - decays[k] * weights[k]
            mean += 0.1 * (slope - mean)
            square += 0.01 * (slope**2 - square)
            change = rates[k] * falling * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
            weights[k] = (weights[k] + change).astype(np.float32)
    return Learnt(scaling, *weights)
