"""The report as its reader meets it: in Chromium, from disk, without a network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from by_hand import audited, finding
from typer.testing import CliRunner

from polyglot_news.align.documents import AlignOptions, align_articles
from polyglot_news.article import Article
from polyglot_news.audit.audit import Audit, audit
from polyglot_news.audit.choices import ChoiceCard
from polyglot_news.audit.ignore import read_ignore
from polyglot_news.cli.app import app
from polyglot_news.read.table import read_bitexts
from polyglot_news.write import write_bitexts
from polyglot_news.write.report import Report, write_report

Open = Callable[..., Any]


def saved(page: Any, button: str, folder: Path) -> Path:
    with page.expect_download() as download:
        page.click(button)
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def shown(page: Any) -> list[str]:
    return page.eval_on_selector_all(".bead:not([hidden])", "all => all.map(bead => bead.id)")


@pytest.mark.parametrize(
    ("control", "value", "beads"),
    [
        ("#by-check", "numbers", ["b0"]),
        ("#by-severity", "3", ["b0", "b2"]),
        ("#by-findings", "found", ["b0", "b1", "b2"]),
        ("#by-review", "open", ["b0", "b1", "b2", "b3"]),
        ("#by-review", "wrong", []),
    ],
)
def test_filters(opened: Open, truce: Audit, control: str, value: str, beads: list[str]) -> None:
    page = opened(truce)
    page.select_option(control, value)
    assert shown(page) == beads
    assert page.inner_text("#status").startswith(f"{len(beads)} of 4 beads")
    assert page.is_visible("#none") is (not beads)
    page.click("#clear")
    assert len(shown(page)) == 4


def test_search_reads_both_sides_findings_and_notes(opened: Open, truce: Audit) -> None:
    page = opened(truce)
    for words, beads in (("ПЛЕННЫМИ", ["b3"]), ("truce militants", ["b1"]), ("claim became", ["b1"]), ("zebra", [])):
        page.fill("#search", words)
        page.wait_for_function(
            "ids => String([...document.querySelectorAll('.bead:not([hidden])')].map(b => b.id)) === String(ids)",
            arg=beads,
        )


def test_a_finding_leads_to_both_its_spans_and_back(opened: Open, truce: Audit) -> None:
    page = opened(truce)
    page.click("#f0 .go")
    assert page.eval_on_selector_all("mark.hot", "all => all.map(mark => mark.textContent)") == ["58", "85"]
    assert page.get_attribute("#b0", "class").split()[-1] == "current"
    page.click("#b1 .source mark")
    assert page.eval_on_selector_all("mark.hot", "all => all.map(mark => mark.textContent)") == ["якобы"]
    assert page.evaluate("document.activeElement.closest('.finding').id") == "f1"


def test_the_chart_filters_and_the_strip_leads_to_the_text(opened: Open, truce: Audit) -> None:
    page = opened(truce)
    page.click("[data-pick-check=hedges]")
    assert shown(page) == ["b1"]
    page.click("[data-pick-check=hedges]")
    page.click(".strip [data-go='2']")
    assert page.inner_text("mark.hot") == "Погибли трое детей."


def test_a_term_leads_to_its_choice_card(opened: Open, truce: Audit, card: ChoiceCard) -> None:
    page = opened(truce, cards=[[card]])
    assert page.locator("#c0 dl").is_hidden()
    page.click("#b1 .target mark")
    told = page.inner_text("#c0")
    for said in (
        "боевиками → militants",
        "used by press, gov",
        "fighter admitted",
        "fighters 62 %",
        "bead 3: rebels",
    ):
        assert said in told
    assert page.inner_text("#c0 .used bdi") == "militant"
    assert page.eval_on_selector_all("mark.hot", "all => all.map(mark => mark.textContent)") == [
        "боевиками", "militants",
    ]  # fmt: skip


def test_the_work_outlives_another_audit_of_the_same_texts(opened: Open, truce: Audit) -> None:
    page = opened(truce)
    page.click("#b1 [data-do=wrong]")
    write_report(Report([replace(truce, findings=truce.findings[1:])]), Path(page.url.removeprefix("file://")))
    page.reload()
    page.wait_for_selector("html[data-ready=yes]")
    assert page.get_attribute("#b1", "data-review") == "wrong"


def test_keys_alone_are_enough_for_a_review(opened: Open, truce: Audit, tmp_path: Path) -> None:
    page = opened(truce)
    page.keyboard.press("n")
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.closest('.finding').id") == "f1"
    page.keyboard.press("d")
    page.keyboard.type("the source says so twice")
    page.keyboard.press("Enter")
    assert page.inner_text("#f1 .why") == "Dismissed: the source says so twice"
    page.keyboard.press("k")
    page.keyboard.press("w")
    page.keyboard.press("c")
    page.keyboard.type("digits swapped")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("j")
    page.keyboard.press("o")
    with page.expect_download() as download:
        page.keyboard.press("s")
    download.value.save_as(tmp_path / "saved.csv")
    beads = read_bitexts(tmp_path / "saved.csv")[0].beads
    assert [bead.review for bead in beads] == ["wrong", "ok", "", ""]
    assert beads[0].note == "digits swapped"


def test_an_untouched_table_is_saved_byte_for_byte(opened: Open, truce: Audit, tmp_path: Path) -> None:
    texts = [("=1+1", '"quoted", with\nlines'), ("'-x", "@a\tb"), ("plain", "плюс +5")]
    for found in (truce, audited(texts)):
        write_bitexts([found.table()], tmp_path / "table.csv")
        assert saved(opened(found), "#save", tmp_path).read_bytes() == (tmp_path / "table.csv").read_bytes()


def test_the_reviewed_table_comes_back_and_is_audited_again(opened: Open, truce: Audit, tmp_path: Path) -> None:
    page = opened(truce)
    page.click("#b0 [data-do=edit]")
    page.fill("#b0 form.field textarea", "=“I saw 58 attacks,” she said.")
    page.click("#b0 form.field button.primary")
    page.click("#b3 [data-do=ok]")
    page.click("#f1 .dismiss")
    page.fill("#f1 textarea", "fine # as it is")
    page.click("#f1 form.field button.primary")
    page.reload()  # the work is kept
    page.wait_for_selector("html[data-ready=yes]")
    assert page.inner_text("#b0 .target") == "=“I saw 58 attacks,” she said."
    path = saved(page, "#save", tmp_path)
    ignore = saved(page, "#save-ignore", tmp_path)

    assert path.name == "truce.reviewed.csv"
    assert "'=“I saw 58" in path.read_text(encoding="utf-8")
    [bitext] = read_bitexts(path)
    assert [bead.review for bead in bitext.beads] == ["edited", "", "", "ok"]
    assert bitext.beads[0].target == "=“I saw 58 attacks,” she said."
    assert [bead.source for bead in bitext.beads] == [bead.source for bead in truce.bitext.beads]
    assert bitext.beads[1].findings == ()
    again = audit(bitext, checks=["numbers", "unaligned"], ignore=read_ignore(ignore))
    assert [(found.bead, found.check) for found in again.findings] == [(2, "unaligned")]
    [reason] = read_ignore(ignore).values()
    assert reason.startswith("fine # as it is")


def test_reviewed_rows_anchor_the_next_alignment(opened: Open, tmp_path: Path) -> None:
    source = Article("pair", "Der Minister trat am Montag zurück. Niemand wurde verletzt. Es regnete.", "de")
    target = Article("pair", "The minister resigned on Monday. It rained. Nobody was hurt.", "en")
    bitext = align_articles(source, target)
    page = opened(Audit(bitext, (), (0.1,) * len(bitext.beads)))
    page.click("#b0 [data-do=ok]")
    page.click("#b0 [data-do=note]")
    page.keyboard.type("checked")
    page.keyboard.press("Control+Enter")
    anchors = read_bitexts(saved(page, "#save", tmp_path))
    again = align_articles(source, target, AlignOptions(anchors=anchors))
    assert (again.beads[0].target, again.beads[0].review, again.beads[0].note) == (
        "The minister resigned on Monday.", "ok", "checked",
    )  # fmt: skip


def test_the_round_of_the_command_line(opened: Open, tmp_path: Path) -> None:
    """Aligned, audited, reviewed in the page, aligned again from what was saved, audited again."""
    source, target = tmp_path / "feier.txt", tmp_path / "party.txt"
    source.write_text("Am Montag kamen 80 Gäste. Alle tanzten. Der Wirt hat 7 Lieder gesungen.\n", encoding="utf-8")
    target.write_text("On Monday 80 guests came. Everybody danced. The host sang 9 songs.\n", encoding="utf-8")
    languages = ("--from", "de", "--to", "en")
    first, again, found = tmp_path / "first.csv", tmp_path / "again.csv", tmp_path / "found.csv"
    run("align", source, target, *languages, "-o", first)
    page = opened(audit(read_bitexts(first)[0], checks=["numbers"]))
    page.click("#b0 [data-do=ok]")
    page.click("#b1 [data-do=note]")
    page.keyboard.type("all of them?")
    page.keyboard.press("Control+Enter")
    page.click("#b1 [data-do=ok]")
    page.click("#f0 .dismiss")
    page.fill("#f0 textarea", "he says nine")
    page.keyboard.press("Enter")
    reviewed, ignore = saved(page, "#save", tmp_path), saved(page, "#save-ignore", tmp_path)

    run("align", source, target, *languages, "--anchors", reviewed, "-o", again)
    [bitext] = read_bitexts(again)
    assert [(bead.target, bead.review, bead.note) for bead in bitext.beads[:2]] == [
        ("On Monday 80 guests came.", "ok", ""), ("Everybody danced.", "ok", "all of them?"),
    ]  # fmt: skip
    assert run("audit", again, "--checks", "numbers", "--fail-on", "note", "-o", found) == 3
    assert run("audit", again, "--checks", "numbers", "--fail-on", "note", "--ignore", ignore, "-o", found) == 0
    assert len(found.read_text(encoding="utf-8").splitlines()) == 1


def run(*args: str | Path) -> int:
    return CliRunner().invoke(app, [str(arg) for arg in args]).exit_code


def test_marks_and_edits_can_be_taken_back(opened: Open, truce: Audit, tmp_path: Path) -> None:
    page = opened(truce)
    before = page.inner_html("#b0 .target")
    page.click("#b0 [data-do=edit]")
    page.fill("#b0 form.field textarea", "Another text.")
    page.keyboard.press("Escape")
    assert page.inner_html("#b0 .target") == before
    for text in ("Another text.", truce.bitext.beads[0].target):
        page.click("#b0 [data-do=edit]")
        page.fill("#b0 form.field textarea", text)
        page.keyboard.press("Control+Enter")
    assert page.inner_html("#b0 .target") == before
    page.click("#b1 [data-do=wrong]")
    assert page.get_attribute("#b1 [data-do=wrong]", "aria-pressed") == "true"
    page.click("#b1 [data-do=wrong]")
    page.click("#f0 .dismiss")
    page.keyboard.press("Enter")
    assert page.inner_text("#f0 .dismiss") == "Take back"
    page.click("#f0 .dismiss")
    assert read_ignore(saved(page, "#save-ignore", tmp_path)) == {}
    assert {bead.review for bead in read_bitexts(saved(page, "#save", tmp_path))[0].beads} == {""}


def test_a_dismissed_finding_lets_go_of_its_spans_but_not_of_terms(
    opened: Open, truce: Audit, card: ChoiceCard
) -> None:
    loaded = finding(1, "terms", "major", (26, "боевиками"), (24, "militants"), "“militants” takes a side")
    page = opened(replace(truce, findings=(truce.findings[1], loaded)), cards=[[card]])
    dull = "all => all.filter(m => getComputedStyle(m).textDecorationLine === 'none').map(m => m.textContent)"
    assert page.eval_on_selector_all("mark", dull) == []
    for number in (0, 1):
        page.click(f"#f{number} .dismiss")
        assert page.get_attribute(f"#f{number} textarea", "placeholder") == "Why? (may stay empty)"
        assert page.locator(f"#f{number} .dismiss").is_hidden()
        page.keyboard.press("Enter")
    assert page.eval_on_selector_all("mark", dull) == ["якобы"]
    page.click("#f0 .dismiss")
    assert page.eval_on_selector_all("mark", dull) == []


def test_what_was_dismissed_before_stays_in_the_ignore_file(opened: Open, truce: Audit, tmp_path: Path) -> None:
    before = {"0123456789abcdef": "seen last week"}
    page = opened(truce, ignored=before)
    assert read_ignore(saved(page, "#save-ignore", tmp_path)) == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_follows_the_system_until_it_is_switched(opened: Open, truce: Audit, scheme: str) -> None:
    page = opened(truce, scheme=scheme)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert page.get_attribute("html", "data-theme") == scheme
    page.click("#theme")
    assert page.get_attribute("html", "data-theme") != scheme
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != paper
    page.reload()
    assert page.get_attribute("html", "data-theme") != scheme


def test_right_to_left_text_runs_from_the_right(opened: Open) -> None:
    page = opened(
        audited([("قال المتحدث إن 80 شخصا قتلوا.", "The spokesman said 80 people died.")], langs=("ar", "en"))
    )
    directions = [page.evaluate(f"getComputedStyle(document.querySelector('.{side}')).direction") for side in
                  ("source", "target")]  # fmt: skip
    assert directions == ["rtl", "ltr"]


def test_riskiest_first(opened: Open, truce: Audit) -> None:
    page = opened(truce)
    page.select_option("#order", "risk")
    assert shown(page)[-1] == "b3"
    page.select_option("#order", "article")
    assert shown(page) == ["b0", "b1", "b2", "b3"]


def test_a_hostile_article_is_inert(opened: Open) -> None:
    evil = [
        ("<script>document.title='got you'</script>", "</script><script>document.title='got you'</script>"),
        ('<img src=x onerror="document.title=1">', "javascript:alert(1) \u202etxet\u202c"),
        ("A" * 1_000_000, "B" * 1_000_000),
    ]
    message = finding(0, "numbers", "major", (0, "<script>"), (0, "</script>"), "<img src=x onerror=alert(1)>")
    found = audit(audited(evil, langs=("de", "en")).bitext)
    assert {"broken"} <= {one.check for one in found.findings if one.bead == 2}
    page = opened(replace(found, findings=(message, *found.findings)))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.click("#f0 .go")
    page.click(f"#f{len(found.findings)} .go")
    assert page.eval_on_selector_all("mark.hot", "all => all.map(mark => mark.textContent.length)") == [60]
    assert "RLO" in page.inner_text("#b1 .target")
    page.fill("#search", "<script>")
    page.wait_for_function("() => document.querySelectorAll('.bead:not([hidden])').length === 1")
    assert page.title() == "Audit: truce"
    assert page.locator("img, main a, main script").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_two_thousand_beads_do_not_lag(opened: Open) -> None:
    texts = [(f"Предложение номер {i} о переговорах.", f"Sentence {i + (i % 7 == 0)} on talks.") for i in range(2000)]
    wrong = [finding(i, "numbers", "critical", None, (9, str(i + 1)), f"{i + 1} is new") for i in range(0, 2000, 7)]
    page = opened(audited(texts, wrong))
    # No bound in seconds: what is off the screen must not be laid out, and a filter must be one layout.
    drawn = page.evaluate(
        "[...document.querySelectorAll('.bead')].filter(b => b.querySelector('.cell').checkVisibility("
        "{contentVisibilityAuto: true})).length"
    )
    assert drawn < 200
    page.select_option("#by-check", "numbers")
    assert len(shown(page)) == len(wrong)
    page.fill("#search", "sentence 1996")
    page.wait_for_function("() => document.querySelectorAll('.bead:not([hidden])').length === 1")
    page.keyboard.press("Escape")
    page.click("#clear")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.click("#b1999 [data-do=ok]")
    assert page.get_attribute("#b1999", "data-review") == "ok"


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_violation(
    opened: Open, truce: Audit, card: ChoiceCard, width: int, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe-playwright-python")
    page = opened(truce, cards=[[card]], width=width, scheme=scheme)
    page.evaluate("document.getElementById('overview').open = true")
    page.click("#b1 .card summary")
    page.click("#b3 [data-do=wrong]")
    page.click("#b0 [data-do=ok]")
    page.click("#f0 .dismiss")
    result = axe.Axe().run(page)
    serious = [v for v in result.response["violations"] if v["impact"] in ("serious", "critical")]
    assert [(v["id"], [node["html"] for node in v["nodes"]][:3]) for v in serious] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_paper_the_controls_are_gone_and_everything_is_there(opened: Open, truce: Audit) -> None:
    page = opened(truce, scheme="dark")
    page.emulate_media(media="print")
    assert [page.is_visible(what) for what in (".filters", ".actions", ".do")] == [False] * 3
    assert page.evaluate("getComputedStyle(document.querySelector('#b3')).contentVisibility") == "visible"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
