"""`polyglot-news batch`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from polyglot_news.cli import options as option

if TYPE_CHECKING:
    from polyglot_news.corpus.batch import Progress, Runner
    from polyglot_news.corpus.plan import Plan

_COLUMNS = "Columns (dots lead into nested fields)"


def _column(name: str, what: str) -> Any:
    return typer.Option(name, metavar="FIELD", help=f"Field with {what}.", rich_help_panel=_COLUMNS)


def batch(
    corpus: Annotated[
        list[Path], typer.Argument(help="Folders of articles, and .csv .tsv .jsonl (also .gz .zst) .parquet files.")
    ],
    to: option.ToLang,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the parts go.")],
    source: option.FromLang = None,
    via: option.Via = None,
    segmented: option.Segmented = False,
    engine: option.EngineName = "argos",
    beam: option.Beam = 4,
    glossaries: option.Glossaries = None,
    terms: option.TermsMode = "enforce",
    profile: option.Profile = "",
    memory_file: option.MemoryFile = None,
    audit: Annotated[bool, typer.Option("--audit", help="Audit every row: findings, and a column risk.")] = False,
    format_name: Annotated[
        str, typer.Option("--format", metavar="NAME", help="Of the parts: parquet, csv or jsonl.")
    ] = "parquet",
    part_size: Annotated[int, typer.Option(min=1, metavar="N", help="Characters a part.")] = 200_000,
    on: Annotated[
        str | None, typer.Option("--on", metavar="ray", help="Make the parts on Ray, here or on a cluster.")
    ] = None,
    address: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Of the Ray cluster.")] = None,
    workers: Annotated[int | None, typer.Option(min=1, metavar="N", help="Cores that Ray uses.")] = None,
    restart: Annotated[
        bool, typer.Option("--restart", help="Throw away what an earlier run left in FOLDER.")
    ] = False,
    quiet: option.Quiet = False,
    text: Annotated[str, _column("--text", "the text")] = "",
    id_: Annotated[str, _column("--id", "the id")] = "",
    title: Annotated[str, _column("--title", "the title")] = "",
    outlet: Annotated[str, _column("--outlet", "the outlet")] = "",
    date: Annotated[str, _column("--date", "the date")] = "",
    url: Annotated[str, _column("--url", "the address")] = "",
    lang: Annotated[str, _column("--lang", "the language")] = "",
    translation: Annotated[str, _column("--translation", "a translation: align it instead of translating")] = "",
    keep: Annotated[
        list[str] | None,
        typer.Option("--keep", metavar="FIELD", help="Keep this field as a column; may be repeated."),
    ] = None,
) -> None:
    """Take a whole corpus through translation (or alignment), glossary and audit.

    Killed or interrupted, the same command goes on where it was. Columns are found by their usual names unless they
    are named. Bad records go to rejects.jsonl.

    \b
    Examples:
      polyglot-news batch news/ --to pt -o translated/
      polyglot-news batch news.jsonl.gz --to en --text body --id url --date published -g russia-ukraine -o out/
      polyglot-news batch pairs.csv --text original --translation english --to en --audit -o aligned/
    """
    from polyglot_news.corpus.batch import Corpus, run_batch
    from polyglot_news.corpus.columns import Columns
    from polyglot_news.corpus.job import Job
    from polyglot_news.glossary.given import terminology

    columns = Columns(text, id_, title, outlet, date, url, lang, translation, tuple(keep or ()))
    enforcement = terminology(glossaries or [], terms, profile, source or "", to)
    job = Job(
        to, source, tuple(via or ()), segmented, engine, beam, enforcement, memory_file, bool(translation), audit,
        format_name, columns.keep,
    )  # fmt: skip
    try:
        with _progress(quiet=quiet) as (on_plan, on_progress, steps):
            summary = run_batch(
                Corpus(tuple(corpus), columns, part_size),
                job,
                output,
                restart=restart,
                runner=_runner(on, address, workers),
                on_plan=on_plan,
                on_progress=on_progress,
            )
    except KeyboardInterrupt:
        typer.echo("polyglot-news: interrupted; run the same command again to go on", err=True)
        sys.stderr.flush()
        os._exit(130)  # parts still in work are not waited for: they are begun anew
    if not quiet:
        _summarise(summary, output, again=not steps)


def _runner(on: str | None, address: str | None, workers: int | None) -> Runner | None:
    from polyglot_news.errors import UsageError

    if on == "ray":
        from polyglot_news.corpus.ray import on_ray

        return on_ray(address, workers)
    if on is not None:
        raise UsageError(f"parts can be made on ray, not on '{on}'")
    if address or workers:
        raise UsageError("--address and --workers are for --on ray")
    return None


@contextmanager
def _progress(
    *, quiet: bool
) -> Iterator[tuple[Callable[[Plan, Sequence[str]], None], Callable[[Progress], None], list[Progress]]]:
    """What is told of a corpus beforehand, a bar with rate and time to go on a terminal, and the last step."""
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    bar = Bar(
        BarColumn(),
        TextColumn("{task.percentage:.1f} %  {task.fields[told]}"),
        console=Console(stderr=True), transient=True, disable=quiet or not sys.stderr.isatty(),
    )  # fmt: skip
    task = bar.add_task("", total=None, told="")
    steps: list[Progress] = []

    def on_plan(plan: Plan, without_route: Sequence[str]) -> None:
        if not quiet:
            for line in without_route:
                bar.console.print(f"will be rejected: {line}", soft_wrap=True, markup=False, highlight=False)
        bar.update(task, total=sum(plan.weights))

    def on_progress(progress: Progress) -> None:
        told = f"{progress.rate:,.0f} rows/s, {_span(progress.seconds_to_go)} to go, {progress.rejects} rejected"
        bar.update(task, completed=progress.weight, told=told)
        steps[:] = [progress]

    with bar:
        yield on_plan, on_progress, steps


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60} h {minutes % 60:02} min" if minutes >= 60 else f"{minutes} min {rest:02} s"


def _summarise(summary: Mapping[str, Any], output: Path, *, again: bool) -> None:
    from rich.console import Console
    from rich.table import Table

    typer.echo(
        f"{output}: {summary['articles']:,} articles, {summary['rows']:,} rows; {summary['rejected']:,} of "
        f"{summary['records']:,} records rejected{' (all was done before)' if again else ''}",
        err=True,
    )
    table = Table(box=None, pad_edge=False, show_header=False)
    for name in ("languages", "routes", "outcomes", "terms", "findings", "rejects"):
        counted = summary[name]
        if counted:
            table.add_row(name, ", ".join(f"{key} {count:,}" for key, count in counted.items()))
    Console(stderr=True, highlight=False).print(table)
