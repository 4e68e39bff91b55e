"""Text without a counterpart, text in the wrong language, paragraphs moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from polyglot_news.audit.pair import Pair
from polyglot_news.audit.registry import ArticleCheck, Check, Hit

_WORDS = 4
"""Words from which a text is long enough to tell its language, and an unaligned sentence to matter much."""


class Unaligned(Check):
    """Sentence left out or added.

    A bead with text on one side only.
    """

    name: ClassVar[str] = "unaligned"
    severity: ClassVar[str] = "critical"
    any_length: ClassVar[bool] = True

    def applies(self, pair: Pair) -> bool:
        """Exactly one side has words."""
        return bool(pair.source.words) != bool(pair.target.words)

    def hits(self, pair: Pair) -> Iterator[Hit]:
        dropped = bool(pair.source.words)
        side = pair.source if dropped else pair.target
        span = (0, len(side.text))
        yield Hit(
            "left out of the translation" if dropped else "not in the source",
            span if dropped else None,
            None if dropped else span,
            0.9,
            "" if len(side.words) >= _WORDS else "major",
        )


class WrongLanguage(Check):
    """Wrong language.

    The translation is the source itself, or most of its words are commoner in the source language than in its own.
    """

    name: ClassVar[str] = "wrong-language"
    severity: ClassVar[str] = "critical"

    def applies(self, pair: Pair) -> bool:
        """Only where the two languages differ."""
        return super().applies(pair) and pair.source.lang.split("-")[0] != pair.target.lang.split("-")[0]

    def hits(self, pair: Pair) -> Iterator[Hit]:
        words = [word for word in pair.target.words if word.text.isalpha() and not word.capital]
        if len(words) < _WORDS:
            return
        from polyglot_news.audit.frequency import zipf

        foreign = sum(
            (zipf(word.key, pair.source.lang) or 0.0) - 1 > (zipf(word.key, pair.target.lang) or 0.0)
            for word in words
        )
        if foreign > 0.6 * len(words):
            whole = (0, len(pair.target.text))
            yield Hit("the translation is in the source language", (0, len(pair.source.text)), whole, 0.9)


class Moved(ArticleCheck):
    """Paragraph moved or split.

    The translation's offsets run backwards from one bead to the next: a part of the text stands elsewhere.
    """

    name: ClassVar[str] = "moved"
    severity: ClassVar[str] = "note"

    def article_hits(self, pairs: Sequence[Pair]) -> Iterator[tuple[int, Hit]]:
        furthest = -1
        for i, pair in enumerate(pairs):
            if pair.target_start is None or not pair.target.text:
                continue
            if pair.target_start < furthest:
                yield (
                    i,
                    Hit(
                        "stands elsewhere in the translation",
                        (0, len(pair.source.text)),
                        (0, len(pair.target.text)),
                        0.8,
                    ),
                )
            furthest = max(furthest, pair.target_start)
