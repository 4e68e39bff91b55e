"""What the place and the ending of a word tell: (text, word, features that are set)."""

from __future__ import annotations

import pytest

from polyglot_news.audit.grammar import FEATURES, grammar_features
from polyglot_news.audit.pair import Side

CASES = [
    ("They bought the poisonous house.", "poisonous",
     {"before_word", "after_determiner", "modifier", "adjective", "plural"}),
    ("She quickly left.", "quickly", {"before_word", "after_auxiliary", "adverb"}),
    ("He walked in London, smiling.", "smiling", {"closes", "opens", "progressive"}),
    ("A friend of German workers came.", "German", {"before_word", "after_determiner", "modifier",
                                                    "after_preposition", "inner"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "expected"), CASES)
def test_english(text: str, word: str, expected: set[str]) -> None:
    side = Side(text, "en")
    at = next(i for i, found in enumerate(side.words) if found.text == word)
    row = dict(zip(FEATURES, grammar_features(side, [at])[0], strict=True))
    assert row.pop("letters") == pytest.approx(len(word) / 10)
    assert {name for name, value in row.items() if value} == expected


def test_a_language_without_grammar_has_zeros() -> None:
    assert not grammar_features(Side("Дом стоит у реки.", "ru"), [0, 1]).any()
