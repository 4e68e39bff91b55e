"""`polyglot-news memory`: what a translation memory holds, and what goes in and out of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polyglot_news.cli.opened_memory import opened_memory
from polyglot_news.cli.options import Format, Json, MemoryFile, Quiet

if TYPE_CHECKING:
    from polyglot_news.translate.memory import Memory

app = typer.Typer(help="Translation memories: look into, search, feed, tidy up.", no_args_is_help=True)

SourceLang = Annotated[str, typer.Option("--from", metavar="LANG", help="Source language.")]
TargetLang = Annotated[str, typer.Option("--to", metavar="LANG", help="Target language.")]


@app.command()
def stats(memory_file: MemoryFile = None, as_json: Json = False) -> None:
    """Count what a memory holds: by languages, route and models, with how often it was of use.

    Example: memory stats -m news.sqlite
    """
    from polyglot_news.translate.memory.upkeep import statistics

    with _existing(memory_file) as memory:
        found = statistics(memory)
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False))
        return
    for setup in found.setups:
        models = " ".join(name.partition("@")[0] for name in setup.models)
        how = setup.decoding.partition("|")[0] + (", with a termbase" if setup.terms else "")
        typer.echo(
            f"{setup.source_lang}→{setup.target_lang}: {setup.segments} segments, {setup.hits} hits "
            f"({setup.route}, {models}, {how})"
        )
    for count in found.reviewed:
        typer.echo(f"{count.source_lang}→{count.target_lang}: {count.segments} reviewed as {count.review}")
    segments = sum(setup.segments for setup in found.setups)
    typer.echo(f"{segments} segments, {found.verdicts} judgements of language, {_mebibytes(found.size)} MiB")


@app.command()
def find(
    text: Annotated[str, typer.Argument(help="What to look for.")],
    memory_file: MemoryFile = None,
    source: SourceLang = "",
    target: TargetLang = "",
    at_least: Annotated[float, typer.Option(min=0, max=100, help="Percentage that is still offered.")] = 60.0,
    limit: Annotated[int, typer.Option(min=1, help="How many to offer at most.")] = 10,
    as_json: Json = False,
) -> None:
    """Show the stored segments that are most like a text, with their translations.

    Example: memory find "The talks failed." --from en --to pt -m news.sqlite
    """
    from polyglot_news.translate.memory.search import find_similar

    with _existing(memory_file) as memory:
        matches = find_similar(memory, text, (source, target), at_least=at_least, limit=limit)
    for match in matches:
        pair = match.pair
        if as_json:
            typer.echo(json.dumps(asdict(match), ensure_ascii=False))
            continue
        by = f"{pair.review}, {pair.provenance}" if pair.review else pair.provenance.partition("|model:")[0]
        typer.echo(f"{match.percent:5.1f} %  {pair.source_lang}: {pair.source}")
        typer.echo(f"         {pair.target_lang}: {pair.target}\n         {by}")
    if not matches and not as_json:
        typer.echo(f"nothing is {at_least:g} % like it", err=True)


@app.command("import")
def import_files(
    files: Annotated[list[Path], typer.Argument(help="Reviewed bitexts: tables, TMX, XLIFF.")],
    memory_file: MemoryFile = None,
    source: SourceLang = "",
    target: TargetLang = "",
    review: Annotated[
        str, typer.Option("--as", metavar="REVIEW", help="What rows without a review count as: edited or ok.")
    ] = "",
    quiet: Quiet = False,
) -> None:
    """Take in what readers have reviewed: rows `ok` or `edited` with one segment a side.

    An edited translation is used wherever its source comes again, before any model. One that is only ok is offered by
    `memory find`. A row `wrong` takes the same pair out again.

    Examples: memory import reviewed.csv -m news.sqlite · memory import desk.tmx --as edited -m news.sqlite
    """
    from polyglot_news.read.table import read_bitexts
    from polyglot_news.translate.memory.exchange import import_bitexts

    with _given(memory_file) as memory:
        for path in files:
            done = import_bitexts(memory, read_bitexts(path, source, target), path.name, review)
            if not quiet:
                typer.echo(
                    f"{path}: {done.edited} edited, {done.ok} ok, {done.dropped} taken back, "
                    f"{done.passed_over} passed over",
                    err=True,
                )


@app.command()
def export(
    output: Annotated[Path, typer.Argument(metavar="OUT", help="A file whose ending names a format, such as .tmx.")],
    memory_file: MemoryFile = None,
    source: SourceLang = "",
    target: TargetLang = "",
    format_name: Format = None,
    quiet: Quiet = False,
) -> None:
    """Write the pairs of a memory as a bitext, for a CAT tool or a spreadsheet: readers' first, then models'.

    Example: memory export news.tmx --from en --to pt -m news.sqlite
    """
    from polyglot_news.translate.memory.exchange import as_bitexts
    from polyglot_news.write import destination, write_bitexts

    path, chosen = destination(output, format_name)
    with _existing(memory_file) as memory:
        bitexts = as_bitexts(memory, (source, target))
    write_bitexts(bitexts, path, chosen)
    if not quiet:
        typer.echo(f"{output}: {sum(len(bitext.beads) for bitext in bitexts)} pairs", err=True)


@app.command()
def prune(
    memory_file: MemoryFile = None,
    older_than: Annotated[
        int | None, typer.Option("--older-than", metavar="DAYS", min=0, help="Not used for so many days.")
    ] = None,
    unreachable: Annotated[
        bool,
        typer.Option("--unreachable", help="Made by models that are gone, or by another version of the program."),
    ] = False,
    size: Annotated[
        int | None, typer.Option("--size", metavar="MIB", min=1, help="The least used, until the file is this small.")
    ] = None,
) -> None:
    """Take away what is of no use any more, and give its room back. What readers have reviewed stays.

    Example: memory prune --older-than 180 --unreachable -m news.sqlite
    """
    from polyglot_news.errors import UsageError
    from polyglot_news.models.store import installed
    from polyglot_news.translate.memory.upkeep import prune as take_away

    if older_than is None and size is None and not unreachable:
        raise UsageError("say what to take away: --older-than DAYS, --unreachable or --size MIB")
    with _existing(memory_file) as memory:
        done = take_away(
            memory,
            older_than=older_than,
            installed=installed() if unreachable else None,
            size=None if size is None else size << 20,
        )
    typer.echo(f"{done.segments} segments taken away, {_mebibytes(done.before)} MiB → {_mebibytes(done.after)} MiB")


@contextmanager
def _given(path: Path | None) -> Iterator[Memory]:
    from polyglot_news.errors import UsageError

    with opened_memory(path) as memory:
        if memory is None:
            raise UsageError("name the translation memory with --memory, or in POLYGLOT_NEWS_MEMORY")
        yield memory


@contextmanager
def _existing(path: Path | None) -> Iterator[Memory]:
    from polyglot_news.errors import UsageError

    if path is not None and not path.exists():
        raise UsageError(f"there is no translation memory {path}")
    with _given(path) as memory:
        yield memory


def _mebibytes(size: int) -> str:
    return f"{size / (1 << 20):.1f}"
