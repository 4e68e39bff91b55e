"""Small corpora to look things up in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from polyglot_news.bitext import Bead, Bitext, TermUse
from polyglot_news.corpus.index import Index, open_index
from polyglot_news.write import write_bitexts

Pairs = Sequence[tuple[str, str]]
Indexed = Callable[..., Index]


def write_corpus(
    path: Path,
    pairs: Pairs,
    langs: tuple[str, str] = ("ru", "en"),
    *,
    terms: Sequence[tuple[TermUse, ...]] = (),
    **about: str,
) -> Path:
    """Write pairs of texts as one article whose columns `outlet`, `date` … are `about`."""
    beads = tuple(
        Bead(source, target, (i,), (i,), terms=terms[i] if terms else (), extra=about)
        for i, (source, target) in enumerate(pairs)
    )
    write_bitexts([Bitext(path.stem, *langs, beads)], path)
    return path


@pytest.fixture
def indexed(tmp_path: Path) -> Indexed:
    """Writes a corpus of one table, see `write_corpus`, and opens its index."""

    def make(pairs: Pairs, langs: tuple[str, str] = ("ru", "en"), **more: object) -> Index:
        return open_index(write_corpus(tmp_path / "table.csv", pairs, langs, **more))  # type: ignore[arg-type]

    return make
