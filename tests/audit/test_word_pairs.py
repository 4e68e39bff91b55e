"""What the lists of word pairs say of a Russian text and its English translation."""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Callable

import numpy as np
import pytest

from polyglot_news.audit import dictionary, word_pairs
from polyglot_news.audit.link import KNOWN
from polyglot_news.audit.pair import Pair, pairs_of

Make = Callable[[str, str, str, str], Pair]

PAIRED = [
    ("Санкциями недовольны.", "They dislike the sanctions.", {("Санкциями", "sanctions")}),
    ("Он значительно сократил расходы.", "He considerably cut expenses.",
     {("значительно", "considerably"), ("расходы", "expenses")}),
    ("Правительство отказывается.", "The government is refusing.",
     {("Правительство", "government"), ("отказывается", "refusing")}),
    ("Объёмы продаж выросли.", "Sales volumes grew.",
     {("Объёмы", "volumes"), ("продаж", "Sales"), ("выросли", "grew")}),
    ("Кошка спит на диване.", "The parliament adopted a budget.", set()),
]  # fmt: skip


def _words(pair: Pair) -> set[tuple[str, str]]:
    return {
        (pair.source.words[i].text, pair.target.words[j].text)
        for link in dictionary.links(pair)
        for i in link.source
        for j in link.target
    }


@pytest.mark.parametrize(("russian", "english", "expected"), PAIRED)
def test_inflected_words_are_paired(russian: str, english: str, expected: set[tuple[str, str]]) -> None:
    (pair,) = pairs_of([(russian, english)], "ru", "en")
    assert dictionary.serves(pair)
    found = _words(pair)
    assert expected <= found
    assert bool(found) == bool(expected)


@pytest.mark.parametrize(
    ("source", "target", "served"),
    [("ru", "en", True), ("ru", "en-GB", True), ("en", "ru", False), ("ru", "de", False), ("fr", "en", False),
     ("zh", "en", True), ("en", "zh-Hant", True), ("zh", "ru", False), ("en", "en", False)],
)  # fmt: skip
def test_languages_and_directions_served(source: str, target: str, served: bool) -> None:
    assert dictionary.serves(pairs_of([("", "")], source, target)[0]) == served


def test_a_pair_raises_support_and_table(encoded: Make) -> None:
    source, target = "Он значительно сократил расходы.", "He considerably cut expenses."
    pair = encoded(source, target, "ru", "en")
    assert pair.evidence is not None
    (column,) = (i for i, word in enumerate(pair.source.words) if word.text == "значительно")
    (row,) = (i for i, word in enumerate(pair.target.words) if word.text == "considerably")
    assert pair.evidence.words[row, column] >= np.float32(KNOWN)
    assert pair.evidence.support[0][column] >= np.float32(KNOWN)
    assert pair.evidence.support[1][row] >= np.float32(KNOWN)


@pytest.mark.parametrize("lang", sorted(word_pairs.LANGUAGES))
def test_lists_are_sorted_and_say_where_they_are_from(lang: str) -> None:
    path = word_pairs._FOLDER / f"{lang}.txt.gz"
    lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    remarks = [line for line in lines if line.startswith("#")]
    entries = [line.split("\t") for line in lines if not line.startswith("#")]
    assert any("CC BY-SA 4.0" in line for line in remarks)
    assert [word for word, _ in entries] == sorted({word for word, _ in entries})
    assert all(english.split() == sorted(set(english.split())) for _, english in entries)
    assert path.stat().st_size < 1_000_000


def test_a_list_is_read_only_when_it_serves() -> None:
    code = (
        "from polyglot_news.audit import dictionary, word_pairs\n"
        "from polyglot_news.audit.pair import pairs_of\n"
        "for langs in (('de', 'en'), ('en', 'ru')):\n"
        "    (pair,) = pairs_of([('Hund', 'dog')], *langs)\n"
        "    assert not dictionary.serves(pair)\n"
        "assert word_pairs._list.cache_info().currsize == 0\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
