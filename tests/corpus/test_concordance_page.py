"""The page of a concordance as its reader meets it: in Chromium, from disk, without a network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from small_corpora import write_corpus

from polyglot_news.corpus.concordance import Search, concordance
from polyglot_news.corpus.concordance_files import write_lines
from polyglot_news.corpus.index import open_index
from polyglot_news.corpus.query import WordQuery

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PAIRS = [("в мир б", "peace"), ("а мир в", "world"), ("б мир а", "calm")]


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Any]:
    """The page of three hits; fails on whatever the browser complains of."""
    if CHROMIUM is None:
        pytest.skip("no chromium: apt-get install chromium")
    playwright = pytest.importorskip("playwright.sync_api", reason="no playwright: pip install playwright")
    index = open_index(write_corpus(tmp_path / "a.csv", PAIRS, outlet="Gazette", date="2024-01-01"))
    lines, tally = concordance(index, Search(WordQuery("мир")))
    write_lines(lines, tally, tmp_path / "a.html", "мир")
    index.close()
    troubles: list[str] = []
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        opened = browser.new_context(offline=True).new_page()
        opened.on("pageerror", lambda error: troubles.append(str(error)))
        opened.on("console", lambda said: troubles.append(said.text))
        opened.goto((tmp_path / "a.html").as_uri())
        yield opened
        browser.close()
    assert troubles == []


def _order(page: Any) -> list[str]:
    return page.eval_on_selector_all(".source .before", "all => all.map(one => one.textContent.trim())")


def test_headings_sort(page: Any) -> None:
    assert _order(page) == ["в", "а", "б"]
    for click, order in (("left", ["а", "б", "в"]), ("left", ["в", "б", "а"]), ("right", ["б", "в", "а"])):
        page.click(f"[data-sort={click}]")
        assert _order(page) == order
    assert page.inner_text("#sorted") == "Sorted by after, ascending."


def test_whole_sentences_on_demand(page: Any) -> None:
    shown = "getComputedStyle(document.querySelector('.source')).whiteSpace"
    assert page.evaluate(shown) == "pre"
    page.check("#whole")
    assert page.evaluate(shown) == "pre-wrap"


def test_on_a_phone_hit_and_rendering_are_in_sight(page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    for mark in page.locator("tbody mark").all():
        box = mark.bounding_box()
        assert 0 <= box["x"] < box["x"] + box["width"] <= 390
