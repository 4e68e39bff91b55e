from __future__ import annotations

import pytest

from polyglot_news.audit.lexicon import languages, lexicon
from polyglot_news.audit.names import likeness, romanised
from polyglot_news.audit.pair import Side
from polyglot_news.audit.words import words

CUES = {"hedge", "strong_hedge", "attribution", "strong_attribution", "modal", "strong_modal", "reportative",
        "inclusion", "strong_inclusion"}  # fmt: skip


@pytest.mark.parametrize("lang", sorted(languages()))
def test_every_lexicon_is_whole(lang: str) -> None:
    known = lexicon(lang)
    assert known.function
    assert known.negation or known.negation_pattern.pattern != "(?!)"
    assert set(known.cues) == (set() if lang == "ar" else CUES)
    assert not known.negation & known.negation_implicit


def test_a_language_without_a_lexicon_is_empty_and_regions_do_not_matter() -> None:
    assert not lexicon("xx").function
    assert lexicon("pt-BR") is lexicon("pt")


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "L'accord d'hier", ["L", "accord", "d", "hier"]),
        ("uk", "Об’єкт п'ять", ["Об’єкт", "п'ять"]),
        ("en", "the well-known U.N.", ["the", "well", "known", "U", "N"]),
    ],
)
def test_words(lang: str, text: str, expected: list[str]) -> None:
    assert [word.text for word in words(text, lang)] == expected


def test_unspaced_words_cover_the_text() -> None:
    text = "总统在北京说：NATO不同意。"
    found = words(text, "zh")
    assert "".join(word.text for word in found) == "总统在北京说NATO不同意"
    assert all(text[word.start : word.end] == word.text for word in found)


def test_characters_are_joined_to_words_that_the_language_has() -> None:
    assert [word.text for word in words("外交部发言人访问北京", "zh")] == ["外交部", "发言人", "访问", "北京"]


def test_capitals_that_a_sentence_or_quotation_opening_asks_for() -> None:
    assert [w.text for w in words("Rain fell. Snow too. He said “Stop” to Bob", "en") if w.opens] == [
        "Rain", "Snow", "He", "Stop",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "lang", "text", "other", "known"),
    [
        ("Зеленский", "ru", "Zelensky spoke", "en", True),
        ("Giles", "en", "Гайлз сказав", "uk", True),
        ("Norwich", "en", "Игрок Норвича", "ru", True),
        ("Merkel", "de", "Scholz met Macron", "en", False),
        ("Порошенко", "ru", "Zelensky spoke", "en", False),
    ],
)
def test_names_are_known_across_scripts(name: str, lang: str, text: str, other: str, known: bool) -> None:
    assert (likeness(name, lang, Side(text, other)) >= 0.7) == known


def test_romanised() -> None:
    assert romanised("Хабаровск") == "habarovsk"
    assert romanised("München") == "munchen"
