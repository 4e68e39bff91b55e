from __future__ import annotations

import pytest

from polyglot_news.script import count_scripts, fitting_alphabets, han_coverage, keep_script, letters_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("12 — 😀", {}),
        ("abc", {"Latn": 3}),
        ("Где NATO?", {"Cyrl": 3, "Latn": 4}),
        ("中国", {"Hani": 6}),
        ("日本の", {"Hani": 6, "Kana": 2}),
        ("대통령", {"Hang": 6}),
        ("ελλά", {"Grek": 4}),
        ("कि", {"Deva": 2}),
        ("e\u0301", {"Latn": 1}),
    ],
)
def test_count_scripts(text: str, expected: dict[str, int]) -> None:
    assert dict(count_scripts(text)) == expected


@pytest.mark.parametrize(
    ("text", "script", "fitting", "excluded"),
    [
        ("Підписаний указ набув чинності вже вчора", "Cyrl", {"uk"}, {"ru", "be", "bg", "mk"}),
        ("Паўночны вецер і дождж", "Cyrl", {"be"}, {"ru", "uk"}),
        ("Съёмки объявлены законными", "Cyrl", {"ru"}, {"uk", "be", "bg", "mk", "sr"}),
        ("Ђаци ће доћи сутра", "Cyrl", {"sr"}, {"mk", "ru", "bg"}),
        ("Ѓорѓи ќе дојде утре", "Cyrl", {"mk"}, {"sr", "ru", "bg"}),
        ("Щъркелът отлетя на юг", "Cyrl", {"bg"}, {"mk", "sr", "uk"}),
        ("ہے لڑکے ٹھیک ہیں", "Arab", {"ur"}, {"ar", "fa"}),
    ],
)
def test_fitting_alphabets(text: str, script: str, fitting: set[str], excluded: set[str]) -> None:
    found = fitting_alphabets(letters_of(text, script), script)
    assert found is not None
    assert fitting <= found
    assert not excluded & found


def test_letters_of_no_listed_alphabet_fit_none() -> None:
    assert fitting_alphabets(letters_of("Ӕхсӕны ӕмӕ ӕдзух ӕрвылбон", "Cyrl"), "Cyrl") == frozenset()


def test_scripts_without_listed_alphabets_exclude_nothing() -> None:
    assert fitting_alphabets(letters_of("Any text", "Latn"), "Latn") is None


def test_one_foreign_name_does_not_exclude_a_language() -> None:
    text = "Президент Володимир Зеленський заявил журналистам, что переговоры о мире начнутся не раньше весны. " * 2
    found = fitting_alphabets(letters_of(text.replace("заявил", "заявив і заявил", 1), "Cyrl"), "Cyrl")
    assert found is not None
    assert "ru" in found


def test_keep_script_blanks_other_letters_only() -> None:
    assert keep_script("Где NATO, 5?", "Cyrl") == "Где     , 5?"


@pytest.mark.parametrize(
    ("text", "best"), [("经济会谈", "Hans"), ("經濟會談與臺灣", "Hant"), ("経済会談", "Jpan"), ("首脳会談", "Jpan")]
)
def test_han_coverage_tells_the_writing_reforms_apart(text: str, best: str) -> None:
    coverage = han_coverage(text)
    assert coverage[best] == max(coverage.values())
    assert coverage["Hans" if best != "Hans" else "Hant"] < coverage[best]
