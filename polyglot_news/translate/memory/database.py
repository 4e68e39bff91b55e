"""The SQLite database of a memory: opened by every process for itself, shared by all, replaced when it is damaged."""

from __future__ import annotations

import os
import random
import sqlite3
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import RLock
from typing import TypeVar

from polyglot_news.errors import MemoryDamagedError, PolyglotNewsError, UsageError, WriteError
from polyglot_news.translate.memory import schema
from polyglot_news.translate.memory.repair import set_aside
from polyglot_news.translate.memory.seal import BrokenSealError

ENDINGS = (".sqlite", ".sqlite3", ".db")
"""How the file of a memory may end: a damaged one is replaced, which must not happen to a file named by mistake."""

_PATIENCE = 60.0
"""Seconds to wait for other writers, within SQLite and again around it."""

_PAUSE = 0.05

_REPLACEMENTS = 3
"""How often a file is replaced for one piece of work: one that is damaged again and again lies on a broken disk."""

T = TypeVar("T")
DamageHandler = Callable[[PolyglotNewsError], None]

_inherited: list[sqlite3.Connection] = []
"""Connections of a parent process: kept, because closing them here would disturb it."""


class Database:
    """One memory's file.

    Args:
        path: the file, which is made when it is first needed.
        on_damage: told when a damaged file was set aside and a new one begun; by default a warning is issued.

    Raises:
        UsageError: the ending is none of `ENDINGS`, or the file is another program's database.
    """

    def __init__(self, path: Path, on_damage: DamageHandler | None) -> None:
        if path.suffix.lower() not in ENDINGS:
            raise UsageError(f"{path}: the file of a translation memory ends in {' or '.join(ENDINGS)}")
        self.path = path
        self._on_damage = on_damage or (lambda error: warnings.warn(str(error), stacklevel=2))
        self._lock = RLock()
        self._connection: sqlite3.Connection | None = None
        self._birth = ""
        self._process = 0

    def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """The result of `work`, outside of any transaction; done again on a new database when this one is damaged."""
        return self._until_done(work)

    def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """The result of `work` in a transaction of its own; it may be done several times and must not mind.

        Raises:
            WriteError: the file cannot be written.
        """

        def in_transaction(connection: sqlite3.Connection) -> T:
            connection.execute("BEGIN IMMEDIATE")
            try:
                result = work(connection)
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise
            return result

        return self._until_done(in_transaction)

    def close(self) -> None:
        """Let go of the file; it is opened again when it is needed."""
        with self._lock:
            if self._connection is not None and self._process == os.getpid():
                with suppress(sqlite3.Error):
                    self._connection.close()
                self._connection = None

    def _until_done(self, work: Callable[[sqlite3.Connection], T]) -> T:
        deadline = time.monotonic() + _PATIENCE
        replacements = 0
        with self._lock:
            while True:
                try:
                    return work(self._connected())
                except (sqlite3.DatabaseError, BrokenSealError) as error:
                    if _is_damage(error) and replacements < _REPLACEMENTS:
                        replacements += 1
                        self._replace(error)
                    elif not _is_busy(error) or time.monotonic() > deadline:
                        raise WriteError(f"the translation memory {self.path} cannot be used: {error}") from error
                    else:
                        time.sleep(random.uniform(0, _PAUSE))

    def _connected(self) -> sqlite3.Connection:
        if self._connection is not None and self._process != os.getpid():
            _inherited.append(self._connection)
            self._connection = None
        if self._connection is None:
            self._connection, self._process = self._open(), os.getpid()
            self._birth = schema.birth(self._connection)
        return self._connection

    def _open(self) -> sqlite3.Connection:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(
                self.path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False, cached_statements=64
            )
        except (OSError, sqlite3.OperationalError) as error:
            raise WriteError(f"the translation memory {self.path} cannot be opened: {error}") from error
        try:
            self._make_ready(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _make_ready(self, connection: sqlite3.Connection) -> None:
        # Tables first: another process may be making them now, and whoever sees them sees their id a moment later.
        tables = connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        if application != schema.APPLICATION and tables:
            raise UsageError(f"{self.path} is a database, but no translation memory: name another file")
        version = schema.version(connection)
        if application == schema.APPLICATION and version != schema.VERSION:
            raise UsageError(f"{self.path} was made by another version of the program: name another file")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        if application != schema.APPLICATION:
            connection.execute("BEGIN IMMEDIATE")
            schema.create(connection)
            connection.execute("COMMIT")

    def _replace(self, reason: Exception) -> None:
        self.close()
        try:
            aside = set_aside(self.path, self._birth)
        except (OSError, sqlite3.OperationalError) as error:
            raise WriteError(
                f"the translation memory {self.path} is damaged ({reason}) and cannot be set aside: {error}"
            ) from error
        if aside is not None:
            copy, saved = aside
            why = "a text is no UTF-8" if _is_no_text(reason) else reason
            self._on_damage(
                MemoryDamagedError(
                    f"the translation memory {self.path} was damaged ({why}): it is set aside as {copy.name}, "
                    f"and a new one is begun with the {saved} segments that could be saved"
                )
            )


def _is_busy(error: Exception) -> bool:
    return isinstance(error, sqlite3.OperationalError) and ("locked" in str(error) or "busy" in str(error))


def _is_damage(error: Exception) -> bool:
    """SQLite's codes CORRUPT and NOTADB have no class of their own in Python; those of all other codes do."""
    return isinstance(error, BrokenSealError) or type(error) is sqlite3.DatabaseError or _is_no_text(error)


def _is_no_text(error: Exception) -> bool:
    return isinstance(error, sqlite3.OperationalError) and "Could not decode" in str(error)
