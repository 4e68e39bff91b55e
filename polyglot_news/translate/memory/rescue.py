"""What can still be read of a damaged memory, brought into the new one."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from polyglot_news.translate.memory.seal import seal, seal_of_review

_HEADER = 100
"""Bytes of the header of a database, in its first page."""

_STEP = 200
"""Rows that are read at a time; where one of them cannot be read, they are read one by one."""

_GAP = 20_000
"""Row numbers that are tried without finding anything before the rest is given up."""

_Row = tuple[Any, ...]


def rescue(damaged: Path, new: Path) -> int:
    """Copy the sound rows of a damaged memory into a new one.

    Returns:
        How many segments, remembered or reviewed, were saved.

    Raises:
        OSError: there is no room for a copy to work on.
    """
    with tempfile.TemporaryDirectory(dir=damaged.parent) as folder:
        scratch = Path(folder) / damaged.name
        for ending in ("", "-wal"):
            part = damaged.with_name(damaged.name + ending)
            if part.exists():
                shutil.copyfile(part, scratch.with_name(scratch.name + ending))
        _mend_header(scratch, new)
        try:
            with closing(sqlite3.connect(scratch)) as source, closing(sqlite3.connect(new, timeout=60.0)) as target:
                source.execute("SELECT name FROM sqlite_master").fetchall()
                return _copy(source, target)
        except sqlite3.DatabaseError:  # not even the list of its tables can be read
            return 0


def _mend_header(scratch: Path, new: Path) -> None:
    """Write a header that fits where it is lost, or counts more pages than there are (SQLite file format, 1.3)."""
    with new.open("rb") as file:
        model = file.read(_HEADER)
    page = int.from_bytes(model[16:18], "big")
    with scratch.open("r+b") as file:
        header = file.read(_HEADER)
        pages = max(1, -(-scratch.stat().st_size // page))
        if header[:24] == model[:24] and int.from_bytes(header[28:32], "big") <= pages:
            return
        once = (1).to_bytes(4, "big")
        file.seek(0)
        file.write(model[:24] + once + pages.to_bytes(4, "big") + bytes(8) + model[40:92] + once + model[96:])
        file.truncate(pages * page)


def _copy(source: sqlite3.Connection, target: sqlite3.Connection) -> int:
    with target:
        target.executemany(
            "INSERT OR IGNORE INTO setups VALUES (?, ?, ?, ?, ?, ?, ?)", _sound(source, "setups", _is_setup)
        )
        known = {number for (number,) in target.execute("SELECT id FROM setups")}
        before = target.total_changes
        target.executemany(
            "INSERT OR IGNORE INTO segments VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (row for row in _sound(source, "segments", _is_segment) if row[1] in known),
        )
        target.executemany(
            "INSERT OR IGNORE INTO reviewed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            _sound(source, "reviewed", _is_reviewed),
        )
    return target.total_changes - before


def _sound(source: sqlite3.Connection, table: str, is_sound: Callable[[_Row], bool]) -> Iterator[_Row]:
    """The rows of a table that can be read and are what was written, by row number; unreadable ones are skipped."""
    start = barren = 0
    while barren < _GAP:
        rows = _between(source, table, start, start + _STEP)
        if rows is None:
            rows = [
                row
                for number in range(start, start + _STEP)
                for row in _between(source, table, number, number + 1) or ()
            ]
        barren = 0 if rows else barren + _STEP
        start += _STEP
        yield from filter(is_sound, rows)


def _between(source: sqlite3.Connection, table: str, start: int, end: int) -> list[_Row] | None:
    """The rows with these numbers; None where they cannot be read."""
    try:
        return source.execute(f"SELECT * FROM {table} WHERE rowid >= ? AND rowid < ?", [start, end]).fetchall()
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return None


def _is_setup(row: _Row) -> bool:
    number, digest, *texts, hits = row
    return isinstance(number, int) and isinstance(digest, bytes) and isinstance(hits, int) and _are_texts(texts)


def _is_segment(row: _Row) -> bool:
    key, _, source, target, score, more, used, sealed = row
    if not (isinstance(key, bytes) and _are_texts((source, target, more)) and isinstance(used, int)):
        return False
    return isinstance(score, float | None) and seal(key, target, score, more) == sealed


def _is_reviewed(row: _Row) -> bool:
    *texts, sealed = row
    return _are_texts(texts) and seal_of_review(row[3], row[4], row[5]) == sealed


def _are_texts(values: Any) -> bool:
    return all(isinstance(value, str) for value in values)
