"""Words that mean the same in English and in another language, by lists of our own in `word_pairs/`.

`benchmarks/word_pairs.py` makes a list out of two sentence encoders: words that are nearer to each other than to the
other words around them. It holds dictionary forms, and what they mean at all, not what a word means here: such a pair
confirms what the encoder half knows of the words of one sentence.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from polyglot_news.audit.forms import dictionary_forms, root
from polyglot_news.audit.link import KNOWN, Link
from polyglot_news.glossary.tokens import fold

if TYPE_CHECKING:
    from polyglot_news.audit.pair import Side

_FOLDER = Path(__file__).parent / "word_pairs"

LANGUAGES = frozenset(path.name.split(".")[0] for path in _FOLDER.glob("*.txt.gz"))
"""Languages that have a list."""


def matches(other: Side, english: Side) -> Iterator[Link]:
    """The words of two sides that a list pairs, whatever their forms: one link for each two words."""
    where: dict[str, list[int]] = {}
    for i, content in enumerate(english.content):
        if content:
            where.setdefault(root(english.words[i].key), []).append(i)
    for i, content in enumerate(other.content):
        if content:
            there = _roots(other.words[i].key, other.lang.split("-")[0]) & where.keys()
            yield from (Link((i,), (at,), KNOWN) for name in sorted(there) for at in where[name])


@lru_cache(maxsize=65536)
def _roots(key: str, lang: str) -> frozenset[str]:
    """The roots of the English words that go with a word in any of its forms."""
    listed = _list(lang)
    forms = (fold(key, lang), *dictionary_forms(key, lang))
    return frozenset(root(english) for form in forms for english in listed.get(form, "").split())


@cache
def _list(lang: str) -> Mapping[str, str]:
    """English words, separated by spaces, by the word they go with; keys are folded as `dictionary_forms` are."""
    text = gzip.decompress((_FOLDER / f"{lang}.txt.gz").read_bytes()).decode("utf-8")
    return dict(line.split("\t") for line in text.splitlines() if not line.startswith("#"))
