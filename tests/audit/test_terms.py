from __future__ import annotations

import pytest

from polyglot_news.audit.audit import Audit, audit
from polyglot_news.audit.choices import NOT_LISTED, Offer, argos_foresight, choice_cards
from polyglot_news.audit.pair import Pair, Side
from polyglot_news.audit.registry import checks
from polyglot_news.audit.renderings import find_renderings
from polyglot_news.bitext import Bead, Bitext
from polyglot_news.glossary.termbase import Term, Termbase

TERMS = Termbase(
    (
        Term("barrier", "de", "Sperranlage", "preferred", ("un",)),
        Term("barrier", "de", "Mauer", "contested", ("left",)),
        Term("barrier", "de", "Sicherheitszaun", "contested", ("right",)),
        Term("barrier", "en", "barrier", "preferred", ("un",)),
        Term("barrier", "en", "separation structure", "admitted"),
        Term("barrier", "en", "apartheid wall", "contested", ("left",)),
        Term("barrier", "en", "security fence", "contested", ("right",)),
        Term("barrier", "en", "safety fence", "preferred", ("right",)),
        Term("fighter", "de", "Kämpfer", "preferred"),
        Term("fighter", "en", "combatant", "preferred"),
        Term("fighter", "en", "fighter", "admitted"),
        Term("fighter", "en", "warrior", "deprecated"),
    ),
    "tests",
)

CASES = [
    # source, target, severity and beginning of the message of each finding
    ("Die Sperranlage wächst.", "The barrier grows.", []),
    ("Die Sperranlage wächst.", "The separation structure grows.", []),
    ("Die Sperranlage wächst.", "The apartheid wall grows.", [("major", "neutral “Sperranlage” became loaded")]),
    ("Die Sperranlage wächst.", "The safety fence grows.", [("major", "neutral “Sperranlage” became loaded")]),
    ("Die Mauer wächst.", "The barrier grows.", [("minor", "loaded “Mauer” (contested: left) became neutral")]),
    ("Die Mauer wächst.", "The apartheid wall grows.", []),
    ("Die Mauer wächst.", "The security fence grows.", [("major", "“Mauer” (contested: left) became “security")]),
    ("Der Garten wächst.", "The security fence grows.", [("minor", "“security fence” is a loaded word")]),
    ("Die Kämpfer kamen.", "The warriors came.", [("minor", "“warriors” is deprecated")]),
    ("Die Kämpfer kamen.", "The people came.", []),
    ("", "The security fence grows.", [("note", "“security fence” is a loaded word (contested: right)")]),
]


@pytest.mark.parametrize(("source", "target", "expected"), CASES)
def test_choices(source: str, target: str, expected: list[tuple[str, str]]) -> None:
    found = [(severity, message) for _, severity, message in _hits([(source, target)])]
    assert [severity for severity, _ in found] == [severity for severity, _ in expected]
    for (_, message), (_, beginning) in zip(found, expected, strict=True):
        assert message.startswith(beginning)


def test_a_loaded_choice_raises_the_risk() -> None:
    found = _audit([("Die Sperranlage wächst.", "The apartheid wall grows.")])
    dismissed = {finding.fingerprint for finding in found.findings}
    without = audit(found.bitext, checks=["terms"], ignore=dismissed, termbase=TERMS)
    assert without.findings == ()
    assert 1 - found.risk[0] < 0.5 * (1 - without.risk[0])


def test_a_word_of_the_same_stem_and_users_supports_a_loaded_one() -> None:
    assert _hits([("Die Mauern wachsen, sagen die Mauernden.", "The apartheid wall grows.")]) == []
    found = _hits([("Der Gärtner sah zu.", "The apartheid wall grows.")])
    assert [message.partition(" (")[0] for *_, message in found] == ["“apartheid wall” is a loaded word"]


def test_a_term_rendered_in_two_ways_is_pointed_at_where_it_changes() -> None:
    texts = [("Die Kämpfer kamen.", f"The {word} came.") for word in ("fighters", "fighter", "combatants")]
    assert _hits(texts) == [(2, "note", "“Kämpfer” is “combatants” here and “fighters” in bead 0")]


def test_a_profile_asks_for_its_own_word() -> None:
    texts = [("Die Kämpfer kamen.", "The fighters came.")]
    assert _hits(texts) == []
    assert [message for *_, message in _hits(texts, profile="un")] == ["“fighters” is not the term asked for"]


def test_the_audit_fills_the_terms_of_the_table_and_its_cards() -> None:
    found = _audit([("Die Sperranlage der Kämpfer.", "The apartheid wall."), ("Die Sperranlage.", "The barrier.")])
    assert [finding.check for finding in found.findings] == ["terms", "terms"]
    use = found.table().beads[0].terms[0]
    assert (use.concept, use.source_term, use.rendering, use.status, use.whose) == (
        "barrier", "Sperranlage", "apartheid wall", "contested", "left",
    )  # fmt: skip
    assert use.termbase == f"tests@sha256:{TERMS.digest[:16]}"

    asked = []
    cards = choice_cards(found, lambda source, prefix: asked.append((source, prefix)) or [("barrier", 0.9)])
    first, unrendered, second = cards
    assert (first.source_span, first.rendering, first.loaded, first.elsewhere) == (
        "Sperranlage", "apartheid wall", True, ((1, "barrier"),),
    )  # fmt: skip
    assert Offer("security fence", "contested", ("right",)) in first.offered
    assert first.expected == (("barrier", 0.9),)
    assert (unrendered.rendering, unrendered.status, unrendered.expected) == ("", NOT_LISTED, ())
    assert (second.loaded, second.elsewhere) == (False, ((0, "apartheid wall"),))
    assert asked == [("Die Sperranlage der Kämpfer.", "The"), ("Die Sperranlage.", "The")]


def test_what_the_model_expects_is_a_probability_and_what_it_would_say() -> None:
    expected = argos_foresight("en", "pt")
    assert expected is not None
    words = expected("The minister resigned on Monday.", "O")
    assert words[0][0] == "ministro"
    assert 0.5 < words[0][1] <= 1
    assert sum(chance for _, chance in words) <= 1.001
    assert argos_foresight("is", "sw") is None


def test_without_a_termbase_there_are_no_cards() -> None:
    bitext = Bitext("a", "de", "en", (Bead("Die Mauer.", "The wall.", (0,), (0,)),))
    assert choice_cards(audit(bitext, checks=["terms"])) == []


def _hits(texts: list[tuple[str, str]], profile: str = "") -> list[tuple[int, str, str]]:
    pairs = [Pair(i, Side(source, "de"), Side(target, "en")) for i, (source, target) in enumerate(texts)]
    find_renderings(pairs, TERMS, profile)
    return [(i, hit.severity, hit.message) for i, hit in checks()["terms"].article_hits(pairs)]


def _audit(texts: list[tuple[str, str]]) -> Audit:
    beads = tuple(Bead(source, target, (i,), (i,)) for i, (source, target) in enumerate(texts))
    return audit(Bitext("a", "de", "en", beads), checks=["terms"], termbase=TERMS)
