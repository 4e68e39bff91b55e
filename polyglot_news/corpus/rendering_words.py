"""What a study shows, in words that take no side: the same on the terminal, in plots and in the report."""

from __future__ import annotations

from polyglot_news.corpus.rendering_counts import TIMES
from polyglot_news.corpus.rendering_tests import ALIKE, ALONE, FOUND, TOO_FEW, Extreme, Verdict
from polyglot_news.corpus.renderings import Concept

NOT_GIVEN = "not given"
"""The name of the group of rows that have no value to group by."""

_UNTESTED = {TOO_FEW: "too few articles to test", ALIKE: "rendered one way only", ALONE: "one group only"}


def percent(share: float) -> str:
    """A share for people."""
    return f"{100 * share:.0f}\N{NO-BREAK SPACE}%"


def chance(q: float) -> str:
    """An adjusted p-value for people."""
    return "q < 0.001" if q < 0.001 else f"q = {q:.3f}"


def label(concept: Concept, verdict: Verdict) -> str:
    """The rendering a verdict speaks of, for people."""
    return concept.labels[concept.wordings.index(verdict.wording)] if verdict.wording else ""


def told(concept: Concept, verdict: Verdict) -> str:
    """A verdict in one line."""
    over_time = verdict.by in TIMES
    if verdict.q is None:
        return _UNTESTED[verdict.outcome]
    if verdict.outcome != FOUND:
        return f"no {'change' if over_time else 'difference'} beyond chance ({chance(verdict.q)})"
    figures = f"({chance(verdict.q)}, V = {verdict.v:.2f})"
    if not verdict.extremes:
        return f"{f'change since {verdict.since}' if over_time else 'the groups differ'} {figures}"
    first, last = verdict.extremes
    words = f"“{label(concept, verdict)}”"
    if over_time:
        return f"since {verdict.since}: {words} {percent(first.share)} → {percent(last.share)} {figures}"
    return f"{words} from {_of_group(first)} to {_of_group(last)} {figures}"


def renderings_told(concept: Concept, most: int = 3) -> str:
    """The most used renderings with their shares."""
    ranked = sorted(zip(concept.total.shares, concept.labels, strict=True), key=lambda pair: -pair[0].share)
    return ", ".join(f"{name} {percent(share.share)}" for share, name in ranked[:most])


def _of_group(extreme: Extreme) -> str:
    return f"{percent(extreme.share)} ({extreme.name})"
