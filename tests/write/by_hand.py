"""Audits and findings made by hand."""

from __future__ import annotations

from collections.abc import Sequence

from polyglot_news.audit.audit import Audit
from polyglot_news.audit.finding import Finding, fingerprint
from polyglot_news.bitext import Bead, Bitext


def finding(
    bead: int, check: str, severity: str, source: tuple[int, str] | None, target: tuple[int, str] | None, message: str
) -> Finding:
    """A finding with its spans given as where they begin and what they say."""
    starts_and_texts = [span or (None, "") for span in (source, target)]
    (a, said), (b, became) = starts_and_texts
    return Finding(
        "truce", bead, check, severity, 0.8,
        a, None if a is None else a + len(said), said, b, None if b is None else b + len(became), became,
        message, "", fingerprint("truce", check, said, became),
    )  # fmt: skip


def audited(
    texts: Sequence[tuple[str, str]], findings: Sequence[Finding] = (), langs: tuple[str, str] = ("ru", "en")
) -> Audit:
    """An audit of bare texts, with findings given."""
    beads = tuple(
        Bead(source, target, (i,) if source else (), (i,) if target else (), paragraph=i // 2, provenance="by hand")
        for i, (source, target) in enumerate(texts)
    )
    risks = tuple(0.9 if any(f.bead == i for f in findings) else 0.1 for i in range(len(beads)))
    return Audit(Bitext("truce", *langs, beads), tuple(findings), risks)
