"""The pairs of segments that a memory holds: what readers have reviewed, and what models have translated."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

from polyglot_news.bitext import TermUse
from polyglot_news.language import canonical
from polyglot_news.translate.memory import rows
from polyglot_news.translate.memory.memory import Memory

T = TypeVar("T")

_IN = "({0} = :{1} OR {0} LIKE :{1} || '-%' OR :{1} = '')"
_LANGUAGES = f"{_IN.format('source_lang', 'source')} AND {_IN.format('target_lang', 'target')}"
"""A language stands for its regional varieties too."""

_REVIEWED = f"FROM reviewed WHERE {_LANGUAGES}"
_TRANSLATED = f"""FROM segments JOIN setups ON setup = setups.id
WHERE {_LANGUAGES} AND NOT (score IS NULL AND source = target)"""
"""What was only copied is left out."""

_READERS = "SELECT source_lang, target_lang, source, target, NULL, '', review, origin, note"
_MODELS = "SELECT source_lang, target_lang, source, target, score, more, '', facts, ''"


@dataclass(frozen=True, slots=True)
class Pair:
    """One segment and its translation.

    Attributes:
        score: a model's, 0–1 as in the table; None for a reader's.
        review: `edited`, `ok`, or empty for what a model has said.
        provenance: the file and row that a reader's comes from; the engine, route and models of a model's.
    """

    source_lang: str
    target_lang: str
    source: str
    target: str
    score: float | None
    faults: tuple[str, ...]
    terms: tuple[TermUse, ...]
    review: str
    provenance: str
    note: str


def with_pairs(memory: Memory, langs: tuple[str, str], work: Callable[[Iterator[Pair]], T]) -> T:
    """What `work` makes of the pairs of some languages (empty for all), readers' first; it may be done again.

    Raises:
        UsageError: a language tag names no language.
    """
    values = _values(langs)

    def read(connection: sqlite3.Connection) -> T:
        readers = connection.execute(f"{_READERS} {_REVIEWED} ORDER BY rowid", values)
        models = connection.execute(f"{_MODELS} {_TRANSLATED} ORDER BY segments.rowid", values)
        return work(_pair(*row) for row in chain(readers, models))

    memory.flush()
    return memory.database.run(read)


def reviewed_pairs(memory: Memory, langs: tuple[str, str]) -> list[Pair]:
    """What readers have reviewed in some languages (empty for all), in the order it came in.

    Raises:
        UsageError: a language tag names no language.
    """
    values = _values(langs)
    sql = f"{_READERS} {_REVIEWED} ORDER BY rowid"
    return memory.database.run(lambda connection: [_pair(*row) for row in connection.execute(sql, values)])


def with_sources(
    memory: Memory,
    langs: tuple[str, str],
    choose: Callable[[Iterator[tuple[tuple[str, int], str]]], Sequence[Chosen]],
) -> list[tuple[Chosen, Pair]]:
    """The pairs that are chosen by their source alone.

    Args:
        choose: is handed the place and the source of every pair; what it returns begins with a place.
    """
    values = _values(langs)

    def read(connection: sqlite3.Connection) -> list[tuple[Chosen, Pair]]:
        readers = connection.execute(f"SELECT rowid, source {_REVIEWED}", values)
        models = connection.execute(f"SELECT segments.rowid, source {_TRANSLATED}", values)
        sources = chain(
            ((("reviewed", row), source) for row, source in readers),
            ((("segments", row), source) for row, source in models),
        )
        return [(chosen, _at(connection, *chosen[0])) for chosen in choose(sources)]

    memory.flush()
    return memory.database.run(read)


Chosen = tuple[tuple[str, int], float]
"""The place of a pair, and how much it is wanted."""


def _at(connection: sqlite3.Connection, table: str, row: int) -> Pair:
    if table == "reviewed":
        return _pair(*connection.execute(f"{_READERS} FROM reviewed WHERE rowid = ?", [row]).fetchone())
    sql = f"{_MODELS} FROM segments JOIN setups ON setup = setups.id WHERE segments.rowid = ?"
    return _pair(*connection.execute(sql, [row]).fetchone())


def _values(langs: tuple[str, str]) -> dict[str, str]:
    source, target = (canonical(lang) if lang else "" for lang in langs)
    return {"source": source, "target": target}


def _pair(
    source_lang: str,
    target_lang: str,
    source: str,
    target: str,
    score: float | None,
    more: str,
    review: str,
    origin: str,
    note: str,
) -> Pair:
    faults, terms = rows.read_more(more)
    return Pair(
        source_lang,
        target_lang,
        source,
        target,
        None if score is None else round(math.exp(score), 4),
        faults,
        terms,
        review,
        origin if review else _provenance(json.loads(origin)),
        note,
    )


def _provenance(facts: dict[str, Any]) -> str:
    """The facts of a setup as the provenance of a row says them, models' digests in full."""
    parts = [
        f"engine:{facts['engine'].split('|')[1]}",
        f"route:{facts['route']}",
        f"model:{'+'.join(facts['models'])}",
    ]
    return "|".join(parts)
