"""Translating with a memory gives what translating without one gives; what readers have edited comes first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyglot_news.article import Article
from polyglot_news.bitext import Bitext
from polyglot_news.glossary.enforce import Enforcement
from polyglot_news.glossary.termbase import Term, Termbase
from polyglot_news.translate.argos import ArgosEngine
from polyglot_news.translate.engine import PLAIN_DECODING, Decoding, Hypothesis, Model
from polyglot_news.translate.memory import Memory
from polyglot_news.translate.memory.exchange import import_bitexts
from polyglot_news.translate.pipeline import Options, translate, translate_articles

SENTENCES = [
    "He said “we are ready.",
    "“And we wait,” he added.",
    "That is what they call ‘peace’.",
    "“The ‘special operation’ continues, she said.",
    "It isn't over; it's the talks' end.",
    "It isn’t over.",
    '"Nobody" was hurt',
    "The code XQ1 is on https://example.org/a_b.",
    "See https://example.org/a_b and @karvenia_desk.",
    "• 240,000 people left – 17 died",
    "Paid $5 million in 1987",
    "1 2 3",
    "Он сказал «нет».",
    "The president signed the law on the media on Monday.",
]
TEXTS = st.lists(
    st.tuples(st.sampled_from(SENTENCES), st.sampled_from([" ", "\n\n", "\n"])), min_size=1, max_size=6
).map(lambda parts: "".join(sentence + gap for sentence, gap in parts))


class Quirky(ArgosEngine):
    """Says every text backwards in capitals, and forgets quotation marks and digits in some."""

    def translate(
        self, model: Model, texts: Sequence[str], decoding: Decoding = PLAIN_DECODING
    ) -> list[tuple[Hypothesis, ...]]:
        return [self._said(text, model, decoding) for text in texts]

    def _said(self, text: str, model: Model, decoding: Decoding) -> tuple[Hypothesis, ...]:
        words = text.upper().split()
        plain = " ".join(words[:-1][::-1] + words[-1:])
        first = re.sub('["\\d]', "", plain) if len(text) % 3 == 0 else plain
        found = [Hypothesis(f"{text}", -0.01 * len(text)) for text in (f"{first} {model.target}", plain)]
        return tuple(found[: decoding.hypotheses])


class QuirkyRoundabout(Quirky):
    """The same, where the way back to English is said to lead to French."""

    def models(self) -> list[Model]:
        return [replace(model, target="fr") if model.source == "pt" else model for model in super().models()]


class Asleep(ArgosEngine):
    """An engine that must not be asked."""

    def translate(
        self, model: Model, texts: Sequence[str], decoding: Decoding = PLAIN_DECODING
    ) -> list[tuple[Hypothesis, ...]]:
        raise AssertionError(f"asked for {texts}")

    def unknown(self, model: Model, characters: AbstractSet[str]) -> frozenset[str]:
        raise AssertionError("a model was loaded")


TERMS = Termbase((
    Term("war", "en", "special operation"), Term("war", "pt", "guerra"), Term("war", "fr", "guerre"),
    Term("law", "en", "law"), Term("law", "pt", "lei"), Term("law", "fr", "loi"),
))  # fmt: skip
OPTIONS = [
    (Quirky(), Options("pt", "en")),
    (Quirky(), Options("pt", "en", segmented=True, decoding=Decoding(beam_size=1))),
    (Quirky(), Options("pt", "en", terms=Enforcement(TERMS))),
    (QuirkyRoundabout(), Options("fr", "en")),
    (QuirkyRoundabout(), Options("fr", "en", terms=Enforcement(TERMS, "annotate"))),
]


@pytest.fixture(scope="module")
def well_used(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Memory]:
    """One memory for all examples, so that every sentence is remembered from many other articles."""
    with Memory(tmp_path_factory.mktemp("well-used") / "memory.sqlite") as memory:
        yield memory


@settings(max_examples=80)
@given(texts=st.lists(TEXTS, min_size=1, max_size=3), which=st.sampled_from(OPTIONS))
def test_a_memory_changes_no_result(well_used: Memory, texts: list[str], which: tuple[ArgosEngine, Options]) -> None:
    engine, options = which
    articles = [Article(str(number), text) for number, text in enumerate(texts)]
    plain = list(translate_articles(articles, options, engine))
    remembered = list(translate_articles(articles, replace(options, memory=well_used), engine))
    assert remembered == plain
    assert [bitext.target for bitext in remembered] == [bitext.target for bitext in plain]


def test_the_examples_met_again(well_used: Memory) -> None:
    assert well_used.hits > well_used.misses > 0


TEXT = (
    "The court rejected the appeal of the opposition on Monday. “We will go on,” its leader said.\n\n"
    "“The ‘vote’ was no vote. Nobody was hurt in the capital,” he added; see https://example.org/a_b.\n"
)


def test_a_model_is_not_loaded_for_what_is_remembered(tmp_path: Path) -> None:
    engine = ArgosEngine()
    plain = translate(TEXT, "pt", engine=engine)
    path = tmp_path / "memory.sqlite"
    with Memory(path) as memory:
        assert translate(TEXT, "pt", engine=engine, memory=memory) == plain
        assert (memory.hits, memory.misses) == (0, len(plain.beads))
    paragraphs = TEXT.split("\n\n")
    asleep = Asleep()
    asleep.__class__.__qualname__, asleep.__class__.__module__ = ArgosEngine.__qualname__, ArgosEngine.__module__
    with Memory(path) as memory:
        assert translate(TEXT, "pt", engine=asleep, memory=memory) == plain
        again = translate("\n\n".join(paragraphs[::-1]), "pt", engine=asleep, memory=memory)
        assert [bead.target for bead in again.beads] == [bead.target for bead in (*plain.beads[2:], *plain.beads[:2])]
        assert (memory.hits, memory.misses) == (2 * len(plain.beads), 0)


def test_a_glossary_that_was_edited_is_another_one(tmp_path: Path) -> None:
    text = "The law was signed by the president on Monday."
    engine = ArgosEngine()
    edited = Termbase((*TERMS.terms, Term("president", "en", "president"), Term("president", "pt", "mandatário")))
    moved = Termbase(tuple(replace(term, origin="elsewhere.csv") for term in TERMS))
    with Memory(tmp_path / "memory.sqlite") as memory:
        for misses, termbase in enumerate([TERMS, edited, moved], start=1):
            terms = Enforcement(termbase)
            found = translate(text, "pt", source="en", engine=engine, terms=terms, memory=memory)
            assert memory.misses == misses
            assert found == translate(text, "pt", source="en", engine=engine, terms=terms)


def edit(bitext: Bitext, place: int, target: str, review: str = "edited") -> Bitext:
    beads = list(bitext.beads)
    beads[place] = replace(beads[place], target=target, review=review)
    return replace(bitext, beads=tuple(beads))


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory(tmp_path / "memory.sqlite") as memory:
        yield memory


@pytest.mark.parametrize("engine", [Quirky(), QuirkyRoundabout()], ids=["one-hop", "two-hops"])
def test_what_a_reader_has_edited_comes_first(memory: Memory, engine: ArgosEngine) -> None:
    to = "fr" if isinstance(engine, QuirkyRoundabout) else "pt"
    text = "The court rejected\u00a0the appeal.\n\nNobody signed the law on Monday."
    article = Article("a|1", text)
    options = Options(to, "en", memory=memory, terms=Enforcement(TERMS, "annotate"))
    [first] = translate_articles([article], options, engine)
    import_bitexts(memory, [edit(first, 1, "Ninguém assinou a lei. ")], "desk.csv")
    [second] = translate_articles([replace(article, text=text.replace(" law ", "  law "))], options, engine)
    bead = second.beads[1]
    assert (bead.target, bead.score, bead.findings) == ("Ninguém assinou a lei. ", None, ())
    assert "|memory:edited(desk.csv:a/1:1)|segmenter:" in bead.provenance
    assert "engine:" not in bead.provenance
    use = bead.terms[0]
    assert (use.concept, use.source_term, use.source_start) == ("law", "law", bead.source.index("law"))
    assert use.outcome == ("already" if to == "pt" else "unmet")
    assert second.beads[0] == first.beads[0]
    assert second.target is not None
    assert second.target.text == f"{first.beads[0].target}\n\nNinguém assinou a lei. "


@pytest.mark.parametrize(
    ("to", "review", "edited"),
    [("pt", "edited", True), ("pt", "ok", False), ("pt-BR", "edited", False), ("pt", "", False)],
)
def test_only_edits_for_the_very_language_are_used(memory: Memory, to: str, review: str, edited: bool) -> None:
    text = "Nobody signed the law on Monday."
    bitext = translate(text, "pt", source="en", engine=Quirky())
    import_bitexts(memory, [edit(bitext, 0, "Ninguém.", review)], "desk.csv")
    [bead] = translate(text, to, source="en", engine=Quirky(), memory=memory).beads
    assert (bead.target == "Ninguém.") == edited


def test_an_edit_wins_over_leaving_alone(memory: Memory) -> None:
    text = "“O governo não vai negociar com quem bloqueia as estradas do país”, disse ela aos jornalistas."
    plain = translate(text, "pt", source="en", engine=Quirky(), memory=memory)
    assert plain.beads[0].findings == ("left-alone:already pt",)
    import_bitexts(memory, [edit(plain, 0, "Outra frase.")], "desk.csv")
    assert translate(text, "pt", source="en", engine=Quirky(), memory=memory).beads[0].target == "Outra frase."
