from __future__ import annotations

from polyglot_news.translate.edits import edit


def test_offsets_are_carried_across_replacements() -> None:
    edited = edit("See https://x.org — now", [(4, 17, "XQ1"), (18, 19, "-")])
    assert edited.text == "See XQ1 - now"
    assert edited.forward(0, 3) == (0, 3)
    assert edited.forward(4, 17) == (4, 7)
    assert edited.forward(20, 23) == (10, 13)
    assert edited.text[slice(*edited.forward(10, 23))] == "XQ1 - now"


def test_insertions_stay_outside_the_span_that_they_border() -> None:
    edited = edit("abc", [(0, 0, "<"), (3, 3, ">")])
    assert edited.text == "<abc>"
    assert edited.text[slice(*edited.forward(0, 3))] == "abc"
