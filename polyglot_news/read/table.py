"""Bitexts in: one reader a format, chosen by the file's ending; what `polyglot_news.write` wrote comes back equal."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from polyglot_news.bitext import Bitext, from_rows
from polyglot_news.errors import ReadError, UsageError
from polyglot_news.write.cells import restore

Rows = list[Mapping[str, Any]]

_LARGEST_CELL = 10_000_000
_SEPARATORS = ",;\t"


def read_bitexts(path: Path, source_lang: str = "", target_lang: str = "") -> list[Bitext]:
    """The bitexts in a file: CSV, TSV or JSON Lines.

    Spreadsheets change what they save: a byte-order mark, `;` or tab for a comma, `\\r\\n`, other columns, another
    order of columns are all understood.

    Args:
        source_lang, target_lang: for tables that do not name their languages.

    Raises:
        UsageError: the ending names no format.
        ReadError: the file cannot be read as such a table; the message names the row.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise UsageError(f"{path}: not a bitext by its ending; use one of {' '.join(_READERS)}")
    try:
        rows = reader(path)
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"cannot read {path}: {getattr(error, 'strerror', None) or 'it is not UTF-8 text'}") from None
    try:
        return from_rows(rows, source_lang, target_lang)
    except ReadError as error:
        raise ReadError(f"{path}: {error}") from None


def _separated(path: Path) -> Rows:
    """A delimited table; the delimiter is the one that splits the header into most columns."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        text = file.read()
    if not text.strip():
        raise ReadError(f"{path} is empty; a table needs a header with at least 'source' and 'target'")
    header = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=header.count)
    csv.field_size_limit(_LARGEST_CELL)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise ReadError(f"{path}: not a well-formed table: {error}") from None
    return list(_records(path, lines))


def _records(path: Path, lines: list[list[str]]) -> Iterator[Mapping[str, Any]]:
    columns = lines[0]
    twice = {column for column in columns if columns.count(column) > 1}
    if twice:
        raise ReadError(f"{path}: the header names '{min(twice)}' twice; rename one of the columns")
    for number, cells in enumerate(lines[1:], start=1):
        if not any(cells):
            continue
        if len(cells) > len(columns):
            raise ReadError(f"{path}, row {number}: {len(cells)} cells under {len(columns)} columns")
        cells = [*cells, *[""] * (len(columns) - len(cells))]
        yield {column: restore(cell) for column, cell in zip(columns, cells, strict=True)}


def _json_lines(path: Path) -> Rows:
    rows: Rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise ReadError(f"{path}, line {number}: not JSON ({error})") from None
        if not isinstance(row, dict):
            raise ReadError(f"{path}, line {number}: not a JSON object")
        rows.append(_flattened(row))
    if not rows:
        raise ReadError(f"{path} is empty; a bitext has one JSON object a bead")
    return rows


def _flattened(row: dict[str, Any]) -> Mapping[str, Any]:
    """A JSON object as a row of the table: lists as their cells, segment indices left to be counted again."""
    flat = {key: value for key, value in row.items() if key not in ("source_segments", "target_segments")}
    if isinstance(flat.get("terms"), list):
        flat["terms"] = json.dumps(flat["terms"], ensure_ascii=False) if flat["terms"] else ""
    if isinstance(flat.get("findings"), list):
        flat["findings"] = "; ".join(flat["findings"])
    return flat


_READERS: dict[str, Callable[[Path], Rows]] = {
    ".csv": _separated, ".tsv": _separated, ".jsonl": _json_lines,
}  # fmt: skip
