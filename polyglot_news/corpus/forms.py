"""Which words of a corpus are forms of which: the keys by which the glossary matches, for every form that occurs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache

from polyglot_news.corpus.folding import index_words
from polyglot_news.glossary.lemmas import readings
from polyglot_news.glossary.tokens import Gap, tokenise

_MOST_REMEMBERED = 100_000
_MOST_JOINED = 4
"""Parts of a hyphenated word that the glossary also reads as one word."""

UNSPACED = frozenset({"zh", "ja", "th", "lo", "my", "km"})
"""Languages whose words are not told apart here: their forms are the index words themselves."""


class Forms:
    """The forms of one primary language, each met once; what is long unseen may be met again."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._young: set[str] = set()
        self._old: set[str] = set()
        self._new: set[str] = set()

    def learn(self, text: str) -> None:
        """Take note of the chunks between the spaces of a text."""
        if self._lang not in UNSPACED:
            self._new.update(set(text.split()) - self._young)

    def new(self) -> Iterator[tuple[str, str]]:
        """The keys of what has been learnt since the last call, each with its form as index words."""
        for chunk in self._new - self._old:
            yield from self._keys(chunk)
        self._young |= self._new
        self._new = set()
        if len(self._young) > _MOST_REMEMBERED:
            self._old, self._young = self._young, set()

    def _keys(self, chunk: str) -> Iterator[tuple[str, str]]:
        tokens = tokenise(chunk, self._lang)
        for first, token in enumerate(tokens):
            for last in range(first + 1, min(first + _MOST_JOINED, len(tokens)) + 1):
                if last > first + 1 and tokens[last - 1].gap != Gap.JOINED:
                    break
                form = " ".join(index_words(chunk[token.start : tokens[last - 1].end]))
                if form:
                    word = "".join(token.word for token in tokens[first:last])
                    for key in self._of_text(word):
                        yield key, form

    @cached_property
    def _of_text(self) -> Callable[[str], frozenset[str]]:
        return lru_cache(maxsize=1 << 15)(readings(self._lang).of_text)
