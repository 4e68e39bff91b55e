"""`polyglot-news translate`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polyglot_news.cli import options as option
from polyglot_news.cli.counted import counted
from polyglot_news.cli.opened_memory import opened_memory
from polyglot_news.cli.progress import progress

if TYPE_CHECKING:
    from polyglot_news.bitext import Bitext
    from polyglot_news.errors import PolyglotNewsError
    from polyglot_news.translate.memory import Memory


def translate(
    files: option.Files,
    to: option.ToLang,
    source: option.FromLang = None,
    via: option.Via = None,
    segmented: option.Segmented = False,
    engine: option.EngineName = "argos",
    beam: option.Beam = 4,
    glossaries: option.Glossaries = None,
    terms: option.TermsMode = "enforce",
    profile: option.Profile = "",
    memory_file: option.MemoryFile = None,
    fuzzy: Annotated[
        float | None,
        typer.Option(
            "--fuzzy",
            metavar="PERCENT",
            min=50,
            max=100,
            help="Put into the note what readers have made of segments so much alike; needs --memory.",
        ),
    ] = None,
    output: option.Output = None,
    format_name: option.Format = None,
    excel: option.Excel = False,
    quiet: option.Quiet = False,
) -> None:
    """Translate articles into an aligned bilingual table.

    On a terminal the two languages are shown side by side; piped, or with -o, the table is written.

    \b
    Examples:
      polyglot-news translate article.txt --to pt -o article.csv
      polyglot-news translate article.txt --to pt -g russia-ukraine --profile un -o article.csv
      polyglot-news translate news/ --from en --to pt -o news.jsonl
      polyglot-news translate news/ --to pt --memory news.sqlite --fuzzy 75 -o news.jsonl
      curl -s URL | polyglot-news translate - --to en > article.csv
    """
    from polyglot_news.errors import UsageError
    from polyglot_news.glossary.given import terminology
    from polyglot_news.read import read_articles
    from polyglot_news.translate.engine import Decoding
    from polyglot_news.translate.engines import engine_by_name
    from polyglot_news.translate.pipeline import Options, translate_articles
    from polyglot_news.write import destination, write_bitexts

    if fuzzy is not None and memory_file is None:
        raise UsageError("--fuzzy looks into a translation memory; name one with --memory")
    target, chosen = destination(output, format_name, excel=excel)
    enforcement = terminology(glossaries or [], terms, profile, source or "", to)
    failed: list[PolyglotNewsError] = []

    with opened_memory(memory_file) as memory, progress("segments translated", quiet=quiet) as advance:
        options = Options(to, source, tuple(via or ()), segmented, Decoding(beam_size=beam), enforcement, memory)
        articles = read_articles(files, on_error=failed.append)
        bitexts = list(
            translate_articles(articles, options, engine_by_name(engine), on_error=failed.append, on_progress=advance)
        )
        if memory is not None and fuzzy is not None:
            from polyglot_news.translate.memory.offers import Offers

            offers = Offers(memory, fuzzy)
            bitexts = [offers.beside(bitext) for bitext in bitexts]
    if bitexts:
        if output is None and format_name is None and not excel and sys.stdout.isatty():
            _show(bitexts)
        else:
            write_bitexts(bitexts, target, chosen)
            if not quiet and output is not None and str(output) != "-":
                _summarise(bitexts, output, memory)
    _raise_failures(failed)


def _show(bitexts: list[Bitext]) -> None:
    from polyglot_news.cli.side_by_side import print_side_by_side

    for bitext in bitexts:
        print_side_by_side(bitext)


def _summarise(bitexts: list[Bitext], output: Path, memory: Memory | None) -> None:
    beads = [bead for bitext in bitexts for bead in bitext.beads]
    marked = sum(1 for bead in beads if any(finding.startswith("degenerate:") for finding in bead.findings))
    uses = Counter(use.outcome for bead in beads for use in bead.terms)
    terms = "".join(f", {counted(count, 'term')} {outcome}" for outcome, count in uses.most_common())
    done = f"{counted(len(bitexts), 'article')}, {counted(len(beads), 'row')}, {marked} to look at (column findings)"
    known = f", {memory.hits} of {memory.hits + memory.misses} segments remembered" if memory else ""
    typer.echo(f"{output}: {done}{terms}{known}", err=True)


def _raise_failures(failed: list[PolyglotNewsError]) -> None:
    """Say every failure, one a line; the last one is raised and sets the exit code."""
    for error in failed[:-1]:
        typer.echo(f"polyglot-news: {' '.join(str(error).split())}", err=True)
    if failed:
        raise failed[-1]
