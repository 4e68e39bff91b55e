"""The table of news cases: how many come out as marked, overall and for each language."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from polyglot_news.segment import segment

TABLE = Path(__file__).with_name("news_cases.tsv")


class Case(NamedTuple):
    lang: str
    tried: str
    marked: str

    @property
    def text(self) -> str:
        return self.marked.replace("¦", "")

    @property
    def expected(self) -> list[str]:
        return [part.strip() for part in self.marked.split("¦")]

    def is_right(self) -> bool:
        return [found.text for found in segment(self.text, self.lang)] == self.expected


def read_table() -> list[Case]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.replace("\\n", "\n").split("\t") for line in lines if line and not line.startswith("#")]
    return [Case(*row) for row in rows]


CASES = read_table()


def test_table_is_large_and_varied() -> None:
    assert len(CASES) >= 120
    assert len({case.text for case in CASES}) == len(CASES)
    assert sum(count >= 5 for count in Counter(case.lang for case in CASES).values()) >= 8


def test_nearly_all_cases_are_right() -> None:
    wrong = [case for case in CASES if not case.is_right()]
    assert len(wrong) <= 0.02 * len(CASES), wrong


@pytest.mark.parametrize("lang", sorted({case.lang for case in CASES}))
def test_every_language_is_right_nearly_always(lang: str) -> None:
    cases = [case for case in CASES if case.lang == lang]
    wrong = [case for case in cases if not case.is_right()]
    assert len(wrong) <= 0.1 * len(cases), wrong
