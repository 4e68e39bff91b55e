"""Segments are lossless, in order, and the same from every thread."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyglot_news.article import Segment, gaps
from polyglot_news.segment import segment, segment_lines, signature

SPACES = ["\r\n", "\r", "\n", "\n\n", "\x85", "\u2028", "\u2029", "\x0b", "\x1c", "\u00a0", "\u3000", "  ", "\t"]
INVISIBLE = ["\0", "\ud800", "\udfff", "\u200f", "\u202b", "\ufeff", "\u200b", "e\u0301"]
MARKS = [
    ". ",
    "! ",
    "? ",
    "… ",
    "...",
    "。",
    "؟ ",
    "”",
    "“",
    "»",
    "«",
    '"',
    "'",
    "(",
    ")",
    " — ",
    "- ",
    "1. ",
    "A. ",
    "г. ",
]
WORDS = ["U.S. ", "KYIV, March 3 (Agency) — ", "date 2022-11-16 ", "The end", "он сказал", "说"]
LANGS = ["und", "en", "pt-BR", "ru", "zh-Hans", "ar", "de", "tr", "ko", "", "xx-unknown"]
any_text = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=()), max_size=200),
    st.lists(st.one_of(st.sampled_from(SPACES + INVISIBLE + MARKS + WORDS), st.text(max_size=4)), max_size=40).map(
        "".join
    ),
)


def check_lossless(text: str, segments: list[Segment]) -> None:
    assert [found.index for found in segments] == list(range(len(segments)))
    assert all(found.text == text[found.start : found.end] for found in segments)
    assert all(before.end <= after.start for before, after in pairwise(segments))
    between = gaps(text, segments)
    rebuilt = between[0] + "".join(found.text + gap for found, gap in zip(segments, between[1:], strict=True))
    assert rebuilt == text


@settings(max_examples=400, deadline=None)
@given(any_text, st.sampled_from(LANGS))
def test_segments_rebuild_any_text(text: str, lang: str) -> None:
    segments = segment(text, lang)
    check_lossless(text, segments)
    assert all(not gap.strip() for gap in gaps(text, segments))
    assert all(found.text and found.text == found.text.strip() for found in segments)
    paragraphs = [found.paragraph for found in segments]
    assert paragraphs == sorted(paragraphs)
    assert sorted(set(paragraphs)) == list(range(len(set(paragraphs))))


@settings(max_examples=300, deadline=None)
@given(any_text)
def test_lines_rebuild_any_text(text: str) -> None:
    segments = segment_lines(text)
    check_lossless(text, segments)
    assert all(not gap.strip("\r\n") for gap in gaps(text, segments))
    assert not any("\n" in found.text for found in segments)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("one", ["one"]),
        ("one\n", ["one"]),
        ("one\n\ntwo\n", ["one", "", "two"]),
        ("\n", [""]),
        ("one\r\n two \r\n", ["one", " two "]),
        ("one\rtwo", ["one", "two"]),
        ("one\r\rtwo\nthree", ["one\r\rtwo", "three"]),
        ("one\u2028still one\x85and still\nA. B. C", ["one\u2028still one\x85and still", "A. B. C"]),
    ],
)
def test_one_segment_a_line(text: str, lines: list[str]) -> None:
    assert [found.text for found in segment_lines(text)] == lines


@pytest.mark.parametrize("text", ["", " ", "\n \r\n\t\u3000"])
def test_nothing_but_white_space_has_no_segments(text: str) -> None:
    assert segment(text, "en") == []


def test_a_long_paragraph_is_cut_like_a_short_one() -> None:
    sentences = [f"Sen. Marsh voted no on bill No. {n} (see Art. {n}). “Is that all?” she asked." for n in range(400)]
    expected = [part for s in sentences for part in (s[: s.index(" “")], s[s.index("“") :])]
    assert [found.text for found in segment(" ".join(sentences), "en")] == expected


def test_hostile_punctuation_stays_in_order() -> None:
    for text in (
        ". " * 600,
        "A. " * 600,
        '". ' * 600,
        "\t." * 600,
        "(a: b. " * 300,
        "a-" * 900,
        "word. " + "." * 5000,
    ):
        check_lossless(text, segment(text, "de"))


def test_threads_agree() -> None:
    text = "Gov. Marsh met Dr. Holt at 9 a.m. on Nov. 3. Nobody came. «Кто?» — спросил он. " * 5
    jobs = ["en", "ru", "pt", "de", "fr", "uk", "es", "pl"] * 4
    with ThreadPoolExecutor(8) as pool:
        threaded = list(pool.map(lambda lang: segment(text, lang), jobs))
    assert threaded == [segment(text, lang) for lang in jobs]


def test_rules_are_loaded_only_when_used() -> None:
    program = "import sys, polyglot_news.segment as s; s.segment('A. B.', 'und'); sys.exit('choppa' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_signature_names_the_rules() -> None:
    assert signature("pt-BR") == signature("en")
    assert signature() == signature("pt")
    assert signature("pt").startswith("choppa-")
    assert signature("und") == "rule-of-thumb"
