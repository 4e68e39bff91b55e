"""`polyglot-news segment`."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from polyglot_news.cli.options import Files, Json


def segment(
    files: Files,
    lang: Annotated[str | None, typer.Option(metavar="LANG", help="Language; detected when not given.")] = None,
    as_json: Json = False,
) -> None:
    """Cut articles into segments (sentences, headings, date lines), with offsets into the untouched text.

    \b
    Examples:
      polyglot-news segment article.txt
      polyglot-news segment article.txt --lang ru --json
    """
    from dataclasses import asdict

    from polyglot_news.detect import detect as detect_text
    from polyglot_news.language import canonical
    from polyglot_news.read import read_articles
    from polyglot_news.segment import segment as cut

    chosen = canonical(lang) if lang else None
    for article in read_articles(files):
        for found in cut(article.text, chosen or detect_text(article.text).lang):
            if as_json:
                typer.echo(json.dumps({"article_id": article.id, **asdict(found)}, ensure_ascii=False))
            else:
                typer.echo(" ".join(found.text.split()))
