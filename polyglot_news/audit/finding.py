"""What the audit points at: a finding, with its spans, its severity and a fingerprint that outlives realignment."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import asdict, dataclass, fields
from typing import Any

from polyglot_news.errors import UsageError

SEVERITIES = ("note", "minor", "major", "critical")
"""From least to most severe."""


def severity_rank(severity: str) -> int:
    """Position of a severity in `SEVERITIES`.

    Raises:
        UsageError: no such severity.
    """
    if severity not in SEVERITIES:
        raise UsageError(f"severity '{severity}' is none of {', '.join(SEVERITIES)}")
    return SEVERITIES.index(severity)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the audit points at.

    Offsets are characters of the article where the bead has offsets, else of the bead's cell; they are None, and
    the span empty, where a side has nothing to show (what was added has no source span). `confidence` is in 0–1.
    `bead` is the bead's position in the bitext.
    """

    article_id: str
    bead: int
    check: str
    severity: str
    confidence: float
    source_start: int | None
    source_end: int | None
    source_span: str
    target_start: int | None
    target_end: int | None
    target_span: str
    message: str
    suggestion: str = ""
    fingerprint: str = ""

    def row(self) -> dict[str, Any]:
        """The finding as plain values by field name."""
        return asdict(self)


FIELDS = tuple(field.name for field in fields(Finding))
"""The columns of the findings table, in order."""


def fingerprint(article_id: str, check: str, source_span: str, target_span: str, occurrence: int = 0) -> str:
    """Sixteen hexadecimal digits that name a finding in ignore files.

    It depends on the words pointed at, not on bead numbers or offsets, so it survives another alignment and edits
    elsewhere. `occurrence` counts equal findings of one article from 0.
    """
    parts = (article_id, check, _normal(source_span), _normal(target_span), str(occurrence))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _normal(span: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", span).casefold().split())
