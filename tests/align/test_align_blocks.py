"""Books: cut into blocks, with nothing lost and the cuts in the right places."""

from __future__ import annotations

import random

import numpy as np
import pytest
from bridge_articles import make

from polyglot_news.align import Anchor, align
from polyglot_news.align.blocks import blocks


def book(size: int, seed: int) -> tuple[list[str], list[str], list[int]]:
    """Lines of made-up names and the same in another order of words, some left out; and which line is whose."""
    chance = random.Random(seed)
    names = [
        "".join(chance.choice("bdfgklmnprstv") + chance.choice("aeiou") for _ in range(4)) for _ in range(2 * size)
    ]
    source = [f"{' '.join(chance.choices(names, k=7)).capitalize()}." for _ in range(size)]
    kept = [k for k in range(size) if chance.random() > 0.1]
    return source, [f"{' '.join(sorted(source[k][:-1].lower().split())).capitalize()}." for k in kept], kept


def test_an_article_is_one_block() -> None:
    source, target, _ = book(60, seed=1)
    (block,) = blocks(source, target, ("xx", "yy"), None, [])
    assert (block.source, block.target) == ((0, len(source)), (0, len(target)))


def test_a_book_is_cut_where_the_sides_agree() -> None:
    source, target, kept = book(900, seed=2)
    found = blocks(source, target, ("xx", "yy"), None, [])
    assert len(found) > 3
    assert [b.source[0] for b in found[1:]] == [b.source[1] for b in found[:-1]]
    assert [b.target[0] for b in found[1:]] == [b.target[1] for b in found[:-1]]
    expected = np.searchsorted(kept, [b.source[0] for b in found])
    assert np.abs(expected - [b.target[0] for b in found]).max() == 0


def test_a_book_aligned() -> None:
    source, target, kept = book(700, seed=3)
    one, other = make(source, "xx"), make(target, "yy")
    far = Anchor((690,), (5,), review="ok")
    bitext = align(one[0], other[0], one[1], other[1], encoder=None, anchors=[far])
    assert [k for bead in bitext.beads for k in bead.source_segments] == list(range(700))
    assert sorted(k for bead in bitext.beads for k in bead.target_segments) == list(range(len(target)))
    pairs = {(bead.source_segments, bead.target_segments) for bead in bitext.beads}
    assert (far.source, far.target) in pairs
    right = sum(((k,), (j,)) in pairs for j, k in enumerate(kept))
    assert right > 0.95 * len(kept)


@pytest.mark.parametrize(("height", "width"), [(1200, 400), (20, 20_000), (700, 0)])
def test_lengths_that_do_not_match(height: int, width: int) -> None:
    source, target = [f"line {k}" for k in range(height)], [f"row {k}" for k in range(width)]
    found = blocks(source, target, ("xx", "yy"), None, [])
    assert sum(b.source[1] - b.source[0] for b in found) == height
    assert sum(b.target[1] - b.target[0] for b in found) == width
