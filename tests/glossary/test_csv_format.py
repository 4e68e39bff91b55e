from __future__ import annotations

from pathlib import Path

import pytest

from polyglot_news.errors import PolyglotNewsError, ReadError, UsageError
from polyglot_news.glossary import csv_format
from polyglot_news.glossary.csv_format import read_csv, read_list, slug, write_csv
from polyglot_news.glossary.formats import read_termbase, write_termbase
from polyglot_news.glossary.termbase import EVERY_LANGUAGE, Term, Termbase

FULL = Termbase((
    Term("gulf", "en", "the Gulf", "contested", ("uae-gov", "ap"), "AP Stylebook", "name", "", "sg", True, True,
         ("Gulf of Tonkin", "Gulf of Mexico"), 'a "note", with a comma\nand a line', (("region", "asia"),)),
    Term("gulf", "pt", "Golfo", "deprecated", pos="name", gender="m"),
    Term("handle", "mul", "@outlet", exact=True),
    Term("suffix", "es", "-ismo", note="'=quoted"),
))  # fmt: skip


def _file(folder: Path, content: str | bytes, name: str = "terms.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _pairs(termbase: Termbase) -> list[tuple[str, str, str]]:
    return [(term.concept, term.lang, term.text) for term in termbase]


@pytest.mark.parametrize("name", ["terms.csv", "terms.tsv", "terms.tab"])
def test_what_is_written_is_read_back_equal(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write_termbase(FULL, path)
    read = read_termbase(path)
    assert read == FULL
    assert read.name == "terms"


def test_cells_that_a_spreadsheet_would_run_are_written_disarmed() -> None:
    cells = [line.split(",")[2] for line in write_csv(FULL).splitlines() if line.startswith(("handle", "suffix"))]
    assert cells == ["'@outlet", "'-ismo"]


def test_missing_columns_mean_their_defaults_and_unknown_ones_are_kept(tmp_path: Path) -> None:
    path = _file(tmp_path, "Term,CONCEPT,lang,colour\nKyiv,kyiv,en,blue\nKiev,kyiv,pt-br,\n")
    assert read_csv(path).terms == (
        Term("kyiv", "en", "Kyiv", extra=(("colour", "blue"),)),
        Term("kyiv", "pt-BR", "Kiev"),
    )


def test_rows_know_where_they_come_from(tmp_path: Path) -> None:
    terms = read_csv(_file(tmp_path, "concept,lang,term\na,en,one\n\nb,en,two\n")).terms
    assert [(term.origin, term.row) for term in terms] == [("terms.csv", 2), ("terms.csv", 4)]


@pytest.mark.parametrize("data", [
    "\ufeffconcept,lang,term\nc,pt,ação\n".encode(),
    "concept,lang,term\nc,pt,ação\n".encode("utf-16"),
    "concept;lang;term\r\nc;pt;ação\r\n".encode(),
])  # fmt: skip
def test_marks_of_byte_order_and_semicolons_are_understood(tmp_path: Path, data: bytes) -> None:
    assert read_csv(_file(tmp_path, data)).terms == (Term("c", "pt", "ação"),)


@pytest.mark.parametrize(
    ("content", "langs", "name"),
    [
        ("cease-fire,cessar-fogo\n", ("en", "pt"), "terms.csv"),
        ("source,target\ncease-fire,cessar-fogo\n", ("en", "pt"), "terms.csv"),
        ("en,pt\ncease-fire,cessar-fogo\n", ("", ""), "terms.csv"),
        ("en\tpt\ncease-fire\tcessar-fogo\n", ("", ""), "terms.tsv"),
        ("cease-fire\tcessar-fogo\tsince 2015\n", ("en", "pt"), "terms.tsv"),
        ("cease-fire,cessar-fogo,en,pt\n", ("", ""), "terms.csv"),
        ("cease-fire,cessar-fogo,EN,PT\n", ("de", "fr"), "terms.csv"),
    ],
)
def test_word_lists_of_two_languages(tmp_path: Path, content: str, langs: tuple[str, str], name: str) -> None:
    termbase = read_csv(_file(tmp_path, content, name), *langs)
    assert _pairs(termbase) == [("cease-fire", "en", "cease-fire"), ("cease-fire", "pt", "cessar-fogo")]


def test_a_word_list_may_have_more_languages(tmp_path: Path) -> None:
    termbase = read_csv(_file(tmp_path, "en,pt-BR,ru\nborder,fronteira,граница\n"))
    assert [term.lang for term in termbase] == ["en", "pt-BR", "ru"]


def test_a_source_with_two_targets_is_one_concept(tmp_path: Path) -> None:
    termbase = read_csv(_file(tmp_path, "AIDS,AIDS\nAIDS,SIDA\n"), "en", "pt")
    assert [term.text for term in termbase.of("aids", "pt")] == ["AIDS", "SIDA"]


@pytest.mark.parametrize(("name", "content"), [
    ("keep.txt", "# names\nMeduza\n\nAl Jazeera\n"),
    ("keep.csv", "term\nMeduza\nAl Jazeera\n"),
])  # fmt: skip
def test_do_not_translate_lists(tmp_path: Path, name: str, content: str) -> None:
    termbase = read_termbase(_file(tmp_path, content, name))
    assert _pairs(termbase) == [
        ("meduza", EVERY_LANGUAGE, "Meduza"),
        ("al-jazeera", EVERY_LANGUAGE, "Al Jazeera"),
    ]
    assert all(term.exact for term in termbase)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "the file is empty"),
        ("concept,lang,term,lang\na,en,b,en\n", "two columns are named 'lang'"),
        ("concept,term\na,b\n", "no column 'lang'"),
        ("lang,term\nen,b\n", "no column 'concept'"),
        ("concept,lang,term\na,en,b,c\n", "row 2: 4 cells under 3 columns"),
        ("concept,lang,term\na,en,\n", "row 2: the term is empty"),
        ("concept,lang,term\na,english,b\n", "row 2: 'english' is not a language tag"),
        ("concept,lang,term,status\na,en,b,good\n", "row 2: status 'good' is none of preferred"),
        ("concept,lang,term,case\na,en,b,upper\n", "row 2: case 'upper' is none of"),
        ("concept,lang,term,match\na,en,b,fuzzy\n", "row 2: match 'fuzzy' is none of"),
        ("concept,lang,term\na,en,=HYPERLINK(1)\n", "row 2: a spreadsheet would run '=HYPERLINK"),
        ("concept,lang,term,note\na,en,b,@SUM(A1)\n", "row 2: a spreadsheet would run"),
        ("concept,lang,term\na,en," + "x" * 5_000 + "\n", "row 2: a cell has 5,000 characters"),
        ("concept,lang,term\na,en," + "x" * 200_000 + "\n", "row 2: not a table .field larger"),
        ("concept,lang,term\na,en,b\x07\n", "row 2: a cell holds control characters"),
        ('concept,lang,term\na,en,"b\n', "row 2: not a table"),
        ("word\nother\n", "neither the columns concept"),
        ("en,pt\na,b,c\n", "row 2: 3 cells where 2 languages are"),
        ("en,pt\na,\n", "row 2: the term is empty"),
        ("concept,lang,term\na,pt,ação\n".encode("latin-1"), "line 2: neither UTF-8 nor UTF-16"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00\x21\x00\xff", "neither UTF-8 nor UTF-16"),
    ],
)
def test_a_hostile_or_broken_file_gets_one_clear_line(tmp_path: Path, content: str | bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message) as caught:
        read_csv(_file(tmp_path, content))
    assert str(caught.value).startswith("terms.csv")
    assert "\n" not in str(caught.value)


def test_a_word_list_without_languages_asks_for_them(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="give the source and the target language"):
        read_csv(_file(tmp_path, "cease-fire,cessar-fogo\n"))


def test_a_file_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _file(tmp_path, "concept,lang,term\n" + "a,en,b\n" * 100)
    monkeypatch.setattr(csv_format, "MOST_BYTES", 100)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("the file was read"))
    with pytest.raises(ReadError, match="718 bytes are too many"):
        read_csv(path)


@pytest.mark.parametrize(
    ("name", "message"), [("no.csv", "No such file"), ("no.tbx", "No such file"), ("no.docx", "is a .csv")]
)
def test_a_file_that_is_missing_or_of_another_kind(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(PolyglotNewsError, match=message):
        read_termbase(tmp_path / name)


def test_another_ending_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is written as"):
        write_termbase(FULL, tmp_path / "terms.xlsx")


def test_the_third_column_of_a_cat_tool_is_a_note_and_its_ending_is_not_ours(tmp_path: Path) -> None:
    content = "# names\ncease-fire\tcessar-fogo\tsince 2015\n"
    assert {term.note for term in read_csv(_file(tmp_path, content[8:], "terms.tsv"), "en", "pt")} == {"since 2015"}
    with pytest.raises(ReadError, match=r"terms.txt, line 2: .* translations .tsv"):
        read_termbase(_file(tmp_path, content, "terms.txt"))


def test_a_list_keeps_its_line_numbers(tmp_path: Path) -> None:
    assert [term.row for term in read_list(_file(tmp_path, "# a\nB\n\nC\n", "keep.txt"))] == [2, 4]


@pytest.mark.parametrize(
    ("text", "wanted"), [("Coup d’État", "coup-d-état"), (" G-7 (group) ", "g-7-group"), ("特别 行动", "特别-行动")]
)
def test_slugs(text: str, wanted: str) -> None:
    assert slug(text) == wanted
