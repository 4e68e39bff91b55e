"""The rows of one file that holds many articles, one at a time; a bad row is handed on with what is wrong with it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from polyglot_news.corpus.columns import Columns
from polyglot_news.corpus.files import damage, kind, opened
from polyglot_news.errors import MissingExtraError
from polyglot_news.read.articles import LARGEST

_SEPARATORS = ",;\t"
_BATCH = 256


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a record is left out: a short reason that can be counted, and a sentence."""

    reason: str
    message: str


Row = tuple[int, Mapping[str, Any] | Fault]
"""The number of a line (JSON Lines, from 1) or a row (from 1, the header not counted), and the record."""


def rows(path: Path, columns: Columns) -> Iterator[Row]:
    """The rows of a CSV, TSV, JSON Lines or Parquet file.

    Memory holds one record of a text file, one batch of Parquet. A file that cannot be read to its end gives what
    can be read, then a fault; so does one whose header lacks a column that `columns` names, or has none for the text.

    Raises:
        MissingExtraError: the format needs a library that is not installed.
    """
    number = 0
    try:
        for number, row in _READERS[kind(path)](path, columns):
            yield number, row
    except damage() as error:
        reason = " ".join(str(error).split())
        yield number + 1, Fault("damaged-file", f"the file cannot be read beyond this point ({reason})")


def _jsonl(path: Path, columns: Columns) -> Iterator[Row]:
    with opened(path) as stream:
        for number, line in enumerate(_lines(stream), start=1):
            if line is None:
                yield number, _too_large()
            elif line.strip():
                yield number, _json_object(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Lines; None for one that is longer than any article, which is skipped without being held."""
    while line := stream.readline(LARGEST + 1):
        if len(line) <= LARGEST:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LARGEST)
        yield None


def _json_object(line: bytes) -> Mapping[str, Any] | Fault:
    try:
        found = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return Fault("not-utf-8", f"byte 0x{line[error.start]:02x} at {error.start} is not UTF-8; convert the file")
    except (ValueError, RecursionError) as error:
        return Fault("not-json", f"not JSON ({' '.join(str(error).split())})")
    return found if isinstance(found, dict) else Fault("not-json", "JSON, but no object with fields")


def _delimited(path: Path, columns: Columns) -> Iterator[Row]:
    with opened(path) as binary, io.TextIOWrapper(
        binary, encoding="utf-8-sig", errors="surrogateescape", newline=""
    ) as stream:  # fmt: skip
        first = stream.readline(LARGEST)
        separator = max(_SEPARATORS, key=first.count)
        header = next(csv.reader([first], delimiter=separator), [])
        if complaint := columns.complaint(header):
            yield 0, Fault("no-column", complaint)
            return
        lines = iter(lambda: stream.readline(2 * LARGEST), "")
        for number, cells in enumerate(_cells(csv.reader(lines, delimiter=separator)), start=1):
            yield number, cells if isinstance(cells, Fault) else _record(header, cells)


def _cells(reader: Iterator[list[str]]) -> Iterator[list[str] | Fault]:
    """The rows of a table that hold anything."""
    while True:
        usual = csv.field_size_limit(2 * LARGEST)  # the process's: other readers rely on the smaller one
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield Fault("not-csv", f"not a row of a table ({error})")
            continue
        finally:
            csv.field_size_limit(usual)
        if cells is None:
            return
        if any(cells):
            yield cells


def _record(header: list[str], cells: list[str]) -> Mapping[str, Any] | Fault:
    if len(cells) > len(header):
        return Fault("not-csv", f"{len(cells)} cells under {len(header)} columns")
    if any("\udc80" <= char <= "\udcff" for cell in cells if not cell.isascii() for char in cell):
        return Fault("not-utf-8", "a cell holds bytes that are not UTF-8; convert the file")
    return dict(zip(header, cells, strict=False))


def _parquet(path: Path, columns: Columns) -> Iterator[Row]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingExtraError("Parquet", "parquet") from None
    try:
        with pq.ParquetFile(path) as file:
            present = file.schema_arrow.names
            if complaint := columns.complaint(present):
                yield 0, Fault("no-column", complaint)
                return
            number = 0
            for batch in file.iter_batches(_BATCH, columns=columns.top_level(present)):
                for record in batch.to_pylist():
                    number += 1
                    yield number, record
    except pa.ArrowException as error:
        raise EOFError(str(error)) from None


def _too_large() -> Fault:
    return Fault("too-large", f"more than {LARGEST // 1_000_000} MB, which no article has")


_READERS = {
    ".csv": _delimited,
    ".tsv": _delimited,
    ".jsonl": _jsonl,
    ".ndjson": _jsonl,
    ".parquet": _parquet,
}
