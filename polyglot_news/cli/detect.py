"""`polyglot-news detect`."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from polyglot_news.cli.options import Files, Json


def detect(
    files: Files,
    candidates: Annotated[
        str | None, typer.Option(metavar="LANGS", help="Only these languages are possible, such as ru,uk.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Tell the language of articles, and of their segments where they are mixed.

    [bold]Examples[/bold]

      polyglot-news detect article.txt
      polyglot-news detect news/ --json
      polyglot-news detect article.txt --candidates ru,uk
    """
    from polyglot_news.detect import detect_article
    from polyglot_news.read import read_articles

    chosen = candidates.split(",") if candidates else None
    for article in read_articles(files):
        found = detect_article(article, candidates=chosen)
        if as_json:
            typer.echo(json.dumps({"article_id": article.id, **found.as_dict()}, ensure_ascii=False))
        else:
            typer.echo(f"{article.id}: {found.summary()}")
