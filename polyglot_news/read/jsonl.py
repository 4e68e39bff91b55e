"""The aligned table as JSON Lines, one bead a line."""

from __future__ import annotations

import json
from pathlib import Path

from polyglot_news.bitext import Row
from polyglot_news.errors import ReadError


def read_jsonl(path: Path) -> list[Row]:
    """The rows of a JSON Lines file; segment indices are left to be counted again.

    Raises:
        OSError, UnicodeDecodeError: the file cannot be opened, or is not UTF-8.
        ReadError: it is empty, or a line is no JSON object; the message names the line.
    """
    rows: list[Row] = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise ReadError(f"line {number}: not JSON ({error})") from None
        if not isinstance(row, dict):
            raise ReadError(f"line {number}: not a JSON object")
        rows.append(_flattened(row))
    if not rows:
        raise ReadError("it is empty; a bitext has one JSON object a bead")
    return rows


def _flattened(row: Row) -> Row:
    """A JSON object as a row of the table: lists as their cells."""
    flat = {key: value for key, value in row.items() if key not in ("source_segments", "target_segments")}
    if isinstance(flat.get("terms"), list):
        flat["terms"] = json.dumps(flat["terms"], ensure_ascii=False) if flat["terms"] else ""
    if isinstance(flat.get("findings"), list):
        flat["findings"] = "; ".join(flat["findings"])
    return flat
