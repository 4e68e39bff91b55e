from __future__ import annotations

import pytest

from polyglot_news.corpus.numbering import Numbering

CASES = [
    (["a", "b", "a", "a"], ["a", "b", "a-2", "a-3"]),
    (["a", "a-2", "a", "a"], ["a", "a-2", "a-3", "a-4"]),
    (["a", "a", "a-2", "a-2"], ["a", "a-2", "a-2-2", "a-2-3"]),
    (["A", "a", "é", "\udcff"], ["A", "a", "é", "\udcff"]),
]


@pytest.mark.parametrize(("wanted", "given"), CASES)
def test_ids_are_numbered_in_the_order_they_come(wanted: list[str], given: list[str]) -> None:
    with Numbering() as numbering:
        assert [numbering.unique(name) for name in wanted] == given
