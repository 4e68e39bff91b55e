"""Whether a hit in Chinese text cuts through words: 和平 in 和平壤 is the end of one and the start of another."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_LONGEST_CHANCE = 3
"""Characters that may stand side by side by chance; a longer hit is trusted over the segmenter."""

_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})
"""Subtags of the writing that the segmenter's dictionary does not cover."""


def cuts_words(text: str, start: int, end: int, tag: str) -> bool:
    """Whether the span begins or ends inside a word without lying inside that word altogether.

    Only a short span of Han characters is checked, against jieba's segmentation, in a text tagged as Chinese in
    simplified characters (`zh`, `zh-Hans`, `zh-CN` …).
    """
    language, *subtags = tag.lower().split("-")
    if language != "zh" or _TRADITIONAL.intersection(subtags):
        return False
    if end - start > _LONGEST_CHANCE or not _HAN.search(text, start, end):
        return False
    ends = _word_ends(text)
    if (start == 0 or start in ends) and end in ends:
        return False
    return any(place in ends for place in range(start + 1, end))


@lru_cache(maxsize=16)
def _word_ends(text: str) -> frozenset[int]:
    import rjieba

    return frozenset(accumulate(len(word) for word in rjieba.cut(text)))
