"""What the review desk saves from: the audited table cell by cell, as the CSV writer would have written it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from polyglot_news.audit.audit import Audit
from polyglot_news.write.cells import restore

_NUMBERS = frozenset(("bead", "score", "source_start", "source_end", "target_start", "target_end", "paragraph"))


def saved_table(audits: Sequence[Audit], name: str, ignored: Mapping[str, str]) -> dict[str, Any]:
    """Columns, rows of plain text, the findings of each row, and a key that names these texts in the browser.

    Args:
        name: what the files that are saved are called.
        ignored: findings dismissed before, with their reasons; they go into the ignore file again.
    """
    from polyglot_news.write.csv import write_csv

    tables = [found.table() for found in audits]
    out = io.BytesIO()
    write_csv(tables, out)
    csv.field_size_limit(max(csv.field_size_limit(), len(out.getvalue())))
    columns, *rows = csv.reader(io.StringIO(out.getvalue().decode(), newline=""))
    text = [column not in _NUMBERS for column in columns]
    found_cells: list[list[tuple[str, str]]] = []
    for found, table in zip(audits, tables, strict=True):
        of_bead: list[list[str]] = [[] for _ in table.beads]
        for finding in found.findings:
            of_bead[finding.bead].append(finding.fingerprint)
        found_cells += [_named(prints, bead.findings) for prints, bead in zip(of_bead, table.beads, strict=True)]
    return {
        "key": _key(audits),
        "name": name,
        "columns": columns,
        "text": text,
        "rows": [[restore(c) if t else c for c, t in zip(row, text, strict=True)] for row in rows],
        "findings": found_cells,
        "ignored": dict(ignored),
    }


def _named(prints: Sequence[str], findings: Sequence[str]) -> list[tuple[str, str]]:
    """The findings of a row with their fingerprints; what stood there before the audit has none and comes first."""
    return list(zip(("",) * (len(findings) - len(prints)) + tuple(prints), findings, strict=True))


def _key(audits: Sequence[Audit]) -> str:
    """A digest of the texts alone, so that the reader's work outlives another audit of them."""
    texts = [
        [found.bitext.article_id, *((bead.source, bead.target) for bead in found.bitext.beads)] for found in audits
    ]
    return hashlib.sha256(json.dumps(texts).encode()).hexdigest()[:32]


def as_script(data: Mapping[str, Any]) -> Markup:
    """JSON that may stand in a `<script>` element: nothing in it can end the element or begin a comment."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # markup by construction: no `<`, `>` or `&` is left
