from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from by_hand import audited, finding

from polyglot_news.audit.audit import Audit
from polyglot_news.audit.choices import ChoiceCard, Offer
from polyglot_news.write.report import Report, write_report

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]

TRUCE = [
    ("«Я видела 58 обстрелов», — сказала она.", "“She saw 85 attacks,” she said."),
    ("Перемирие нарушено, якобы боевиками.", "The truce was broken by militants."),
    ("Погибли трое детей.", ""),
    ("Стороны обменялись пленными.", "The sides exchanged prisoners."),
]


@pytest.fixture
def truce() -> Audit:
    """Four beads with a number, a hedge and an omission to look at."""
    return audited(
        TRUCE,
        [
            finding(0, "numbers", "critical", (10, "58"), (9, "85"), "“58” became “85”"),
            finding(1, "hedges", "major", (20, "якобы"), None, "“якобы” is not rendered; a claim became a fact"),
            finding(2, "unaligned", "critical", (0, "Погибли трое детей."), None, "left out of the translation"),
        ],
    )


@pytest.fixture
def card() -> ChoiceCard:
    """What was chosen for «боевиков» in the second bead."""
    return ChoiceCard(
        1, "fighter", "боевиками", 26, 35, "contested", ("press",), "militants", "militant", 24, 33, "contested",
        ("press", "gov"), True, (Offer("militant", "contested", ("press", "gov")), Offer("fighter", "admitted", ())),
        (("fighters", 0.62),), ((3, "rebels"),),
    )  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium."""
    if CHROMIUM is None:
        pytest.skip("no chromium: apt-get install chromium")
    playwright = pytest.importorskip("playwright.sync_api", reason="no playwright: pip install playwright")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """A function that writes a report and opens it from disk, without any network, and fails on script errors."""
    contexts, troubles = [], []

    def write_and_open(*audits: Audit, width: int = 1280, scheme: str = "light", **more: Any) -> Any:
        path = tmp_path / "truce.html"
        write_report(Report(audits, **more), path)
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, offline=True, accept_downloads=True
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: troubles.append(said.text) if said.type in ("error", "warning") else None)
        page.on("request", lambda request: None if request.url.startswith(("file:", "blob:")) else troubles.append(
            f"network: {request.url}"
        ))  # fmt: skip
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-ready=yes]")
        return page

    yield write_and_open
    for context in contexts:
        context.close()
    assert troubles == []
