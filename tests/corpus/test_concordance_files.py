"""Concordances as files: columns, and nothing in a text that a spreadsheet or a browser would run."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from small_corpora import write_corpus

from polyglot_news.corpus.concordance import Search, concordance
from polyglot_news.corpus.concordance_files import write_lines
from polyglot_news.corpus.index import open_index
from polyglot_news.corpus.kwic import COLUMNS
from polyglot_news.corpus.query import WordQuery
from polyglot_news.errors import UsageError, WriteError

NASTY = [("=1+1 <b>мир</b> & co", "<script>alert(1)</script> peace"), ("И мир\rтут", "@peace")]


def _written(
    folder: Path, name: str, pairs: list[tuple[str, str]] = NASTY, width: int | None = None, **about: str
) -> str:
    index = open_index(write_corpus(folder / "table.csv", pairs, **about))
    lines, tally = concordance(index, Search(WordQuery("мир"), other=WordQuery("peace")))
    write_lines(lines, tally, folder / name, "мир → peace", width)
    index.close()
    return (folder / name).read_bytes().decode("utf-8")


def test_csv(tmp_path: Path) -> None:
    _written(tmp_path, "out.csv", outlet="Gazette", date="2024-01-01")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        first, second = csv.DictReader(file)
    assert tuple(first) == COLUMNS
    assert (first["left"], first["keyword"], first["right"]) == ("'=1+1 <b>", "мир", "</b> & co")
    assert (first["target_left"], first["rendering"], first["target_right"]) == (
        "<script>alert(1)</script> ",
        "peace",
        "",
    )
    assert (first["article_id"], first["bead"], first["outlet"], first["paired_by"]) == (
        "table",
        "0",
        "Gazette",
        "query",
    )
    assert (second["right"], second["target_left"]) == ("'\rтут", "'@")


def test_jsonl(tmp_path: Path) -> None:
    rows = [json.loads(line) for line in _written(tmp_path, "out.jsonl", width=3).splitlines()]
    assert [row["left"] for row in rows] == ["…<b>", "И "]
    assert tuple(rows[0]) == COLUMNS


def test_a_page_holds_texts_and_no_commands(tmp_path: Path) -> None:
    page = _written(tmp_path, "out.html", url="javascript:alert(1)", title="<i>x</i>")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;i&gt;x&lt;/i&gt;" in page
    assert "javascript:" not in page
    assert page.count("<script>") == 1
    assert re.search(r"<mark class=\"hit\"[^>]*><bdi>мир</bdi></mark>", page)
    assert re.search(r"<mark class=\"query\"[^>]*><bdi>peace</bdi></mark>", page)
    assert not re.search(r"(src|href)=\"(?!https?:)", page)


def test_a_page_sets_each_text_in_its_direction_and_links_to_the_web(tmp_path: Path) -> None:
    page = _written(
        tmp_path, "out.html", [("مع мир الطرفان على وقف إطلاق النار", "peace")], url="https://example.org/?a&b"
    )
    assert 'lang="ru" dir="rtl"' in page
    assert 'lang="en" dir="ltr"' in page
    assert 'href="https://example.org/?a&amp;b"' in page


def test_a_page_of_nothing_says_so(tmp_path: Path) -> None:
    assert "Nothing was found" in _written(tmp_path, "out.html", [("Война.", "War.")])


def test_what_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.csv \.jsonl \.html"):
        _written(tmp_path, "out.xlsx")
    with pytest.raises(WriteError, match="does not exist"):
        _written(tmp_path, "no/out.csv")
