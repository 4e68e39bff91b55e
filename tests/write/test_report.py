"""The report as a file: what is in it, and that nothing in it is alive."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
from pathlib import Path

import pytest
from by_hand import audited, finding
from lxml import html

from polyglot_news.audit.audit import Audit
from polyglot_news.write import write_bitexts
from polyglot_news.write.report import Report, write_report
from polyglot_news.write.report.charts import by_check, strip
from polyglot_news.write.report.marked import Mark, marked, message, plain
from polyglot_news.write.report.page import render


def page_of(*audits: Audit) -> html.HtmlElement:
    return html.fromstring(render(Report(audits), "truce"))


def data_of(page: html.HtmlElement) -> dict:
    return json.loads(page.get_element_by_id("data").text)


def test_overlapping_marks_are_cut_where_they_meet() -> None:
    text = marked("abcdef", [Mark(0, 4, "major", finding=1), Mark(2, 6, "term", card=7)])
    assert text == (
        '<mark class="major" data-f="1" data-c="">ab</mark>'
        '<mark class="major term" data-f="1" data-c="7">cd</mark>'
        '<mark class="term" data-f="" data-c="7">ef</mark>'
    )


@pytest.mark.parametrize("mark", [Mark(-1, 2, "note"), Mark(2, 2, "note"), Mark(1, 9, "note")])
def test_a_mark_outside_its_text_is_left_out(mark: Mark) -> None:
    assert marked("abc", [mark]) == "abc"


@pytest.mark.parametrize(
    ("char", "name"), [("\u202e", "RLO"), ("\u2066", "LRI"), ("\x00", "0000"), ("\x1b", "001B"), ("\ud800", "D800")]
)
def test_control_characters_are_named_and_do_nothing(char: str, name: str) -> None:
    assert char not in plain(f"a{char}b")
    assert f">{name}</span>b" in plain(f"a{char}b")


def test_what_a_message_quotes_keeps_its_own_direction() -> None:
    assert message("“الاثنين” became “Tuesday”") == (
        '“<bdi dir="auto">الاثنين</bdi>” became “<bdi dir="auto">Tuesday</bdi>”'
    )
    assert message("«أ» is quoted", "«أ»") == '<bdi dir="auto">«أ»</bdi> is quoted'
    assert message("plain & simple", "", " ") == "plain &amp; simple"


def test_marks_findings_and_spans_belong_together(truce: Audit) -> None:
    page = page_of(truce)
    for number, found in enumerate(truce.findings):
        [item] = page.xpath(f"//li[@id='f{number}']")
        assert item.get("data-print") == found.fingerprint
        spans = [mark.text_content() for mark in page.xpath(f"//mark[@data-f='{number}']")]
        assert spans == [span for span in (found.source_span, found.target_span) if span]


HOSTILE = [
    ("<script>alert(1)</script>", "</script><script>alert(2)</script>"),
    ('<img src=x onerror="alert(3)">', "<!-- <svg onload=alert(4)> ]]> {{ 7*7 }} {% raw %}"),
    ("javascript:alert(5)", '<a href="javascript:alert(6)" style="position:fixed">x</a>'),
    ("\u202eevil\u202c", "&lt;b&gt; \u2028 \x00 `${alert(7)}`"),
]


def hostile() -> Audit:
    found = finding(1, "<b>check</b>", "major", (0, "<img"), (0, "<!--"), "“<script>alert(8)</script>” \u202e")
    return audited(HOSTILE, [found])


def test_a_hostile_article_is_text(tmp_path: Path) -> None:
    page = page_of(hostile())
    assert len(page.xpath("//script")) == 2
    assert page.xpath("//img | //iframe | //object | //link | //base") == []
    assert page.xpath("//@style | //@*[starts-with(name(), 'on')]") == []
    assert {href[0] for href in page.xpath("//@href")} == {"#"}
    sources = [cell.text_content() for cell in page.xpath("//div[contains(@class, 'cell source')]")]
    assert sources[:3] == [source for source, _ in HOSTILE[:3]]
    assert [row[6] for row in data_of(page)["rows"]] == [target for _, target in HOSTILE]


def test_the_policy_allows_exactly_the_script_and_the_style_of_the_page() -> None:
    text = render(Report([hostile()]), "x")
    policy = html.fromstring(text).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    for element, directive in (("script", "script-src"), ("style", "style-src")):
        [content] = re.findall(rf"<{element}>(.*?)</{element}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_nothing_is_fetched_from_anywhere() -> None:
    text = render(Report([hostile()]), "x")
    assert re.findall(r"""(?:src|href)=["'](?!#)|url\(|@import|https?://""", text) == []


def test_languages_and_directions_are_declared() -> None:
    page = page_of(audited([("قال المتحدث", "The spokesman said")], langs=("ar", "en")))
    [source] = page.xpath("//div[contains(@class, 'cell source')]")
    [target] = page.xpath("//div[contains(@class, 'cell target')]")
    assert (source.get("lang"), source.get("dir")) == ("ar", "auto")
    assert (target.get("lang"), target.get("dir")) == ("en", "auto")


def test_a_translation_alone_has_no_column_for_the_original() -> None:
    page = page_of(audited([("", "Text."), ("", "More.")], langs=("und", "en")))
    assert page.xpath("//div[contains(@class, 'cell source')]") == []
    assert len(page.xpath("//div[contains(@class, 'cell target')]")) == 2


def test_the_embedded_table_is_what_the_csv_writer_writes(truce: Audit, tmp_path: Path) -> None:
    write_bitexts([truce.table()], tmp_path / "table.csv")
    columns, *rows = csv.reader(io.StringIO((tmp_path / "table.csv").read_text(encoding="utf-8")))
    data = data_of(page_of(truce))
    assert data["columns"] == columns
    assert data["rows"] == rows  # no cell of this table is one that a spreadsheet would run
    assert data["findings"][1] == [
        [truce.findings[1].fingerprint, "hedges: “якобы” is not rendered, a claim became a fact"]
    ]


def test_two_articles_are_numbered_through(truce: Audit) -> None:
    page = page_of(truce, truce)
    assert [bead.get("id") for bead in page.xpath("//article")] == [f"b{i}" for i in range(8)]
    assert [number.text for number in page.xpath("//span[@class='no']")] == list("01230123")  # as in the table
    assert [item.get("id") for item in page.xpath("//li[starts-with(@id, 'f')]")] == [f"f{i}" for i in range(6)]


def test_the_same_audit_gives_the_same_page(truce: Audit, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write_report(Report([truce]), tmp_path / name / "truce.html")
    assert (tmp_path / "a/truce.html").read_bytes() == (tmp_path / "b/truce.html").read_bytes()


def test_charts_count_and_place_findings(truce: Audit) -> None:
    assert {bar.label: [(part.kind, part.count) for part in bar.parts] for bar in by_check(truce.findings)} == {
        "numbers": [("critical", 1)], "hedges": [("major", 1)], "unaligned": [("critical", 1)],
    }  # fmt: skip
    gaps = strip(truce, first=0)
    assert [(gap.kind, gap.finding) for gap in gaps] == [("dropped", 1), ("dropped", 2)]
    assert 0 < gaps[0].x < gaps[1].x < 1000
