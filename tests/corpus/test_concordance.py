"""Lines, their counterparts, their order and their number."""

from __future__ import annotations

from math import log
from pathlib import Path

import pytest
from small_corpora import Indexed, write_corpus

from polyglot_news.bitext import TermUse
from polyglot_news.corpus.association import g_squared
from polyglot_news.corpus.concordance import Filters, Search, concordance
from polyglot_news.corpus.index import Index, open_index
from polyglot_news.corpus.kwic import Line, direction
from polyglot_news.corpus.query import WordQuery
from polyglot_news.corpus.term_query import ConceptQuery, RecordedQuery
from polyglot_news.errors import UsageError
from polyglot_news.glossary.termbase import Term, Termbase

WAR = [
    ("Началась спецоперация.", "The invasion began."),
    ("О спецоперации молчат.", "Nobody speaks of the special operation."),
    ("Спецоперация и ещё раз спецоперация.", "An operation is an operation."),
    ("Мир.", "Peace."),
]


def found(index: Index, search: Search, **more: object) -> list[Line]:
    lines, _ = concordance(index, search, **more)  # type: ignore[arg-type]
    return list(lines)


def test_what_is_asked_of_the_other_side_is_the_rendering(indexed: Indexed) -> None:
    lines = found(indexed(WAR), Search(WordQuery("спецоперац*"), other=WordQuery("*operation")))
    assert [(line.hit, line.rendering, line.paired_by) for line in lines] == [
        ("спецоперации", "operation", "query"),
        ("Спецоперация", "operation", "query"),
        ("спецоперация", "operation", "query"),
    ]
    assert [line.counterpart for line in lines[1:]] == [(3, 12), (19, 28)]


def test_a_recorded_rendering_is_taken(indexed: Indexed) -> None:
    use = TermUse("op", "спецоперация", 9, 21, "invasion", 4, 12)
    stray = TermUse("op", "x", 5, 900, "y", 2, 900)
    index = indexed(WAR[:1], terms=[(use, stray)])
    for query in (WordQuery("спецоперац*"), RecordedQuery("op")):
        [line] = found(index, Search(query))
        assert (line.hit, line.rendering, line.paired_by) == ("спецоперация", "invasion", "record")
    [line] = found(index, Search(RecordedQuery("op"), side="target"))
    assert (line.hit, line.rendering) == ("invasion", "спецоперация")


def test_a_termbase_pairs_its_own_terms(indexed: Indexed) -> None:
    termbase = Termbase(
        (Term("op", "ru", "спецоперация"), Term("op", "en", "invasion"), Term("op", "en", "special operation"))
    )
    lines = found(indexed(WAR), Search(ConceptQuery("op", termbase), side="both"))
    assert [(line.side, line.hit, line.rendering, line.paired_by) for line in lines] == [
        ("source", "спецоперация", "invasion", "term"),
        ("target", "invasion", "спецоперация", "term"),
        ("source", "спецоперации", "special operation", "term"),
        ("target", "special operation", "спецоперации", "term"),
        ("source", "Спецоперация", "", ""),
        ("source", "спецоперация", "", ""),
    ]


def test_what_goes_with_all_hits_is_guessed(indexed: Indexed) -> None:
    places = ["Лондоне", "Париже", "Риме", "Осло", "Киеве"]
    pairs = [(f"Выборы в городе {place}.", f"Free elections, number {i}.") for i, place in enumerate(places)]
    pairs += [(f"Погода в городе {place}.", f"Weather number {i} is free.") for i, place in enumerate(places * 4)]
    lines = found(indexed(pairs), Search(WordQuery("выборы")))
    assert [(line.rendering, line.paired_by) for line in lines] == [("elections", "guess")] * 5
    lines = found(indexed(pairs), Search(WordQuery("elections"), side="target"))
    assert [(line.rendering, line.paired_by) for line in lines] == [("Выборы", "guess")] * 5


def test_g_squared_is_that_of_the_table() -> None:
    # Observed 10, 10, 20, 960; expected 0.6, 19.4, 29.4, 950.6.
    by_hand = 2 * (10 * log(10 / 0.6) + 10 * log(10 / 19.4) + 20 * log(20 / 29.4) + 960 * log(960 / 950.6))
    assert g_squared(10, 20, 30, 1000) == pytest.approx(by_hand)
    assert g_squared(1, 20, 50, 1000) == 0.0
    assert g_squared(5, 5, 5, 5) == 0.0


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", [0, 1, 2, 3]),
        ("left", [0, 3, 2, 1]),
        ("right", [3, 0, 1, 2]),
        ("rendering", [1, 0, 3, 2]),
    ],
)
def test_orders(indexed: Indexed, sort: str, order: list[int]) -> None:
    pairs = [("а мир б", "two"), ("г мир в", "one"), ("в мир г", "no"), ("б мир а", "two")]
    index = indexed(pairs, terms=[_recorded("two"), _recorded("one"), (), _recorded("two")])
    lines = found(index, Search(WordQuery("мир")), sort=sort)
    assert [int(line.bead.bead) for line in lines] == order
    assert [int(line.bead.bead) for line in found(index, Search(WordQuery("мир")), sort=sort, limit=2)] == order[:2]


def _recorded(rendering: str) -> tuple[TermUse, ...]:
    return (TermUse("peace", "мир", 2, 5, rendering, 0, len(rendering)),)


@pytest.mark.parametrize(
    ("limit", "count_all", "given", "hits", "more"),
    [(2, False, 2, 2, True), (2, True, 2, 5, False), (0, False, 5, 5, False), (5, False, 5, 5, False)],
)
def test_a_tally_counts_what_is_taken_or_everything(
    indexed: Indexed, limit: int, count_all: bool, given: int, hits: int, more: bool
) -> None:
    index = indexed([("мир", f"peace {i}") for i in range(5)])
    lines, tally = concordance(index, Search(WordQuery("мир")), limit=limit, count_all=count_all)
    assert (len(list(lines)), tally.hits, tally.more) == (given, hits, more)


def test_sorting_counts_everything(indexed: Indexed) -> None:
    index = indexed([("мир", f"peace {i}") for i in range(5)], terms=[_short()] * 3 + [()] * 2)
    lines, tally = concordance(index, Search(WordQuery("мир")), sort="left", limit=1)
    assert (len(list(lines)), tally.hits, tally.renderings["peace"]) == (1, 5, 3)


def _short() -> tuple[TermUse, ...]:
    return (TermUse("peace", "мир", 0, 3, "peace", 0, 5),)


@pytest.mark.parametrize(
    ("filters", "articles"),
    [
        (Filters(), ["a", "b", "c"]),
        (Filters(outlet="ВЕСТНИК"), ["a"]),
        (Filters(since="2024-02"), ["b"]),
        (Filters(until="2024-02"), ["a", "b"]),
        (Filters(until="2024-01"), ["a"]),
        (Filters(since="2024", until="2024-02-10"), ["a", "b"]),
        (Filters(source_lang="ru"), ["a", "b"]),
        (Filters(target_lang="pt"), ["b"]),
        (Filters(target_lang="en", source_lang="uk"), ["c"]),
    ],
)
def test_filters(tmp_path: Path, filters: Filters, articles: list[str]) -> None:
    write_corpus(tmp_path / "a.csv", [("мир", "peace")], outlet="Вестник", date="2024-01-31")
    write_corpus(tmp_path / "b.csv", [("мир", "paz")], ("ru", "pt-BR"), outlet="Gazette", date="2024-02-10T08:00Z")
    write_corpus(tmp_path / "c.csv", [("мир", "peace")], ("uk", "en"), outlet="Gazette", date="")
    index = open_index(tmp_path)
    assert [line.bead.article_id for line in found(index, Search(WordQuery("мир"), filters=filters))] == articles


def test_contexts_may_be_cut(indexed: Indexed) -> None:
    [line] = found(indexed(WAR[3:]), Search(WordQuery("мир")))
    assert line.around("source", 0) == ("", "Мир", "…")
    assert line.around("target", 2) == ("Peac…", "", "")
    assert line.around("target") == ("Peace.", "", "")


@pytest.mark.parametrize(
    ("text", "way"),
    [("мир", "ltr"), ("سلام عليكم NATO", "rtl"), ("NATO and سلام", "ltr"), ("", "ltr"), ("שלום", "rtl")],
)
def test_direction(text: str, way: str) -> None:
    assert direction(text) == way


def test_what_cannot_be_asked(indexed: Indexed) -> None:
    with pytest.raises(UsageError, match="no side"):
        Search(WordQuery("мир"), side="left")
    with pytest.raises(UsageError, match="not a date"):
        Filters(since="May")
    with pytest.raises(UsageError, match="no order"):
        concordance(indexed(WAR), Search(WordQuery("мир")), sort="length")
