"""The tables of a translation memory."""

from __future__ import annotations

import sqlite3
import uuid

APPLICATION = 0x706E746D
"""SQLite's `application_id` of a translation memory: the letters `pntm`."""

VERSION = 1

_TABLES = """
CREATE TABLE IF NOT EXISTS birth (id TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS setups (
    id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE,
    source_lang TEXT NOT NULL, target_lang TEXT NOT NULL, route TEXT NOT NULL, facts TEXT NOT NULL,
    hits INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS segments (
    key BLOB NOT NULL UNIQUE, setup INTEGER NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, score REAL,
    more TEXT NOT NULL, used INTEGER NOT NULL, seal INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS verdicts (
    key BLOB NOT NULL UNIQUE, verdict TEXT NOT NULL, used INTEGER NOT NULL, seal INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS reviewed (
    normal TEXT NOT NULL, source_lang TEXT NOT NULL, target_lang TEXT NOT NULL,
    source TEXT NOT NULL, target TEXT NOT NULL, review TEXT NOT NULL, origin TEXT NOT NULL, note TEXT NOT NULL,
    seal INTEGER NOT NULL, UNIQUE (normal, source_lang, target_lang)
);
"""
"""`segments.more` is the rest of an outcome as JSON, empty for none; `used` is a day since 1970; `seal` is a checksum
of the row. `birth` has one row, which tells a memory from the one that stood at its place before."""


def version(connection: sqlite3.Connection) -> int:
    """The version of the tables that are there; 0 where there are none."""
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def create(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty database, within the transaction that is open."""
    for statement in _TABLES.split(";"):
        connection.execute(statement)
    if connection.execute("SELECT count(*) FROM birth").fetchone()[0] == 0:
        connection.execute("INSERT INTO birth VALUES (?)", (uuid.uuid4().hex,))
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def birth(connection: sqlite3.Connection) -> str:
    found: str = connection.execute("SELECT id FROM birth").fetchone()[0]
    return found
