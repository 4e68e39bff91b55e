"""Sides whose meanings lie apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

import numpy as np

from polyglot_news.audit.checks.coverage import ENCODED
from polyglot_news.audit.pair import Pair
from polyglot_news.audit.registry import ArticleCheck, Hit

_FAR = 3.5
"""Robust standard deviations below the article's median similarity."""

_FLOOR = 0.25
"""Cosine below which two sides of some length are not the same in any article."""

_ENOUGH = 8
"""Beads from which an article has a usual similarity of its own."""

_SENTENCE_ENDS = frozenset(".!?…。！？:;")
_CLOSING = "\"'”»“’)]」』 "

_SHORT = 4
"""Words up to which the similarity of a side is not to be relied on."""


class Meaning(ArticleCheck):
    """Meaning far off.

    The similarity of the two sides, by a multilingual sentence encoder, is far below what the article's other beads
    show (median and median absolute deviation), or below any acceptable value. Headlines are translated freely: for
    them only the latter counts.
    """

    name: ClassVar[str] = "meaning"
    severity: ClassVar[str] = "minor"
    languages: ClassVar[frozenset[str] | None] = ENCODED - {"uk"}
    needs_encoder: ClassVar[bool] = True

    def article_hits(self, pairs: Sequence[Pair]) -> Iterator[tuple[int, Hit]]:
        cosines = {
            i: pair.evidence.cosine
            for i, pair in enumerate(pairs)
            if pair.evidence and min(len(pair.source.words), len(pair.target.words)) > _SHORT and self.applies(pair)
        }
        values = np.array(list(cosines.values()))
        limit = _FLOOR
        if len(values) >= _ENOUGH:
            middle = float(np.median(values))
            spread = 1.4826 * float(np.median(np.abs(values - middle)))
            limit = max(limit, min(middle - _FAR * max(spread, 0.04), 0.6))
        for i, cosine in cosines.items():
            pair = pairs[i]
            if cosine < (_FLOOR if _is_heading(pair) else limit):
                severity = "major" if cosine < _FLOOR else ""
                whole = (0, len(pair.source.text)), (0, len(pair.target.text))
                yield i, Hit(f"the two sides differ in meaning (similarity {cosine:.2f})", *whole, 0.7, severity)


def _is_heading(pair: Pair) -> bool:
    """Whether neither side ends as a sentence does."""
    return all(side.text.rstrip(_CLOSING)[-1:] not in _SENTENCE_ENDS for side in (pair.source, pair.target))
