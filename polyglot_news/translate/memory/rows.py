"""Outcomes and verdicts as rows of the database, and back."""

from __future__ import annotations

import json
import math
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from polyglot_news.bitext import TermUse
from polyglot_news.translate.hop import Outcome
from polyglot_news.translate.memory.keys import Setup
from polyglot_news.translate.memory.seal import BrokenSealError, seal

_DAY = 86400


@dataclass(frozen=True, slots=True)
class Entry:
    """An outcome with what it is the outcome of: the setup, and the segment in the article's own language."""

    setup: Setup
    source: str
    outcome: Outcome


def today() -> int:
    """The day, counted from 1 January 1970."""
    return int(time.time() // _DAY)


def find_outcomes(connection: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, tuple[Outcome, bool]]:
    """The outcomes that are there for some keys, each with whether it was used today already.

    Raises:
        BrokenSealError: a row is not what was written.
    """
    sql = f"SELECT key, target, score, more, used, seal FROM segments WHERE key IN ({_places(keys)})"
    day = today()
    found = {}
    for key, target, score, more, used, sealed in connection.execute(sql, keys):
        if seal(key, target, score, more) != sealed:
            raise BrokenSealError("a row is not what was written")
        found[key] = Outcome(target, score, *read_more(more)), used >= day
    return found


def find_verdicts(connection: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, str]:
    """The verdicts that are there for some keys.

    Raises:
        BrokenSealError: a row is not what was written.
    """
    found = {}
    sql = f"SELECT key, verdict, seal FROM verdicts WHERE key IN ({_places(keys)})"
    for key, verdict, sealed in connection.execute(sql, keys):
        if seal(key, verdict) != sealed:
            raise BrokenSealError("a row is not what was written")
        found[key] = verdict
    return found


def write(
    connection: sqlite3.Connection,
    entries: Mapping[bytes, Entry],
    verdicts: Mapping[bytes, str],
    hits: Mapping[Setup, int],
    used: Iterable[bytes],
) -> None:
    """Write what a run has learnt; what another process has written meanwhile under the same key is the same."""
    day = today()
    ids = {setup: _setup_id(connection, setup) for setup in {*hits, *(entry.setup for entry in entries.values())}}
    connection.executemany(
        "INSERT OR IGNORE INTO segments VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [row for key, entry in entries.items() if (row := _row(key, ids[entry.setup], entry, day))],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO verdicts VALUES (?, ?, ?, ?)",
        [(key, verdict, day, seal(key, verdict)) for key, verdict in verdicts.items()],
    )
    connection.executemany("UPDATE segments SET used = ? WHERE key = ?", [(day, key) for key in used])
    connection.executemany(
        "UPDATE setups SET hits = hits + ? WHERE id = ?", [(count, ids[setup]) for setup, count in hits.items()]
    )


def _row(key: bytes, setup: int, entry: Entry, day: int) -> tuple[Any, ...] | None:
    """A row of `segments`; None for what SQLite cannot hold: half a surrogate pair, a score that is no number."""
    outcome = entry.outcome
    score = None if outcome.score is None else float(outcome.score) + 0.0  # SQLite has no negative zero
    if score is not None and not math.isfinite(score):
        return None
    more = ""
    if outcome.faults or outcome.terms:
        more = json.dumps([outcome.faults, [astuple(term) for term in outcome.terms]], ensure_ascii=False)
    try:
        entry.source.encode()
        sealed = seal(key, outcome.text, score, more)
    except UnicodeEncodeError:
        return None
    return key, setup, entry.source, outcome.text, score, more, day, sealed


def read_more(more: str) -> tuple[tuple[str, ...], tuple[TermUse, ...]]:
    """The faults and terms of an outcome, from the column `more`."""
    faults, terms = json.loads(more) if more else ((), ())
    return tuple(faults), tuple(TermUse(*term) for term in terms)


def _setup_id(connection: sqlite3.Connection, setup: Setup) -> int:
    connection.execute(
        "INSERT OR IGNORE INTO setups (digest, source_lang, target_lang, route, facts) VALUES (?, ?, ?, ?, ?)",
        (setup.digest(), setup.source_lang, setup.target_lang, setup.route, setup.facts()),
    )
    found: int = connection.execute("SELECT id FROM setups WHERE digest = ?", (setup.digest(),)).fetchone()[0]
    return found


def _places(keys: Sequence[object]) -> str:
    return ",".join("?" * len(keys))
