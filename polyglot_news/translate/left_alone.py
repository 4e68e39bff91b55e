"""Segments that already are in the target language, which a translation must leave as they are."""

from __future__ import annotations

from collections.abc import Sequence

from polyglot_news.detect import detect
from polyglot_news.language import base
from polyglot_news.witness import ask_py3langid

_WORTH_A_LOOK = 0.2
"""Probability of the target language under the cheap detector, from which the full detection is asked."""

_PY3LANGID = {"no": "nb"}


def are_in(texts: Sequence[str], lang: str) -> list[bool]:
    """Which segments are in `lang`; one too short to tell is not."""
    wanted = base(lang)
    return [_may_be(text, wanted) and base(detect(text).lang) == wanted for text in texts]


def _may_be(text: str, lang: str) -> bool:
    ranking = ask_py3langid(text)
    return ranking is not None and ranking.probabilities.get(_PY3LANGID.get(lang, lang), 0.0) >= _WORTH_A_LOOK
