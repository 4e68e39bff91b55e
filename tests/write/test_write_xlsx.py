from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyglot_news.bitext import COLUMNS, Bead, Bitext
from polyglot_news.errors import WriteError
from polyglot_news.read.table import read_bitexts
from polyglot_news.write import write_bitexts
from polyglot_news.write.xlsx_text import escape, unescape

FORMULAS = ['=HYPERLINK("http://example.org","x")', "+1", "-1", "@SUM(A1)", "=1+1", "'=1", "{=1}"]


def _bitext(*targets: str) -> list[Bitext]:
    return [Bitext("a", "en", "pt", tuple(Bead("Hi", text, (n,), (n,)) for n, text in enumerate(targets)))]


def test_no_text_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "pair.xlsx"
    write_bitexts(_bitext(*FORMULAS), path)
    sheet = openpyxl.load_workbook(path)["bitext"]
    cells = [row[COLUMNS.index("target")] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == FORMULAS
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    assert [bool(cell.quotePrefix) for cell in cells] == [True, True, True, True, True, True, False]
    assert read_bitexts(path) == _bitext(*FORMULAS)


def test_the_sheet_is_laid_out_for_reading(tmp_path: Path) -> None:
    path = tmp_path / "pair.xlsx"
    write_bitexts(
        [Bitext("a", "en", "pt", (Bead("Hi", "Oi", (0,), (0,), 0, 2, 0, 2, score=0.5, extra={"x": "y"}),))], path
    )
    sheet = openpyxl.load_workbook(path)["bitext"]
    assert [cell.value for cell in sheet[1]] == [*COLUMNS, "x"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:S2"
    assert sheet.column_dimensions["E"].width > sheet.column_dimensions["B"].width
    by_name = dict(zip(COLUMNS, sheet[2], strict=False))
    assert by_name["source"].alignment.wrap_text
    assert (by_name["score"].value, by_name["source_end"].value) == (0.5, 2)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a\x0bb", "a_x000B_b"),
        ("\r\n\t", "_x000D_\n\t"),
        ("_x000B_", "_x005F_x000B_"),
        ("_x0001\x02", "_x005F_x0001_x0002_"),
        ("\uffff_", "_xFFFF__"),
        ("snake_x_case", "snake_x_case"),
    ],
)
def test_characters_that_xml_forbids_are_escaped_as_the_standard_says(text: str, escaped: str) -> None:
    assert escape(text) == escaped
    assert unescape(escaped) == text


@given(st.text(st.sampled_from("_xX0dD5F8\x01\r\uffffé"), max_size=40))
def test_escaping_is_undone(text: str) -> None:
    assert unescape(escape(text)) == text


def test_a_text_longer_than_a_cell_is_named(tmp_path: Path) -> None:
    path = tmp_path / "pair.xlsx"
    write_bitexts(_bitext("x" * 32_767), path)
    assert read_bitexts(path) == _bitext("x" * 32_767)
    with pytest.raises(WriteError, match="row 2, column 'target': longer than the 32,767 characters"):
        write_bitexts(_bitext("x", "\U0001f600" * 16_384), path)
