"""Where a second, independent translation disagrees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from polyglot_news.audit.checks.negation import Negation
from polyglot_news.audit.checks.numbers import Numbers
from polyglot_news.audit.pair import Pair
from polyglot_news.audit.registry import Check, Hit


class Witness(Check):
    """Second witness disagrees.

    A machine's own translation of the source is set against the translation at hand: a number or a negation that only
    one of the two has. The message says what the machine would have written.
    """

    name: ClassVar[str] = "witness"
    severity: ClassVar[str] = "minor"
    needs_witness: ClassVar[bool] = True

    def hits(self, pair: Pair) -> Iterator[Hit]:
        if pair.second is None:
            return
        for check in (Numbers(), Negation()):
            if not check.applies(pair.second):
                continue
            for hit in check.hits(pair.second):
                whole = (0, len(pair.source.text))
                yield Hit(
                    f"the machine would have written “{pair.second.source.text}” ({hit.message})",
                    whole,
                    hit.target or (0, len(pair.target.text)),
                    0.8 * hit.confidence,
                )
