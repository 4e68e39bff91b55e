"""`polyglot-news renderings`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polyglot_news.cli.options import Glossaries, Quiet

if TYPE_CHECKING:
    from polyglot_news.corpus.renderings import Study


def renderings(
    corpus: Annotated[Path, typer.Argument(help="An aligned table, a folder of them, or what batch wrote.")],
    glossaries: Glossaries = None,
    by: Annotated[
        list[str] | None,
        typer.Option("--by", metavar="COLUMN", help="month, year, engine, lang, or any column; repeated: crossed."),
    ] = None,
    concept: Annotated[
        list[str] | None, typer.Option("--concept", metavar="ID", help="Only this concept; may be repeated.")
    ] = None,
    min_count: Annotated[
        int, typer.Option("--min-count", metavar="N", help="Articles that a concept needs to be tested.")
    ] = 10,
    fdr: Annotated[
        float, typer.Option("--fdr", metavar="SHARE", help="Share of false findings that is accepted.")
    ] = 0.05,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="TABLE", help="Write the table: .csv .tsv .jsonl, - is stdout."),
    ] = None,
    plot: Annotated[
        Path | None, typer.Option("--plot", metavar="PLOT", help="Draw small multiples: .svg or .png.")
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="REPORT", help="Write the report, one self-contained page.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Show how a corpus renders each concept, where groups differ, and when it changed.

    Without --glossary the terms that the rows record are counted.

    \b
    Examples:
      polyglot-news renderings corpus/ -g russia-ukraine --by month --html report.html
      polyglot-news renderings corpus/ -g russia-ukraine --by outlet --by month -o table.csv --plot plot.svg
    """
    from polyglot_news.cli.progress import progress
    from polyglot_news.corpus.rendering_job import Outputs, run
    from polyglot_news.corpus.renderings import Settings
    from polyglot_news.glossary.given import given_termbase

    termbase = given_termbase(glossaries) if glossaries else None
    settings = Settings(tuple(by or ()), tuple(concept or ()), termbase, min_count, fdr)
    with progress("rows", quiet=quiet) as advance:
        study = run(corpus, settings, Outputs(output, plot, html), advance)
    if not quiet:
        _summarise(study, to_stderr=str(output) == "-")


def _summarise(study: Study, *, to_stderr: bool) -> None:
    from polyglot_news.cli.renderings_summary import print_summary

    print_summary(study, to_stderr=to_stderr)
