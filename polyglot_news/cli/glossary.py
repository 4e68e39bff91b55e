"""`polyglot-news glossary`: what ships, what is wrong with a termbase, and where its terms stand in texts."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from polyglot_news.cli.options import Files, Format, Glossaries, Json, Output, Profile, Quiet

if TYPE_CHECKING:
    from polyglot_news.glossary.termbase import Termbase

app = typer.Typer(help="Termbases of contested terms: list, check, convert, match, apply.", no_args_is_help=True)

Given = Annotated[list[str], typer.Argument(metavar="G...", help="Termbases: files, or names that ship.")]
SourceLang = Annotated[str, typer.Option("--from", metavar="LANG", help="First language, where the file names none.")]
TargetLang = Annotated[str, typer.Option("--to", metavar="LANG", help="Second language, where the file names none.")]


@app.command("list")
def list_termbases(as_json: Json = False) -> None:
    """List the termbases that ship.

    Example: glossary list
    """
    from polyglot_news.glossary.bundled import bundled_names, load_bundled

    for termbase in map(load_bundled, bundled_names()):
        row = {
            "name": termbase.name,
            "concepts": len(termbase.concepts),
            "terms": len(termbase),
            "languages": list(termbase.languages),
            "profiles": list(termbase.profiles),
        }
        text = f"{row['name']}: {row['concepts']} concepts, {row['terms']} terms, {' '.join(termbase.languages)}"
        typer.echo(json.dumps(row, ensure_ascii=False) if as_json else text)


@app.command()
def show(
    given: Given,
    concept: Annotated[str, typer.Option(metavar="ID", help="Only this concept.")] = "",
    lang: Annotated[str, typer.Option(metavar="LANG", help="Only terms of this language.")] = "",
    as_json: Json = False,
) -> None:
    """Show the terms of a termbase: by concept and language, with status, users and source.

    Example: glossary show russia-ukraine --lang pt
    """
    from dataclasses import asdict

    from polyglot_news.errors import UsageError
    from polyglot_news.glossary.given import given_termbase

    termbase = given_termbase(given)
    if concept and concept not in termbase.concepts:
        raise UsageError(f"no concept '{concept}' in {termbase.name}")
    for number, name in enumerate([concept] if concept else termbase.concepts):
        terms = termbase.of(name, lang)
        if not as_json and terms:
            typer.echo(("\n" if number else "") + name)
        for term in terms:
            whose = ", ".join(term.whose)
            parts = [term.status, whose, term.source]
            text = f"  {term.lang}  {term.text}  ({'; '.join(part for part in parts if part)})"
            typer.echo(json.dumps(asdict(term), ensure_ascii=False) if as_json else text)


@app.command()
def lint(given: Given, source: SourceLang = "", target: TargetLang = "", as_json: Json = False) -> None:
    """Say what is wrong with termbases; exit code 1 when there is an error.

    Example: glossary lint my-terms.csv
    """
    from dataclasses import asdict

    from polyglot_news.glossary.given import given_termbase
    from polyglot_news.glossary.lint import SEVERITIES
    from polyglot_news.glossary.lint import lint as check

    found: Counter[str] = Counter()
    for name in given:
        for problem in check(given_termbase([name], source, target)):
            found[problem.severity] += 1
            where = f"{problem.origin}, row {problem.row}"
            text = f"{where}: {problem.severity}: {problem.code}: {problem.concept}: {problem.message}"
            typer.echo(json.dumps(asdict(problem), ensure_ascii=False) if as_json else text)
    if not as_json:
        typer.echo(", ".join(f"{severity}: {found[severity]}" for severity in reversed(SEVERITIES)))
    if found["error"]:
        raise typer.Exit(1)


@app.command()
def convert(
    given: Annotated[str, typer.Argument(metavar="G", help="A termbase: a file, or a name that ships.")],
    output: Annotated[Path, typer.Argument(metavar="OUT", help="A .csv, .tsv or .tbx file.")],
    source: SourceLang = "",
    target: TargetLang = "",
) -> None:
    """Write a termbase in another format, which the ending of OUT chooses.

    Examples: glossary convert words.tsv terms.tbx --from en --to pt · glossary convert china china.tbx
    """
    from polyglot_news.glossary.formats import write_termbase
    from polyglot_news.glossary.given import given_termbase

    termbase = given_termbase([given], source, target)
    write_termbase(termbase, output)
    typer.echo(f"{output}: {len(termbase.concepts)} concepts, {len(termbase)} terms", err=True)


@app.command()
def match(
    files: Files,
    glossaries: Glossaries = None,
    lang: Annotated[str, typer.Option(metavar="LANG", help="Language of the texts; detected when not given.")] = "",
    as_json: Json = False,
) -> None:
    """Find the terms of termbases in texts, in any inflection.

    Example: glossary match article.txt -g russia-ukraine
    """
    from polyglot_news.detect import detect
    from polyglot_news.glossary.match import Matcher
    from polyglot_news.read import read_articles

    termbase = _needed(glossaries)
    for article in read_articles(files):
        for hit in Matcher(termbase, lang or detect(article.text).lang).find(article.text):
            row: dict[str, Any] = {
                "article_id": article.id, "start": hit.start, "end": hit.end, "text": hit.text,
                "concept": hit.concept, "term": hit.term.text, "status": hit.term.status,
                "whose": list(hit.term.whose),
            }  # fmt: skip
            about = "; ".join(filter(None, (hit.term.status, ", ".join(hit.term.whose))))
            text = f"{article.id}:{hit.start}: {hit.text}  {hit.concept}  ({about})"
            typer.echo(json.dumps(row, ensure_ascii=False) if as_json else text)


@app.command()
def apply(
    bitext: Annotated[Path, typer.Argument(help="A bitext: a table with source and target.")],
    glossaries: Glossaries = None,
    profile: Profile = "",
    source: SourceLang = "",
    target: TargetLang = "",
    output: Output = None,
    format_name: Format = None,
    quiet: Quiet = False,
) -> None:
    """Record in a bitext what each term of its source became in its target; no text is changed.

    Works for any bitext, also one whose target somebody else translated.

    Example: glossary apply aligned.csv -g russia-ukraine --profile un -o annotated.csv
    """
    from polyglot_news.glossary.record import annotate
    from polyglot_news.glossary.termbase import check_profile
    from polyglot_news.read.table import read_bitexts
    from polyglot_news.write import destination, write_bitexts

    termbase = _needed(glossaries)
    check_profile(termbase, profile)
    path, chosen = destination(output, format_name)
    bitexts = [annotate(one, termbase, profile) for one in read_bitexts(bitext, source, target)]
    write_bitexts(bitexts, path, chosen)
    if not quiet:
        outcomes = Counter(use.outcome for one in bitexts for bead in one.beads for use in bead.terms)
        told = ", ".join(f"{name}: {count}" for name, count in outcomes.most_common())
        typer.echo(told or "no term found", err=True)


def _needed(glossaries: list[str] | None) -> Termbase:
    from polyglot_news.errors import UsageError
    from polyglot_news.glossary.given import given_termbase

    if not glossaries:
        raise UsageError("name at least one termbase with --glossary; those that ship: polyglot-news glossary list")
    return given_termbase(glossaries)
