"""Words that judge what they name, on one side only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from polyglot_news.audit.lexicon import languages
from polyglot_news.audit.pair import Pair, Side
from polyglot_news.audit.registry import Check, Hit


class Tone(Check):
    """Sharpened or softened word.

    A word that judges what it names ("invasion", "regime", "massacre") in the translation, and none of the words for
    it in the source; or the reverse. Needs no termbase; what a termbase knows of the word is left to `terms`.
    """

    name: ClassVar[str] = "tone"
    severity: ClassVar[str] = "minor"
    languages: ClassVar[frozenset[str] | None] = languages() - {"ar"}

    def hits(self, pair: Pair) -> Iterator[Hit]:
        for match in _unsupported(pair.target, pair.source):
            if not _in_termbase(pair, match, 1):
                yield Hit(
                    f"“{match[0]}” is a loaded word; nothing in the source supports it", None, match.span(), 0.6
                )
        for match in _unsupported(pair.source, pair.target):
            if not _in_termbase(pair, match, 0):
                yield Hit(f"the loaded word “{match[0]}” is not rendered as such", match.span(), None, 0.4, "note")


def _unsupported(side: Side, other: Side) -> Iterator[re.Match[str]]:
    """The first loaded word of each concept, where the other side has no word of that concept."""
    if side.lexicon.any_loaded.search(side.text) is None:
        return
    for concept, pattern in side.lexicon.loaded.items():
        match = pattern.search(side.text)
        support = [words[concept] for words in (other.lexicon.loaded, other.lexicon.supports) if concept in words]
        if match and not any(words.search(other.text) for words in support):
            yield match


def _in_termbase(pair: Pair, match: re.Match[str], this: int) -> bool:
    """Whether a term of the termbase stands at a match."""
    terms = [(rendering.source, rendering.target)[this] for rendering in pair.renderings]
    return any(term and term.start < match.end() and match.start() < term.end for term in terms)
