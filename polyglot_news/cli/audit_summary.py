"""What an audit found, on the terminal: findings by check and severity, the findings themselves, and the words that
terms were given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from polyglot_news.audit.audit import Audit
from polyglot_news.audit.choices import choice_cards, wordings
from polyglot_news.audit.finding import SEVERITIES, Finding, severity_rank
from polyglot_news.cli.counted import counted

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
    console.print(f"{counted(beads, 'bead')}, {counted(len(findings), 'finding')}{told}", soft_wrap=True)
    if findings:
        console.print(_table(sorted(findings, key=_worst_first)[:_SHOWN], len(audits) > 1))
    if len(findings) > _SHOWN:
        console.print(f"and {len(findings) - _SHOWN} more: see the report (--html) or the list (-o)")
    for found in audits:
        _print_wordings(console, found, named=len(audits) > 1)


def _print_wordings(console: Console, found: Audit, *, named: bool) -> None:
    """Which words were used for the terms of the termbase, and whose words they are."""
    cards = choice_cards(found)
    if not cards:
        return
    chosen = wordings(cards)
    loaded = sum(card.loaded for card in cards)
    where = f"{found.bitext.article_id}: " if named else ""
    console.print()
    told = f"{counted(len(cards), 'term')} of the glossary, {loaded} in contested words"
    console.print(Text(_printable(where + told)))
    table = Table(box=None, pad_edge=False)
    with_source = any(wording.source_span for wording in chosen)
    for name in (*(("source",) if with_source else ()), "rendered as", "status", "beads"):
        table.add_column(name, overflow="fold")
    for wording in chosen[:_SHOWN]:
        status = f"{wording.status}{': ' if wording.whose else ''}{', '.join(wording.whose)}"
        beads = " ".join(map(str, wording.beads))
        style = "magenta" if wording.loaded else ""
        source = [Text(_printable(wording.source_span or "–"))] if with_source else []
        table.add_row(*source, Text(_printable(wording.rendering or "–"), style=style), Text(status), beads)
    console.print(table)
    if len(chosen) > _SHOWN:
        console.print(f"and {len(chosen) - _SHOWN} more: see the report (--html) or the table (--table)")


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
    return Text(_printable(told))


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else "\ufffd" for char in text)
