"""Words and phrases told twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from polyglot_news.audit.pair import Pair, Side
from polyglot_news.audit.registry import Check, Hit

_DOUBLED = re.compile(r"(?<![\w-])(\w[\w'’]*)\s+\1(?![\w-])", re.IGNORECASE)
_MEANT = frozenset(
    [
        "that",
        "had",
        "is",
        "very",
        "no",
        "so",
        "ha",
        "bye",
        "can",
        "do",
        "her",
        "his",
        "in",
        "on",
        "it",
        "to",
        "nous",
        "vous",
        "sie",
        "die",
        "das",
        "der",
        "les",
        "se",
        "que",
        "да",
        "очень",
        "так",
        "чуть",
        "еле",
        "now",
        "long",
        "many",
        "years",
        "far",
        "more",
    ]
)
_PHRASE = 4
"""Words of a phrase that is told twice."""


class Repetition(Check):
    """Words repeated.

    A word twice in a row, or a phrase of four words told twice, that the source does not repeat.
    """

    name: ClassVar[str] = "repetition"
    severity: ClassVar[str] = "major"
    target_only: ClassVar[bool] = True

    def hits(self, pair: Pair) -> Iterator[Hit]:
        for match in _DOUBLED.finditer(pair.target.text):
            if (
                match[1].isalpha()
                and match[1].casefold() not in _MEANT
                and not match[1][0].isupper()
                and not _DOUBLED.search(pair.source.text)
            ):
                yield Hit(f"“{match[0]}”: a word twice", None, match.span(), 0.8)
        yield from self._phrases(pair)

    def _phrases(self, pair: Pair) -> Iterator[Hit]:
        words = pair.target.words
        seen: dict[tuple[str, ...], int] = {}
        if _told_twice(pair.source, _PHRASE - 1) or not _told_twice(pair.target, _PHRASE):
            return
        for i in range(len(words) - _PHRASE + 1):
            phrase = tuple(word.key for word in words[i : i + _PHRASE])
            if (
                phrase in seen
                and i >= seen[phrase] + _PHRASE
                and not all(map(pair.target.is_function, words[i : i + _PHRASE]))
            ):
                span = (words[i].start, words[i + _PHRASE - 1].end)
                yield Hit(f"“{pair.target.text[span[0] : span[1]]}” is told twice", None, span, 0.7)
                return
            seen.setdefault(phrase, i)


def _told_twice(side: Side, length: int) -> bool:
    """Whether any phrase of so many words comes again, overlapping itself or not."""
    keys = [word.key for word in side.words]
    phrases = list(zip(*(keys[first:] for first in range(length)), strict=False))
    return len(set(phrases)) < len(phrases)
