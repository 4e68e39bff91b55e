"""`polyglot-news audit`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polyglot_news.cli.options import FromLang, Glossaries, Profile, Quiet, Segmented, TargetLang

if TYPE_CHECKING:
    from polyglot_news.audit.job import Outcome


def audit(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="BITEXT | SOURCE TARGET", help="A table (.csv .tsv .jsonl), or two articles."),
    ] = None,
    target_only: Annotated[
        Path | None,
        typer.Option("--target-only", metavar="TEXT", help="A translation whose original is not at hand."),
    ] = None,
    source: FromLang = None,
    to: TargetLang = None,
    segmented: Segmented = False,
    glossary: Glossaries = None,
    profile: Profile = "",
    checks: Annotated[
        str | None, typer.Option("--checks", metavar="A,-B", help="Only these checks, or all but those with a -.")
    ] = None,
    min_severity: Annotated[
        str | None, typer.Option("--min-severity", metavar="S", help="Leave out less severe findings.")
    ] = None,
    ignore: Annotated[
        Path | None, typer.Option("--ignore", metavar="FILE", help="Findings dismissed before (saved by the report).")
    ] = None,
    witness: Annotated[
        str | None,
        typer.Option(
            "--witness", metavar="ENGINE", help="Set this engine's own translation against the one at hand."
        ),
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="REPORT", help="Write the report, one self-contained page.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FINDINGS", help="Write the findings: .csv or .jsonl, - is stdout."),
    ] = None,
    table: Annotated[
        Path | None, typer.Option("--table", metavar="AUDITED", help="Write the table again, with findings and risk.")
    ] = None,
    fail_on: Annotated[
        str | None, typer.Option("--fail-on", metavar="S", help="Exit with 3 if a finding is at least this severe.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Point at what a translation changed, left out, added, softened or sharpened.

    Severities are note, minor, major and critical. The report is a review desk too: mark, edit, dismiss, and save
    the table again.

    \b
    Examples:
      polyglot-news audit article.csv --html report.html
      polyglot-news audit original.txt translation.txt --glossary russia-ukraine --html report.html
      polyglot-news audit article.csv --min-severity major --fail-on critical -o findings.csv
    """
    from polyglot_news.audit.job import Inputs, Outputs, Settings, run_audit

    settings = Settings(
        glossaries=tuple(glossary or ()),
        profile=profile,
        checks=tuple(name.strip() for name in checks.split(",")) if checks else None,
        min_severity=min_severity,
        ignore=ignore,
        witness=witness,
    )
    outcome = run_audit(
        Inputs(tuple(files or ()), target_only, source, to, segmented),
        settings,
        Outputs(findings=output, table=table, html=html, fail_on=fail_on),
    )
    if not quiet:
        _summarise(outcome, to_stderr=str(output) == "-" or str(table) == "-")
    if outcome.failed:
        raise typer.Exit(3)


def _summarise(outcome: Outcome, *, to_stderr: bool) -> None:
    from polyglot_news.cli.audit_summary import print_summary

    print_summary(outcome.audits, to_stderr=to_stderr)
    for found in outcome.audits:
        if found.bitext.is_unrelated:
            typer.echo(f"{found.bitext.article_id}: hardly a row is sure; the two may be no translations", err=True)
    for path in outcome.written:
        typer.echo(f"written: {path}", err=True)
