"""The aligned corpus as it lies on disk: one table, a folder of tables, or the folder that `batch` writes.

A folder with a `manifest.json` holds its tables in `parts/`, and the manifest says which of them are done; any other
folder is read for the tables in it. Rows come in pieces, so that a corpus may be larger than memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from polyglot_news.bitext import Row
from polyglot_news.errors import ReadError
from polyglot_news.read.table import READERS, read_rows

MANIFEST = "manifest.json"
PARTS = "parts"
PIECE = 10_000
"""Rows that are handed on at a time."""


def tables(corpus: Path) -> list[Path]:
    """The table files of a corpus, in order.

    Raises:
        ReadError: there is no such file or folder, the folder holds no table, or its manifest cannot be read.
    """
    if corpus.is_file():
        return [corpus]
    if not corpus.is_dir():
        raise ReadError(f"{corpus}: no such file or folder; give an aligned table, or the folder that batch wrote")
    manifest = corpus / MANIFEST
    found = (
        _listed(manifest)
        if manifest.is_file()
        else sorted(file for file in corpus.iterdir() if file.suffix.lower() in READERS and file.is_file())
    )
    if not found:
        raise ReadError(f"{corpus}: no aligned table in it; files ending in {' '.join(READERS)} are read")
    return found


def rows(corpus: Path, columns: Sequence[str] = ()) -> Iterator[list[Row]]:
    """The rows of a corpus in pieces of at most `PIECE`, as the reader of each format gives them.

    Args:
        corpus: see `tables`.
        columns: those that are needed, all of them if none is named; the others may be left out. A column that a
            table lacks is None in its rows.

    Raises:
        ReadError: a table cannot be read; the message names it.
        MissingExtraError: its format needs a library that is not installed.
    """
    for table in tables(corpus):
        pieces = _parquet_pieces(table, columns) if table.suffix.lower() == ".parquet" else _pieces(read_rows(table))
        for piece in pieces:
            _require_texts(table, piece, columns)
            yield [{**dict.fromkeys(columns), **row} for row in piece]


def _require_texts(table: Path, piece: Sequence[Row], columns: Sequence[str]) -> None:
    """Irregular rows may lack a text; a table in which all of them do is no aligned one."""
    for column in ("source", "target"):
        if piece and (not columns or column in columns) and not any(column in row for row in piece):
            raise ReadError(f"{table}: the table has no column '{column}'; it needs at least 'source' and 'target'")


def _listed(manifest: Path) -> list[Path]:
    try:
        names = [part["name"] for part in json.loads(manifest.read_text(encoding="utf-8"))["parts"]]
    except (OSError, ValueError, KeyError, TypeError):
        raise ReadError(f"{manifest}: not a manifest that batch wrote; run batch again to repair it") from None
    return [manifest.parent / PARTS / name for name in names]


def _pieces(all_rows: Sequence[Row]) -> Iterator[list[Row]]:
    for start in range(0, len(all_rows), PIECE):
        yield list(all_rows[start : start + PIECE])


def _parquet_pieces(table: Path, columns: Sequence[str]) -> Iterator[list[Row]]:
    from polyglot_news.read.parquet import parquet_pieces

    return parquet_pieces(table, columns, PIECE)
