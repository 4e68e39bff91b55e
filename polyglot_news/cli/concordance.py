"""`polyglot-news concordance`."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polyglot_news.cli.counted import counted
from polyglot_news.cli.options import Glossaries, Quiet

if TYPE_CHECKING:
    from polyglot_news.corpus.concordance import Tally


def concordance(
    corpus: Annotated[Path, typer.Argument(help="An aligned table, a folder of them, or what batch wrote.")],
    query: Annotated[
        str, typer.Argument(help="Words, side by side; * stands for any letters, a lone * for any word.")
    ] = "",
    regex: Annotated[bool, typer.Option("--regex", help="QUERY is a regular expression.")] = False,
    lemma: Annotated[bool, typer.Option("--lemma", help="Find QUERY in any of its forms.")] = False,
    concept: Annotated[
        str, typer.Option("--concept", metavar="ID", help="A termbase's concept: as recorded in the table, or by -g.")
    ] = "",
    glossary: Glossaries = None,
    case: Annotated[bool, typer.Option("--case", help="Letter case counts.")] = False,
    target: Annotated[
        str, typer.Option("--target", metavar="QUERY", help="Only where the other side has this; of QUERY's kind.")
    ] = "",
    side: Annotated[
        str, typer.Option("--side", metavar="SIDE", help="Where to look: source, target or both.")
    ] = "source",
    outlet: Annotated[str, typer.Option("--outlet", metavar="X", help="Only articles of this outlet.")] = "",
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="Only from 2024-03-15, or 2024-03.")] = "",
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="Only up to this date, included.")] = "",
    source_lang: Annotated[str, typer.Option("--source-lang", metavar="L", help="Only this source language.")] = "",
    target_lang: Annotated[str, typer.Option("--target-lang", metavar="L", help="Only this target language.")] = "",
    sort: Annotated[
        str, typer.Option("--sort", metavar="BY", help="By left, right, date, outlet or rendering.")
    ] = "",
    limit: Annotated[
        int | None,
        typer.Option("--limit", min=0, metavar="N", help="Lines at most, 0 for all. [terminal: 100, .html: 1000]"),
    ] = None,
    width: Annotated[
        int | None, typer.Option("--width", min=1, metavar="N", help="Characters of context either side.")
    ] = None,
    count: Annotated[
        bool, typer.Option("--count", help="Count every hit, and say how often each rendering stands for it.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="OUT", help="Write .csv, .jsonl or .html; - is CSV on stdout."),
    ] = None,
    index: Annotated[
        Path | None,
        typer.Option("--index", metavar="PATH", help="Where the index is; by default beside CORPUS."),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Show every place where something is said in a corpus, and how it is rendered there.

    The first use makes an index beside the corpus; later ones add tables that are new. A rendering is what --target
    asks for, what the table or the termbase records, or else a guess: the words that go best with all the hits.

    \b
    Examples:
      polyglot-news concordance out 'спецоперац*' --sort date
      polyglot-news concordance out 'спецоперац*' --target invasion -o invasion.html
      polyglot-news concordance out --concept invasion-2022 -g russia-ukraine --count --limit 0
      polyglot-news concordance aligned.csv 'said (that|to)' --regex --side target -o said.csv
    """
    from polyglot_news.cli.kwic_lines import print_count, print_lines
    from polyglot_news.cli.progress import progress
    from polyglot_news.corpus.asked import Asked
    from polyglot_news.corpus.concordance import Filters, Search
    from polyglot_news.corpus.concordance import concordance as find
    from polyglot_news.corpus.concordance_files import write_lines
    from polyglot_news.corpus.index import open_index

    asked = Asked(query, target, regex, lemma, concept, tuple(glossary or ()), case)
    search = Search(asked.query(), side, asked.other(), Filters(outlet, since, until, source_lang, target_lang))
    most = asked.most_lines(limit, output)
    with progress("beads indexed", quiet=quiet) as told:
        opened = open_index(corpus, index, told)
    with closing(opened):
        lines, tally = find(opened, search, sort=sort, limit=most, count_all=count)
        if output:
            write_lines(lines, tally, output, asked.title, width)
        else:
            print_lines(lines, width)
    if count:
        print_count(tally, to_stderr=str(output) == "-")
    _tell(tally, quiet=quiet)


def _tell(tally: Tally, *, quiet: bool) -> None:
    """How much there is, on standard error."""
    if not tally.hits:
        typer.echo("nothing found", err=True)
    elif not quiet:
        hits = counted(tally.hits, "hit")
        typer.echo(f"the first {hits} of more; --limit 0 gives all" if tally.more else hits, err=True)
