"""`polyglot-news detect`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from polyglot_news.cli.options import Files, Json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from polyglot_news.article import Segment
    from polyglot_news.detect import Detection


def detect(
    files: Files,
    candidates: Annotated[
        str | None, typer.Option(metavar="LANGS", help="Only these languages are possible, such as ru,uk.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Tell the language of articles, and of their segments where they are mixed.

    \b
    Examples:
      polyglot-news detect article.txt
      polyglot-news detect news/ --json
      polyglot-news detect article.txt --candidates ru,uk
    """
    from polyglot_news.detect import detect as detect_text
    from polyglot_news.detect import detect_article
    from polyglot_news.read import read_articles
    from polyglot_news.segment import segment

    chosen = [tag.strip() for tag in candidates.split(",")] if candidates is not None else None
    for article in read_articles(files):
        segments = segment(article.text, detect_text(article.text, candidates=chosen).lang)
        found = detect_article(article, segments, chosen)
        if as_json:
            typer.echo(json.dumps({"article_id": article.id, **_fields(found, segments)}, ensure_ascii=False))
        else:
            typer.echo(f"{article.id}: {_summary(found)}")


def _fields(found: Detection, segments: Sequence[Segment]) -> dict[str, Any]:
    return {
        "lang": found.tag,
        "confidence": found.confidence,
        "reason": found.reason,
        "mixed": found.mixed,
        "shares": dict(found.shares),
        "alternatives": list(found.alternatives),
        "segments": [
            {"index": segment.index, "start": segment.start, "end": segment.end, "lang": lang}
            for segment, lang in zip(segments, found.segments, strict=True)
        ],
    }


def _summary(found: Detection) -> str:
    from polyglot_news.article import UNDETERMINED
    from polyglot_news.language import english_name

    if found.lang == UNDETERMINED:
        return f"und ({found.reason})"
    return f"{found.tag} ({english_name(found.tag)}), confidence {found.confidence:.2f}: {found.reason}"
