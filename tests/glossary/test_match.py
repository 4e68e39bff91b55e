from __future__ import annotations

import pytest

from benchmarks.term_tables import Case, inflected_hits, near_misses
from polyglot_news.glossary.match import Matcher
from polyglot_news.glossary.termbase import EVERY_LANGUAGE, Term, Termbase


def _spans(lang: str, text: str, *terms: Term) -> list[str]:
    hits = Matcher(Termbase(terms), lang).find(text)
    assert all(text[hit.start : hit.end] == hit.text for hit in hits)
    return [hit.text for hit in hits]


def _terms(lang: str, *texts: str, **fields: str) -> list[Term]:
    return [Term(text, lang, text, **fields) for text in texts]


def _found(case: Case) -> list[tuple[int, int]]:
    return [(hit.start, hit.end) for hit in Matcher(Termbase((case.term,)), case.term.lang).find(case.text)]


def test_the_tables_are_as_large_as_promised() -> None:
    assert len(inflected_hits()) >= 150
    assert len(near_misses()) >= 80
    assert {case.term.lang for case in inflected_hits()} >= {"ru", "uk", "pt", "es", "de", "fr", "ar", "zh"}


@pytest.mark.parametrize("case", inflected_hits(), ids=lambda case: f"{case.term.lang}-{case.text[:40]}")
def test_an_inflected_term_is_found(case: Case) -> None:
    assert _found(case) == [case.span]


@pytest.mark.parametrize("case", near_misses(), ids=lambda case: f"{case.term.lang}-{case.text[:40]}")
def test_what_only_looks_like_a_term_is_not_found(case: Case) -> None:
    assert _found(case) == []


def test_the_longest_hit_counts_and_all_can_be_had() -> None:
    terms = _terms("en", "coup", "military coup", "coup attempt")
    text = "A military coup attempt, a coup."
    assert _spans("en", text, *terms) == ["military coup", "coup"]
    found = Matcher(Termbase(tuple(terms)), "en").find_all(text)
    assert [hit.text for hit in found] == ["military coup", "coup attempt", "coup", "coup"]


def test_one_span_may_be_a_term_of_two_concepts() -> None:
    hits = Matcher(Termbase((Term("a", "en", "settlement"), Term("b", "en", "settlement"))), "en").find("Settlements")
    assert [(hit.concept, hit.text) for hit in hits] == [("a", "Settlements"), ("b", "Settlements")]


def test_of_two_terms_of_a_concept_the_nearer_in_form_is_the_hit() -> None:
    termbase = Termbase((Term("a", "en", "sanctions"), Term("a", "en", "Sanction"), Term("a", "en", "sanction")))
    texts = [hit.term.text for hit in Matcher(termbase, "en").find("sanction, Sanction, sanctions")]
    assert texts == ["sanction", "Sanction", "sanctions"]


@pytest.mark.parametrize(
    ("lang", "term", "text", "wanted"),
    [
        ("en", "Gulf War", "the gulf war", ["gulf war"]),
        ("en", "coup d'état", "coup d’etat, coup dʼEtat", ["coup d’etat", "coup dʼEtat"]),
        ("en", "U.S. Army", "the US Army and the U.S. Army.", ["US Army", "U.S. Army"]),
        ("en", "St. Petersburg", "St Petersburg, St. Petersburg", ["St Petersburg", "St. Petersburg"]),
        ("en", "R&D", "their R&D budget", ["R&D"]),
        ("en", "1967 borders", "the 1967 border", ["1967 border"]),
        ("en", "combatant", "non-combatants and combatants", ["combatants"]),
        ("en", "US", "US-backed", ["US"]),
        ("en", "government", "the government's and governments' plans", ["government", "governments"]),
        ("en", "Qur'an", "the Quran, the Qur’an's", ["Quran", "Qur’an"]),
        ("en", "cease fire", "a cease\u00adfire, a cease-\nfire", ["cease-\nfire"]),
        ("en", "air strike", "air – strike; air\n\nstrike; air strike", ["air strike"]),
        ("pt", "é", "e\u0301 assim", ["e\u0301"]),
        ("ru", "ёлка", "елки, ёлку", ["елки", "ёлку"]),
        ("ru", "замок", "за\u0301мок", ["за\u0301мок"]),
        ("uk", "зв’язок", "зв'язку, звʼязком", ["зв'язку", "звʼязком"]),
        ("ar", "مؤتمر", "المـؤتمر", ["المـؤتمر"]),
        ("fr", "occupation", "l’occupation, L'OCCUPATION", ["occupation", "OCCUPATION"]),
        ("ja", "選挙", "次の選挙は", ["選挙"]),
        ("he", "מלחמה", "מלחמה היא", ["מלחמה"]),
        ("de", "Putsch von 1964", "Putsche von 1964", ["Putsche von 1964"]),
        ("hi", "शांति", "शांति वार्ता", ["शांति"]),
        ("en", "word", "", []),
    ],
)
def test_variants_of_writing(lang: str, term: str, text: str, wanted: list[str]) -> None:
    assert _spans(lang, text, *_terms(lang, term)) == wanted


@pytest.mark.parametrize(
    ("fields", "text", "wanted"),
    [
        ({}, "A Gulf, gulfs, GULFS", ["Gulf", "gulfs", "GULFS"]),
        ({"case_sensitive": True}, "A Gulf, gulfs, GULFS, Gulfs", ["Gulf", "Gulfs"]),
        ({"exact": True}, "A Gulf, gulfs, gulf", ["Gulf", "gulf"]),
        ({"exact": True, "case_sensitive": True}, "A Gulf, gulf, Gulfs", ["Gulf"]),
        ({"pos": "name"}, "A Gulf, gulf, Gulfs", ["Gulf", "Gulfs"]),
        ({"exceptions": ("Gulf of Tonkin", "gulf stream")}, "the Gulf of Tonkin, Gulf Streams, Gulf", ["Gulf"]),
    ],
)
def test_case_match_and_exceptions(fields: dict[str, object], text: str, wanted: list[str]) -> None:
    assert _spans("en", text, Term("gulf", "en", "Gulf", **fields)) == wanted


@pytest.mark.parametrize(
    ("pos", "wanted"), [("noun", ["mask", "masks"]), ("verb", ["mask", "masks", "masked", "masking"])]
)
def test_an_english_noun_is_not_found_in_its_verb(pos: str, wanted: list[str]) -> None:
    assert _spans("en", "mask masks masked masking", Term("mask", "en", "mask", pos=pos)) == wanted


def test_terms_of_all_regions_and_of_every_language_serve_a_language() -> None:
    terms = [Term("a", "pt", "golpe"), Term("b", "pt-PT", "autocarro"), Term("c", "en", "coup"),
             Term("d", EVERY_LANGUAGE, "Meduza", pos="name", exact=True)]  # fmt: skip
    assert _spans("pt-BR", "golpes, autocarros, coup, Meduza", *terms) == ["golpes", "autocarros", "Meduza"]


def test_two_characters_of_traditional_chinese_are_trusted() -> None:
    assert _spans("zh-Hant", "討論和平壤", *_terms("zh", "和平")) == ["和平"]
    assert _spans("zh", "讨论和平壤", *_terms("zh", "和平")) == []


def test_offsets_are_those_of_the_untouched_text() -> None:
    text = "ﬁnal\u200b words — “special”\u00a0military‑operations"
    hits = Matcher(Termbase(tuple(_terms("en", "special military operation"))), "en").find(text)
    assert [(hit.start, hit.end) for hit in hits] == [(text.index("special"), len(text))]


def test_the_walk_takes_steps_in_proportion_to_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = 0
    arcs = Matcher._arcs

    def counted(*args: object) -> object:
        nonlocal steps
        steps += 1
        return arcs(*args)

    monkeypatch.setattr(Matcher, "_arcs", counted)
    matcher = Matcher(Termbase(tuple(_terms("en", "a a a b", "a b", "a-a"))), "en")
    counts = []
    for length in (100, 1000):
        steps = 0
        matcher.find("a " * length)
        counts.append(steps / length)
    assert counts[1] == pytest.approx(counts[0], rel=0.05)
