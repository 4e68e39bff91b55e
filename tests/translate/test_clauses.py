from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyglot_news.translate.clauses import split_clauses


def at_most(size: int):
    def fits(parts: Sequence[str]) -> list[bool]:
        return [len(part) <= size for part in parts]

    return fits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("short", ["short"]),
        ("He came; she left the town at once.", ["He came;", "she left the town at once."]),
        ("When the shelling stopped, the convoy moved on.", ["When the shelling stopped,", "the convoy moved on."]),
        (
            "他们在星期一到达首都，谈判将在星期二开始，双方都已确认参加这次会议。",
            ["他们在星期一到达首都，谈判将在星期二开始，", "双方都已确认参加这次会议。"],
        ),
    ],
)
def test_cuts_at_the_best_boundary(text: str, expected: list[str]) -> None:
    assert split_clauses(text, at_most(30 if text.isascii() else 24)) == expected


@given(st.text(alphabet="ab ,;.é中，", max_size=200), st.integers(1, 20))
def test_nothing_is_lost_and_everything_fits(text: str, size: int) -> None:
    parts = split_clauses(text, at_most(size))
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(len(part) <= size for part in parts)
