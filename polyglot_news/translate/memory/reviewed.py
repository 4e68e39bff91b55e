"""What readers have vouched for: source and target of a row that was marked `ok` or `edited`."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

from polyglot_news.translate.memory.seal import BrokenSealError, seal_of_review

EDITED = "edited"

_COLUMNS = "source_lang, target_lang, source, target, review, origin, note"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One reviewed pair of segments.

    Attributes:
        source_lang, target_lang: language tags; the source's base language is what counts.
        review: `edited` or `ok`.
        origin: the file, article and row it came from.
    """

    source_lang: str
    target_lang: str
    source: str
    target: str
    review: str
    origin: str
    note: str = ""


def normal(text: str) -> str:
    """A segment as it is looked up: Unicode NFC, any white space one space, none at its ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def keep_reviewed(connection: sqlite3.Connection, pairs: Iterable[Reviewed]) -> None:
    """Write reviewed pairs; one with the source and languages of an older one takes its place."""
    connection.executemany(
        f"INSERT OR REPLACE INTO reviewed (normal, {_COLUMNS}, seal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (normal(pair.source), *astuple(pair), seal_of_review(pair.source, pair.target, pair.review))
            for pair in pairs
        ],
    )


def drop_reviewed(connection: sqlite3.Connection, pairs: Iterable[Reviewed]) -> int:
    """Take away the pairs that are there with these very texts; how many that were."""
    sql = "DELETE FROM reviewed WHERE normal = ? AND source_lang = ? AND target_lang = ? AND target = ?"
    values = [(normal(pair.source), pair.source_lang, pair.target_lang, pair.target) for pair in pairs]
    return connection.executemany(sql, values).rowcount if values else 0


def find_edited(
    connection: sqlite3.Connection, source_lang: str, target_lang: str, texts: Sequence[str]
) -> dict[str, Reviewed]:
    """The edited pairs for some segments of one pair of languages, by normal text.

    Raises:
        BrokenSealError: a row is not what was written.
    """
    places = ",".join("?" * len(texts))
    rows = connection.execute(
        f"SELECT normal, seal, {_COLUMNS} FROM reviewed "
        f"WHERE normal IN ({places}) AND source_lang = ? AND target_lang = ? AND review = ?",
        [*texts, source_lang, target_lang, EDITED],
    )
    found = {}
    for text, sealed, *rest in rows:
        found[text] = pair = Reviewed(*rest)
        if seal_of_review(pair.source, pair.target, pair.review) != sealed:
            raise BrokenSealError("a reviewed row is not what was written")
    return found
