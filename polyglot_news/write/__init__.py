"""Bitexts out: one module a format, chosen by the file's ending or by name."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from polyglot_news.bitext import Bitext
from polyglot_news.errors import UsageError
from polyglot_news.write.atomic import atomic, check_writable

Writer = Callable[[Sequence[Bitext], BinaryIO], None]

FORMATS: dict[str, str] = {
    "csv": "polyglot_news.write.csv:write_csv",
    "excel-csv": "polyglot_news.write.csv:write_excel_csv",
    "tsv": "polyglot_news.write.csv:write_tsv",
    "jsonl": "polyglot_news.write.jsonl:write_jsonl",
    "text": "polyglot_news.write.text:write_text",
}
"""Where each format's writer lives; modules are loaded only when used."""

ENDINGS: dict[str, str] = {".csv": "csv", ".tsv": "tsv", ".jsonl": "jsonl", ".txt": "text"}
"""The format that a file name's ending stands for."""


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
        UsageError: no such format, or --excel with a format that is not CSV.
        WriteError: the output cannot be written.
    """
    path = output or Path("-")
    is_stdout = str(path) == "-"
    chosen = name or "csv" if is_stdout else format_of(path, name)
    writer(chosen)
    if excel:
        if chosen != "csv":
            raise UsageError(f"--excel is for CSV, and the format is {chosen}")
        chosen = "excel-csv"
    if not is_stdout:
        check_writable(path)
    return path, chosen


def write_bitexts(bitexts: Sequence[Bitext], path: Path, format_name: str | None = None) -> None:
    """Write bitexts as one file, whole or not at all.

    Args:
        path: the file, or `-` for standard output.
        format_name: one of `FORMATS`; by default the ending decides, and standard output gets CSV.

    Raises:
        UsageError: no such format.
        WriteError: the file cannot be written.
    """
    if str(path) == "-":
        writer(format_name or "csv")(bitexts, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    write = writer(format_of(path, format_name))
    with atomic(path) as stream:
        write(bitexts, stream)


def writer(format_name: str) -> Writer:
    """The writer of a format by its name."""
    module, function = FORMATS[format_of(Path(), format_name)].split(":")
    found: Writer = getattr(import_module(module), function)
    return found
