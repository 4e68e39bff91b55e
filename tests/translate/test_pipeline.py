from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import polyglot_news as pn
from polyglot_news.article import Article
from polyglot_news.bitext import Bitext
from polyglot_news.errors import NoRouteError, PolyglotNewsError, UsageError
from polyglot_news.translate.argos import ArgosEngine
from polyglot_news.translate.engine import PLAIN_DECODING, Decoding, Hypothesis, Model
from polyglot_news.translate.pipeline import Options, translate_articles

NEWS = """ date 2023-03-14 Karvenia hopes for talks. This was said in Geneva on Tuesday, March 14.

“We are ready,” the envoy said. “And we have said so many times. We hope that the other side will ‘listen’ to us.

“The ‘special operation’ continues,” he added; see https://example.org/a_b and @karvenia_desk.

• 240,000 people left – 17 died
"""


class Echo(ArgosEngine):
    """An engine that says every segment again in capitals: what surrounds the model, without a model."""

    def translate(
        self, model: Model, texts: Sequence[str], decoding: Decoding = PLAIN_DECODING
    ) -> list[tuple[Hypothesis, ...]]:
        return [(Hypothesis(text.upper(), -0.1),) for text in texts]


class Roundabout(ArgosEngine):
    """The bundled models, where the way back to English is said to lead to French."""

    def models(self) -> list[Model]:
        return [replace(model, target="fr") if model.source == "pt" else model for model in super().models()]


@pytest.fixture(scope="module")
def engine() -> ArgosEngine:
    return ArgosEngine()


def rebuilt(article: Article, bitext: Bitext) -> str:
    """The article from the source cells and the text between their offsets."""
    parts, at = [], 0
    for bead in bitext.beads:
        assert bead.source_start is not None
        assert bead.source_end is not None
        parts += [article.text[at : bead.source_start], bead.source]
        at = bead.source_end
    return "".join([*parts, article.text[at:]])


def test_news_survives(engine: ArgosEngine) -> None:
    article = Article("a", NEWS)
    bitext = pn.translate(article, to="pt", engine=engine)
    target = bitext.target
    assert target is not None
    assert bitext.source_lang == "en"
    assert rebuilt(article, bitext) == NEWS
    assert bitext.beads[0].source == "date 2023-03-14"
    assert re.findall(r"\n+", target.text) == re.findall(r"\n+", NEWS)
    assert re.sub("[^“”‘’]", "", target.text) == "“”“‘’“‘’”"
    for kept in ("2023-03-14", "14", "240.000", "17", "https://example.org/a_b", "@karvenia_desk", "• "):
        assert kept in target.text
    assert all(bead.target == target.text[bead.target_start : bead.target_end] for bead in bitext.beads)
    assert all(not bead.findings and bead.score is not None for bead in bitext.beads)


def test_back_translation_keeps_the_structure(engine: ArgosEngine) -> None:
    forth = pn.translate(Article("a", NEWS), to="pt", engine=engine).target
    assert forth is not None
    back = pn.translate(Article("b", forth.text), to="en", source="pt", engine=engine).target
    assert back is not None
    assert re.sub("[^“”‘’]", "", re.sub(r"\b’\b", "", back.text)) == "“”“‘’“‘’”"
    assert re.findall(r"\n+", back.text) == re.findall(r"\n+", NEWS)


def test_what_is_in_the_target_language_already_is_left_alone(engine: ArgosEngine) -> None:
    text = (
        "The minister resigned on Monday after weeks of protests in the capital.\n\n"
        "“O governo não vai negociar com quem bloqueia as estradas do país”, disse ela aos jornalistas.\n\n"
        "Her party will choose a successor before the end of the month."
    )
    bitext = pn.translate(text, to="pt", source="en", engine=engine)
    quoted = bitext.beads[1]
    assert quoted.target == quoted.source
    assert quoted.findings == ("left-alone:already pt",)
    assert bitext.beads[2].target != bitext.beads[2].source


def test_a_chain_of_models_keeps_marks_and_reports_both(engine: ArgosEngine) -> None:
    bitext = pn.translate("The “coup” failed in 2019.", to="fr", source="en", engine=Roundabout())
    assert re.fullmatch(r".*«\u00a0.+\u00a0».*2019.*", bitext.beads[0].target)
    assert "route:en→pt→fr" in bitext.beads[0].provenance


@settings(max_examples=60)
@given(st.text(max_size=200), st.booleans())
def test_lossless_on_any_text(text: str, segmented: bool) -> None:
    article = Article("a", text)
    bitext = pn.translate(article, to="pt", source="en", engine=Echo(), segmented=segmented)
    assert rebuilt(article, bitext) == text


def test_segmented_keeps_lines(engine: ArgosEngine) -> None:
    bitext = pn.translate("The coup failed.\n\nNo comment\n", to="pt", source="en", engine=engine, segmented=True)
    assert [bead.source for bead in bitext.beads] == ["The coup failed.", "", "No comment"]
    assert [bead.target_segments for bead in bitext.beads] == [(0,), (1,), (2,)]
    assert bitext.beads[1].target == ""


def test_articles_of_several_languages_in_one_run(engine: ArgosEngine) -> None:
    articles = [
        Article("one", "The court rejected the appeal of the opposition on Monday."),
        Article("two", "Суд отклонил апелляцию оппозиции в понедельник утром."),
        Article("three", "1 2 3"),
        Article("four", "O tribunal rejeitou na segunda-feira o recurso da oposição."),
        Article("five", "The president has signed the new law on the media."),
    ]
    errors: list[PolyglotNewsError] = []
    bitexts = list(translate_articles(articles, Options("pt"), engine, on_error=errors.append))
    assert [bitext.article_id for bitext in bitexts] == ["one", "five"]
    assert [type(error) for error in errors] == [NoRouteError, UsageError, UsageError]
    assert str(errors[0]).startswith("two: no argos model translates Russian to Portuguese")
    assert "polyglot-news models install ru en" in str(errors[0])


def test_a_long_segment_is_cut_and_nothing_is_lost(engine: ArgosEngine) -> None:
    clause = "the minister who spoke on {} said that the talks would go on, "
    text = "On Monday " + "".join(clause.format(f"day {1000 + n}") for n in range(20)) + "and then he left."
    [bead] = pn.translate(text, to="pt", source="en", engine=engine, segmented=True).beads
    assert all(str(1000 + n) in bead.target for n in range(20))


def test_provenance_names_everything(engine: ArgosEngine) -> None:
    [bead] = pn.translate("The coup failed.", to="pt-BR", source="en", engine=engine).beads
    assert re.fullmatch(
        r"polyglot-news:[\d.]+\|engine:argos\(ctranslate2-[\d.]+\)\|route:en→pt"
        r"\|model:translate-en_pt-1_0@sha256:[0-9a-f]{16}\|beam:4\|segmenter:choppa-[\d.]+",
        bead.provenance,
    )


def test_the_seed_article(engine: ArgosEngine) -> None:
    seed = Path(__file__).parents[3] / "shared" / "seed"
    if not seed.is_dir():
        pytest.skip("the seed article is not beside the repository")
    [path] = seed.glob("*.txt")
    article = pn.read_article(path)
    there = pn.translate(article, to="pt", engine=engine)
    assert rebuilt(article, there) == article.text
    assert there.beads[0].source == "date 2022-11-16"
    assert there.target is not None
    assert re.findall("[“”]", there.target.text) == re.findall("[“”]", article.text) == list("“”" * 5)
    assert there.target.text.count("\n") == article.text.count("\n")
    for number in ("2022-11-16", "16 de novembro", "2014", "24 de fevereiro"):
        assert number in there.target.text
    assert all(not bead.findings for bead in there.beads)
    back = pn.translate(there.target, to="en", engine=engine)
    assert back.target is not None
    assert re.findall("[“”]", back.target.text) == list("“”" * 5)
    for number in ("2022-11-16", "16", "2014", "24"):
        assert number in back.target.text
