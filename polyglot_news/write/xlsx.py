"""The aligned table as an Excel workbook: one sheet, its header frozen, texts wrapped, rows to filter and sort.

Every text is stored as a string, never as a formula. A text that a spreadsheet would turn into a formula once its
cell is edited carries the quote prefix, so the apostrophe that CSV needs in the text is not needed here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, BinaryIO

from polyglot_news.bitext import COLUMNS, Bitext, Row
from polyglot_news.errors import MissingExtraError, WriteError
from polyglot_news.write.cells import neutralise
from polyglot_news.write.xlsx_text import escape

try:
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, NamedStyle
    from openpyxl.utils import get_column_letter
except ImportError:
    raise MissingExtraError("XLSX", "xlsx") from None

SHEET = "bitext"

_AS_TEXT = "@"
"""The number format that keeps `1-1` from becoming a date when its cell is edited."""
_LONGEST_CELL = 32_767
_MOST_ROWS = 1_048_576
_WIDTHS = {"source": 60, "target": 60, "note": 40, "terms": 30, "findings": 30, "provenance": 30, "article_id": 20}
_USUAL_WIDTH = 11


def write_xlsx(bitexts: Sequence[Bitext], stream: BinaryIO) -> None:
    """One sheet of all the bitexts; widths are characters.

    Raises:
        WriteError: a text or the table is longer than a workbook can hold.
        UnicodeEncodeError: a text holds half of a surrogate pair.
    """
    rows = [row for bitext in bitexts for row in bitext.rows()]
    columns = list(dict.fromkeys([*COLUMNS, *(column for row in rows for column in row)]))
    _require_room(rows)
    book = openpyxl.Workbook(write_only=True)
    text = NamedStyle("bitext text", alignment=Alignment(wrap_text=True, vertical="top"), number_format=_AS_TEXT)
    head = NamedStyle("bitext head", font=Font(bold=True), number_format=_AS_TEXT)
    book.add_named_style(text)
    book.add_named_style(head)
    sheet = _sheet(book, columns, len(rows))
    sheet.append([_string(sheet, column, head.name) for column in columns])
    for row in rows:
        sheet.append([_cell(sheet, row.get(column), text.name) for column in columns])
    book.save(stream)


def _require_room(rows: Sequence[Row]) -> None:
    """Find what does not fit before a workbook is begun, which openpyxl cannot abandon quietly."""
    if len(rows) >= _MOST_ROWS:
        raise WriteError(f"{len(rows):,} rows are more than a workbook can hold: write CSV, JSONL or Parquet")
    for number, row in enumerate(rows, start=1):
        for column, value in row.items():
            for text in (column, value):
                if isinstance(text, str) and len(escape(text).encode("utf-16-le")) // 2 > _LONGEST_CELL:
                    raise WriteError(
                        f"row {number}, column '{column[:40]}': longer than the {_LONGEST_CELL:,} characters that a "
                        "workbook's cell can hold: write CSV, JSONL or Parquet"
                    )


def _sheet(book: Any, columns: Sequence[str], rows: int) -> Any:
    sheet = book.create_sheet(SHEET)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{rows + 1}"
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(column, _USUAL_WIDTH)
    return sheet


def _cell(sheet: Any, value: Any, style: str) -> Any:
    if value == "":
        return None
    return _string(sheet, value, style) if isinstance(value, str) else value


def _string(sheet: Any, text: str, style: str) -> Any:
    cell = WriteOnlyCell(sheet, escape(text))
    cell.data_type = "s"
    cell.style = style
    if neutralise(text) != text:
        cell.quotePrefix = True
    return cell
