"""Bitexts out: one module a format, chosen by the file's ending or by name."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from polyglot_news.bitext import Bitext
from polyglot_news.errors import UsageError, WriteError
from polyglot_news.write.atomic import atomic, check_writable

FORMATS: dict[str, str] = {
    "csv": "polyglot_news.write.csv:write_csv",
    "excel-csv": "polyglot_news.write.csv:write_excel_csv",
    "tsv": "polyglot_news.write.csv:write_tsv",
    "xlsx": "polyglot_news.write.xlsx:write_xlsx",
    "jsonl": "polyglot_news.write.jsonl:write_jsonl",
    "parquet": "polyglot_news.write.parquet:write_parquet",
    "tmx": "polyglot_news.write.tmx:write_tmx",
    "xliff": "polyglot_news.write.xliff:write_xliff",
    "html": "polyglot_news.write.html:write_html",
    "moses": "polyglot_news.write.moses:write_moses",
    "ladder": "polyglot_news.write.ladder:write_ladder",
    "text": "polyglot_news.write.text:write_text",
}
"""Where each format's writer lives; modules are loaded only when used."""

ENDINGS: dict[str, str] = {
    ".csv": "csv", ".tsv": "tsv", ".xlsx": "xlsx", ".jsonl": "jsonl", ".parquet": "parquet", ".tmx": "tmx",
    ".xliff": "xliff", ".xlf": "xliff", ".html": "html", ".htm": "html", ".moses": "moses", ".ladder": "ladder",
    ".txt": "text",
}  # fmt: skip
"""The format that a file name's ending stands for."""

SEVERAL_FILES = frozenset({"moses"})
"""Formats that are more than one file: their writers take the path, and standard output cannot take them."""


def format_of(path: Path, name: str | None = None) -> str:
    """The format to write: `name` if given, else by the ending of `path`.

    Raises:
        UsageError: the name or the ending stands for no format.
    """
    if name is not None:
        if name not in FORMATS:
            raise UsageError(f"unknown format '{name}'; choose one of: {', '.join(FORMATS)}")
        return name
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        known = " ".join(ENDINGS)
        raise UsageError(f"the ending of {path} names no format: use one of {known}, or say --format")
    return ENDINGS[ending]


def destination(output: Path | None, name: str | None, *, excel: bool = False) -> tuple[Path, str]:
    """Where to write and in which format, checked before any work begins; no output means standard output.

    Raises:
        UsageError: no such format, --excel with a format that is not CSV, or several files for standard output.
        WriteError: the output cannot be written.
        MissingExtraError: the format needs a library that is not installed.
    """
    path = output or Path("-")
    chosen = _chosen(path, name)
    writer(chosen)
    if excel:
        if chosen != "csv":
            raise UsageError(f"--excel is for CSV, and the format is {chosen}")
        chosen = "excel-csv"
    if not _is_stdout(path):
        check_writable(path)
    return path, chosen


def write_bitexts(bitexts: Sequence[Bitext], path: Path, format_name: str | None = None) -> None:
    """Write bitexts as one file, or as the several files of a format that has more, whole or not at all.

    Args:
        path: the file, or `-` for standard output.
        format_name: one of `FORMATS`; by default the ending decides, and standard output gets CSV.

    Raises:
        UsageError: no such format, or several files for standard output.
        WriteError: the file cannot be written, or the format cannot hold the bitexts.
        MissingExtraError: the format needs a library that is not installed.
    """
    chosen = _chosen(path, format_name)
    write = writer(chosen)
    try:
        if chosen in SEVERAL_FILES:
            write(bitexts, path)
        elif _is_stdout(path):
            write(bitexts, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            with atomic(path) as stream:
                write(bitexts, stream)
    except UnicodeEncodeError as error:
        raise WriteError(f"cannot write {path}: a text holds U+{ord(error.object[error.start]):04X}, which is half "
                         "of a character; repair it in the source") from None  # fmt: skip


def _is_stdout(path: Path) -> bool:
    return str(path) == "-"


def _chosen(path: Path, name: str | None) -> str:
    chosen = (name or "csv") if _is_stdout(path) else format_of(path, name)
    if _is_stdout(path) and chosen in SEVERAL_FILES:
        raise UsageError(f"{chosen} is several files: name an output")
    return chosen


def writer(format_name: str) -> Callable[[Sequence[Bitext], Any], None]:
    """The writer of a format by its name; it takes the bitexts and a binary stream, or a path for `SEVERAL_FILES`.

    Raises:
        UsageError: no such format.
        MissingExtraError: it needs a library that is not installed.
    """
    module, function = FORMATS[format_of(Path(), format_name)].split(":")
    found: Callable[[Sequence[Bitext], Any], None] = getattr(import_module(module), function)
    return found
