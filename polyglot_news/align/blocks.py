"""Long texts cut into blocks that are aligned one by one, so that time and memory grow with length, not its square.

The cuts come from a coarse-to-fine search as in Thompson and Koehn (2019, section 3.3): vectors of neighbouring
segments are summed pair by pair until the text is short enough for an exact search; its path is then refined within
a narrow band, level by level. On the finest level, the middle of a run of clear 1-1 pairs is a place to cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from polyglot_news.align.anchors import Anchor, in_order
from polyglot_news.align.embed import unit
from polyglot_news.align.search import Step
from polyglot_news.align.senses import Senses
from polyglot_news.align.words import Floats, latin, words

EXACT_CELLS = 300_000
"""Up to this many pairs of segments (about 550 a side) the search is exact over the whole grid."""

_BLOCK = 120
_COARSEST = 400
_BAND = 24
_HASHED = 512

Cut = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of both sides, first and one-after-last segment each, and its anchors, counted from its start."""

    source: tuple[int, int]
    target: tuple[int, int]
    anchors: tuple[Anchor, ...] = ()

    def outer(self, step: Step) -> Step:
        """A bead of the block as a bead of the text."""
        i, n, j, m = step
        return i + self.source[0], n, j + self.target[0], m


def blocks(
    source: Sequence[str],
    target: Sequence[str],
    langs: tuple[str, str],
    senses: Senses | None,
    anchors: Sequence[Anchor],
) -> list[Block]:
    """The blocks of a pair of texts, in order; an article is one.

    Anchors that lie on the path are places to cut. Of an anchor whose sides fall into different blocks, each block
    holds its side as text that belongs to nothing there.
    """
    if len(source) * len(target) <= EXACT_CELLS:
        return [Block((0, len(source)), (0, len(target)), tuple(anchors))]
    vectors = _vectors(source, langs[0], senses), _vectors(target, langs[1], senses)
    passed = _on_path(anchors, vectors) if anchors else []
    edges: list[Cut] = [(0, 0)]
    for anchor in passed:
        edges += [(anchor.source[0], anchor.target[0]), (anchor.source[-1] + 1, anchor.target[-1] + 1)]
    edges.append((len(source), len(target)))
    cuts: list[Cut] = []
    for (i0, j0), (i1, j1) in pairwise(edges):
        path = _path(vectors[0][i0:i1], vectors[1][j0:j1])
        cuts += [(i0, j0), *((i0 + i, j0 + j) for i, j in _cuts(path, i1 - i0, j1 - j0))]
    cuts = sorted({*cuts, (len(source), len(target))})
    return [_block(one, other, anchors) for one, other in pairwise(cuts)]


def _on_path(anchors: Sequence[Anchor], vectors: tuple[Floats, Floats]) -> list[Anchor]:
    """The anchors in order, without those that cross so much of the coarse path that they must be moved text."""
    source, target = _path(*vectors).T
    chain, _ = in_order(anchors)
    return [a for a in chain if np.count_nonzero((source < a.source[0]) != (target < a.target[0])) <= _BLOCK // 2]


def _block(start: Cut, end: Cut, anchors: Sequence[Anchor]) -> Block:
    inside: list[Anchor] = []
    for a in anchors:
        ours = tuple(i - start[0] for i in a.source if start[0] <= i < end[0])
        theirs = tuple(j - start[1] for j in a.target if start[1] <= j < end[1])
        if len(ours) == len(a.source) and len(theirs) == len(a.target):
            inside.append(Anchor(ours, theirs, a.review, a.note))
        else:
            inside += [Anchor(*part) for part in ((ours, ()), ((), theirs)) if part[0] or part[1]]
    return Block((start[0], end[0]), (start[1], end[1]), tuple(inside))


def _vectors(texts: Sequence[str], lang: str, senses: Senses | None) -> Floats:
    """One vector a segment: the encoder's, or without one, its rare words in Latin letters, hashed."""
    if senses:
        return senses.sentences.encode(texts, lang)
    return unit(_hashed(texts))


def _hashed(texts: Sequence[str]) -> Floats:
    stems = [
        [crc32(latin(word)[:5].encode()) for word in set(words(text)) if len(word) > 3 or word[0].isdigit()]
        for text in texts
    ]
    seen: dict[int, int] = {}
    for row in stems:
        for stem in row:
            seen[stem] = seen.get(stem, 0) + 1
    vectors = np.zeros((len(texts), _HASHED), dtype=np.float32)
    for vector, row in zip(vectors, stems, strict=True):
        for stem in row:
            vector[stem % _HASHED] += (1 if stem & 512 else -1) * np.log(len(texts) / seen[stem])
    return vectors


def _path(source: Floats, target: Floats) -> NDArray[np.int64]:
    """Clear 1-1 pairs along the best path, int [k, 2]."""
    if not len(source) or not len(target):
        return np.zeros((0, 2), dtype=np.int64)
    levels = [(source, target)]
    while min(map(len, levels[-1])) > _COARSEST:
        levels.append((_halved(levels[-1][0]), _halved(levels[-1][1])))
    path: NDArray[np.int64] | None = None
    for one, other in reversed(levels):
        centre = np.arange(len(one)) * len(other) / len(one) if path is None else _centre(path, len(one), len(other))
        width = len(other) if path is None else 2 * _BAND + 1
        path = _banded(unit(one - one.mean(0)), unit(other - other.mean(0)), centre, width)
    return path if path is not None else np.zeros((0, 2), dtype=np.int64)


def _halved(vectors: Floats) -> Floats:
    if len(vectors) % 2:
        vectors = np.concatenate([vectors, np.zeros_like(vectors[:1])])
    return unit(vectors[::2] + vectors[1::2])


def _centre(path: NDArray[np.int64], height: int, width: int) -> NDArray[np.float64]:
    """Where in the finer target each finer source segment is expected, from the coarser path."""
    known = np.concatenate([[[-1, -1]], path * 2 + 1, [[height, width]]])
    centre: NDArray[np.float64] = np.interp(np.arange(height), known[:, 0], known[:, 1])
    return centre


def _banded(source: Floats, target: Floats, centre: NDArray[np.float64], width: int) -> NDArray[np.int64]:
    """The pairs of the best monotone path within a band of `width` columns around `centre`.

    A pair is worth its cosine less what pairs at random have, and less 0.1; segments without a pair cost nothing.
    """
    height, columns = len(source), len(target)
    width = min(width, columns)
    first = np.clip(np.round(centre).astype(np.int64) - width // 2, 0, columns - width)
    first = np.maximum.accumulate(first)
    values = np.zeros((height + 1, width + 1), dtype=np.float32)
    moves = np.zeros((height, width), dtype=np.int8)
    before = 0
    for i in range(height):
        shift = int(first[i]) - before
        above = np.concatenate([values[i][shift:], np.full(min(shift, width + 1), values[i][-1])])[: width + 1]
        worth = target[first[i] : first[i] + width] @ source[i] - 0.1
        diagonal = above[:-1] + np.maximum(worth, 0)
        row = np.maximum(above[1:], diagonal)
        best = np.maximum.accumulate(np.concatenate([above[:1], row]))
        moves[i] = np.where(best[1:] > row, 2, np.where((diagonal > above[1:]) & (worth > 0), 1, 0))
        values[i + 1], before = best, int(first[i])
    return _pairs(moves, first)


def _pairs(moves: NDArray[np.int8], first: NDArray[np.int64]) -> NDArray[np.int64]:
    height, width = moves.shape
    pairs: list[tuple[int, int]] = []
    i, j = height - 1, int(first[-1]) + width - 1
    while i >= 0 and j >= 0:
        k = min(j - int(first[i]), width - 1)
        if k < 0:
            i -= 1
        elif moves[i, k] == 2:
            j = int(first[i]) + k - 1
        elif moves[i, k] == 1:
            pairs.append((i, int(first[i]) + k))
            i, j = i - 1, int(first[i]) + k - 1
        else:
            i -= 1
    return np.array(pairs[::-1], dtype=np.int64).reshape(-1, 2)


def _cuts(path: NDArray[np.int64], height: int, width: int) -> list[Cut]:
    """Where to cut: after each `_BLOCK` segments or so, in the middle of the longest run of neighbouring 1-1 pairs.

    A stretch without pairs that is too long for an exact search is cut evenly: there is nothing to lose in it.
    """
    steady = _steadiness(path)
    cuts: list[Cut] = []
    last = (0, 0)
    candidates = [(int(i), int(j), int(s)) for (i, j), s in zip(path, steady, strict=True)] + [(height, width, 10**6)]
    best: tuple[int, int, int] | None = None
    for i, j, steadiness in candidates:
        size = max(i - last[0], j - last[1])
        if best and size > 2 * _BLOCK:
            cuts += [*_even(last, best[:2]), best[:2]]
            last, best = best[:2], None
        if max(i - last[0], j - last[1]) >= _BLOCK // 2 and (best is None or steadiness > best[2]):
            best = (i, j, steadiness)
    return [*cuts, *_even(last, (height, width))]


def _steadiness(path: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many 1-1 pairs follow one another on either side of each pair, the lesser of the two."""
    joined = (np.diff(path, axis=0) == 1).all(1) if len(path) else np.zeros(0, dtype=bool)
    before, after = np.zeros(len(path), dtype=np.int64), np.zeros(len(path), dtype=np.int64)
    for k in range(1, len(path)):
        before[k] = before[k - 1] + 1 if joined[k - 1] else 0
    for k in range(len(path) - 2, -1, -1):
        after[k] = after[k + 1] + 1 if joined[k] else 0
    return np.minimum(before, after)


def _even(start: Cut, end: Cut) -> list[Cut]:
    """Even cuts between two, as many as keep each piece small enough."""
    height, width = end[0] - start[0], end[1] - start[1]
    pieces = max(1, -(-max(height, width) // (4 * _BLOCK))) if height * width > EXACT_CELLS else 1
    return [(start[0] + height * k // pieces, start[1] + width * k // pieces) for k in range(1, pieces)]
