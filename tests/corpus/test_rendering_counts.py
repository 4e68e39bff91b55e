"""Counting over a corpus: one vote an article, groups, examples."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from rendering_rows import use, write

from polyglot_news.corpus.rendering_counts import Counts, cell_of, count, divided
from polyglot_news.corpus.term_uses import TermUses, Wording
from polyglot_news.errors import ReadError, UsageError


def counted(folder: Path, rows: list[dict[str, Any]], *by: str, concepts: tuple[str, ...] = ()) -> Counts:
    return count(write(rows, folder), TermUses(), by, concepts)


def test_an_article_has_one_vote_divided_among_its_renderings(tmp_path: Path) -> None:
    rows = [use("a", "a guerra")] * 3 + [use("a", "o conflito")] + [use("b", "a guerra")] * 4
    [tally] = counted(tmp_path, rows).tallies.values()
    votes = [dict(divided(ballot)) for ballot in tally.ballots[()]]
    assert votes == [{Wording("a guerra"): 0.75, Wording("o conflito"): 0.25}, {Wording("a guerra"): 1.0}]
    assert tally.hits == {((), Wording("a guerra")): 7, ((), Wording("o conflito")): 1}


def test_articles_of_one_make_are_counted_together(tmp_path: Path) -> None:
    rows = [use(f"a{n}", "a guerra") for n in range(40) for _ in range(n % 3 + 1)]
    [tally] = counted(tmp_path, rows).tallies.values()
    assert list(tally.ballots[()].values()) == [40]


def test_rows_without_an_article_are_articles(tmp_path: Path) -> None:
    counts = counted(tmp_path, [use("", "a guerra")] * 3)
    [tally] = counts.tallies.values()
    assert (counts.articles, sum(tally.ballots[()].values())) == (3, 3)


@pytest.mark.parametrize(
    ("by", "row", "expected"),
    [
        ("month", {"date": "2024-05-31T10:00:00Z"}, "2024-05"),
        ("year", {"date": "2024-05"}, "2024"),
        ("month", {"date": "31.05.2024"}, ""),
        ("month", {"date": "2024-13-01"}, ""),
        ("month", {"date": None}, ""),
        ("engine", {"provenance": "polyglot-news:0.1.0|engine:argos(ctranslate2-4.8)|route:en→pt"}, "argos"),
        ("engine", {"provenance": "polyglot-news:0.1.0|align:lexical"}, "not by an engine"),
        ("lang", {"source_lang": "ru", "target_lang": "pt-BR"}, "ru→pt-BR"),
        ("outlet", {"outlet": " Gazette "}, "Gazette"),
        ("desk", {}, ""),
    ],
)
def test_groups(by: str, row: dict[str, Any], expected: str) -> None:
    ungrouped: Counter[str] = Counter()
    assert cell_of(row, [by], ungrouped) == (expected,)
    assert ungrouped == ({} if expected else {by: 1})


def test_target_languages_are_counted_apart_and_regions_together(tmp_path: Path) -> None:
    rows = [use(lang, "a guerra", target_lang=lang) for lang in ("pt", "pt-BR", "es")]
    tallies = counted(tmp_path, rows).tallies
    assert {key: sum(tally.hits.values()) for key, tally in tallies.items()} == {("war", "pt"): 2, ("war", "es"): 1}


def test_only_the_concepts_asked_for(tmp_path: Path) -> None:
    rows = [use("a", "a guerra"), use("a", "o golpe", "coup")]
    assert list(counted(tmp_path, rows, concepts=("coup",)).tallies) == [("coup", "pt")]


def test_a_few_examples_from_all_over_the_corpus_are_kept(tmp_path: Path) -> None:
    rows = [use(f"a{n}", "a guerra", title=f"Title {n}") for n in range(200)]
    [tally] = counted(tmp_path, rows).tallies.values()
    [examples] = tally.examples.values()
    assert len(examples) == 3
    assert max(int(example.article_id[1:]) for example in examples) > 50
    first = examples[0]
    assert first.spans[1] is not None
    assert first.target[slice(*first.spans[1])] == "a guerra"
    assert first.cited == (f"Title {first.article_id[1:]}",)


@pytest.mark.parametrize("by", ["month", "desk"])
def test_nothing_to_group_by_is_said(tmp_path: Path, by: str) -> None:
    with pytest.raises(UsageError, match="nothing to group by"):
        counted(tmp_path, [use("a", "a guerra")], by)


def test_a_row_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="row 2 of the corpus: column 'terms'"):
        counted(tmp_path, [use("a", "a guerra"), use("b", "a guerra", terms="{")])
