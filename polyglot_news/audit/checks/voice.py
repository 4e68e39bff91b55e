"""A speaker who changes from "we" to "I" inside one quotation, seen in the translation alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from polyglot_news.audit.pair import Pair
from polyglot_news.audit.registry import ArticleCheck, Hit

_OPENING, _CLOSING = "“«„「", "”»」"
_I = re.compile(r"\bI\b(?! (?:think|believe|hope|say|want|would|mean|know|am|'m)\b)(?!['’])")
_WE = re.compile(r"\b(?:we|us|our|ours)\b", re.IGNORECASE)


class Voice(ArticleCheck):
    """Speaker changes inside a quotation.

    For a translation without its source: in one quotation, which may run over several sentences, one sentence has
    "I" and others speak of "we": a dropped subject was likely guessed wrong. Not asked where there is a source.
    """

    name: ClassVar[str] = "voice"
    severity: ClassVar[str] = "minor"
    languages: ClassVar[frozenset[str] | None] = frozenset({"en"})
    target_only: ClassVar[bool] = True

    def article_hits(self, pairs: Sequence[Pair]) -> Iterator[tuple[int, Hit]]:
        if any(pair.source.text for pair in pairs):
            return
        for quotation in _quotations(pairs):
            singular = [(i, start + found.start()) for i, start, text in quotation if (found := _I.search(text))]
            plural = {i for i, _, text in quotation if _WE.search(text)}
            if len(singular) == 1 and plural - {singular[0][0]}:
                i, at = singular[0]
                yield i, Hit("“I” here, “we” elsewhere in the quotation: who speaks?", None, (at, at + 1), 0.5)


def _quotations(pairs: Sequence[Pair]) -> Iterator[list[tuple[int, int, str]]]:
    """For each quotation its parts: the pair's index, where the part begins in its target, and its text."""
    parts: list[tuple[int, int, str]] = []
    inside = False
    for i, pair in enumerate(pairs):
        text, start = pair.target.text, 0
        for at, char in enumerate(text):
            if char in _OPENING and not inside:
                inside, start, parts = True, at + 1, []
            elif char in _CLOSING and inside:
                yield [*parts, (i, start, text[start:at])]
                inside = False
        if inside:
            parts.append((i, start, text[start:]))
