from __future__ import annotations

import pytest

from polyglot_news.glossary.english import EnglishGrammar, pluralise
from polyglot_news.glossary.grammar import Form

EN = EnglishGrammar()


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("armed group", "armed groups"), ("act of terrorism", "acts of terrorism"), ("party", "parties"),
        ("crisis", "crises"), ("clash", "clashes"), ("man", "men"), ("military aid", "military aid"),
    ],
)  # fmt: skip
def test_plurals(singular: str, plural: str) -> None:
    assert pluralise(singular) == plural
    assert EN.is_plural(plural) == (singular != plural)


@pytest.mark.parametrize(
    ("left", "noun", "wanted"),
    [("a ", "invasion", "an "), ("An ", "coup", "A "), ("the ", "attack", "the "), ('a "', "uprising", 'an "'),
     ("an ", "unit", "a ")],
)  # fmt: skip
def test_the_indefinite_article(left: str, noun: str, wanted: str) -> None:
    assert EN.lefts(left, Form("x"), Form(noun), named=False) == [wanted]
