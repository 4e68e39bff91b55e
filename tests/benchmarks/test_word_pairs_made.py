"""Lists of word pairs, out of vectors made for the test."""

from __future__ import annotations

import numpy as np

from benchmarks.word_pairs import Space, paired


def test_renderings_are_found_through_noise_and_hubs() -> None:
    """Words of two languages around the same meanings; one English word, a hub, is fairly near to every word."""
    rng = np.random.default_rng(7)
    meanings = rng.normal(size=(60, 64)).astype(np.float32)
    foreign = meanings + 0.3 * rng.normal(size=meanings.shape).astype(np.float32)
    hub = meanings.sum(axis=0, keepdims=True)
    english = np.vstack([meanings + 0.3 * rng.normal(size=meanings.shape).astype(np.float32), hub]).astype(np.float32)
    names = [f"w{i}" for i in range(60)], [*(f"e{i}" for i in range(60)), "hub"]
    found = paired(*names, [Space(foreign, english, 1.0), Space(foreign, english, 0.25)])
    assert {(f"w{i}", f"e{i}") for i in range(60)} <= set(found)
    assert max(sum(word == name for word, _ in found) for name in names[0]) <= 5
    assert max(sum(word == name for _, word in found) for name in names[1]) <= 5
