"""What a memory holds, and taking away what is of no use any more."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from polyglot_news.models.digest import digest
from polyglot_news.translate.engine import Model
from polyglot_news.translate.memory import rows
from polyglot_news.translate.memory.keys import TRANSLATION, program
from polyglot_news.translate.memory.memory import Memory

_ROUNDS = 8
"""How often the least used entries are taken away until a memory is small enough."""


@dataclass(frozen=True, slots=True)
class SetupCount:
    """What is remembered of one setup (see `keys.Setup`), and how often it was of use."""

    source_lang: str
    target_lang: str
    route: str
    models: tuple[str, ...]
    decoding: str
    terms: str
    segments: int
    hits: int


@dataclass(frozen=True, slots=True)
class ReviewCount:
    source_lang: str
    target_lang: str
    review: str
    segments: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a memory holds. `size` is in bytes, the write-ahead log included."""

    size: int
    setups: tuple[SetupCount, ...]
    reviewed: tuple[ReviewCount, ...]
    verdicts: int


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was taken away: segments, and the size of the file in bytes before and after."""

    segments: int
    before: int
    after: int


def statistics(memory: Memory) -> Statistics:
    """Count what a memory holds, the largest setups first."""

    def work(connection: sqlite3.Connection) -> Statistics:
        sizes = dict(connection.execute("SELECT setup, count(*) FROM segments GROUP BY setup"))
        setups = [
            _setup_count(json.loads(facts), sizes.get(number, 0), hits)
            for number, facts, hits in connection.execute("SELECT id, facts, hits FROM setups ORDER BY id")
        ]
        reviewed = connection.execute(
            "SELECT source_lang, target_lang, review, count(*) FROM reviewed GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
        )
        verdicts = connection.execute("SELECT count(*) FROM verdicts").fetchone()[0]
        return Statistics(
            _size(memory.database.path),
            tuple(sorted(setups, key=lambda setup: -setup.segments)),
            tuple(ReviewCount(*row) for row in reviewed),
            verdicts,
        )

    memory.flush()
    return memory.database.run(work)


def prune(
    memory: Memory,
    *,
    older_than: int | None = None,
    installed: Iterable[Model] | None = None,
    size: int | None = None,
) -> Pruned:
    """Take away what is of no use any more; what readers have reviewed stays.

    Args:
        older_than: days since an entry was last used, above which it goes.
        installed: the models there are; what others have translated goes, and what another version of this program
            has, for nothing can ask for it.
        size: bytes that the file may have; the entries that were not used for longest go until it has no more.

    Raises:
        WriteError: the file cannot be written.
    """
    memory.flush()
    path = memory.database.path
    before = _size(path)
    count = 0
    if older_than is not None:
        day = rows.today() - older_than
        count += memory.database.write(lambda connection: _remove(connection, "used < ?", day))
    if installed is not None:
        present = {digest(model.path) for model in installed}
        count += memory.database.write(lambda connection: _remove_unreachable(connection, present))
    _compact(memory)
    for _ in range(_ROUNDS):
        if size is None or _size(path) <= size:
            break
        share = 1 - 0.95 * size / _size(path)
        count += memory.database.write(partial(_remove_oldest, share=share))
        _compact(memory)
    return Pruned(count, before, _size(path))


def _setup_count(facts: dict[str, str], segments: int, hits: int) -> SetupCount:
    return SetupCount(
        facts["source_lang"],
        facts["target_lang"],
        facts["route"],
        tuple(facts["models"]),
        facts["decoding"],
        facts["terms"],
        segments,
        hits,
    )


def _remove(connection: sqlite3.Connection, condition: str, *values: object) -> int:
    connection.execute(f"DELETE FROM verdicts WHERE {condition}", values)
    count = connection.execute(f"DELETE FROM segments WHERE {condition}", values).rowcount
    connection.execute("DELETE FROM setups WHERE id NOT IN (SELECT setup FROM segments)")
    return count


def _remove_unreachable(connection: sqlite3.Connection, present: set[str]) -> int:
    current = program(TRANSLATION)
    gone = []
    for number, text in connection.execute("SELECT id, facts FROM setups"):
        facts = json.loads(text)
        models = {name.rpartition(":")[2] for name in facts["models"]}
        if facts["program"] != current or not models <= present:
            gone.append((number,))
    connection.executemany("DELETE FROM setups WHERE id = ?", gone)
    return connection.execute("DELETE FROM segments WHERE setup NOT IN (SELECT id FROM setups)").rowcount


def _remove_oldest(connection: sqlite3.Connection, share: float) -> int:
    count = 0
    for table in ("verdicts", "segments"):
        total = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        count = connection.execute(
            f"DELETE FROM {table} WHERE rowid IN (SELECT rowid FROM {table} ORDER BY used, rowid LIMIT ?)",
            [round(total * share) + 1],
        ).rowcount
    return count


def _compact(memory: Memory) -> None:
    """Give the room of what is gone back to the file system."""

    def work(connection: sqlite3.Connection) -> None:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    memory.database.run(work)


def _size(path: Path) -> int:
    files = (path, path.with_name(f"{path.name}-wal"))
    return sum(file.stat().st_size for file in files if file.exists())
