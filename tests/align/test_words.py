"""Words, letters and likenesses of words."""

from __future__ import annotations

import pytest

from polyglot_news.align.similarity import by_spelling
from polyglot_news.align.words import Lexicon, detokenised, latin, words


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Путин", "putin"),
        ("Київ", "kiiv"),
        ("Édouard", "edouard"),
        ("Αθήνα", "athina"),
        ("Straße", "strasse"),
        ("北京", "北京"),
    ],
)
def test_latin(word: str, expected: str) -> None:
    assert latin(word) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don't stop, Anna-Lena!", ["don't", "stop", "anna-lena"]),
        ("8,848 m in 1953", ["8,848", "m", "in", "1953"]),
        ("北京2022年", ["北京", "2022", "年"]),
        ("新华社", ["新华", "华社"]),
        ("— ! …", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_detokenised() -> None:
    assert detokenised("l' eau , ( la neige ) et « le vent » .") == "l'eau, (la neige) et «le vent»."


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("обама", "obama", 1),
        ("1,200", "1 200", 1),
        ("1200", "1201", 0),
        ("presidente", "president", 0.7),
        ("mesa", "table", 0),
    ],
)
def test_by_spelling(one: str, other: str, alike: float) -> None:
    found = float(by_spelling([one], [other])[0, 0])
    assert found >= alike if alike else found == 0


def test_rare_words_weigh_more_and_empty_segments_have_none() -> None:
    lexicon = Lexicon.of(["the cat", "the dog", "the end", "!"])
    weight = dict(zip(lexicon.vocabulary, lexicon.weights.tolist(), strict=True))
    assert weight["cat"] > weight["the"] > weight[""]
    assert lexicon.edges.tolist() == [0, 2, 4, 6, 7]
