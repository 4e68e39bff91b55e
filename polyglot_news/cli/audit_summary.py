"""What an audit found, on the terminal: findings by check and severity, then the findings themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from polyglot_news.audit.audit import Audit
from polyglot_news.audit.finding import SEVERITIES, Finding, severity_rank

_STYLES = {"critical": "bold red", "major": "yellow", "minor": "cyan", "note": "dim"}
_SHOWN = 20
"""Findings that are listed; the others are only counted."""


def print_summary(audits: Sequence[Audit], *, to_stderr: bool) -> None:
    """Print the summary, the most severe findings first."""
    console = Console(stderr=to_stderr, highlight=False)
    findings = [(found.bitext.article_id, finding) for found in audits for finding in found.findings]
    beads = sum(len(found.bitext.beads) for found in audits)
    counts = Counter(finding.severity for _, finding in findings)
    parts = [f"{counts[severity]} {severity}" for severity in reversed(SEVERITIES) if counts[severity]]
    told = f": {', '.join(parts)}" if parts else ""
    console.print(f"{beads} beads, {len(findings)} finding{'' if len(findings) == 1 else 's'}{told}", soft_wrap=True)
    if findings:
        console.print(_table(sorted(findings, key=_worst_first)[:_SHOWN], len(audits) > 1))
    if len(findings) > _SHOWN:
        console.print(f"and {len(findings) - _SHOWN} more: see the report (--html) or the list (-o)")


def _worst_first(named: tuple[str, Finding]) -> tuple[int, float]:
    return -severity_rank(named[1].severity), -named[1].confidence


def _table(findings: Sequence[tuple[str, Finding]], with_article: bool) -> Table:
    table = Table(box=None, pad_edge=False)
    if with_article:
        table.add_column("article", overflow="fold")
    for name in ("bead", "severity", "check"):
        table.add_column(name, no_wrap=True, justify="right" if name == "bead" else "left")
    table.add_column("what", overflow="fold", ratio=1)
    for article_id, finding in findings:
        row = [Text(article_id)] if with_article else []
        style = _STYLES[finding.severity]
        table.add_row(
            *row, Text(str(finding.bead)), Text(finding.severity, style=style), Text(finding.check), _what(finding)
        )
    return table


def _what(finding: Finding) -> Text:
    """The message, and the span it speaks of where the message does not quote it."""
    quoted = finding.source_span or finding.target_span
    told = finding.message
    if quoted and quoted not in told and len(told) < 80:
        told += f": {quoted if len(quoted) <= 100 else quoted[:99] + '…'}"
    return Text("".join(char if char.isprintable() else "\ufffd" for char in told))
