from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from polyglot_news.corpus.columns import Columns
from polyglot_news.errors import UsageError

FOUND = [
    # record, what is taken of it
    ({"text": "T", "id": 7, "lang": "en"}, {"text": "T", "id": "7", "lang": "en"}),
    ({"Body": "T", "Headline": "H", "Published": "2024-03-01"}, {"text": "T", "title": "H", "date": "2024-03-01"}),
    (
        {
            "maintext": "T",
            "date_publish": "2024-03-01 10:00:00",
            "source_domain": "a.example",
            "language": "pt",
        },
        {"text": "T", "date": "2024-03-01 10:00:00", "outlet": "a.example", "lang": "pt"},
    ),
    (
        {"content": "T", "warc_headers": {"warc-target-uri": "https://a.example/1", "warc-record-id": "<urn:1>"}},
        {"text": "T", "url": "https://a.example/1", "id": "<urn:1>"},
    ),
    ({"text": "", "content": "T"}, {"text": "T"}),
    ({"text": ["One.", "Two."], "source": {"name": "Gazette"}}, {"text": "One.\n\nTwo.", "outlet": "Gazette"}),
    ({"text": None, "title": float("nan")}, {"text": "", "title": ""}),
]


@pytest.mark.parametrize(("record", "expected"), FOUND)
def test_usual_names_are_found(record: dict[str, Any], expected: dict[str, str]) -> None:
    found = Columns().map(record)
    taken = {"text": found.text, "id": found.id, "lang": found.lang, **dict(found.metadata)}
    assert {name: taken[name] for name in expected} == expected


def test_names_that_are_given_win_and_dots_lead_inside() -> None:
    columns = Columns(text="meta.body", id="link.to", translation="en", keep=("meta.author",))
    found = columns.map(
        {"text": "no", "meta": {"Body": "T", "author": ["A", "B"]}, "link.to": "x", "en": "E", "url": "u"}
    )
    assert (found.text, found.id, found.translation) == ("T", "x", "E")
    assert dict(found.metadata) == {"title": "", "outlet": "", "date": "", "url": "u", "meta.author": "A\n\nB"}


DATES = [
    ("2024-03-01", "2024-03-01"),
    ("2024-03-01T10:00:00Z", "2024-03-01T10:00:00Z"),
    ("2024/03/01", "2024-03-01"),
    ("20240301", "2024-03-01"),
    (1709287200, "2024-03-01T10:00:00+00:00"),
    ("1709287200000", "2024-03-01T10:00:00+00:00"),
    ("Fri, 01 Mar 2024 10:00:00 +0100", "2024-03-01T10:00:00+01:00"),
    (datetime(2024, 3, 1, 10), "2024-03-01T10:00:00"),
    (date(2024, 3, 1), "2024-03-01"),
    ("yesterday at 10:00", "yesterday at 10:00"),
    ("1 de março", "1 de março"),
    ("99999999", "99999999"),
]


@pytest.mark.parametrize(("value", "expected"), DATES, ids=[str(value) for value, _ in DATES])
def test_dates_are_iso_where_they_can_be(value: Any, expected: str) -> None:
    assert dict(Columns().map({"text": "T", "date": value}).metadata)["date"] == expected


@pytest.mark.parametrize("name", ["source", "title", "risk"])
def test_a_kept_field_needs_a_name_of_its_own(name: str) -> None:
    with pytest.raises(UsageError, match=f"--keep {name}"):
        Columns(keep=(name,))


COMPLAINTS = [
    (Columns(), ["id", "Text"], ""),
    (Columns(), ["id", "words"], "no column for the text; name it with --text; there are: id, words"),
    (Columns(text="words"), ["id", "words"], ""),
    (Columns(text="meta.body"), ["meta"], ""),
    (Columns(url="address"), ["text"], "no column 'address'; there are: text"),
]


@pytest.mark.parametrize(("columns", "present", "expected"), COMPLAINTS)
def test_what_is_wrong_with_a_header(columns: Columns, present: list[str], expected: str) -> None:
    assert columns.complaint(present) == expected
