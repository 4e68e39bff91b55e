"""What a corpus shows: a planted change is found, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rendering_rows import changing, use, write

from polyglot_news.corpus.rendering_tests import ALIKE, ALONE, CHANCE, FOUND, TOO_FEW
from polyglot_news.corpus.rendering_words import told
from polyglot_news.corpus.renderings import Settings, Study, _deals, study
from polyglot_news.corpus.statistics import benjamini_yekutieli
from polyglot_news.errors import UsageError
from polyglot_news.glossary.termbase import Term, Termbase


def studied(folder: Path, rows: list[dict[str, Any]], *by: str, **more: Any) -> Study:
    return study(write(rows, folder), Settings(by, **more))


def outcomes(found: Study) -> dict[str, list[str]]:
    return {concept.concept: [verdict.outcome for verdict in concept.verdicts] for concept in found.concepts}


def test_the_planted_change_is_found_with_its_month_and_nothing_else(tmp_path: Path) -> None:
    rows = changing("planted", 7) + [row for n in range(5) for row in changing(f"steady-{n}", None)]
    found = studied(tmp_path, rows, "month")
    assert outcomes(found) == {"planted": [FOUND], **{f"steady-{n}": [CHANCE] for n in range(5)}}
    planted = found.concepts[0]
    assert planted.concept == "planted"
    [verdict] = planted.verdicts
    assert verdict.since == "2024-08"
    assert told(planted, verdict).startswith("since 2024-08: “")
    assert sorted(round(extreme.share, 2) for extreme in verdict.extremes) == [0.25, 0.75]


def test_years(tmp_path: Path) -> None:
    rows = [{**row, "date": f"{2010 + int(row['date'][5:7])}" + "-01-01"} for row in changing("planted", 5)]
    [verdict] = studied(tmp_path, rows, "year").concepts[0].verdicts
    assert (verdict.outcome, verdict.since) == (FOUND, "2016")


def test_groups_that_differ(tmp_path: Path) -> None:
    rows = [
        use(f"a{n}", "a guerra" if n % 2 else "o conflito", outlet="Sul" if n % 2 else "Norte") for n in range(40)
    ]
    [concept] = studied(tmp_path, rows, "outlet").concepts
    [verdict] = concept.verdicts
    assert (verdict.outcome, verdict.since) == (FOUND, "")
    assert [group.cell for group in concept.groups] == [("Norte",), ("Sul",)]
    assert verdict.v == pytest.approx(1, abs=0.05)
    assert told(concept, verdict) in (
        "“a guerra” from 0\u00a0% (Norte) to 100\u00a0% (Sul) (q < 0.001, V = 1.00)",
        "“o conflito” from 0\u00a0% (Sul) to 100\u00a0% (Norte) (q < 0.001, V = 1.00)",
    )


def test_hits_of_one_article_are_not_taken_for_many(tmp_path: Path) -> None:
    # Eight articles, 25 uses each: by hits a certain difference, by articles nothing out of the common.
    words = ["a guerra", "a guerra", "o conflito", "a guerra", "o conflito", "o conflito", "a guerra", "o conflito"]
    rows = [use(f"a{n}", word, outlet="Sul" if n < 4 else "Norte") for n, word in enumerate(words) for _ in range(25)]
    found = studied(tmp_path, rows, "outlet", min_count=8)
    assert outcomes(found) == {"war": [CHANCE]}
    apart = [{**row, "article_id": ""} for row in rows]
    assert outcomes(studied(tmp_path, apart, "outlet")) == {"war": [FOUND]}


def test_other_outlets_from_a_month_on_are_no_change_within_them(tmp_path: Path) -> None:
    rows = []
    for n in range(240):
        month, number = n % 12, n // 12
        south = number % 10 < (8 if month < 6 else 2)
        words = "a guerra" if south == (number % 7 != 0) else "o conflito"
        rows.append(use(f"a{n}", words, date=f"2024-{month + 1:02}", outlet="Sul" if south else "Norte"))
    assert outcomes(studied(tmp_path, rows, "month")) == {"war": [FOUND]}
    assert outcomes(studied(tmp_path, rows, "month", "outlet")) == {"war": [CHANCE, FOUND]}


@pytest.mark.parametrize(
    ("rows", "outcome", "words"),
    [
        ([use(f"a{n}", "a guerra", outlet="SN"[n % 2]) for n in range(3)], TOO_FEW, "too few articles to test"),
        ([use(f"a{n}", "a guerra", outlet="SN"[n % 2]) for n in range(30)], ALIKE, "rendered one way only"),
        ([use(f"a{n}", f"a guerra {n % 2}", outlet="S") for n in range(30)], ALONE, "one group only"),
    ],
)
def test_what_cannot_be_tested_is_said(tmp_path: Path, rows: list[dict[str, Any]], outcome: str, words: str) -> None:
    [concept] = studied(tmp_path, rows, "outlet").concepts
    [verdict] = concept.verdicts
    assert (verdict.outcome, verdict.q, told(concept, verdict)) == (outcome, None, words)


def test_rows_without_a_date_are_counted_but_not_tested(tmp_path: Path) -> None:
    rows = changing("planted", 7) + [use(f"undated-{n}", "a guerra", "planted") for n in range(9)]
    found = studied(tmp_path, rows, "month")
    [concept] = found.concepts
    assert outcomes(found) == {"planted": [FOUND]}
    assert found.counts.ungrouped == {"month": 9}
    assert [group.articles for group in concept.groups if group.cell == ("",)] == [9]


def test_shares_add_up_with_and_without_groups(tmp_path: Path) -> None:
    rows = [*changing("war", 7), use("x", "")]
    for by in ((), ("outlet",)):
        [concept] = studied(tmp_path, rows, *by).concepts
        assert sum(share.share for share in concept.total.shares) == pytest.approx(1)
        assert sum(group.hits for group in concept.groups) == concept.total.hits == len(rows)
        assert concept.labels[-1] == "(not listed)"


def test_the_same_corpus_gives_the_same_figures(tmp_path: Path) -> None:
    rows = changing("war", 7, articles=3)
    first, again = (studied(tmp_path, rows, "month", "outlet") for _ in range(2))
    assert first.concepts == again.concepts


TERMBASE = Termbase((Term("war", "en", "war"), Term("war", "pt", "guerra"), Term("war", "pt", "conflito")))


def test_a_termbase_finds_what_no_row_records(tmp_path: Path) -> None:
    rows = [{"article_id": f"a{n}", "source_lang": "en", "source": "The war went on.", "target_lang": "pt",
             "target": ("A guerra continuou.", "Os conflitos continuaram.")[n % 2]} for n in range(4)]  # fmt: skip
    [concept] = study(write(rows, tmp_path), Settings(termbase=TERMBASE)).concepts
    assert dict(zip(concept.labels, (share.hits for share in concept.total.shares), strict=True)) == {
        "guerra": 2, "conflito": 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"by": ("month", "month")}, "named twice"),
        ({"by": ("month", "year")}, "month or by year"),
        ({"min_count": 1}, "--min-count"),
        ({"fdr": 0}, "--fdr"),
        ({"fdr": 1.0}, "--fdr"),
        ({"concepts": ("peace",), "termbase": TERMBASE}, "no concept 'peace'"),
    ],
)
def test_settings_that_cannot_be_meant(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Settings(**settings)


@pytest.mark.parametrize("termbase", [None, TERMBASE])
def test_nothing_to_count_is_said(tmp_path: Path, termbase: Termbase | None) -> None:
    with pytest.raises(UsageError, match=r"no term"):
        study(write([use("a", "x", terms="", source="peace")], tmp_path), Settings(termbase=termbase))


@pytest.mark.parametrize("tallies", [1, 22, 700])
def test_one_concept_alone_can_be_found_among_all(tallies: int) -> None:
    settings = Settings(("month",))
    least = 1 / (_deals(tallies, settings) + 1)
    assert benjamini_yekutieli([least] + [1.0] * (tallies - 1))[0] <= settings.fdr
