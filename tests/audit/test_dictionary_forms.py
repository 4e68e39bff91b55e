"""Dictionary forms that words without a counterpart are tried in."""

from __future__ import annotations

import pytest

from polyglot_news.audit.forms import dictionary_forms
from polyglot_news.audit.names import likeness
from polyglot_news.audit.pair import Side


@pytest.mark.parametrize(
    ("text", "lang", "forms"),
    [
        ("Путиным", "ru", ("Путин",)),
        ("санкциями", "ru", ("санкция",)),
        ("мост", "ru", ()),
        ("Häusern", "de", ("Haus",)),
        ("chevaux", "fr", ("cheval",)),
        ("cities", "en", ("city",)),
        ("said", "en", ("say",)),
        ("制裁", "zh", ()),
        ("hus", "xx", ()),
    ],
)
def test_forms(text: str, lang: str, forms: tuple[str, ...]) -> None:
    assert dictionary_forms(text, lang) == forms


@pytest.mark.parametrize(("lang", "text"), [("en-GB", "cities"), ("en", "cities")])
def test_the_region_of_a_language_does_not_matter(lang: str, text: str) -> None:
    assert dictionary_forms(text, lang) == ("city",)


def test_a_case_does_not_make_another_name() -> None:
    assert likeness("Braun", "en", Side("Фермеры говорили с Брауном.", "ru")) == 1.0
    assert likeness("Брауном", "ru", Side("The farmers talked to Braun.", "en")) == 1.0
    assert likeness("Braun", "en", Side("Фермеры говорили с Брокманом.", "ru")) < 0.75
