"""Filling the index of a corpus, table after table, in memory that does not grow with it."""

from __future__ import annotations

import json
import os
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from polyglot_news import __version__
from polyglot_news.bitext import Row
from polyglot_news.corpus.folding import index_words
from polyglot_news.corpus.forms import Forms
from polyglot_news.corpus.parts import rows, tables
from polyglot_news.errors import ReadError
from polyglot_news.language import primary_language

APPLICATION = 0x706E6362
"""SQLite's mark of whose file it is."""

_METADATA = ("outlet", "date", "title", "url")
_COLUMNS = ("article_id", "bead", "source_lang", "target_lang", "source", "target", "terms", *_METADATA)
_MOST_IN_MEMORY = 200_000
"""Different words that are counted before the counts are written down."""

_SCHEMA = f"""
    PRAGMA application_id = {APPLICATION};
    CREATE TABLE made_by (version TEXT NOT NULL);
    CREATE TABLE parts (name TEXT PRIMARY KEY, size INTEGER, changed INTEGER);
    CREATE TABLE articles (
        id INTEGER PRIMARY KEY, article_id TEXT, source_lang TEXT, target_lang TEXT,
        outlet TEXT, date TEXT, title TEXT, url TEXT);
    CREATE TABLE beads (
        id INTEGER PRIMARY KEY, article INTEGER NOT NULL, bead TEXT, source TEXT, target TEXT, terms TEXT);
    CREATE TABLE uses (concept TEXT, bead INTEGER, PRIMARY KEY (concept, bead)) WITHOUT ROWID;
    CREATE TABLE vocabulary (
        word TEXT, lang TEXT, side TEXT, beads INTEGER, PRIMARY KEY (word, lang, side)) WITHOUT ROWID;
    CREATE TABLE forms (lang TEXT, key TEXT, form TEXT, PRIMARY KEY (lang, key, form)) WITHOUT ROWID;
    CREATE TABLE counts (side TEXT, lang TEXT, beads INTEGER, PRIMARY KEY (side, lang)) WITHOUT ROWID;
    CREATE VIRTUAL TABLE words USING fts5(source, target, content='', columnsize=0, tokenize='ascii');
"""


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a corpus in the state in which it is indexed; `name` is its path within the corpus."""

    name: str
    size: int
    changed: int


def parts(corpus: Path) -> dict[Part, Path]:
    """The tables of a corpus as they are now, in order, with where they are.

    Raises:
        ReadError: there is no table, or one is gone.
    """
    found = {}
    for table in tables(corpus):
        try:
            now = table.stat()
        except OSError as error:
            raise ReadError(f"{table}: cannot be read: {error.strerror}") from None
        name = table.relative_to(corpus).as_posix() if corpus.is_dir() else table.name
        found[Part(name, now.st_size, now.st_mtime_ns)] = table
    return found


def create(path: Path) -> None:
    """Make an empty index."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(_SCHEMA)
        db.execute("INSERT INTO made_by VALUES (?)", (__version__,))
        db.commit()


def add_parts(path: Path, new: Mapping[Part, Path], told: Callable[[int], None]) -> None:
    """Index tables, all of them or (an exception) none that counts: the file is not to be used then.

    Args:
        told: is told how many beads more are indexed.
    """
    with closing(sqlite3.connect(path)) as db:
        # The file is thrown away if anything fails, so that nothing of it need be undone.
        db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536; BEGIN")
        filling = _Filling(db)
        for part, table in new.items():
            for piece in rows(table, _COLUMNS):
                filling.add(piece)
                told(len(piece))
            db.execute("INSERT INTO parts VALUES (?, ?, ?)", (part.name, part.size, part.changed))
        filling.finish()
        db.execute("INSERT INTO words (words) VALUES ('optimize')")
        db.commit()
    with path.open("rb+") as file:
        os.fsync(file.fileno())


class _Filling:
    """An index while it is filled."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._bead_id = db.execute("SELECT coalesce(max(id), 0) FROM beads").fetchone()[0]
        self._article_id = db.execute("SELECT coalesce(max(id), 0) FROM articles").fetchone()[0]
        self._article: tuple[str, ...] = ()
        self._number = 0
        self._beads_with: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._counts: Counter[tuple[str, str]] = Counter()
        self._forms: dict[str, Forms] = {}

    def add(self, piece: Sequence[Row]) -> None:
        """Index the rows of one piece of a table."""
        articles: list[tuple[object, ...]] = []
        beads: list[tuple[object, ...]] = []
        words: list[tuple[object, ...]] = []
        uses: list[tuple[str, int]] = []
        for row in piece:
            cells = [_text(row.get(column)) for column in _COLUMNS]
            article_id, bead, source_lang, target_lang, source, target, terms, *about = cells
            article = (article_id, source_lang, target_lang, *about)
            if article != self._article:
                self._article = article
                self._article_id += 1
                self._number = 0
                articles.append((self._article_id, *article))
            self._bead_id += 1
            beads.append((self._bead_id, self._article_id, bead or str(self._number), source, target, terms))
            self._number += 1
            in_source = self._words(source, source_lang, "source")
            words.append((self._bead_id, in_source, self._words(target, target_lang, "target")))
            uses += [(concept, self._bead_id) for concept in _concepts(terms, article_id, bead)]
        self._db.executemany("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?)", articles)
        self._db.executemany("INSERT INTO beads VALUES (?, ?, ?, ?, ?, ?)", beads)
        self._db.executemany("INSERT INTO words (rowid, source, target) VALUES (?, ?, ?)", words)
        self._db.executemany("INSERT OR IGNORE INTO uses VALUES (?, ?)", uses)
        self._write_forms()
        if sum(map(len, self._beads_with.values())) > _MOST_IN_MEMORY:
            self._write_vocabulary()

    def finish(self) -> None:
        """Write down what is still in memory."""
        self._write_vocabulary()
        self._db.executemany(
            "INSERT INTO counts VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET beads = beads + excluded.beads",
            [(side, lang, count) for (side, lang), count in self._counts.items()],
        )

    def _words(self, text: str, lang: str, side: str) -> str:
        """The words of one side of a bead, as the full-text index takes them; they are counted too."""
        if not text:
            return ""
        found = index_words(text)
        self._beads_with[side, lang].update(set(found))
        self._counts[side, lang] += 1
        language = primary_language(lang)
        if language not in self._forms:
            self._forms[language] = Forms(language)
        self._forms[language].learn(text)
        return " ".join(found)

    def _write_forms(self) -> None:
        for language, forms in self._forms.items():
            new = [(language, key, form) for key, form in forms.new()]
            self._db.executemany("INSERT OR IGNORE INTO forms VALUES (?, ?, ?)", new)

    def _write_vocabulary(self) -> None:
        self._db.executemany(
            "INSERT INTO vocabulary VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET beads = beads + excluded.beads",
            [
                (word, lang, side, count)
                for (side, lang), counted in self._beads_with.items()
                for word, count in sorted(counted.items())
            ],
        )
        self._beads_with.clear()


def _text(value: object) -> str:
    """A cell as text that a database takes; halves of characters are replaced."""
    return "" if value is None else str(value).encode("utf-8", "replace").decode("utf-8")


def _concepts(terms: str, article_id: str, bead: str) -> set[str]:
    if not terms:
        return set()
    try:
        return {str(use["concept"]) for use in json.loads(terms)}
    except (ValueError, KeyError, TypeError):
        raise ReadError(f"article '{article_id}', bead {bead}: column 'terms' holds no list of term uses") from None
