"""Signs that a cut between two segments is none: a page read by OCR, or a bad segmenter, cuts at any full stop."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from polyglot_news.align.words import Floats

SIGNS = ("bracket open", "initial", "clipped word", "odd start")
"""A bracket is open at the cut; a single letter, or a word of two to four letters, with a full stop stands before it;
a closing mark or a number that counts nothing stands behind it."""

_INITIAL = re.compile(r"(?:^|[\s(«\"“])[^\W\d_]\s?\.$")
_CLIPPED = re.compile(r"(?:^|[\s(«\"“])[^\W\d_]{2,4}\s?\.$")
_ODD = re.compile(r"(?!\d+\s?[.)])(?:[).,;:»\]]|\W*\d)")


def doubtful(texts: Sequence[str]) -> Floats:
    """Which cuts show which sign: float32 [len(SIGNS), N + 1], 0 or 1; cut k is before segment k."""
    shown = np.zeros((len(SIGNS), len(texts) + 1), dtype=np.float32)
    for k, (before, after) in enumerate(pairwise(texts), start=1):
        opened = sum(map(before.count, "(（")) > sum(map(before.count, ")）"))
        shown[:, k] = opened, bool(_INITIAL.search(before)), bool(_CLIPPED.search(before)), bool(_ODD.match(after))
    return shown
