"""The index of a corpus, from which a concordance answers: a SQLite file beside the corpus.

It holds the beads themselves, a full-text index (FTS5, contentless) of their folded words, how many beads have each
word, and which words are forms of which: the keys that the glossary matches by. A word list of a million beads is
small enough to be searched for a part of a word, so no trigrams are kept (four times the space, a quarter of the
speed when building; `docs/concordance.md`).

The file is made anew beside the old one and takes its place, so whoever reads it goes on reading what it opened.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock

from polyglot_news import __version__
from polyglot_news.corpus.index_build import APPLICATION, Part, add_parts, create, parts
from polyglot_news.errors import PolyglotNewsError, ReadError, WriteError

NAME = "concordance.sqlite"
_MAPPED = 1 << 32
"""Bytes of the file that SQLite may map into memory, which spares copying what many queries read."""

SIDES = ("source", "target")

Told = Callable[[int], None]
"""Told how many beads more are indexed."""


class IndexedBead(NamedTuple):
    """A bead as the index keeps it; `terms` is the table's cell, texts that the corpus lacks are empty."""

    id: int
    article_id: str
    bead: str
    source_lang: str
    target_lang: str
    source: str
    target: str
    terms: str
    outlet: str
    date: str
    title: str
    url: str

    def text(self, side: str) -> str:
        return self.source if side == "source" else self.target

    def lang(self, side: str) -> str:
        return self.source_lang if side == "source" else self.target_lang


@dataclass(frozen=True, slots=True)
class Condition:
    """A part of a WHERE clause over `beads` and `articles`, and its values."""

    sql: str
    values: tuple[str, ...]


_BEADS = """
    SELECT beads.id, article_id, bead, source_lang, target_lang, beads.source, beads.target, terms,
        outlet, date, title, url
    FROM {first} JOIN articles ON articles.id = beads.article WHERE {where}
"""


class Index:
    """An index that is open for reading.

    Args:
        path: a file that `open_index` made.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        self._db.execute(f"PRAGMA mmap_size = {_MAPPED}")
        self._db.create_function("casefold", 1, str.casefold, deterministic=True)

    def close(self) -> None:
        self._db.close()

    def beads(self, words: str | None, conditions: Sequence[Condition] = ()) -> Iterator[IndexedBead]:
        """The beads that meet an FTS5 expression (None: any bead will do) and all conditions, in order."""
        found = [condition.sql for condition in conditions]
        values = [value for condition in conditions for value in condition.values]
        first = "beads"
        if words is not None:
            # A cross join keeps its order in SQLite: the few beads of the words first, never all of an outlet.
            first = "words CROSS JOIN beads ON beads.id = words.rowid"
            found.insert(0, "words MATCH ?")
            values.insert(0, words)
        cursor = self._db.execute(_BEADS.format(first=first, where=" AND ".join(found) or "1"), values)
        return (IndexedBead._make(row) for row in cursor)

    def words_like(self, glob: str) -> list[str]:
        """The folded words that fit a pattern with `*`."""
        return self._column("SELECT DISTINCT word FROM vocabulary WHERE word GLOB ?", glob)

    def forms(self, lang: str, keys: Sequence[str]) -> list[str]:
        """The forms of a primary language that have one of the glossary's keys, each as its folded words."""
        marks = ", ".join("?" * len(keys))
        sql = f"SELECT DISTINCT form FROM forms WHERE lang = ? AND key IN ({marks})"
        return self._column(sql, lang, *keys)

    def languages(self, side: str) -> dict[str, int]:
        """How many beads have a text in each language on one side."""
        return dict(self._db.execute("SELECT lang, sum(beads) FROM counts WHERE side = ? GROUP BY lang", (side,)))

    def beads_with(self, word: str, lang: str, side: str) -> int:
        """How many beads have a folded word in a language on one side."""
        sql = "SELECT beads FROM vocabulary WHERE word = ? AND lang = ? AND side = ?"
        row = self._db.execute(sql, (word, lang, side)).fetchone()
        return int(row[0]) if row else 0

    @cached_property
    def size(self) -> int:
        """The number of beads."""
        return int(self._db.execute("SELECT count(*) FROM beads").fetchone()[0])

    def _column(self, sql: str, *values: str) -> list[str]:
        return [row[0] for row in self._db.execute(sql, values)]


def index_path(corpus: Path) -> Path:
    """Where a corpus has its index: in its folder, or beside the one table that it is."""
    return corpus / NAME if corpus.is_dir() else corpus.with_name(f"{corpus.name}.{NAME}")


def open_index(corpus: Path, path: Path | None = None, told: Told = lambda _: None) -> Index:
    """The index of a corpus, made if there is none, extended by tables that are new, made anew if it is stale.

    It is stale when a table it was made of has changed (size or time of change) or is gone, or when another version
    of this program made it. Of two processes that find it so, one waits for the other.

    Args:
        path: the index, by default `index_path`.

    Raises:
        ReadError: the corpus cannot be read, or what stands at `path` is no index of a concordance.
        WriteError: the index cannot be written.
    """
    where = path or index_path(corpus)
    now = parts(corpus)
    if _indexed(where) != now.keys():
        try:
            with FileLock(where.with_name(f".{where.name}.lock")):
                _bring_up_to_date(where, now, told)
        except OSError as error:
            raise WriteError(f"cannot write the index {where}: {error.strerror or error}; "
                             "say with --index where it may stand") from None  # fmt: skip
    return Index(where)


def _bring_up_to_date(where: Path, now: Mapping[Part, Path], told: Told) -> None:
    """Make or extend the index in a file beside it, then put that in its place; its lock is held."""
    indexed = _indexed(where)  # again: another process may have been at work
    if indexed == now.keys():
        return
    made = where.with_name(f".{where.name}.part")
    made.unlink(missing_ok=True)
    try:
        if indexed and indexed <= now.keys():
            with closing(sqlite3.connect(where)) as old, closing(sqlite3.connect(made)) as new:
                old.backup(new)
        else:
            indexed = set()
            create(made)
        add_parts(made, {part: table for part, table in now.items() if part not in indexed}, told)
        made.replace(where)
    except sqlite3.Error as error:
        raise WriteError(f"cannot write the index {where}: {error}; say with --index where it may stand") from None
    finally:
        made.unlink(missing_ok=True)


def _indexed(where: Path) -> set[Part]:
    """What an index was made of; nothing if there is none, or if another version made it."""
    if not where.exists():
        return set()
    try:
        with closing(sqlite3.connect(f"{where.resolve().as_uri()}?mode=ro", uri=True)) as db:
            if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
                raise _no_index(where)
            if db.execute("SELECT version FROM made_by").fetchall() != [(__version__,)]:
                return set()
            return {Part(*row) for row in db.execute("SELECT name, size, changed FROM parts")}
    except sqlite3.Error:
        raise _no_index(where) from None


def _no_index(where: Path) -> PolyglotNewsError:
    return ReadError(f"{where}: not the index of a concordance, or damaged; remove it, or name another with --index")
