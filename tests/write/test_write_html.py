from __future__ import annotations

import io

from hypothesis import given
from lxml import html
from strategies import bitexts

from polyglot_news.bitext import Bead, Bitext, TermUse
from polyglot_news.write.html import write_html


def _page(*made: Bitext) -> str:
    stream = io.BytesIO()
    write_html(made, stream)
    return stream.getvalue().decode("utf-8")


def test_what_a_reader_sees() -> None:
    bead = Bead(
        "هنا", "Here & there", (0, 1), (0,), score=0.875, review="wrong", note="who?", findings=("number",),
        terms=(TermUse("here", "هنا", rendering="Here", outcome="preferred"),),
    )  # fmt: skip
    root = html.fromstring(_page(Bitext("a", "ar", "en", (bead, Bead("باقي", "", (2,), ())))))
    first, second = root.xpath("//tbody/tr")
    assert [(cell.get("lang"), cell.get("dir")) for cell in first.findall("td")] == [("ar", "auto"), ("en", "auto")]
    assert first.findall("td")[0].text == "هنا"
    assert first.findall("td")[1].text == "Here & there"
    assert first.find("th").text_content() == "12-10.88"
    assert [item.text_content() for item in first.iter("li")] == [
        "Review: wrong", "Finding: number", "Term: هنا → Here (preferred)", "Note: who?",
    ]  # fmt: skip
    assert [cell.get("class") for cell in second.findall("td")] == [None, "none"]
    assert [head.text for head in root.xpath("//thead//th")] == ["Row", "Arabic (ar)", "English (en)"]


def test_nothing_is_run_and_nothing_is_fetched() -> None:
    attack = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    bead = Bead(
        attack, attack, (0,), (0,), note=attack, findings=(attack,), review=attack,
        terms=(TermUse(attack, attack, rendering=attack, outcome=attack),),
    )  # fmt: skip
    page = _page(Bitext(attack, attack, attack, (bead,)), Bitext("b", "en", "pt", ()))
    root = html.fromstring(page)
    assert not list(root.iter("script", "img", "link", "iframe", "object"))
    assert not [
        name for node in root.iter() for name in node.attrib if name in ("src", "href") or name.startswith("on")
    ]
    assert "default-src 'none'" in page
    assert root.xpath("//tbody/tr/td")[0].text == attack


@given(bitexts(), bitexts())
def test_every_bead_is_a_row_of_its_article(one: Bitext, other: Bitext) -> None:
    root = html.fromstring(_page(one, other).encode("utf-8"))
    tables = root.findall(".//table")
    assert [len(table.findall("tbody/tr")) for table in tables] == [len(one.beads), len(other.beads)]


def test_a_language_that_is_unknown_is_called_by_its_tag() -> None:
    assert '<th scope="col">xx-unknown</th>' in _page(Bitext("a", "xx-unknown", "en", ()))
