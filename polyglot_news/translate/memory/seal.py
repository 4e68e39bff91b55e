"""Checksums of rows: SQLite tells a page that makes no sense, but not one in which a letter has changed."""

from __future__ import annotations

import zlib


class BrokenSealError(Exception):
    """A row is not what was written; caught by `Database`, which replaces the file."""


def seal(key: bytes, text: str, score: float | None = None, more: str = "") -> int:
    """The checksum of a row of `segments`, or of `verdicts`.

    Raises:
        UnicodeEncodeError: a text holds half a surrogate pair.
    """
    return zlib.crc32(f"{text}\0{score!r}\0{more}".encode(), zlib.crc32(key))


def seal_of_review(source: str, target: str, review: str) -> int:
    """The checksum of a row of `reviewed`.

    Raises:
        UnicodeEncodeError: a text holds half a surrogate pair.
    """
    return zlib.crc32(f"{source}\0{target}\0{review}".encode())
