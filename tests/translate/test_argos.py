"""The argos engine on the bundled packages, and on very small ones for what those do not have."""

from __future__ import annotations

import json
import math
import random
from pathlib import Path
from typing import Any

import ctranslate2
import pytest
import sentencepiece
from tiny_packages import VOCABULARY, write_package

from polyglot_news.errors import ModelError, UsageError
from polyglot_news.models.store import argos_models
from polyglot_news.translate.argos import ArgosEngine, ArgosOptions
from polyglot_news.translate.engine import Decoding, Model
from polyglot_news.translate.word_alignment import words

SENTENCES = [
    "The president signed the bill on Monday, despite protests.",
    "No one was hurt.",
    "Officials said the talks would resume next week in Geneva.",
    "The ceasefire, agreed in March, was broken twice in a single night by both sides.",
    "Prices rose by 4.5 percent last year, the statistics office said.",
    "He left.",
    "Her lawyer declined to comment on the case.",
    "Two bridges over the river were closed after the storm.",
]


@pytest.fixture(scope="module")
def engine() -> ArgosEngine:
    return ArgosEngine(ArgosOptions())


@pytest.fixture(scope="module")
def en_pt() -> Model:
    return next(model for model in argos_models() if (model.source, model.target) == ("en", "pt"))


def as_model(folder: Path) -> Model:
    return Model("argos", "en", "qu", folder.name, folder)


def translator_of(model: Model) -> Any:
    return ctranslate2.Translator(str(model.path / "model"), inter_threads=1, intra_threads=1)


def pieces_of(model: Model, text: str) -> list[str]:
    path = str(model.path / "sentencepiece.model")
    pieces: list[str] = sentencepiece.SentencePieceProcessor(model_file=path).encode(text, out_type=str)
    return pieces


def as_argostranslate_does(model: Model, pieces: list[str], target_prefix: str = "") -> Any:
    """One sentence with the settings of argostranslate's `apply_packaged_translation`."""
    [result] = translator_of(model).translate_batch(
        [pieces],
        target_prefix=[[target_prefix]] if target_prefix else None,
        replace_unknowns=True,
        max_batch_size=32,
        batch_type="tokens",
        beam_size=4,
        num_hypotheses=1,
        length_penalty=0.2,
        return_scores=True,
    )
    return result


@pytest.mark.parametrize(
    ("source", "text", "words"),
    [
        ("en", "The president signed the bill on Monday.", ["presidente", "assinou", "segunda-feira"]),
        ("pt", "O presidente assinou a lei na segunda-feira.", ["president", "signed", "Monday"]),
    ],
)
def test_bundled_packages_translate(engine: ArgosEngine, source: str, text: str, words: list[str]) -> None:
    model = next(model for model in argos_models() if model.source == source)
    [[hypothesis]] = engine.translate(model, [text])
    assert all(word in hypothesis.text for word in words)
    linked = {(text[s:e], hypothesis.text[t:u]) for s, e, t, u in hypothesis.alignment}
    assert (text.split()[1], hypothesis.text.split()[1]) in linked


def test_text_is_that_of_argostranslate(engine: ArgosEngine, en_pt: Model) -> None:
    decode = sentencepiece.SentencePieceProcessor(model_file=str(en_pt.path / "sentencepiece.model")).decode_pieces
    expected = [
        decode(as_argostranslate_does(en_pt, pieces_of(en_pt, text)).hypotheses[0]).replace("▁", " ").strip()
        for text in SENTENCES
    ]
    assert [found[0].text for found in engine.translate(en_pt, SENTENCES)] == expected


def test_score_is_the_mean_log_probability(engine: ArgosEngine, en_pt: Model) -> None:
    translator = translator_of(en_pt)
    for text, [hypothesis] in zip(SENTENCES, engine.translate(en_pt, SENTENCES), strict=True):
        target = pieces_of(en_pt, hypothesis.text)
        [forced] = translator.score_batch([pieces_of(en_pt, text)], [target])
        assert hypothesis.score == pytest.approx(sum(forced.log_probs) / (len(target) + 1), abs=0.005)


def test_hypotheses_are_in_order(engine: ArgosEngine, en_pt: Model) -> None:
    one = engine.translate(en_pt, SENTENCES)
    for found, [best] in zip(engine.translate(en_pt, SENTENCES, Decoding(hypotheses=4)), one, strict=True):
        assert len({hypothesis.text for hypothesis in found}) == 4
        scores = [hypothesis.search_score for hypothesis in found]
        assert scores == sorted(scores, key=lambda score: -(score or 0.0))
        assert found[0] == best


@pytest.mark.parametrize("seed", range(3))
def test_neighbours_change_nothing(engine: ArgosEngine, en_pt: Model, seed: int) -> None:
    alone = {text: engine.translate(en_pt, [text])[0][0] for text in SENTENCES}
    order = random.Random(seed).sample(SENTENCES * 3, 3 * len(SENTENCES))
    for text, [found] in zip(order, engine.translate(en_pt, order), strict=True):
        assert (found.text, found.score, found.search_score) == (
            alone[text].text, alone[text].score, alone[text].search_score,
        )  # fmt: skip


@pytest.mark.parametrize("prefix", ["A presidente", "O chefe de Estado", "Na segunda-feira"])
def test_a_translation_begins_as_it_should(engine: ArgosEngine, en_pt: Model, prefix: str) -> None:
    [[free]] = engine.translate(en_pt, SENTENCES[:1])
    [[bound]] = engine.translate(en_pt, SENTENCES[:1], Decoding(prefixes=[prefix]))
    assert bound.text.startswith(prefix)
    assert len(bound.text) > len(prefix) + 10
    assert bound.score is not None
    assert free.score is not None
    assert bound.score < free.score
    target = pieces_of(en_pt, bound.text)
    [forced] = translator_of(en_pt).score_batch([pieces_of(en_pt, SENTENCES[0])], [target])
    assert bound.score == pytest.approx(sum(forced.log_probs) / (len(target) + 1), abs=0.02)


def test_neighbours_change_no_continuation(engine: ArgosEngine, en_pt: Model) -> None:
    texts = [SENTENCES[0], SENTENCES[0], SENTENCES[1]]
    prefixes = ["A presidente", "O chefe de Estado", "Nenhuma pessoa"]
    together = engine.translate(en_pt, texts, Decoding(prefixes=prefixes))
    alone = [engine.translate(en_pt, [t], Decoding(prefixes=[p]))[0] for t, p in zip(texts, prefixes, strict=True)]
    assert together == alone
    assert [[one.text.startswith(p) for one in found] for found, p in zip(alone, prefixes, strict=True)] == [
        [True]
    ] * 3


def test_a_judgement_is_the_score_of_the_models_own_translation(engine: ArgosEngine, en_pt: Model) -> None:
    found = [one for [one] in engine.translate(en_pt, SENTENCES)]
    texts = [one.text for one in found]
    for judgement, one in zip(engine.judge(en_pt, SENTENCES, texts), found, strict=True):
        assert judgement.score == pytest.approx(one.score, abs=0.005)
        assert len(judgement.scores) == len(judgement.spans) + 1
        assert "".join(one.text[s:e] for s, e in judgement.spans) == one.text.replace(" ", "")


def test_a_judgement_says_which_word_is_wrong(engine: ArgosEngine, en_pt: Model) -> None:
    [[one]] = engine.translate(en_pt, SENTENCES[:1])
    start, end = max(words(one.text), key=lambda span: span[1] - span[0])
    wrong = f"{one.text[:start]}dromedário{one.text[end:]}"
    [judgement] = engine.judge(en_pt, SENTENCES[:1], [wrong])
    worst = min(range(len(judgement.spans)), key=lambda i: judgement.scores[i])
    assert start <= judgement.spans[worst][0] < start + len("dromedário")


def test_a_long_text_is_not_cut(engine: ArgosEngine, en_pt: Model) -> None:
    text = " ".join(f"Then speaker number {n} said a few words." for n in range(1, 61))
    assert engine.lengths(en_pt, [text])[0] > 4 * engine.longest_input
    [[hypothesis]] = engine.translate(en_pt, [text], Decoding(beam_size=1))
    assert max(end for _, end, _, _ in hypothesis.alignment) > 0.9 * len(text)


@pytest.mark.parametrize("prefix", ["", "O", "O presidente", "O presidente assinou o projeto de lei na"])
def test_alternatives_have_the_probabilities_of_forced_decoding(
    engine: ArgosEngine, en_pt: Model, prefix: str
) -> None:
    found = engine.alternatives(en_pt, SENTENCES[0], prefix, count=8)
    log_probabilities = [alternative.log_probability for alternative in found]
    assert log_probabilities == sorted(log_probabilities, reverse=True)
    assert len({alternative.word for alternative in found}) == 8
    assert 0.5 < sum(map(math.exp, log_probabilities)) <= 1.0
    source, begin = pieces_of(en_pt, SENTENCES[0]), pieces_of(en_pt, prefix) if prefix else []
    best = begin + pieces_of(en_pt, found[0].word)
    [forced] = translator_of(en_pt).score_batch([source], [best])
    assert found[0].log_probability == pytest.approx(sum(forced.log_probs[len(begin) : len(best)]), abs=0.02)


def test_the_word_that_was_said_is_the_first_alternative(engine: ArgosEngine, en_pt: Model) -> None:
    words = engine.translate(en_pt, SENTENCES[6:7])[0][0].text.removesuffix(".").split()
    for at, word in enumerate(words):
        assert engine.alternatives(en_pt, SENTENCES[6], " ".join(words[:at]))[0].word == word


def test_alternatives_are_exhaustive(tmp_path: Path) -> None:
    """A vocabulary so small that every way to write a word of one letter can be looked at by forced decoding."""
    model = as_model(write_package(tmp_path))
    translator, source, begin = translator_of(model), pieces_of(model, "ab c"), ["▁a"]
    inner = ["a", "b", "c", "d", "e"]

    def next_pieces(*word: str) -> dict[str, float]:
        target = [*begin, *word]
        scored = translator.score_batch([source] * len(VOCABULARY), [[*target, piece] for piece in VOCABULARY])
        return {piece: math.exp(s.log_probs[len(target)]) for piece, s in zip(VOCABULARY, scored, strict=True)}

    def ending(*word: str) -> float:
        return sum(share for piece, share in next_pieces(*word).items() if piece not in inner)

    first, after_space = next_pieces(), next_pieces("▁")
    expected = {
        letter: first[letter] * ending(letter)
        + first.get(f"▁{letter}", 0.0) * (ending(f"▁{letter}") if f"▁{letter}" in first else 0.0)
        + first["▁"] * after_space[letter] * ending("▁", letter)
        for letter in inner
    }
    found = ArgosEngine(ArgosOptions()).alternatives(model, "ab c", "a", count=5)
    assert {a.word: math.exp(a.log_probability) for a in found} == pytest.approx(expected, rel=0.01)


@pytest.mark.parametrize("language", [">>qu<<", "__qu__"])
@pytest.mark.parametrize("add_source_eos", [False, True])
def test_multilingual_packages(tmp_path: Path, language: str, add_source_eos: bool) -> None:
    folder = write_package(
        tmp_path, vocabulary=(*VOCABULARY, language), target_prefix=language, add_source_eos=add_source_eos
    )
    model = as_model(folder)
    for hypotheses in ArgosEngine(ArgosOptions()).translate(model, ["ab c", "d"], Decoding(hypotheses=2)):
        assert all("qu" not in hypothesis.text for hypothesis in hypotheses)
    [[hypothesis]] = ArgosEngine(ArgosOptions()).translate(model, ["ab c"])
    expected = as_argostranslate_does(model, pieces_of(model, "ab c"), language)
    assert expected.hypotheses[0][0] == language
    assert hypothesis.search_score == expected.scores[0]
    assert hypothesis.text == "".join(expected.hypotheses[0][1:]).replace("▁", " ").strip()


@pytest.mark.parametrize("add_source_eos", [False, True])
def test_end_of_sentence_is_added_where_the_model_wants_it(tmp_path: Path, add_source_eos: bool) -> None:
    model = as_model(write_package(tmp_path, add_source_eos=add_source_eos))
    [[hypothesis]] = ArgosEngine(ArgosOptions()).translate(model, ["ab c d"])
    expected = as_argostranslate_does(model, pieces_of(model, "ab c d"))
    assert hypothesis.search_score == expected.scores[0]
    assert all(0 <= s < e <= len("ab c d") for s, e, _, _ in hypothesis.alignment)


def test_the_end_of_sentence_makes_a_difference(tmp_path: Path) -> None:
    engine = ArgosEngine(ArgosOptions())
    models = [
        as_model(write_package(tmp_path, called=f"translate-en_qu-{flag}", add_source_eos=flag))
        for flag in (False, True)
    ]
    assert len({engine.translate(model, ["ab c d"])[0][0].score for model in models}) == 2


def test_bpe_packages(tmp_path: Path) -> None:
    vocabulary = ("<unk>", "<s>", "</s>", "ab", "bc", "a@@", "b", "a", "c", ";", "d")
    model = as_model(write_package(tmp_path, tokenizer="bpe.model", vocabulary=vocabulary))
    engine = ArgosEngine(ArgosOptions())
    text = 'ab "bc" d'
    [[hypothesis]] = engine.translate(model, [text])
    mark = ["&@@", "q@@", "u@@", "o@@", "t@@", ";"]
    pieces = ["ab", *mark, "bc", *mark, "d"]
    expected = as_argostranslate_does(model, pieces)
    assert engine.lengths(model, [text]) == [len(pieces)]
    assert hypothesis.search_score == expected.scores[0]
    assert {text[s:e] for s, e, _, _ in hypothesis.alignment} <= {"ab", "bc", "d"}
    assert "&" not in hypothesis.text
    assert engine.unknown(model, frozenset("ab“")) == frozenset()
    assert sum(math.exp(a.log_probability) for a in engine.alternatives(model, text, "ab")) <= 1.0


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [("model/model.bin", b"\x06\0\0\0nothing", "model"), ("sentencepiece.model", b"nothing", "tokenizer")],
)
def test_a_damaged_package_is_named_in_one_line(tmp_path: Path, name: str, content: bytes, part: str) -> None:
    folder = write_package(tmp_path)
    (folder / name).write_bytes(content)
    with pytest.raises(
        ModelError, match=rf"^the {part} of translate-en_qu-1_0 at .* cannot be loaded: .*models verify$"
    ):
        ArgosEngine(ArgosOptions()).translate(as_model(folder), ["ab"])


def test_a_model_that_fails_on_a_segment_is_named(tmp_path: Path) -> None:
    model = as_model(write_package(tmp_path))
    with pytest.raises(
        ModelError, match=r"model translate-en_qu-1_0 fails on a segment of [0-9]+ pieces: .*position"
    ):
        ArgosEngine(ArgosOptions()).translate(model, ["ab " * 600])


def test_a_language_piece_that_is_no_text_is_refused(tmp_path: Path) -> None:
    model = as_model(write_package(tmp_path, target_prefix=["qu"]))
    with pytest.raises(ModelError, match="target_prefix"):
        ArgosEngine(ArgosOptions()).translate(model, ["ab"])


def test_nothing_is_translated_into_nothing(engine: ArgosEngine, en_pt: Model) -> None:
    assert engine.translate(en_pt, []) == []


SETTINGS = {
    "ARGOS_DEVICE_TYPE": "auto",
    "ARGOS_COMPUTE_TYPE": "float32",
    "ARGOS_INTER_THREADS": "3",
    "ARGOS_INTRA_THREADS": "2",
}


@pytest.fixture
def without_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in SETTINGS:
        monkeypatch.delenv(variable, raising=False)


@pytest.mark.usefixtures("without_settings")
@pytest.mark.parametrize("in_file", [False, True])
def test_settings_of_argostranslate(monkeypatch: pytest.MonkeyPatch, isolated_home: Path, in_file: bool) -> None:
    assert ArgosEngine().options == ArgosOptions()
    if in_file:
        file = isolated_home / ".config" / "argos-translate" / "settings.json"
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(SETTINGS))
    else:
        for variable, value in SETTINGS.items():
            monkeypatch.setenv(variable, value)
    assert ArgosEngine().options == ArgosOptions("auto", "float32", 3, 2)


@pytest.mark.usefixtures("without_settings")
def test_automatic_compute_type_is_the_packages_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGOS_COMPUTE_TYPE", "auto")
    assert ArgosEngine().options == ArgosOptions()


@pytest.mark.usefixtures("without_settings")
@pytest.mark.parametrize(("variable", "value"), [("ARGOS_DEVICE_TYPE", "tpu"), ("ARGOS_INTER_THREADS", "many")])
def test_a_setting_that_cannot_be_meant(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(UsageError, match=f"{variable} is '{value}'"):
        ArgosEngine()


@pytest.mark.parametrize(("devices", "device"), [(0, "cpu"), (2, "cuda")])
def test_the_device_is_found(monkeypatch: pytest.MonkeyPatch, en_pt: Model, devices: int, device: str) -> None:
    asked: list[dict[str, Any]] = []

    def refusing(path: str, **settings: Any) -> None:
        asked.append(settings)
        raise RuntimeError("enough")

    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: devices)
    monkeypatch.setattr(ctranslate2, "Translator", refusing)
    with pytest.raises(ModelError, match="enough"):
        ArgosEngine(ArgosOptions(device="auto", compute_type="int16")).translate(en_pt, ["One."])
    assert asked[0]["device"] == device
    assert asked[0]["compute_type"] == "int16"
    assert asked[0]["intra_threads"] == 1
    assert (asked[0]["inter_threads"] == 1) or device == "cpu"


def test_an_unknown_compute_type_is_one_line(en_pt: Model) -> None:
    with pytest.raises(ModelError, match="cannot be loaded"):
        ArgosEngine(ArgosOptions(compute_type="int3")).translate(en_pt, ["One."])
