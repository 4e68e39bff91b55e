"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Files = Annotated[
    list[Path], typer.Argument(help="Articles (.txt .md .html), folders of them, or - for standard input.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary on standard error.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line, for programs.")]
FromLang = Annotated[
    str | None, typer.Option("--from", metavar="LANG", help="Source language; detected when not given.")
]
TargetLang = Annotated[
    str | None, typer.Option("--to", metavar="LANG", help="Language of the translation; detected when not given.")
]
"""Of a translation that is there already."""

ToLang = Annotated[str, typer.Option("--to", metavar="LANG", help="Target language, such as pt or pt-BR.")]
Via = Annotated[
    list[str] | None, typer.Option("--via", metavar="LANG", help="Go through this language; may be repeated.")
]
Beam = Annotated[int, typer.Option(min=1, max=32, help="Beam size; 1 is fastest.")]
TermsMode = Annotated[
    str, typer.Option("--terms", metavar="MODE", help="What a glossary does: off, annotate, prefer or enforce.")
]
Segmented = Annotated[
    bool, typer.Option("--segmented", help="Take every line as one segment; lines are kept as they are.")
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="OUT", help="Where to write; the ending chooses the format, - is stdout."),
]
Format = Annotated[str | None, typer.Option("--format", metavar="NAME", help="The format, whatever the ending.")]
Excel = Annotated[bool, typer.Option("--excel", help="CSV with the byte-order mark that Excel needs.")]
EngineName = Annotated[str, typer.Option("--engine", metavar="NAME", help="The engine: argos or firefox.")]
Glossaries = Annotated[
    list[str] | None,
    typer.Option("--glossary", "-g", metavar="G", help="A termbase: a file or a name that ships; may be repeated."),
]
Profile = Annotated[
    str, typer.Option("--profile", metavar="P", help="Whose terms are wanted: tags such as 'un' or 'un; ap'.")
]
MemoryFile = Annotated[
    Path | None,
    typer.Option(
        "--memory", "-m", metavar="M", envvar="POLYGLOT_NEWS_MEMORY", help="A translation memory, an .sqlite file."
    ),
]
