"""When a segment is looked at again, and that nothing is decoded twice: a scripted engine stands in for a model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from wordwise import WordwiseEngine

from polyglot_news.article import Segment
from polyglot_news.translate.engine import PLAIN_DECODING, Capabilities, Decoding, Hypothesis, Judgement, Model
from polyglot_news.translate.hop import Document, Outcome, translate_documents

MODEL = Model("scripted", "en", "pt", "scripted-en_pt", Path("scripted"))
LOOP = "Foi assim, foi assim, foi assim, foi assim, foi assim."


@dataclass
class ScriptedEngine(WordwiseEngine):
    """Says what it is told to."""

    answers: dict[str, str | list[str]]
    unrepeated: dict[str, str] = field(default_factory=dict)
    capabilities: Capabilities = field(default_factory=lambda: Capabilities(n_best=True, scores=True))
    longest_input: int = 40
    name: str = "scripted"
    version: str = "scripted-1"
    asked: list[tuple[str, Decoding]] = field(default_factory=list)

    def models(self) -> list[Model]:
        return [MODEL]

    def translate(
        self, model: Model, texts: Sequence[str], decoding: Decoding = PLAIN_DECODING
    ) -> list[tuple[Hypothesis, ...]]:
        self.asked += [(text, decoding) for text in texts]
        return [self._hypotheses(text, decoding) for text in texts]

    def judge(self, model: Model, texts: Sequence[str], translations: Sequence[str]) -> list[Judgement]:
        raise AssertionError("nothing to judge")

    def _hypotheses(self, text: str, decoding: Decoding) -> tuple[Hypothesis, ...]:
        if decoding.no_repeat_ngram_size:
            return (Hypothesis(self.unrepeated[text], -1.0),)
        answer = self.answers.get(text, text.upper())
        said = [answer] if isinstance(answer, str) else answer
        return tuple(Hypothesis(one, -0.1 * place) for place, one in enumerate(said[: decoding.hypotheses]))


def outcomes(engine: ScriptedEngine, *texts: str) -> list[Outcome]:
    documents = [Document(text, [Segment(0, 0, len(text), text, 0)]) for text in texts]
    found = [outcome for [outcome] in translate_documents(engine, MODEL, documents)]
    assert len(engine.asked) == len(set(engine.asked)), "decoded twice"
    return found


def test_a_sound_translation_is_decoded_once() -> None:
    engine = ScriptedEngine({"It rained all day.": "Choveu o dia todo."})
    [outcome] = outcomes(engine, "It rained all day.")
    assert outcome == Outcome("Choveu o dia todo.", 0.0)
    assert len(engine.asked) == 1


def test_the_same_segment_in_two_articles_is_decoded_once() -> None:
    engine = ScriptedEngine({"It rained all day.": "Choveu o dia todo."})
    assert len({outcome.text for outcome in outcomes(engine, "It rained all day.", "It rained all day.")}) == 1
    assert len(engine.asked) == 1


def test_other_hypotheses_are_tried_first() -> None:
    engine = ScriptedEngine({"It was like that.": [LOOP, "Era assim.", "Foi isso."]})
    assert outcomes(engine, "It was like that.") == [Outcome("Era assim.", -0.1)]
    assert [decoding.hypotheses for _, decoding in engine.asked] == [1, 4]


def test_clauses_are_tried_next() -> None:
    long = "He came to the town, he saw the people there and he went home again."
    engine = ScriptedEngine({long: LOOP}, unrepeated={long: LOOP}, longest_input=32)
    [outcome] = outcomes(engine, long)
    assert outcome.text == long.upper()
    assert outcome.faults == ()


def test_repetition_is_forbidden_last() -> None:
    engine = ScriptedEngine({"It was like that.": LOOP}, unrepeated={"It was like that.": "Era assim."})
    assert outcomes(engine, "It was like that.") == [Outcome("Era assim.", -1.0)]
    assert engine.asked[-1][1].no_repeat_ngram_size == 3


def test_what_still_fails_is_kept_and_named() -> None:
    engine = ScriptedEngine({"It was like that.": LOOP}, unrepeated={"It was like that.": LOOP})
    [outcome] = outcomes(engine, "It was like that.")
    assert outcome.text == LOOP
    assert "repetition" in outcome.faults


def test_a_lost_number_is_not_sought_by_forbidding_repetition() -> None:
    engine = ScriptedEngine({"It began in 1987 there.": "Começou lá."})
    [outcome] = outcomes(engine, "It began in 1987 there.")
    assert outcome.faults == ("numbers",)
    assert all(not decoding.no_repeat_ngram_size for _, decoding in engine.asked)


def test_an_engine_without_search_is_asked_once() -> None:
    engine = ScriptedEngine({"It was like that.": LOOP}, capabilities=Capabilities())
    [outcome] = outcomes(engine, "It was like that.")
    assert "repetition" in outcome.faults
    assert len(engine.asked) == 1


def test_a_segment_too_long_is_translated_in_parts_and_joined() -> None:
    text = ", ".join(
        f"speaker {name} talked about the old bridge" for name in ("Ada", "Bea", "Cleo", "Dora", "Eva", "Fay")
    )
    engine = ScriptedEngine({}, longest_input=20)
    [outcome] = outcomes(engine, text)
    assert outcome.text == text.upper()
    assert all(len(part.split()) <= 20 for part, _ in engine.asked)
    assert len(engine.asked) > 1
