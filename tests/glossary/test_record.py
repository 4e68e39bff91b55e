from __future__ import annotations

import pytest

from polyglot_news.bitext import Bead, Bitext
from polyglot_news.glossary.record import Recorder, annotate
from polyglot_news.glossary.termbase import Term, Termbase

TERMS = Termbase((
    Term("operation", "en", "special operation", "contested", ("russia",), pos="noun"),
    Term("operation", "en", "invasion", "contested", ("ukraine",), pos="noun"),
    Term("operation", "pt", "operação especial", "contested", ("russia",), pos="noun", gender="f", number="sg"),
    Term("operation", "pt", "invasão", "contested", ("ukraine",), pos="noun", gender="f", number="sg"),
    Term("vote", "en", "referendum", pos="noun"),
    Term("vote", "pt", "referendo", pos="noun", gender="m", number="sg"),
    Term("vote", "pt", "plebiscito", pos="noun", gender="m", number="sg"),
    Term("vote", "pt", "falso referendo", "contested", ("ukraine",), pos="noun", gender="m", number="sg"),
    Term("disabled", "en", "disabled person", pos="noun"),
    Term("disabled", "pt", "pessoa com deficiência", "preferred", ("un",), "CRPD", pos="noun"),
    Term("disabled", "pt", "deficiente", "deprecated", ("un",), "CRPD", pos="noun"),
), "mine")  # fmt: skip

CASES = [
    ("ukraine", "The special operation began.", "A invasão começou.", [("operation", "already", "invasão")]),
    ("russia", "The special operation began.", "A invasão começou.", [("operation", "unmet", "invasão")]),
    ("", "The special operation began.", "A invasão começou.", [("operation", "undecided", "invasão")]),
    ("russia", "The special operation began.", "A guerra começou.", [("operation", "unmet", "")]),
    ("russia", "Two special operations ended.", "Duas operações especiais acabaram.",
     [("operation", "already", "operações especiais")]),
    ("ukraine", "The referendum is over.", "O falso referendo acabou.", [("vote", "already", "falso referendo")]),
    ("", "The invasion began.", "Os deficientes fugiram.",
     [("operation", "undecided", ""), ("disabled", "unsourced", "deficientes")]),
    ("un", "Disabled persons fled.", "Os deficientes fugiram.", [("disabled", "unmet", "deficientes")]),
    ("", "Nothing happened.", "Nada aconteceu.", []),
]  # fmt: skip


@pytest.mark.parametrize(("profile", "source", "target", "wanted"), CASES)
def test_outcomes(profile: str, source: str, target: str, wanted: list[tuple[str, str, str]]) -> None:
    uses = Recorder(TERMS, "en", "pt-BR", profile).record(source, target)
    assert [(use.concept, use.outcome, use.rendering) for use in uses] == wanted
    for use in uses:
        assert use.outcome == "already" or use.reason
        assert use.source_term == ("" if use.source_start is None else source[use.source_start : use.source_end])
        assert use.rendering == ("" if use.target_start is None else target[use.target_start : use.target_end])


def test_the_rendering_says_whose_it_is() -> None:
    [use] = Recorder(TERMS, "en", "pt", "russia").record("An invasion.", "Uma invasão.")
    assert (use.status, use.whose, use.reason) == ("contested", "ukraine", "wanted 'operação especial'")


def test_terms_of_equal_rank_are_equally_right() -> None:
    plain = Termbase(tuple(term for term in TERMS if term.status == "admitted"))
    for word in ("referendo", "plebiscito"):
        [use] = Recorder(plain, "en", "pt").record("The referendum.", f"O {word}.")
        assert use.outcome == "already"


def test_uses_are_paired_in_order() -> None:
    uses = Recorder(TERMS, "en", "pt", "russia").record(
        "The invasion and the special operation.", "A operação especial e a invasão."
    )
    assert [(use.rendering, use.outcome) for use in uses] == [("operação especial", "already"), ("invasão", "unmet")]


def test_words_of_two_concepts_are_wanted_for_the_first() -> None:
    both = Termbase((*TERMS, Term("surgery", "en", "special operation"), Term("surgery", "pt", "cirurgia")))
    first, second = Recorder(both, "en", "pt", "russia").record("A special operation.", "Uma operação especial.")
    assert (first.outcome, second.outcome, second.reason) == ("already", "undecided", "taken as operation")


def test_any_bitext_can_be_annotated() -> None:
    bitext = Bitext("a", "en", "pt", (Bead("The invasion.", "A invasão."), Bead("", "Nota.", provenance="align:1")))
    first, second = annotate(bitext, TERMS, "ukraine").beads
    assert [use.outcome for use in first.terms] == ["already"]
    assert not second.terms
    assert second.provenance == f"align:1|{first.provenance}"
    assert first.provenance == f"termbase:mine@sha256:{TERMS.digest[:16]}|terms:annotate|profile:ukraine"
