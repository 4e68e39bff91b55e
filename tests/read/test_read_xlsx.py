from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from polyglot_news.errors import ReadError
from polyglot_news.read import xlsx
from polyglot_news.read.table import read_bitexts


def _workbook(path: Path, *sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_the_sheet_with_the_columns_is_read_and_values_become_text(tmp_path: Path) -> None:
    path = _workbook(
        tmp_path / "pair.xlsx",
        [["my notes"], ["x"]],
        [
            ["target", "day", "source", "score", None, "ready"],
            ["2024", datetime.date(2024, 5, 1), 2024, 1, None, True],
            [None, None, None, None, None, None],
            ["_x0009_b", None, "a", 0.25, None, None],
        ],
    )
    [bitext] = read_bitexts(path, "en", "pt")
    first, second = bitext.beads
    assert (first.source, first.target, first.score) == ("2024", "2024", 1.0)
    assert dict(first.extra) == {"day": "2024-05-01T00:00:00", "ready": "True"}
    assert (second.source, second.target, second.score) == ("a", "\tb", 0.25)


def test_a_wrong_dimension_hides_no_rows(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "pair.xlsx", [["source", "target"], ["a", "b"], ["c", "d"]])
    data = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(data, "w") as new:
        for part in old.infolist():
            new.writestr(part, old.read(part).replace(b'<dimension ref="A1:B3"', b'<dimension ref="A1:A1"'))
    path.write_bytes(data.getvalue())
    [bitext] = read_bitexts(path, "en", "pt")
    assert [(bead.source, bead.target) for bead in bitext.beads] == [("a", "b"), ("c", "d")]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["text"], ["a"]], "no sheet has the columns 'source' and 'target' in its first row: Sheet"),
        ([], "no sheet has the columns"),
        ([["source", "target", "source"], ["a", "b", "c"]], "names 'source' twice"),
        ([["source", "target"], ["a", "b", "c"]], "row 1: 3 cells under 2 columns"),
        ([["source", None, "target"], ["a", None, "b"], ["a", "x", "b"]], "row 2: a cell stands in a column without"),
    ],
)
def test_unreadable_tables_are_named(tmp_path: Path, rows: list[list[object]], message: str) -> None:
    path = _workbook(tmp_path / "pair.xlsx", rows)
    with pytest.raises(ReadError, match=message):
        read_bitexts(path, "en", "pt")


def test_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "pair.xlsx"
    path.write_text("source,target\n")
    with pytest.raises(ReadError, match="not a workbook: an XLSX file is a ZIP archive"):
        read_bitexts(path, "en", "pt")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<broken")
    with pytest.raises(ReadError, match="not a workbook that can be read"):
        read_bitexts(path, "en", "pt")


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _workbook(tmp_path / "pair.xlsx", [["source", "target"], ["a" * 30_000, "b"]])
    monkeypatch.setattr(xlsx, "_MOST_BYTES", 30_000)
    with pytest.raises(ReadError, match="bytes, which is too many for a table"):
        read_bitexts(path, "en", "pt")
