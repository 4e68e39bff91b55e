"""The tables of inflected hits and near-misses, written for this project, as test cases."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from polyglot_news.glossary.termbase import Term

_FOLDER = Path(__file__).parent


class Case(NamedTuple):
    """A term, a text, and the span (start, end) that must be found in it, or None for a near-miss."""

    term: Term
    text: str
    span: tuple[int, int] | None


def inflected_hits() -> list[Case]:
    """`inflected_hits.tsv`; the span stands in square brackets there."""
    cases = []
    for row in _rows("inflected_hits.tsv"):
        start, end = row["text"].index("["), row["text"].index("]") - 1
        term = Term("concept", row["lang"], row["term"], pos=row["pos"])
        cases.append(Case(term, row["text"].replace("[", "").replace("]", ""), (start, end)))
    return cases


def near_misses() -> list[Case]:
    """`near_misses.tsv`; `why` there says what makes the term look as if it stood in the text."""
    return [
        Case(
            Term(
                "concept",
                row["lang"],
                row["term"],
                pos=row["pos"],
                exceptions=tuple(filter(None, row["exceptions"].split(";"))),
            ),
            row["text"],
            None,
        )
        for row in _rows("near_misses.tsv")
    ]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
