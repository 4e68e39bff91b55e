"""Signs that a cut between two segments is none."""

from __future__ import annotations

import pytest

from polyglot_news.align.cuts import SIGNS, doubtful


@pytest.mark.parametrize(
    ("before", "after", "sign"),
    [
        ("They met in a hotel (the", "Excelsior) afterwards.", "bracket open"),
        ("二人在旅馆（精益", "饭店）见面。", "bracket open"),
        ("The report was signed by J.", "Kovač yesterday.", "initial"),
        ("Leiter war Ch .", "Evans.", "clipped word"),
        ("It was written by Prof.", "Adeyemi.", "clipped word"),
        ("The treaty was signed on 4.", "1957 in Brussels.", "odd start"),
        ("He said so", ") and departed.", "odd start"),
    ],
)
def test_a_cut_shows_its_sign(before: str, after: str, sign: str) -> None:
    shown = doubtful(["Nothing happened.", before, after, "Nor afterwards."])
    found = {SIGNS[row] for row in range(len(SIGNS)) if shown[row, 2]}
    assert sign in found
    assert not shown[:, [0, 1, 3, 4]].any()


def test_an_ordinary_cut_shows_none() -> None:
    assert not doubtful(["The talks (the third round) ended.", "Nobody commented.", "12. The fourth round", ""]).any()


def test_one_segment_has_no_cut() -> None:
    assert doubtful(["Alone ("]).shape == (len(SIGNS), 2)
    assert not doubtful(["Alone ("]).any()
