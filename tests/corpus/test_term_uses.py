"""How a concept was rendered, as rows record it or as a termbase finds it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from polyglot_news.corpus.term_uses import LEFT_OUT, TermUses, Wording
from polyglot_news.glossary.record import signature
from polyglot_news.glossary.termbase import Term, Termbase

TERMBASE = Termbase(
    (
        Term("settler", "en", "settler", "contested", ("un",)),
        Term("settler", "pt", "colono", "contested", ("un",)),
        Term("settler", "pt", "morador", "contested", ("gov",)),
    ),
    "small",
)


def row(source: str, target: str, **more: Any) -> dict[str, Any]:
    return {"source_lang": "en", "source": source, "target_lang": "pt", "target": target, **more}


def recorded(**use: Any) -> str:
    return json.dumps([{"concept": "settler", "source_term": "settlers", "source_start": 0, "source_end": 8, **use}])


def wordings(uses: TermUses, one: dict[str, Any]) -> list[Wording]:
    return [found.wording for found in uses.of(one)]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("Os colonos voltaram.", Wording("colono", "contested", "un")),
        ("O colono voltou.", Wording("colono", "contested", "un")),
        ("Os moradores voltaram.", Wording("morador", "contested", "gov")),
        ("Eles voltaram.", Wording("", "not listed")),
        ("", Wording("", LEFT_OUT)),
    ],
)
def test_with_a_termbase_a_wording_is_a_term_in_any_inflection(target: str, expected: Wording) -> None:
    assert wordings(TermUses(TERMBASE), row("The settlers came back.", target)) == [expected]


def test_without_a_termbase_the_words_count_whatever_their_case() -> None:
    uses = TermUses()
    for rendering in ("Os  Colonos", "os colonos", "OS COLONOS"):
        [found] = uses.of(row("settlers", rendering, terms=recorded(rendering=rendering, status="contested")))
        assert found.wording == Wording("os colonos", "contested")
    assert uses.label("settler", found.wording) == "os colonos"


def test_what_only_the_target_has_is_no_rendering_of_anything() -> None:
    use = json.dumps([{"concept": "settler", "rendering": "colonos", "outcome": "unsourced"}])
    assert wordings(TermUses(), row("They came back.", "Os colonos voltaram.", terms=use)) == []


@pytest.mark.parametrize(
    ("provenance", "review", "expected"),
    [
        (signature(TERMBASE, "enforce", "un"), "", "colono"),
        (signature(TERMBASE, "annotate", ""), "edited", "morador"),
        ("termbase:other@sha256:0123456789abcdef|terms:annotate", "", "morador"),
        (
            f"{signature(TERMBASE, 'enforce', '')}|termbase:other@sha256:0123456789abcdef|terms:annotate",
            "",
            "morador",
        ),
        ("", "", "morador"),
    ],
)
def test_a_record_made_with_the_same_termbase_is_used_unless_it_was_edited(
    provenance: str, review: str, expected: str
) -> None:
    terms = recorded(rendering="colonos", target_start=3, target_end=10)
    one = row("settlers left", "Os moradores", terms=terms, provenance=provenance, review=review)
    assert [wording.text for wording in wordings(TermUses(TERMBASE), one)] == [expected]
