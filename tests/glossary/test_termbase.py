from __future__ import annotations

import pytest

from polyglot_news.errors import UsageError
from polyglot_news.glossary.termbase import EVERY_LANGUAGE, Term, Termbase, language_tag, merge

OPERATION = Termbase((
    Term("operation", "en", "special military operation", "contested", ("russia-gov",)),
    Term("operation", "en", "full-scale invasion", "contested", ("ukraine-gov", "ap")),
    Term("operation", "pt", "operação militar especial", "contested", ("russia-gov",)),
    Term("operation", "pt", "invasão em grande escala", "preferred", ("un",), source="A/RES/ES-11/1"),
    Term("operation", "pt", "guerra na Ucrânia", "deprecated", ("ap",)),
    Term("kyiv", "en", "Kiev", "deprecated"),
    Term("kyiv", "en", "Kyiv"),
    Term("kyiv", "pt", "Kiev"),
    Term("kyiv", "pt-PT", "Quieve"),
    Term("bus", "pt-BR", "ônibus"),
    Term("bus", "pt-PT", "autocarro"),
    Term("meduza", EVERY_LANGUAGE, "Meduza"),
))  # fmt: skip


@pytest.mark.parametrize(
    ("text", "tag"), [("EN", "en"), ("pt-br", "pt-BR"), ("ZH-hant-tw", "zh-Hant-TW"), ("es-419", "es-419")]
)
def test_a_language_tag_gets_its_usual_casing(text: str, tag: str) -> None:
    assert language_tag(text) == tag


@pytest.mark.parametrize("text", ["", "e", "english", "pt_BR", "pt-", "12"])
def test_what_is_no_language_tag_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="language tag"):
        language_tag(text)


@pytest.mark.parametrize(
    ("field", "value"), [("status", "best"), ("pos", "pronoun"), ("gender", "x"), ("number", "dual")]
)
def test_a_value_outside_its_list_is_refused(field: str, value: str) -> None:
    with pytest.raises(UsageError, match=f"{field} '{value}' is none of"):
        Term("c", "en", "t", **{field: value})


@pytest.mark.parametrize(("concept", "text"), [("", "t"), ("c", " ")])
def test_an_empty_concept_or_term_is_refused(concept: str, text: str) -> None:
    with pytest.raises(UsageError, match="is empty"):
        Term(concept, "en", text)


@pytest.mark.parametrize(
    ("concept", "lang", "profile", "wanted"),
    [
        ("operation", "pt", "", None),
        ("operation", "pt", "russia-gov", "operação militar especial"),
        ("operation", "pt", "un", "invasão em grande escala"),
        ("operation", "pt", "ap", None),
        ("operation", "pt", "ap; un", "invasão em grande escala"),
        ("operation", "pt", "russia-gov, un", "operação militar especial"),
        ("operation", "en", "ap", "full-scale invasion"),
        ("operation", "fr", "un", None),
        ("kyiv", "en", "", "Kyiv"),
        ("kyiv", "pt-BR", "un", "Kiev"),
        ("kyiv", "pt-PT", "", "Quieve"),
        ("bus", "pt", "", "ônibus"),
        ("bus", "pt-BR", "", "ônibus"),
        ("bus", "en", "", None),
        ("meduza", "zh-Hant", "", "Meduza"),
        ("unknown", "en", "", None),
    ],
)
def test_the_preferred_term(concept: str, lang: str, profile: str, wanted: str | None) -> None:
    term = OPERATION.preferred(concept, lang, profile)
    assert (term and term.text) == wanted


def test_preferred_comes_before_admitted_whatever_the_order() -> None:
    termbase = Termbase((Term("c", "en", "one"), Term("c", "en", "two", "preferred")))
    term = termbase.preferred("c", "en")
    assert term is not None
    assert term.text == "two"


def test_terms_are_grouped_by_concept_and_language() -> None:
    termbase = Termbase((Term("a", "en", "1"), Term("b", "en", "2"), Term("a", "pt", "3"), Term("a", "en", "4")))
    assert [term.text for term in termbase] == ["1", "4", "3", "2"]
    assert termbase.concepts == ("a", "b")
    assert termbase.languages == ("en", "pt")


def test_profiles_are_the_tags_in_use() -> None:
    assert OPERATION.profiles == ("ap", "russia-gov", "ukraine-gov", "un")


def test_the_digest_names_the_content_and_not_the_file() -> None:
    terms = (Term("c", "en", "t", row=2, origin="a.csv"),)
    assert Termbase(terms, "a").digest == Termbase((Term("c", "en", "t", row=9, origin="b.csv"),), "b").digest
    assert Termbase(terms).digest != Termbase((Term("c", "en", "t", note="n"),)).digest


def test_a_later_termbase_wins_over_an_earlier_one() -> None:
    house = Termbase((Term("kyiv", "en", "KIEV", "preferred"), Term("kyiv", "en", "Kyïv")), "house")
    merged = merge([OPERATION, house])
    assert [(term.text, term.status) for term in merged.of("kyiv", "en")] == [
        ("KIEV", "preferred"),
        ("Kyïv", "admitted"),
        ("Kyiv", "admitted"),
    ]
    assert merged.concepts[0] == "kyiv"
    assert len(merged) == len(OPERATION) + 1
    assert merge([OPERATION, OPERATION]) == OPERATION
