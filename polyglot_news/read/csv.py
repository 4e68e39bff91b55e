"""The aligned table as CSV or TSV, as we write it or as a spreadsheet saves it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from polyglot_news.bitext import Row
from polyglot_news.errors import ReadError
from polyglot_news.read.columns import records
from polyglot_news.write.cells import restore

_LARGEST_CELL = 10_000_000
_SEPARATORS = ",;\t"


def read_csv(path: Path) -> list[Row]:
    """The rows of a delimited table; the delimiter is the one that splits the header into most columns.

    Raises:
        OSError, UnicodeDecodeError: the file cannot be opened, or is not UTF-8.
        ReadError: it is empty, or not a well-formed table; the message names the row.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        text = file.read()
    if not text.strip():
        raise ReadError("it is empty; a table needs a header with at least 'source' and 'target'")
    header = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=header.count)
    usual = csv.field_size_limit(_LARGEST_CELL)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise ReadError(f"not a well-formed table: {error}") from None
    finally:
        csv.field_size_limit(usual)  # the limit is the process's, and other readers rely on the smaller one
    if len(lines[0]) == 1 and any(len(line) > 1 for line in lines):
        raise ReadError("its header is one column; separate columns by commas, semicolons or tabs")
    return [{column: restore(cell) for column, cell in row.items()} for row in records(lines[0], lines[1:], empty="")]
