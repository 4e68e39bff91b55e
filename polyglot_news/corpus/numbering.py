"""Ids that are different for every article of a corpus, however many there are."""

from __future__ import annotations

import hashlib
import sqlite3
from types import TracebackType


class Numbering:
    """Gives the second and later articles of one id the numbers `-2`, `-3` … in the order they come.

    What was seen lies in an unnamed file that SQLite removes by itself, so memory does not grow with the corpus.
    """

    def __init__(self) -> None:
        self._seen = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._seen.execute("PRAGMA cache_size = -4096")
        self._seen.execute("PRAGMA journal_mode = OFF")
        self._seen.execute("CREATE TABLE seen (key BLOB PRIMARY KEY, times INTEGER) WITHOUT ROWID")
        self._seen.execute("BEGIN")

    def __enter__(self) -> Numbering:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._seen.close()

    def unique(self, wanted: str) -> str:
        """The id itself, or numbered where it was given before."""
        times = self._count(wanted)
        name = wanted
        while times:
            times += 1
            name = f"{wanted}-{times}"
            if not self._count(name):
                self._set(wanted, times)
                break
        self._set(name, 1)
        return name

    def _count(self, name: str) -> int:
        found = self._seen.execute("SELECT times FROM seen WHERE key = ?", (_key(name),)).fetchone()
        return int(found[0]) if found else 0

    def _set(self, name: str, times: int) -> None:
        self._seen.execute("INSERT OR REPLACE INTO seen VALUES (?, ?)", (_key(name), times))


def _key(name: str) -> bytes:
    return hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=16).digest()
