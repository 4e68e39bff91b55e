"""Small corpora to look things up in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from polyglot_news.bitext import Bead, Bitext, TermUse
from polyglot_news.corpus.index import Index
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
