"""A study as table, drawing and page: complete, escaped, readable by other programs."""

from __future__ import annotations

import csv
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from rendering_rows import changing, use, write

from polyglot_news.corpus import rendering_plots
from polyglot_news.corpus.rendering_plots import check_plot, draw, write_plot
from polyglot_news.corpus.rendering_report import render
from polyglot_news.corpus.rendering_table import check_table, table_rows, write_table
from polyglot_news.corpus.renderings import Settings, Study, study
from polyglot_news.errors import MissingExtraError, UsageError, WriteError

EVIL = '</svg><script>alert("1")</script>'
SVG = "{http://www.w3.org/2000/svg}"


def studied(folder: Path, *by: str, rows: list[dict[str, Any]] | None = None) -> Study:
    return study(
        write(rows or [*changing("war", 7), *changing("coup", None), use("r", "x", "rare")], folder), Settings(by)
    )


def test_the_table_has_a_row_for_every_group_and_rendering(tmp_path: Path) -> None:
    found = studied(tmp_path, "month", "outlet")
    rows = table_rows(found)
    war = [row for row in rows if row["concept"] == "war"]
    assert len(war) == 12 * 2 * 2
    assert sum(row["hits"] for row in war) == 12 * 8 * 2
    assert list(war[0])[:6] == ["concept", "target_lang", "month", "outlet", "rendering", "status"]
    assert {(row["month_test"], row["month_since"], row["outlet_test"]) for row in war} == {
        ("found", "2024-08", "chance")
    }
    for group in {(row["month"], row["outlet"]) for row in war}:
        assert sum(row["share"] for row in war if (row["month"], row["outlet"]) == group) == pytest.approx(
            1, abs=1e-3
        )
    assert all(row["low"] <= row["share"] <= row["high"] for row in rows)


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".jsonl"])
def test_the_table_is_read_back(tmp_path: Path, ending: str) -> None:
    found = studied(tmp_path, "month")
    path = tmp_path / f"table{ending}"
    write_table(found, path)
    text = path.read_text(encoding="utf-8")
    if ending == ".jsonl":
        rows = [json.loads(line) for line in text.splitlines()]
        assert rows == table_rows(found)
    else:
        rows = list(csv.DictReader(text.splitlines(), delimiter="," if ending == ".csv" else "\t"))
        assert [row["rendering"] for row in rows] == [row["rendering"] for row in table_rows(found)]
        assert [float(row["share"]) for row in rows] == [row["share"] for row in table_rows(found)]


def test_a_spreadsheet_runs_nothing(tmp_path: Path) -> None:
    found = studied(tmp_path, "outlet", rows=[use("a", "=1+1", outlet="@SUM(A1)")])
    write_table(found, tmp_path / "table.csv")
    [row] = csv.DictReader((tmp_path / "table.csv").read_text(encoding="utf-8").splitlines())
    assert (row["outlet"], row["rendering"]) == ("'@SUM(A1)", "'=1+1")


@pytest.mark.parametrize("by", [(), ("month",), ("outlet",), ("month", "outlet"), ("outlet", "month")])
def test_drawings_are_well_formed_and_say_what_was_found(tmp_path: Path, by: tuple[str, ...]) -> None:
    found = studied(tmp_path, *by)
    root = etree.fromstring(draw(found).encode())
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert {"war", "coup"} <= {str(text).split(" – ")[0] for text in texts}
    assert ("rare" in texts) is (not by)  # too few to test, so not drawn where there is a test
    assert any("a guerra" in str(text) for text in texts)
    assert any("since 2024-08" in str(text) for text in texts) is ("month" in by)
    width, height = (float(root.get(side)) for side in ("width", "height"))
    for mark in root.iter(f"{SVG}rect"):
        assert 0 <= float(mark.get("x", 0)) <= width
        assert 0 <= float(mark.get("y", 0)) + float(mark.get("height")) <= height


def test_what_has_no_date_is_drawn_by_its_other_groups(tmp_path: Path) -> None:
    undated = [use(f"u{n}", "o golpe", "undated", outlet=("Sul", "Norte")[n % 2]) for n in range(30)]
    root = etree.fromstring(draw(studied(tmp_path, "month", "outlet", rows=[*changing("war", 7), *undated])).encode())
    groups = {text.text for text in root.iter(f"{SVG}text") if text.get("class") == "group"}
    assert groups == {"not given · Sul (15)", "not given · Nor… (15)"}


def test_labels_at_the_end_of_lines_do_not_overlap(tmp_path: Path) -> None:
    rows = [use(f"{n}-{m}", f"wording {n % 6}", date=f"2024-0{m}-01") for n in range(30) for m in range(1, 7)]
    root = etree.fromstring(draw(studied(tmp_path, "month", rows=rows)).encode())
    places = sorted(float(text.get("y")) for text in root.iter(f"{SVG}text") if text.get("class") == "label")
    assert len(places) == 5  # four in colours, the rest in one
    assert all(b - a >= 13.9 for a, b in pairwise(places))


def test_a_png_is_drawn(tmp_path: Path) -> None:
    pytest.importorskip("resvg_py", reason="no resvg_py: pip install 'polyglot-news[png]'")
    path = tmp_path / "plot.png"
    try:
        write_plot(studied(tmp_path, "month"), path)
    except WriteError as error:
        pytest.skip(str(error))
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20], "big") > 1000


def test_without_its_library_a_png_is_refused_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering_plots, "find_spec", lambda _: None)
    with pytest.raises(MissingExtraError, match=r"polyglot-news\[png\]"):
        check_plot(tmp_path / "plot.png")


@pytest.mark.parametrize(("check", "name"), [(check_plot, "plot.pdf"), (check_table, "table.xlsx")])
def test_other_endings_are_refused(tmp_path: Path, check: Any, name: str) -> None:
    with pytest.raises(UsageError, match=r"written as"):
        check(tmp_path / name)


def test_the_page_has_findings_figures_examples_and_provenance(tmp_path: Path) -> None:
    rows = [{**row, "provenance": "by hand", "title": "On talks"} for row in changing("war", 7)]
    page = render(studied(tmp_path, "month", rows=rows))
    assert '<mark class="term" data-f="" data-c="">a guerra</mark>' in page
    for said in ("since 2024-08", "1 of 1 tests", "On talks", "<code>by hand</code>", "96 articles", "192 uses"):
        assert said in page
    assert len(re.findall("<svg ", page)) == 1


def test_the_page_fetches_and_runs_nothing_whatever_the_corpus_says(tmp_path: Path) -> None:
    rows = [
        use(f"{EVIL}{n}", EVIL, EVIL, outlet=f"{EVIL}{n % 2}", title=EVIL, provenance=EVIL, date="2024-01-01")
        for n in range(20)
    ] + [use(f"b{n}", "a guerra", EVIL, outlet=f"{EVIL}{n % 2}", date="2024-02-01") for n in range(20)]
    for by in (("outlet",), ("month", "outlet")):
        found = studied(tmp_path, *by, rows=rows)
        page = render(found)
        assert "<script" not in page
        assert page.count("<svg ") == page.count("</svg>")
        assert not re.findall(r"(?:src|href)=\"(?!#)|url\(|@import", page)
        assert "default-src 'none'" in page
        assert etree.fromstring(draw(found).encode()).tag == f"{SVG}svg"


def test_control_characters_spoil_no_drawing(tmp_path: Path) -> None:
    rows = [use(f"a{n}", "a\x08guerra" if n % 2 else "b\ud800", outlet="S\x00"[: n % 2 + 1]) for n in range(20)]
    found = studied(tmp_path, "outlet", rows=rows)
    write_plot(found, tmp_path / "plot.svg")
    assert etree.parse(tmp_path / "plot.svg").getroot().tag == f"{SVG}svg"
    assert render(found)
