"""The default encoder, and Ukrainian read as Russian."""

from __future__ import annotations

import numpy as np
import pytest

from polyglot_news.align.embed import default_encoder
from polyglot_news.align.ukrainian import as_russian


def test_vectors_are_unit_float32_and_translations_lie_close() -> None:
    encoder = default_encoder()
    english = encoder.encode(["The river flooded the village.", "She plays the violin."], "en")
    ukrainian = encoder.encode(["Річка затопила село.", "Вона грає на скрипці."], "uk")
    assert english.dtype == np.float32
    assert np.linalg.norm(english, axis=1) == pytest.approx([1, 1], abs=1e-5)
    cosine = english @ ukrainian.T
    assert cosine[0, 0] > cosine[0, 1]
    assert cosine[1, 1] > cosine[1, 0]


def test_no_texts_give_no_vectors() -> None:
    assert default_encoder().encode([], "en").shape == (0, 512)


@pytest.mark.parametrize(
    ("lang", "known"), [("pt-BR", True), ("zh-Hans", True), ("uk", True), ("eu", False), ("und", False)]
)
def test_knows(lang: str, known: bool) -> None:
    assert default_encoder().knows(lang) is known


@pytest.mark.parametrize(
    ("ukrainian", "russian"),
    [("Що це було?", "что это было?"), ("У п’ятницю", "У пятницу"), ("Їжа є", "Ижа есть"), ("Обʼєкт 5", "Обьект 5")],
)
def test_as_russian(ukrainian: str, russian: str) -> None:
    assert as_russian(ukrainian) == russian
