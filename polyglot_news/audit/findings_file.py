"""Findings as a file: CSV or JSON Lines, the fields of `Finding` in order."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from polyglot_news.audit.finding import FIELDS, Finding
from polyglot_news.errors import UsageError
from polyglot_news.write.atomic import atomic, check_writable
from polyglot_news.write.cells import neutralise


def check_destination(path: Path) -> None:
    """Find out before the work begins whether findings can be written to `path`.

    Raises:
        UsageError: the ending names no format of findings.
        WriteError: the file cannot be written.
    """
    if str(path) == "-":
        return
    if path.suffix.lower() not in _FORMATS:
        raise UsageError(f"{path}: findings are written as {' or '.join(_FORMATS)}")
    check_writable(path)


def write_findings(findings: Sequence[Finding], path: Path) -> None:
    """Write findings as the ending says, whole or not at all; `-` is CSV on standard output.

    Raises:
        UsageError: the ending names no format of findings.
        WriteError: the file cannot be written.
    """
    check_destination(path)
    if str(path) == "-":
        sys.stdout.buffer.write(_csv(findings).encode())
        sys.stdout.buffer.flush()
        return
    data = _FORMATS[path.suffix.lower()](findings).encode()
    with atomic(path) as stream:
        stream.write(data)


def _csv(findings: Sequence[Finding]) -> str:
    """Text that a spreadsheet would run is neutralised as in the table."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(FIELDS)
    for finding in findings:
        rows.writerow([neutralise(cell) if isinstance(cell, str) else cell for cell in finding.row().values()])
    return out.getvalue()


def _json_lines(findings: Sequence[Finding]) -> str:
    return "".join(f"{json.dumps(finding.row(), ensure_ascii=False)}\n" for finding in findings)


_FORMATS: dict[str, Callable[[Sequence[Finding]], str]] = {".csv": _csv, ".jsonl": _json_lines}
