"""Enforcement with the bundled package, for real: short texts, few of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest

from polyglot_news.article import Article
from polyglot_news.bitext import Bead, Bitext, TermUse, from_frame, to_frame
from polyglot_news.errors import UsageError
from polyglot_news.glossary.bundled import load_bundled
from polyglot_news.glossary.enforce import Enforcement
from polyglot_news.glossary.termbase import Term, Termbase
from polyglot_news.translate.argos import ArgosEngine
from polyglot_news.translate.engine import PLAIN_DECODING, Capabilities, Decoding, Hypothesis, Model
from polyglot_news.translate.pipeline import translate


class WithoutPrefixes(ArgosEngine):
    """The bundled model as an engine that can do nothing but translate."""

    capabilities = Capabilities()


class OtherWordsAlone(WithoutPrefixes):
    """A model without word alignment that says of a word alone what it never says in a sentence."""

    def translate(
        self, model: Model, texts: Sequence[str], decoding: Decoding = PLAIN_DECODING
    ) -> list[tuple[Hypothesis, ...]]:
        found = super().translate(model, texts, decoding)
        return [
            (Hypothesis("assim" if " " not in text else hypotheses[0].text),)
            for text, hypotheses in zip(texts, found, strict=True)
        ]


WITH, WITHOUT = ArgosEngine(), WithoutPrefixes()


@cache
def translated(text: str, profile: str, mode: str = "enforce", engine: ArgosEngine = WITH) -> Bitext:
    terms = Enforcement(load_bundled("russia-ukraine"), mode, profile)
    return translate(Article("a", text, "en"), "pt", source="en", segmented=True, terms=terms, engine=engine)


def only(bitext: Bitext) -> tuple[str, TermUse]:
    [bead] = bitext.beads
    [use] = [use for use in bead.terms if use.outcome != "undecided"]
    assert bead.source[use.source_start : use.source_end] == use.source_term
    if use.rendering:
        assert bead.target[use.target_start : use.target_end] == use.rendering
    return bead.target, use


def test_what_is_rendered_as_wanted_is_left_alone() -> None:
    text = "The special operation was condemned."
    target, use = only(translated(text, "russia-gov"))
    assert (use.outcome, use.rendering, use.cost) == ("already", "operação especial", None)
    assert target == translated(text, "russia-gov", "annotate").beads[0].target


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The armed mutiny was broadcast live.", "A marcha pela justiça foi transmitid"),
        ("They were killed in the armed mutiny.", "na marcha pela justiça"),
        ("The “armed mutiny” was broadcast.", "A “marcha pela justiça” foi transmitida"),
    ],
)
def test_a_term_is_forced_and_the_sentence_agrees(text: str, wanted: str) -> None:
    target, use = only(translated(text, "wagner-group"))
    assert wanted in target
    assert use.outcome in ("forced", "replaced")
    assert (use.status, use.whose, use.termbase) == ("contested", "wagner-group", "russia-ukraine")
    assert use.cost is not None
    assert use.cost > 0


@pytest.mark.parametrize(
    ("profile", "wanted"), [("wagner-group", "A marcha pela justiça"), ("russia-gov", "O motim")]
)
def test_without_prefixes_the_wording_is_exchanged(profile: str, wanted: str) -> None:
    target, use = only(translated("The armed mutiny was broadcast live.", profile, engine=WITHOUT))
    assert target.startswith(wanted)
    assert use.outcome == ("already" if profile == "russia-gov" else "replaced")
    assert bool(use.reason) == (profile != "russia-gov")


def test_where_the_old_wording_cannot_be_found_a_placeholder_stands_for_the_term() -> None:
    terms = Enforcement(Termbase((Term("outbreak", "en", "outbreak"), Term("outbreak", "pt", "coronavírus"))))
    text = "The hospital closed after the outbreak."
    [bead] = translate(text, "pt", source="en", terms=terms, engine=OtherWordsAlone()).beads
    assert bead.target == "O hospital fechou após o coronavírus."
    assert [(use.outcome, use.reason) for use in bead.terms] == [("replaced", "by a placeholder")]


def test_annotate_changes_nothing_and_says_so() -> None:
    text = "The armed mutiny was broadcast live."
    target, use = only(translated(text, "wagner-group", "annotate"))
    assert (
        target == translate(Article("a", text, "en"), "pt", source="en", segmented=True, engine=WITH).beads[0].target
    )
    assert (use.outcome, use.rendering) == ("unmet", "motim armado")
    assert use.reason == "wanted 'marcha pela justiça': terms are only recorded"


def test_prefer_does_not_pay_much() -> None:
    _, use = only(translated("The armed mutiny was broadcast live.", "wagner-group", "prefer"))
    assert (use.outcome, use.rendering) == ("unmet", "motim armado")
    assert "would cost" in use.reason


def test_a_hypothesis_of_the_model_is_picked_before_a_term_is_forced() -> None:
    text = "Deaths were reported in the north."
    plain = translate(Article("a", text, "en"), "pt", source="en", engine=WITH).beads[0].target
    others = ("mortes", "óbitos", "falecimentos")
    default = next(word for word in others if word in plain.lower())
    termbase = Termbase((Term("d", "en", "deaths"), *(Term("d", "pt", word) for word in others if word != default)))
    [bead] = translate(Article("a", text, "en"), "pt", source="en", terms=Enforcement(termbase), engine=WITH).beads
    [use] = bead.terms
    assert use.outcome in ("picked", "forced", "replaced")
    assert use.rendering.lower() in others
    assert use.cost is not None
    assert (use.outcome != "picked") or use.cost <= 0.15


def test_every_hit_of_a_sentence_is_seen_to() -> None:
    text = "After the coup d'état the special operation began in Donbass."
    [bead] = translated(text, "ukraine-gov").beads
    uses = [use for use in bead.terms if use.outcome != "undecided"]
    assert [use.source_term for use in uses] == ["coup d'état", "special operation", "Donbass"]
    assert {"unmet"}.isdisjoint(use.outcome for use in uses)
    assert all(use.rendering in bead.target for use in uses)


def test_an_article_under_two_profiles() -> None:
    text = (
        "Kyiv has refused to talk since October. The special operation to protect Donbass, whose inhabitants rejected"
        " the coup d’état of 2014, goes on. Observers called it “a war without an end”."
    )
    texts = {}
    for profile in ("ukraine-gov", "russia-gov"):
        terms = Enforcement(load_bundled("russia-ukraine"), profile=profile)
        bitext = translate(Article("a", text, "en"), "pt", source="en", terms=terms, engine=WITH)
        assert from_frame(to_frame([bitext])) == [bitext]
        texts[profile] = " ".join(bead.target for bead in bitext.beads)
        signature = f"|termbase:russia-ukraine@sha256:{terms.termbase.digest[:16]}|terms:enforce|profile:{profile}"
        for bead in bitext.beads:
            assert bead.provenance.endswith(signature)
            assert all(use.reason or use.outcome not in ("unmet", "undecided", "unsourced") for use in bead.terms)
    assert "invasão em larga escala" in texts["ukraine-gov"]
    assert "Revolução da Dignidade" in texts["ukraine-gov"]
    assert "operação especial" in texts["russia-gov"]
    assert "golpe de Estado" in texts["russia-gov"]
    for target in texts.values():
        assert target.count("“") == target.count("”") == 1


def test_from_portuguese_too() -> None:
    text = "A operação especial começou em fevereiro."
    terms = Enforcement(load_bundled("russia-ukraine"), profile="ukraine-gov")
    [bead] = translate(Article("a", text, "pt"), "en", source="pt", terms=terms, engine=WITH).beads
    [use] = [use for use in bead.terms if use.outcome != "undecided"]
    assert (use.source_term, use.rendering) == ("operação especial", "full-scale invasion")
    assert "full-scale invasion" in bead.target


class Roundabout(ArgosEngine):
    """The bundled models, where the way back to English is said to lead to Spanish."""

    def models(self) -> list[Model]:
        return [replace(model, target="es") if model.source == "pt" else model for model in super().models()]


def test_through_a_pivot_the_terms_are_those_of_the_source() -> None:
    terms = Enforcement(load_bundled("russia-ukraine"), profile="russia-gov")
    text = "The special military operation continues in the east of the country."
    [bead] = translate(Article("a", text, "en"), "es", source="en", terms=terms, engine=Roundabout()).beads
    use = next(use for use in bead.terms if use.concept == "2022-russian-military-action-in-ukraine")
    assert use.source_term == "special military operation"
    assert use.source_start == text.index("special")
    assert use.outcome in ("picked", "forced", "replaced", "unmet")
    assert (use.rendering in bead.target) if use.outcome != "unmet" else use.reason
    assert "route:en→pt→es" in bead.provenance


@pytest.mark.parametrize(
    ("mode", "profile", "message"), [("always", "", "unknown mode 'always'"), ("enforce", "moon", "used by 'moon'")]
)
def test_what_cannot_be_meant_is_refused(mode: str, profile: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Enforcement(load_bundled("place-names"), mode, profile)


def test_beads_have_no_terms_without_a_termbase() -> None:
    [bead] = translate(Article("a", "The war began.", "en"), "pt", source="en", engine=WITH).beads
    assert isinstance(bead, Bead)
    assert bead.terms == ()
    assert "termbase" not in bead.provenance
