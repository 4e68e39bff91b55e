"""Counterparts that a bilingual dictionary knows: words of one side whose renderings stand on the other.

Between Chinese and English that is CC-CEDICT (`chinese`); into English from a language that has a list of word pairs
(`word_pairs`) it is that list. Where a word of the text and one of its renderings is there, in any inflection, both
have their counterpart. From English lists changed nothing (measured on Spanish and Portuguese).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from polyglot_news.audit import chinese, word_pairs
from polyglot_news.audit.link import Link

if TYPE_CHECKING:
    from polyglot_news.audit.pair import Pair


def serves(pair: Pair) -> bool:
    """Whether there is a dictionary of the pair's languages in this direction."""
    source, target = _base(pair.source.lang), _base(pair.target.lang)
    return {source, target} == {"zh", "en"} or (target == "en" and source in word_pairs.LANGUAGES)


def links(pair: Pair) -> Iterator[Link]:
    """What the dictionary says of a pair that it serves."""
    if _base(pair.source.lang) == "zh":
        yield from chinese.matches(pair.source, pair.target)
    elif _base(pair.target.lang) == "zh":
        yield from (link.reversed() for link in chinese.matches(pair.target, pair.source))
    else:
        yield from word_pairs.matches(pair.source, pair.target)


def _base(lang: str) -> str:
    return lang.split("-")[0]
