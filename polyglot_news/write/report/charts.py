"""The figures behind the report's charts, which the template draws as SVG."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from polyglot_news.audit.audit import Audit
from polyglot_news.audit.choices import NOT_LISTED, ChoiceCard
from polyglot_news.audit.finding import SEVERITIES, Finding

ONE_SIDED = frozenset(
    ("unaligned", "omission", "addition", "truncation", "numbers", "names", "negation", "hedges", "attribution")
)
"""The checks that, with a span on one side only, tell of text that was dropped or added."""

_LEAST_WIDTH = 3.0


@dataclass(frozen=True, slots=True)
class Part:
    """A rectangle of a bar: its kind, where it begins and how wide it is (of 100), and what it counts."""

    kind: str
    x: float
    width: float
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a bar chart."""

    label: str
    count: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A place on the strip (of 1000) where text was dropped from the source or added to the translation."""

    kind: str
    x: float
    width: float
    finding: int
    title: str


def by_check(findings: Sequence[Finding]) -> list[Bar]:
    """Findings by check, the most frequent first, each bar split by severity, the most severe first."""
    counts = Counter((finding.check, finding.severity) for finding in findings)
    kinds = [{s: counts[check, s] for s in reversed(SEVERITIES)} for check, _ in _totals(findings)]
    return _bars([check for check, _ in _totals(findings)], kinds)


def by_status(cards: Sequence[ChoiceCard]) -> list[Bar]:
    """Renderings of terms by status: those that take a side, those that do not, and words the termbase lacks."""
    rows: dict[str, Counter[str]] = {}
    for status in ("preferred", "admitted", "contested", "deprecated", NOT_LISTED):
        of_status = [card for card in cards if card.status == status]
        if of_status:
            rows[status] = Counter(_kind(card) for card in of_status)
    return _bars(
        list(rows), [{kind: row[kind] for kind in ("loaded", "neutral", "unlisted")} for row in rows.values()]
    )


def _kind(card: ChoiceCard) -> str:
    if card.status == NOT_LISTED:
        return "unlisted"
    return "loaded" if card.loaded else "neutral"


def strip(found: Audit, first: int) -> list[Gap]:
    """Where in the article text was dropped or added; `first` is the number of the article's first finding."""
    lengths = [max(len(bead.source), len(bead.target), 1) for bead in found.bitext.beads]
    starts = [sum(lengths[:i]) for i in range(len(lengths))]
    scale = 1000 / max(sum(lengths), 1)
    gaps = []
    for number, finding in enumerate(found.findings, start=first):
        if finding.check not in ONE_SIDED or bool(finding.source_span) == bool(finding.target_span):
            continue
        dropped = bool(finding.source_span)
        bead = found.bitext.beads[finding.bead]
        at = finding.source_start if dropped else finding.target_start
        offset = (bead.source_start if dropped else bead.target_start) or 0
        x = (starts[finding.bead] + (at or 0) - offset) * scale
        width = max(len(finding.source_span or finding.target_span) * scale, _LEAST_WIDTH)
        gaps.append(Gap("dropped" if dropped else "added", min(x, 1000 - width), width, number, finding.message))
    return gaps


def _totals(findings: Sequence[Finding]) -> list[tuple[str, int]]:
    return Counter(finding.check for finding in findings).most_common()


def _bars(labels: Sequence[str], kinds: Sequence[dict[str, int]]) -> list[Bar]:
    longest = max((sum(row.values()) for row in kinds), default=1)
    bars = []
    for label, row in zip(labels, kinds, strict=True):
        parts, x = [], 0.0
        for kind, count in row.items():
            if count:
                width = 100 * count / longest
                parts.append(Part(kind, round(x, 2), round(width, 2), count))
                x += width
        bars.append(Bar(label, sum(row.values()), tuple(parts)))
    return bars
