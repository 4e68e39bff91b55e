"""What engines without a model have in common: a piece is a word, and every character is known."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from polyglot_news.translate.engine import Model


class WordwiseEngine:
    def lengths(self, model: Model, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def unknown(self, model: Model, characters: AbstractSet[str]) -> frozenset[str]:
        return frozenset()
