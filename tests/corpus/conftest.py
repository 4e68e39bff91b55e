"""A corpus of a few articles, and an engine for them that costs nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from corpora import write_lines
from shouting import ShoutingEngine

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
