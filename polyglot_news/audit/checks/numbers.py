"""Numbers, times and dates that the two sides do not share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from polyglot_news.audit.lexicon import languages
from polyglot_news.audit.pair import Pair
from polyglot_news.audit.quantities import Quantity
from polyglot_news.audit.registry import Check, Hit
from polyglot_news.audit.units import without_conversions

_MOST = 300
"""Quantities of a side up to which it is prose, and all can be compared with all."""


class Numbers(Check):
    """Number changed, dropped or added.

    Compares the quantities of the two sides: digits, number words, ordinals, scales ("mil millones"), times on either
    dial, months and weekdays. What is left on both sides is reported as changed; what is left on one side alone only
    where it is written in digits. Words that need not be numbers ("one", "half", "both") only ever confirm.
    """

    name: ClassVar[str] = "numbers"
    severity: ClassVar[str] = "critical"
    languages: ClassVar[frozenset[str] | None] = languages()

    def hits(self, pair: Pair) -> Iterator[Hit]:
        if max(len(pair.source.quantities), len(pair.target.quantities)) > _MOST:
            return
        source, target = unmatched(pair.source.quantities, pair.target.quantities)
        source, target = without_conversions(
            pair.source.text, pair.source.quantities, source, pair.target.text, pair.target.quantities, target
        )
        source, target = [[q for q in side if q.strength >= 0] for side in (source, target)]
        while source and target:
            ours, theirs = _closest(source, target)
            source.remove(ours)
            target.remove(theirs)
            if max(ours.strength, theirs.strength) > 0 and _kinds(ours) & _kinds(theirs):
                yield self._changed(pair, ours, theirs)
        for left, side in ((source, pair.source), (target, pair.target)):
            for quantity in left:
                if quantity.strength == 2:
                    yield self._alone(pair, quantity, side is pair.source)

    def _changed(self, pair: Pair, ours: Quantity, theirs: Quantity) -> Hit:
        was, became = pair.source.text[ours.start : ours.end], pair.target.text[theirs.start : theirs.end]
        return Hit(
            f"“{was}” became “{became}”",
            (ours.start, ours.end),
            (theirs.start, theirs.end),
            0.9 if min(ours.strength, theirs.strength) else 0.6,
        )

    def _alone(self, pair: Pair, quantity: Quantity, dropped: bool) -> Hit:
        span = (quantity.start, quantity.end)
        text = (pair.source if dropped else pair.target).text[quantity.start : quantity.end]
        if dropped:
            return Hit(f"“{text}” has no counterpart in the translation", span, None, 0.6, "major")
        return Hit(f"“{text}” is not in the source", None, span, 0.6, "major")


def unmatched(source: list[Quantity], target: list[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """The quantities of either side without an equal on the other; each is used once, strong ones first."""
    left_source, left_target = list(source), list(target)
    for quantity in sorted(source, key=lambda q: -q.strength):
        equal = [q for q in left_target if q.agrees(quantity)]
        if equal:
            left_source.remove(quantity)
            left_target.remove(max(equal, key=lambda q: q.strength))
    repeats = [q for q in left_source if any(q.agrees(t) for t in target)]
    echoes = [q for q in left_target if any(q.agrees(s) for s in source)]
    return [q for q in left_source if q not in repeats], [q for q in left_target if q not in echoes]


def _closest(source: list[Quantity], target: list[Quantity]) -> tuple[Quantity, Quantity]:
    """The pair to be read as a change: of one kind, of like strength, near in order."""
    return min(
        ((s, t) for s in source for t in target),
        key=lambda st: (
            not _kinds(st[0]) & _kinds(st[1]),
            abs(st[0].strength - st[1].strength),
            abs(source.index(st[0]) - target.index(st[1])),
        ),
    )


def _kinds(quantity: Quantity) -> set[str]:
    return {kind for kind, _ in quantity.values}
