"""What readers have vouched for: source and target of a row that was marked `ok` or `edited`."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

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
        f"INSERT OR REPLACE INTO reviewed (normal, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(normal(pair.source), *astuple(pair)) for pair in pairs],
    )


def find_edited(
    connection: sqlite3.Connection, source_lang: str, target_lang: str, texts: Sequence[str]
) -> dict[str, Reviewed]:
    """The edited pairs for some segments of one pair of languages, by normal text."""
    places = ",".join("?" * len(texts))
    rows = connection.execute(
        f"SELECT normal, {_COLUMNS} FROM reviewed WHERE normal IN ({places}) AND source_lang = ? AND target_lang = ? "
        "AND review = ?",
        [*texts, source_lang, target_lang, EDITED],
    )
    return {text: Reviewed(*rest) for text, *rest in rows}
