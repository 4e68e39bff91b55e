"""A corpus of a few articles, an engine for them that costs nothing, and an indexed table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from corpora import write_lines
from shouting import ShoutingEngine
from small_corpora import Indexed, Pairs, write_corpus

from polyglot_news.corpus.index import Index, open_index

TEXTS = (
    "The talks failed on Monday. Nobody was hurt in the capital.",
    "Aid trucks crossed the border at noon.\n\nThe minister said 310 people had arrived.",
    "The talks failed on Monday. The siege goes on.",
)


@pytest.fixture
def shouting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ShoutingEngine:
    """The engine that a job opens, whatever its name."""
    engine = ShoutingEngine(tmp_path / "engine")
    monkeypatch.setattr("polyglot_news.corpus.job.engine_by_name", lambda name: engine)
    return engine


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Twelve good articles in English, and three records that are none, in JSON Lines."""
    good = [
        {"id": f"n{i % 10}", "body": TEXTS[i % 3], "lang": "en", "outlet": "Gazette", "published": "2024-03-01"}
        for i in range(12)
    ]
    bad: list[Any] = ["not json", {"id": "empty", "body": " "}, {"id": "pt", "body": "Fala-se muito.", "lang": "pt"}]
    return write_lines(tmp_path / "news.jsonl", [*good[:4], bad[0], *good[4:9], *bad[1:], *good[9:]])


@pytest.fixture
def indexed(tmp_path: Path) -> Indexed:
    """Writes a corpus of one table, see `write_corpus`, and opens its index."""

    def make(pairs: Pairs, langs: tuple[str, str] = ("ru", "en"), **more: object) -> Index:
        return open_index(write_corpus(tmp_path / "table.csv", pairs, langs, **more))  # type: ignore[arg-type]

    return make
