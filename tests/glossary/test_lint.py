from __future__ import annotations

from dataclasses import replace

import pytest

from polyglot_news.glossary.lint import lint
from polyglot_news.glossary.termbase import Term, Termbase

CLEAN = (
    Term("kyiv", "en", "Kyiv", "preferred", ("ap",), "AP Stylebook, 2019", "name"),
    Term("kyiv", "pt", "Kiev", pos="name"),
    Term("operation", "en", "special military operation", "contested", ("russia-gov",)),
    Term("operation", "en", "invasion", "contested", ("ukraine-gov",), exceptions=("Norman invasion",)),
    Term("operation", "pt", "operação militar especial", "contested", ("russia-gov",)),
    Term("operation", "pt", "invasão", "contested", ("ukraine-gov",)),
    Term("meduza", "mul", "Meduza"),
)


def _found(*terms: Term) -> list[tuple[int, str, str]]:
    numbered = tuple(replace(term, row=row) for row, term in enumerate(terms, start=2))
    return [(problem.row, problem.severity, problem.code) for problem in lint(Termbase(numbered))]


def test_a_sound_termbase_has_no_problems() -> None:
    assert _found(*CLEAN) == []


@pytest.mark.parametrize(
    ("added", "code", "severity"),
    [
        ([Term("kyiv", "en", "KYIV", "deprecated", source="s")], "duplicate", "error"),
        ([Term("kyiv", "en", "Kyïv", source="s", pos="name")], "duplicate", "info"),
        ([Term("kyiv", "en", "Kyyiv", "preferred", ("ap",), "s")], "contradiction", "error"),
        ([Term("kyiv", "pt", "Kievs", "deprecated", ("x",), "s")], "contradiction", "error"),
        ([Term("other", "en", "Kyiv"), Term("other", "pt", "Quieve")], "ambiguous", "warning"),
        ([Term("kyiv", "en", "…")], "never-found", "error"),
        ([Term("kyiv", "en", "air – strike")], "never-found", "error"),
        ([Term("kyiv", "en", "old Kyiv", exceptions=("old Kyiv",))], "never-found", "error"),
        ([Term("kyiv", "qx", "Kyiv")], "never-found", "error"),
        ([Term("kyiv", "en", "old Kyiv", exceptions=("Lviv",))], "never-found", "warning"),
        ([Term("kyiv", "fr", "Kiev", "preferred", ("ap",))], "uncited", "warning"),
        ([Term("kyiv", "fr", "Kiev", "deprecated")], "uncited", "warning"),
        ([Term("wall", "en", "wall", "contested", ("a",)), Term("wall", "pt", "muro")], "one-sided", "error"),
        ([Term("operation", "fr", "guerre", "contested")], "unattributed", "warning"),
        ([Term("operation", "fr", "guerre", "preferred", source="s")], "unattributed", "warning"),
        ([Term("operation", "fr", "invasion", "contested", ("ukraine-gov",))], "one-sided-language", "info"),
        ([Term("wall", "en", "barrier")], "one-language", "warning"),
        ([Term("Wall_1", "en", "barrier"), Term("Wall_1", "pt", "muro")], "concept-id", "warning"),
    ],
)
def test_each_problem_is_found_at_its_row(added: list[Term], code: str, severity: str) -> None:
    assert (len(CLEAN) + 2, severity, code) in _found(*CLEAN, *added)


def test_two_sides_may_each_prefer_a_term() -> None:
    assert (
        _found(
            *CLEAN,
            Term("operation", "fr", "invasion", "preferred", ("un",), "A/RES/ES-11/1"),
            Term("operation", "fr", "opération militaire spéciale", "preferred", ("russia-gov",), "an address"),
        )
        == []
    )


def test_a_deprecated_part_of_a_preferred_term_is_no_contradiction() -> None:
    terms = (
        Term("coup", "en", "coup", "deprecated", source="s"),
        Term("coup", "en", "coup d'état", "preferred", source="s"),
        Term("coup", "pt", "golpe de Estado"),
    )
    assert _found(*terms) == []


def test_a_message_names_the_other_row() -> None:
    terms = [Term("a", "en", "x", row=2), Term("a", "en", "X", row=3)]
    messages = [problem.message for problem in lint(Termbase(tuple(terms))) if problem.code == "duplicate"]
    assert messages == ["'X' (en) is already in row 2"]
