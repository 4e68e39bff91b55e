"""A study as a table: one row for each concept, group and rendering."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from polyglot_news.corpus.rendering_counts import TIMES
from polyglot_news.corpus.renderings import Concept, Group, Share, Study
from polyglot_news.errors import UsageError
from polyglot_news.write.atomic import atomic, check_writable
from polyglot_news.write.cells import neutralise


def table_rows(study: Study) -> list[dict[str, Any]]:
    """The rows, in the study's order; `docs/renderings.md` documents the columns."""
    return [row for concept in study.concepts for row in _rows(concept, study.settings.by)]


def check_table(path: Path) -> None:
    """Find out before the work begins whether the table can be written to `path`.

    Raises:
        UsageError: the ending names no format of this table.
        WriteError: the file cannot be written.
    """
    if str(path) == "-":
        return
    if path.suffix.lower() not in _FORMATS:
        raise UsageError(f"{path}: the table of renderings is written as {', '.join(_FORMATS)}")
    check_writable(path)


def write_table(study: Study, path: Path) -> None:
    """Write the table as the ending says, whole or not at all; `-` is CSV on standard output.

    Raises:
        UsageError, WriteError: as `check_table`.
    """
    check_table(path)
    rows = table_rows(study)
    if str(path) == "-":
        sys.stdout.buffer.write(_csv(rows).encode())
        sys.stdout.buffer.flush()
        return
    data = _FORMATS[path.suffix.lower()](rows).encode("utf-8", "replace")
    with atomic(path) as stream:
        stream.write(data)


def _rows(concept: Concept, by: Sequence[str]) -> Iterator[dict[str, Any]]:
    tests = _tests(concept)
    for group in concept.groups:
        for share, label in zip(group.shares, concept.labels, strict=True):
            yield _row(concept, group, share, label, by) | tests


def _row(concept: Concept, group: Group, share: Share, label: str, by: Sequence[str]) -> dict[str, Any]:
    return {
        "concept": concept.concept,
        "target_lang": concept.lang,
        **dict(zip(by, group.cell, strict=True)),
        "rendering": label if share.wording.text else "",
        "status": share.wording.status,
        "whose": share.wording.whose,
        "hits": share.hits,
        "articles": group.articles,
        "votes": round(share.votes, 4),
        "share": round(share.share, 4),
        "low": round(share.low, 4),
        "high": round(share.high, 4),
    }


def _tests(concept: Concept) -> dict[str, Any]:
    """The verdicts on the concept, the same in all of its rows."""
    columns: dict[str, Any] = {}
    for verdict in concept.verdicts:
        columns[f"{verdict.by}_test"] = verdict.outcome
        if verdict.by in TIMES:
            columns[f"{verdict.by}_since"] = verdict.since
        for name, value in (("p", verdict.p), ("q", verdict.q), ("v", verdict.v)):
            columns[f"{verdict.by}_{name}"] = None if value is None else float(f"{value:.4g}")
    return columns


def _separated(rows: Sequence[dict[str, Any]], separator: str) -> str:
    """Text that a spreadsheet would run is neutralised as in the aligned table."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow([neutralise(cell) if isinstance(cell, str) else cell for cell in row.values()])
    return out.getvalue()


def _csv(rows: Sequence[dict[str, Any]]) -> str:
    return _separated(rows, ",")


def _tsv(rows: Sequence[dict[str, Any]]) -> str:
    return _separated(rows, "\t")


def _json_lines(rows: Sequence[dict[str, Any]]) -> str:
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


_FORMATS: dict[str, Callable[[Sequence[dict[str, Any]]], str]] = {".csv": _csv, ".tsv": _tsv, ".jsonl": _json_lines}
