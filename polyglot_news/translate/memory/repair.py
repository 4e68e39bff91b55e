"""What becomes of a damaged memory: a copy is set aside, and the file is made new where it stands.

It is not renamed: another process may have it open, and SQLite, closing a renamed file, would delete the write-ahead
log of the one that took its place. Copied over by SQLite itself, under its locks, the new content is what every other
process sees next. Then the rows that can still be read are brought over.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

from filelock import FileLock

from polyglot_news.translate.memory import schema
from polyglot_news.translate.memory.rescue import rescue

_HEADER = 4096
"""Bytes of a database's first page."""


def set_aside(path: Path, birth: str) -> tuple[Path, int] | None:
    """Replace a damaged memory by a new one, with what can still be read of it.

    Args:
        birth: which memory was found to be damaged (see `schema.birth`); empty if it could not be opened.

    Returns:
        The copy of the damaged file, and how many rows of it could be saved; None if another process has replaced the
        memory already.

    Raises:
        OSError: the copy cannot be written.
        sqlite3.OperationalError: another process does not let go of the file.
    """
    with FileLock(f"{path}.lock"):
        if _is_another(path, birth):
            return None
        aside = next(
            name for number in count(1) if not (name := path.with_name(f"{path.name}.corrupt-{number}")).exists()
        )
        shutil.copyfile(path, aside)
        log = path.with_name(f"{path.name}-wal")
        if log.exists() and log.stat().st_size:
            shutil.copyfile(log, aside.with_name(f"{aside.name}-wal"))
        _make_new(path)
        return aside, rescue(aside, path)


def _is_another(path: Path, birth: str) -> bool:
    """Whether a sound memory stands there that is not the one called `birth`."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                return False
            return schema.version(connection) == schema.VERSION and schema.birth(connection) != birth
    except sqlite3.DatabaseError:
        return False


def _make_new(path: Path) -> None:
    """Copy an empty memory over the file; where SQLite does not know its first page, that is written first."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as empty:
        schema.create(empty)
        try:
            _copy_over(empty, path)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            with path.open("r+b") as file:
                file.write(_first_page(path))
            _copy_over(empty, path)


def _copy_over(empty: sqlite3.Connection, path: Path) -> None:
    with closing(sqlite3.connect(path, timeout=60.0)) as damaged:
        empty.backup(damaged)


def _first_page(path: Path) -> bytes:
    """The first page of an empty database that keeps a write-ahead log."""
    model = path.with_name(f"{path.name}.new")
    try:
        with closing(sqlite3.connect(model, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
        return model.read_bytes()[:_HEADER]
    finally:
        model.unlink(missing_ok=True)
