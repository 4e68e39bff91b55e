from __future__ import annotations

from dataclasses import replace

import pytest

from polyglot_news.article import Segment
from polyglot_news.translate.engine import Hypothesis
from polyglot_news.translate.prepare import Prepared, prepare, restore, surroundings, unquoted

UNKNOWN = frozenset("“”‘’„«»—–…•ﬀ★Москва😀")


def prepared(text: str) -> Prepared:
    [item] = prepared_all(text, [Segment(0, 0, len(text), text, 0)])
    return item


def prepared_all(text: str, segments: list[Segment]) -> list[Prepared]:
    """All segments of an article, which counts as a typographic one whatever its text."""
    return [
        prepare(segment, replace(around, typographic=True), UNKNOWN)
        for segment, around in zip(segments, surroundings(text, segments), strict=True)
    ]


SEEN = [
    ("He received “signals”.", 'He received "signals".'),
    ("It isn’t — he said — over…", "It isn't - he said - over..."),
    ("The president—elected in 2019—resigned.", "The president - elected in 2019 - resigned."),
    ("Pages 5–7", "Pages 5-7"),
    ("— No, he said.", "No, he said."),
    ("• Aid convoys", "Aid convoys"),
    ("GENEVA, 14 March —", "GENEVA, 14 March"),
    ("hard-\nwrapped\u00a0text", "hard- wrapped text"),
    ("See https://example.org/a_b?x=1.", "See XQ1."),
    ("Write to a.b@example.org or @desk, #news", "Write to XQ1 or XQ2, XQ3"),
    ("They paid £5 million.", "They paid XQ1 million."),
    ("Moscow (Москва) waits", "Moscow (XQ1) waits"),
    ("soft\u00adhyphen", "softhyphen"),
    ("XQ1 is a code; see https://example.org", "XQ1 is a code; see XZQ1"),
]


@pytest.mark.parametrize(("text", "seen"), SEEN)
def test_what_the_model_sees(text: str, seen: str) -> None:
    assert prepared(text).text == seen


BACK = [
    ("He received “signals”.", 'Recebeu "sinais".', "Recebeu “sinais”."),
    ("It isn’t — he said — over…", "Não - disse - acabou...", "Não — disse — acabou..."),
    ("Pages 5–7", "Páginas 5-7", "Páginas 5–7"),
    ("— No, he said.", "Não, disse.", "— Não, disse."),
    ("GENEVA, 14 March —", "GENEBRA, 14 de março", "GENEBRA, 14 de março —"),
    ("See https://example.org/a_b?x=1.", "Ver XQ1.", "Ver https://example.org/a_b?x=1."),
    ("Moscow (Москва) waits", "Moscou (XQ1) espera", "Moscou (Москва) espera"),
]


@pytest.mark.parametrize(("text", "output", "expected"), BACK)
def test_what_the_reader_sees(text: str, output: str, expected: str) -> None:
    restored = restore(prepared(text), Hypothesis(output), "pt")
    assert (restored.text, restored.lost) == (expected, ())


def test_lost_protected_text_and_quotes_are_reported() -> None:
    restored = restore(prepared("See “this”: @desk."), Hypothesis("Veja isto."), "pt")
    assert restored.lost == ("quotes", "@desk")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2022-11-16", False), ("***", False), ("@desk https://example.org", False), ("😀", False), ("16 May", True)],
)
def test_only_letters_outside_protected_text_are_translatable(text: str, expected: bool) -> None:
    assert prepared(text).is_translatable is expected


def test_a_quotation_runs_over_segments() -> None:
    text = "“First. Second,” he said."
    segments = [Segment(0, 0, 7, "“First.", 0), Segment(1, 8, 25, "Second,” he said.", 0)]
    first, second = prepared_all(text, segments)
    assert (first.text, second.text) == ('"First.', 'Second," he said.')
    assert restore(second, Hypothesis('Segundo", disse.'), "pt").text == "Segundo”, disse."


def test_marks_can_be_kept_from_the_model_and_set_by_alignment() -> None:
    bare = unquoted(prepared("of “likely” voters"))
    assert bare.text == "of likely voters"
    links = ((3, 9, 4, 13), (10, 16, 14, 23))
    assert restore(bare, Hypothesis("dos prováveis eleitores", 0.0, links), "pt", project=True).text == (
        "dos “prováveis” eleitores"
    )
