from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import bitexts

from polyglot_news.article import Article, Segment, gaps
from polyglot_news.bitext import COLUMNS, Bead, Bitext, from_frame, from_rows, to_frame
from polyglot_news.errors import ReadError, UsageError
from polyglot_news.read.table import read_bitexts
from polyglot_news.write import write_bitexts


@given(bitexts())
def test_frame_round_trip(bitext: Bitext) -> None:
    frame = bitext.to_frame()
    assert tuple(frame.columns[: len(COLUMNS)]) == COLUMNS
    assert Bitext.from_frame(frame) == bitext


@pytest.mark.parametrize("ending", ["csv", "tsv", "xlsx", "jsonl", "parquet", "tmx", "xliff"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(bitexts(), min_size=1, max_size=2, unique_by=lambda bitext: bitext.article_id))
def test_file_round_trip(tmp_path: Path, ending: str, made: list[Bitext]) -> None:
    path = tmp_path / f"pair.{ending}"
    write_bitexts(made, path)
    assert read_bitexts(path) == made


def test_excel_csv_round_trip(tmp_path: Path) -> None:
    made = [Bitext("a", "ru", "en", (Bead("=1+1", "-x", (0,), (0,)),))]
    path = tmp_path / "pair.csv"
    write_bitexts(made, path, "excel-csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert b"'=1+1" in path.read_bytes()
    assert read_bitexts(path) == made


def test_only_source_and_target_are_needed() -> None:
    [bitext] = from_rows([{"target": "Oi", "source": "Hi"}, {"source": "Bye", "target": ""}], "en", "pt")
    assert [bead.alignment for bead in bitext.beads] == ["1-1", "1-0"]
    assert [bead.source_segments for bead in bitext.beads] == [(0,), (1,)]


def test_a_spreadsheet_may_reorder_columns_and_change_the_format(tmp_path: Path) -> None:
    path = tmp_path / "edited.csv"
    path.write_bytes(
        "\ufefftarget;review;source;source_lang;target_lang;alignment;mine\r\n"
        '"Olá; mundo";OK;Hello world;en;pt;1-1;x\r\n\r\n'.encode()
    )
    [bitext] = read_bitexts(path)
    [bead] = bitext.beads
    assert (bead.source, bead.target, bead.review, dict(bead.extra)) == (
        "Hello world",
        "Olá; mundo",
        "ok",
        {"mine": "x"},
    )


def test_moved_blocks_keep_their_segment_indices() -> None:
    rows = [
        {"source": "b", "target": "B", "alignment": "1-1", "source_start": 0, "target_start": 5, **LANGS},
        {"source": "a", "target": "A", "alignment": "1-1", "source_start": 5, "target_start": 0, **LANGS},
    ]
    [bitext] = from_rows(rows)
    assert [(b.source_segments, b.target_segments) for b in bitext.beads] == [((0,), (1,)), ((1,), (0,))]


LANGS = {"source_lang": "en", "target_lang": "pt"}

UNREADABLE = [
    ([{"source": "a"}], "no column 'target'"),
    ([{"source": "a", "target": "b"}], "no source_lang"),
    ([{"source": "a", "target": "b", "score": "high", **LANGS}], "row 1, column 'score': 'high' is not a number"),
    ([{"source": "a", "target": "b", "source_end": "nan", **LANGS}], "column 'source_end': 'nan' is not a number"),
    ([{"source": "a", "target": "b", "terms": "{", **LANGS}], "row 1, column 'terms'"),
]


@pytest.mark.parametrize(("rows", "message"), UNREADABLE)
def test_unreadable_rows_are_named(rows: list[dict[str, str]], message: str) -> None:
    with pytest.raises(ReadError, match=message):
        from_rows(rows)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"\xff\xfe\x00", "not UTF-8 text; save it as UTF-8"),
        (b"source|target\na, b|c\n", "one column; separate columns by commas, semicolons or tabs"),
        (b'source,target\n"a,b\n', "not a well-formed table"),
        (b"source,source,target\na,b,c\n", "names 'source' twice"),
        (b"source,target\na,b,c\n", "row 1: 3 cells under 2 columns"),
    ],
)
def test_unreadable_files_are_named(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    with pytest.raises(ReadError, match=message):
        read_bitexts(path, "en", "pt")


def test_a_long_cell_is_read_and_the_limit_of_others_stays(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    path = tmp_path / "long.csv"
    write_bitexts([Bitext("a", "en", "pt", (Bead("x" * 200_000, "y", (0,), (0,)),))], path)
    assert len(read_bitexts(path)[0].beads[0].source) == 200_000
    assert csv.field_size_limit() == before


def test_frame_of_several_articles_is_not_one_bitext() -> None:
    frame = to_frame([Bitext("a", "en", "pt", (Bead("x", "y"),)), Bitext("b", "en", "pt", (Bead("x", "y"),))])
    assert [bitext.article_id for bitext in from_frame(frame)] == ["a", "b"]
    with pytest.raises(UsageError, match="2 articles"):
        Bitext.from_frame(frame)


def test_gaps_rebuild_the_text() -> None:
    article = Article("a", " Hi.  Bye.\n")
    segments = [Segment(0, 1, 4, "Hi.", 0), Segment(1, 6, 10, "Bye.", 0)]
    between = gaps(article.text, segments)
    assert between == [" ", "  ", "\n"]
    assert between[0] + "".join(s.text + gap for s, gap in zip(segments, between[1:], strict=True)) == article.text


def test_one_article_in_two_target_languages_is_two_bitexts() -> None:
    rows = [
        {"article_id": "a", "source": "Yes", "target": "Sim", "source_lang": "en", "target_lang": "pt"},
        {"article_id": "a", "source": "No", "target": "Não"},
        {"article_id": "a", "source": "Yes", "target": "Sí", "source_lang": "en", "target_lang": "es"},
    ]
    assert [(bitext.target_lang, len(bitext.beads)) for bitext in from_rows(rows)] == [("pt", 2), ("es", 1)]
