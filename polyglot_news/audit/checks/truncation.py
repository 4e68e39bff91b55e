"""Translations that stop in the middle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from polyglot_news.audit.pair import Pair
from polyglot_news.audit.registry import Check, Hit

_CLOSED = re.compile(r"[.!?…。！？:;]['\"”»“’)\]」』]*\s*$|[”»\"」』]\s*$")
_CUT_SHORT = 0.5
"""Length of the translation, in that of the source times the usual ratio, below which it may be cut off."""


class Truncation(Check):
    """Translation broken off.

    The source ends as a sentence does, the translation does not, and it is also far shorter.
    """

    name: ClassVar[str] = "truncation"
    severity: ClassVar[str] = "critical"

    def hits(self, pair: Pair) -> Iterator[Hit]:
        source, target = pair.source, pair.target
        if (
            not _CLOSED.search(source.text)
            or _CLOSED.search(target.text)
            or len(source.words) < 6
            or not target.words
        ):
            return
        if len(target.words) < _CUT_SHORT * len(source.words):
            last = target.words[-1]
            yield Hit(
                "the translation breaks off",
                (source.words[-1].start, source.words[-1].end),
                (last.start, last.end),
                0.7,
            )
