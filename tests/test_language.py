from __future__ import annotations

import pytest

from polyglot_news.errors import UsageError
from polyglot_news.language import base, canonical, english_name, primary_language, script_of


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("pt", "pt"),
        ("pt_BR", "pt-BR"),
        ("PT-br", "pt-BR"),
        ("pt-PT", "pt-PT"),
        ("pb", "pt-BR"),
        ("no", "no"),
        ("nb", "no"),
        ("nb-NO", "no-NO"),
        ("nob", "no"),
        ("nn", "nn"),
        ("zh", "zh"),
        ("zh-Hans", "zh"),
        ("zh_CN", "zh"),
        ("zh-SG", "zh"),
        ("zh-Hans-CN", "zh"),
        ("zh-Hant", "zh-Hant"),
        ("zh-TW", "zh-Hant"),
        ("zh_HK", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("zh-Hans-HK", "zh"),
        ("zt", "zh-Hant"),
        ("cmn", "zh"),
        ("yue", "yue"),
        ("sr", "sr"),
        ("sr-Cyrl", "sr"),
        ("sr-latn", "sr-Latn"),
        ("sh", "sr-Latn"),
        ("ru-Cyrl-RU", "ru-RU"),
        ("uz-Cyrl", "uz-Cyrl"),
        ("en-US", "en-US"),
        ("es-419", "es-419"),
        ("iw", "he"),
        ("in", "id"),
        ("fil", "tl"),
        ("tl", "tl"),
        ("por", "pt"),
        ("ger", "de"),
        ("arb", "ar"),
        ("ckb", "ckb"),
        (" uk ", "uk"),
        ("und", "und"),
    ],
)
def test_canonical(tag: str, expected: str) -> None:
    assert canonical(tag) == expected
    assert canonical(expected) == expected


@pytest.mark.parametrize(
    "tag", ["", "x", "xx", "qqq", "english", "en-XX", "zh-Abcd", "pt BR", "en-Latn-US-x-foo", "рус", "12"]
)
@pytest.mark.parametrize("function", [canonical, base, english_name, script_of])
def test_an_unknown_tag_is_a_usage_error_that_names_it(tag: str, function: object) -> None:
    assert callable(function)
    with pytest.raises(UsageError) as caught:
        function(tag)
    assert tag in str(caught.value)


@pytest.mark.parametrize(
    ("tag", "expected"), [("pt-BR", "pt"), ("nb", "no"), ("zh-TW", "zh"), ("sr-Latn-RS", "sr"), ("en", "en")]
)
def test_base(tag: str, expected: str) -> None:
    assert base(tag) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("ru", "Russian"),
        ("nb", "Norwegian"),
        ("pt_BR", "Brazilian Portuguese"),
        ("zh", "Chinese"),
        ("zh-TW", "Traditional Chinese"),
        ("sr-Latn", "Serbian (Latin)"),
        ("uk-UA", "Ukrainian (Ukraine)"),
        ("sr-Latn-RS", "Serbian (Latin, Serbia)"),
        ("und", "Unknown language"),
    ],
)
def test_english_name(tag: str, expected: str) -> None:
    assert english_name(tag) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("ru", "Cyrl"), ("zh", "Hans"), ("zh-HK", "Hant"), ("sr-Latn", "Latn"), ("ja", "Jpan"), ("und", "")],
)
def test_script_of(tag: str, expected: str) -> None:
    assert script_of(tag) == expected


@pytest.mark.parametrize(("tag", "language"), [("pt-BR", "pt"), ("zh_Hant", "zh"), ("RU", "ru")])
def test_primary_language(tag: str, language: str) -> None:
    assert primary_language(tag) == language
