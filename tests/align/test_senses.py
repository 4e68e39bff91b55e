"""Encoders on the default encoder's scale."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from squeezed_model import SentenceTransformer

from polyglot_news.align.embed import RememberingEncoder, default_encoder, unit
from polyglot_news.align.senses import SENTENCE_COSINES, SENTENCES, WORD_COSINES, WORDS, cosine_means, senses
from polyglot_news.align.words import Floats

TABLES = pytest.mark.parametrize(
    ("texts", "expected"), [(SENTENCES, SENTENCE_COSINES), (WORDS, WORD_COSINES)], ids=["sentences", "words"]
)


class Squeezed:
    name = "squeezed-1"

    def __init__(self, langs: frozenset[str] = frozenset(SENTENCES)) -> None:
        self._langs = langs
        self._model = SentenceTransformer("sentence-transformers/LaBSE", device="cpu", local_files_only=True)
        self.asked: list[str] = []

    def knows(self, lang: str) -> bool:
        return lang in self._langs

    def encode(self, texts: Sequence[str], lang: str) -> Floats:
        self.asked += texts
        return unit(np.asarray(self._model.encode(texts, show_progress_bar=False), dtype=np.float32))


@TABLES
def test_the_same_in_every_language(texts: dict[str, tuple[str, ...]], expected: tuple[float, float]) -> None:
    assert len({len(same) for same in texts.values()}) == 1


@TABLES
def test_the_scale_is_the_default_encoders(texts: dict[str, tuple[str, ...]], expected: tuple[float, float]) -> None:
    found = cosine_means([default_encoder().encode(same, lang) for lang, same in texts.items()])
    assert found == pytest.approx(expected, abs=0.002)


def test_the_default_encoder_is_left_as_it_is() -> None:
    space = senses(default_encoder()).sentences.around([(SENTENCES["en"], "en")])
    vectors = space.encode(SENTENCES["en"], "en")
    assert np.array_equal(vectors, default_encoder().encode(SENTENCES["en"], "en"))
    assert np.array_equal(space.cosines(vectors, vectors), vectors @ vectors.T)


def test_squeezed_cosines_are_spread_like_the_defaults() -> None:
    encoder = Squeezed()
    raw = cosine_means([encoder.encode(same, lang) for lang, same in SENTENCES.items()])
    assert raw[0] > 0.7
    space = senses(encoder).sentences.around([(SENTENCES["en"], "en"), (SENTENCES["es"], "es")])
    table = space.cosines(space.encode(SENTENCES["en"], "en"), space.encode(SENTENCES["es"], "es"))
    assert np.diag(table).mean() == pytest.approx(SENTENCE_COSINES[1], abs=0.1)
    assert table[~np.eye(8, dtype=bool)].mean() == pytest.approx(SENTENCE_COSINES[0], abs=0.15)
    assert table.max() <= 1


def test_an_encoder_of_one_language_stays_as_it_is() -> None:
    encoder = Squeezed(frozenset({"en"}))
    encoder.name = "squeezed-2"
    assert senses(encoder).sentences.centre is None


def test_no_text_is_encoded_twice() -> None:
    encoder = Squeezed()
    memory = RememberingEncoder(encoder)
    once = memory.encode(["a", "b", "a"], "en")
    again = memory.encode(["b", "c"], "en")
    memory.encode(["a"], "es")
    assert encoder.asked == ["a", "b", "c", "a"]
    assert np.array_equal(once[0], once[2])
    assert np.array_equal(once[1], again[0])
    assert memory.encode([], "en").shape[0] == 0
