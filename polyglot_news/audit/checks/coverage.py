"""Words of one side that nothing on the other side covers: what was left out, and what was put in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from polyglot_news.audit.coverage import Uncovered, uncovered
from polyglot_news.audit.pair import Pair
from polyglot_news.audit.registry import Check, Hit

ENCODED = frozenset({"ar", "zh", "en", "fr", "de", "it", "ja", "ko", "nl", "pl", "pt", "es", "th", "tr", "ru", "uk"})
"""Languages of the default encoder, and Ukrainian, which it reads through its neighbours."""

_LARGE = 0.88
"""Confidence from which a gap is of the severity of its check; below, it is minor."""


class Omission(Check):
    """Part of a sentence left out.

    Content words of the source that have no counterpart in the translation, where leaving them out brings the source
    nearer to it. Finer than a sentence: a phrase or a single word. Whole sentences are the matter of `unaligned`.
    """

    name: ClassVar[str] = "omission"
    severity: ClassVar[str] = "major"
    languages: ClassVar[frozenset[str] | None] = ENCODED
    needs_encoder: ClassVar[bool] = True

    def hits(self, pair: Pair) -> Iterator[Hit]:
        for run in uncovered(pair, 0):
            text = pair.source.text[run.start : run.end]
            yield Hit(
                f"“{text}” has no counterpart in the translation",
                (run.start, run.end),
                None,
                run.probability,
                _severity(run),
            )


class Addition(Check):
    """Something added to a sentence.

    Content words of the translation that have no counterpart in the source, where leaving them out brings the
    translation nearer to it.
    """

    name: ClassVar[str] = "addition"
    severity: ClassVar[str] = "major"
    languages: ClassVar[frozenset[str] | None] = ENCODED
    needs_encoder: ClassVar[bool] = True

    def hits(self, pair: Pair) -> Iterator[Hit]:
        for run in uncovered(pair, 1):
            text = pair.target.text[run.start : run.end]
            yield Hit(f"“{text}” is not in the source", None, (run.start, run.end), run.probability, _severity(run))


def _severity(run: Uncovered) -> str:
    return "major" if run.probability >= _LARGE else "minor"
