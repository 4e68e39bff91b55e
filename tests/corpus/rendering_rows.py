"""Rows with recorded term uses, for the tests of what a corpus shows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def use(article: str, rendering: str, concept: str = "war", **more: Any) -> dict[str, Any]:
    """A row in which one concept is rendered; an empty rendering: by words that are not listed."""
    target = f"O texto fala de {rendering or 'outra coisa'}."
    found: dict[str, Any] = {
        "concept": concept,
        "source_term": concept,
        "source_start": 0,
        "source_end": len(concept),
    }
    if rendering:
        start = target.index(rendering)
        found |= {"rendering": rendering, "target_start": start, "target_end": start + len(rendering)}
    return {
        "article_id": article, "source_lang": "en", "source": concept, "target_lang": "pt", "target": target,
        "terms": json.dumps([found]), **more,
    }  # fmt: skip


def write(rows: Iterable[dict[str, Any]], folder: Path) -> Path:
    """The rows as a corpus."""
    path = folder / "corpus.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def changing(concept: str, since: int | None, months: int = 12, articles: int = 8) -> list[dict[str, Any]]:
    """One concept over months: mostly "a guerra", from month `since` on mostly "o conflito"; two uses an article."""
    rows = []
    for month in range(months):
        for n in range(articles):
            new = (n % 4 == 0) if since is None or month < since else (n % 4 != 0)
            words = "o conflito" if new else "a guerra"
            about = {"date": f"2024-{month + 1:02}-09", "outlet": ("Sul", "Norte")[n // 4 % 2]}
            rows += [use(f"{concept}-{month}-{n}", words, concept, **about)] * 2
    return rows
