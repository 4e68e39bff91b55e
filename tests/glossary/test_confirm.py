from __future__ import annotations

import pytest

from polyglot_news.glossary.confirm import doubts
from polyglot_news.translate.engine import Judgement

OLD = "The cat slept and was fed."


def judged(text: str, scores: dict[str, float]) -> Judgement:
    """Every word and mark is a piece; those that are not named, and the end, are nearly certain."""
    spans, at = [], 0
    for piece in text.replace(".", " .").split():
        at = text.index(piece, at)
        spans.append((at, at + len(piece)))
        at += len(piece)
    pieces = [*(text[s:e] for s, e in spans), ""]
    return Judgement(tuple(spans), tuple(scores.get(piece, -0.1) for piece in pieces))


@pytest.mark.parametrize(
    ("new", "before", "after", "agrees", "words"),
    [
        ("The dogs slept and was fed.", {}, {}, False, []),
        ("The dogs slept and was fed.", {}, {"The": -9.0, "dogs": -9.0}, False, []),
        ("The dogs slept and was fed.", {}, {"was": -3.0}, False, ["was"]),
        ("The dogs slept and was fed.", {}, {"slept": -1.0, "was": -3.0, "fed": -2.0}, False, ["slept", "was"]),
        ("The dogs slept and was fed.", {"was": -2.5}, {"was": -3.0}, False, []),
        ("The dogs slept and was fed.", {}, {"was": -3.0}, True, []),
        ("The dogs slept and was fed.", {}, {"was": -3.2}, True, ["was"]),
        ("The dogs slept and were fed.", {"was": -9.0}, {"were": -0.5}, False, []),
        ("The dogs slept and were fed.", {"was": -9.0}, {"were": -0.8}, False, ["were"]),
        ("The dogs slept and were fed.", {"fed": -2.0}, {"fed": -2.0}, False, []),
        ("The dogs slept and was fed.", {}, {"": -5.0}, False, [""]),
        ("The dogs slept and was fed.", {}, {".": -5.0}, False, ["."]),
    ],
)
def test_what_a_model_would_no_longer_say(
    new: str, before: dict[str, float], after: dict[str, float], agrees: bool, words: list[str]
) -> None:
    old_from, new_from = len("The cat"), len("The dogs")
    found = doubts(judged(OLD, before), judged(new, after), OLD, new, old_from, new_from, agrees=agrees)
    assert found == [new.index(word, new_from) if word else len(new) for word in words]


def test_a_doubt_begins_with_its_word() -> None:
    text = "A dog slept."
    pieces = ((0, 1), (2, 5), (6, 8), (8, 11), (11, 12))
    sure, unsure = (Judgement(pieces, (-0.1, -0.1, -0.1, score, -0.1, -0.1)) for score in (-0.1, -4.0))
    assert doubts(sure, unsure, text, text, len("A dog"), len("A dog"), agrees=True) == [text.index("slept")]
