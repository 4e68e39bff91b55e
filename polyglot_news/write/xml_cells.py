"""Table cells inside XML formats: what TMX and XLIFF have no element for, and characters that XML cannot hold.

A column that the format has no element for becomes a cell of our own, named `x-polyglot-news:COLUMN` (a `prop` in
TMX, a `context` in XLIFF: the places those standards leave to each tool). XML 1.0 forbids most control characters:
every text is written with U+FFFD in their place, and the cell `x-polyglot-news:more` keeps the exact text as JSON,
beside columns of the user's own. Reading takes the exact text back unless somebody has edited what stands for it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from typing import Any

from polyglot_news.bitext import COLUMNS, Row
from polyglot_news.errors import ReadError

PREFIX = "x-polyglot-news:"
"""What the names of our own cells begin with."""

_MORE = f"{PREFIX}more"
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def visible(text: str) -> str:
    """The text with U+FFFD for every character that XML 1.0 forbids."""
    return _ILLEGAL.sub("\ufffd", text)


def own_cells(row: Row, standard: Collection[str]) -> dict[str, str]:
    """What is to be written of a row besides the columns that the format has a place for.

    Args:
        row: as `Bitext.rows` gives it.
        standard: the columns that the caller writes itself, as `visible` text.

    Returns:
        Text that XML can hold, by the name of the cell; empty cells are left out.
    """
    cells = {
        f"{PREFIX}{column}": visible(str(row[column]))
        for column in COLUMNS
        if column not in standard and row[column] not in (None, "")
    }
    more = {
        "exact": {
            column: row[column]
            for column in COLUMNS
            if isinstance(row[column], str) and visible(row[column]) != row[column]
        },
        "extra": {column: value for column, value in row.items() if column not in COLUMNS},
    }
    if any(more.values()):
        dumped = json.dumps({name: kept for name, kept in more.items() if kept}, ensure_ascii=False)
        cells[_MORE] = _ILLEGAL.sub(lambda match: f"\\u{ord(match[0]):04x}", dumped)
    return cells


def full_row(standard: Row, cells: Mapping[str, str]) -> Row:
    """The row that `own_cells` took apart.

    Args:
        standard: the columns that the format itself has a place for, as read.
        cells: our own cells by name; other names are left out.

    Raises:
        ReadError: the cell `more` is not what this tool writes.
    """
    row = dict(standard)
    for name, text in cells.items():
        if name.startswith(PREFIX) and name != _MORE:
            row[name.removeprefix(PREFIX)] = text
    more = _load(cells.get(_MORE, "{}"))
    row.update(more["extra"])
    row.update({column: text for column, text in more["exact"].items() if visible(text) == row.get(column, "")})
    return row


def _load(cell: str) -> dict[str, dict[str, str]]:
    try:
        loaded: Any = json.loads(cell)
        kept = {name: {str(key): str(value) for key, value in loaded.get(name, {}).items()}
                for name in ("extra", "exact")}  # fmt: skip
    except (ValueError, AttributeError, RecursionError):
        raise ReadError(f"'{_MORE}' is '{cell[:30]}', which is not what this tool writes; remove it") from None
    return kept
