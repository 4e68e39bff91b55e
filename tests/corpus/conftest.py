from __future__ import annotations

from pathlib import Path

import pytest
from small_corpora import Indexed, Pairs, write_corpus

from polyglot_news.corpus.index import Index, open_index


@pytest.fixture
def indexed(tmp_path: Path) -> Indexed:
    """Writes a corpus of one table, see `write_corpus`, and opens its index."""

    def make(pairs: Pairs, langs: tuple[str, str] = ("ru", "en"), **more: object) -> Index:
        return open_index(write_corpus(tmp_path / "table.csv", pairs, langs, **more))  # type: ignore[arg-type]

    return make
