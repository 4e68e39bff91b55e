"""The aligned table out of an Excel workbook, as we write it or as a person has since edited it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from polyglot_news.bitext import Row
from polyglot_news.errors import MissingExtraError, ReadError
from polyglot_news.read.columns import records
from polyglot_news.write.xlsx_text import unescape

try:
    import openpyxl
except ImportError:
    raise MissingExtraError("XLSX", "xlsx") from None

_MOST_BYTES = 1024**3
"""Size of a workbook's unpacked parts above which it is not read."""


def read_xlsx(path: Path) -> list[Row]:
    """The rows of the first sheet whose header names `source` and `target`; of a formula, its last computed value.

    Raises:
        OSError: the file cannot be opened.
        ReadError: no workbook, no such sheet, a table that is not well-formed, or too large unpacked.
    """
    _require_size(path)
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
        sheets = {sheet.title: _lines(sheet) for sheet in book.worksheets}
    except OSError:
        raise
    except Exception as error:  # openpyxl lets whatever a damaged part causes come through
        raise ReadError(f"not a workbook that can be read ({type(error).__name__})") from None
    found = next((lines for lines in sheets.values() if _is_bitext(lines)), None)
    if found is None:
        raise ReadError(f"no sheet has the columns 'source' and 'target' in its first row: {', '.join(sheets)}")
    header = [str(cell or "") for cell in found[0]]
    return list(records(header, found[1:], empty=None))


def _require_size(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile:
        raise ReadError("not a workbook: an XLSX file is a ZIP archive, this is none") from None
    if size > _MOST_BYTES:
        raise ReadError(f"unpacks to {size:,} bytes, which is too many for a table (at most {_MOST_BYTES:,})")


def _lines(sheet: Any) -> list[list[Any]]:
    """The cells of every row up to its last filled one."""
    sheet.reset_dimensions()  # other programs write wrong ones
    return [_filled(cells) for cells in sheet.iter_rows(values_only=True)]


def _filled(cells: tuple[Any, ...]) -> list[Any]:
    values = list(_values(cells))
    while values and values[-1] is None:
        values.pop()
    return values


def _values(cells: tuple[Any, ...]) -> Iterator[Any]:
    for cell in cells:
        if isinstance(cell, str):
            yield unescape(cell)
        elif isinstance(cell, (datetime, date, time)):
            yield cell.isoformat()
        else:
            yield cell


def _is_bitext(lines: list[list[Any]]) -> bool:
    return bool(lines) and {"source", "target"} <= set(lines[0])
