"""A bead as the checks see it: two sides with their words and quantities, and what the encoder says of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from polyglot_news.audit.forms import dictionary_forms
from polyglot_news.audit.lexicon import Lexicon, lexicon
from polyglot_news.audit.names import Name, find_names, romanised
from polyglot_news.audit.quantities import Quantity, quantities
from polyglot_news.audit.territories import territories
from polyglot_news.audit.words import Word, words

if TYPE_CHECKING:
    from polyglot_news.audit.evidence import Evidence
    from polyglot_news.audit.renderings import Rendering


LONGEST = 20_000
"""Characters of a side from which it is no text of a bead."""


class Side:
    """One side of a bead; everything is worked out on first use."""

    def __init__(self, text: str, lang: str) -> None:
        self.text = text
        self.lang = lang

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The side's words."""
        return words(self.text, self.lang)

    @cached_property
    def quantities(self) -> list[Quantity]:
        """The side's numbers, times, months and weekdays."""
        return quantities(self.text, self.lang)

    @cached_property
    def names(self) -> list[Name]:
        """The side's names."""
        return find_names(self)

    @cached_property
    def opening(self) -> list[int]:
        """The words, no names, whose capital only the beginning of a sentence asks for: it can hide a meaning."""
        named = {i for name in self.names for i in range(name.first, name.last + 1)}
        return [i for i, word in enumerate(self.words) if word.opens and word.capital and i not in named]

    @cached_property
    def territories(self) -> list[tuple[int, int, str]]:
        """The countries and regions that the side names: first and last word, and code."""
        return territories(self.words, self.lang, self.text)

    @cached_property
    def romanised(self) -> list[str]:
        """The side's words, pairs of neighbours and dictionary forms of names, in lower-case Latin letters."""
        single = [romanised(word.text) for word in self.words]
        capital = [word.text for word in self.words if word.capital]
        forms = [romanised(form) for text in capital for form in dictionary_forms(text, self.lang)]
        return [*single, *(a + b for a, b in pairwise(single)), *forms]

    @cached_property
    def keys(self) -> frozenset[str]:
        """The side's words, case-folded."""
        return frozenset(word.key for word in self.words)

    @cached_property
    def content(self) -> tuple[bool, ...]:
        """Whether each word carries meaning of its own: no function word, no number, no single letter."""
        function = self.lexicon.function
        return tuple(
            word.key not in function and not word.text[0].isdigit() and (len(word.text) > 1 or word.text > "\u2e80")
            for word in self.words
        )

    @cached_property
    def lexicon(self) -> Lexicon:
        """What is known of the side's language."""
        return lexicon(self.lang)

    def is_function(self, word: Word) -> bool:
        """Whether a word is a function word of the side's language."""
        return word.key in self.lexicon.function


@dataclass(slots=True)
class Pair:
    """One bead's two sides; `evidence` is None where there is no encoder or one side is empty.

    `second` sets the second witness's translation of the source against the target, None where none was asked.
    `renderings` is what became of the termbase's terms, empty where there is no termbase.
    """

    index: int
    source: Side
    target: Side
    target_start: int | None = None
    evidence: Evidence | None = field(default=None, repr=False)
    second: Pair | None = field(default=None, repr=False)
    renderings: tuple[Rendering, ...] = ()

    @property
    def oversized(self) -> bool:
        """Whether a side is too long to be a bead's: checks would take minutes over it and have nothing to say."""
        return max(len(self.source.text), len(self.target.text)) > LONGEST


def pairs_of(texts: Sequence[tuple[str, str]], source_lang: str, target_lang: str) -> list[Pair]:
    """Pairs of bare texts, as tests and benchmarks need them."""
    return [Pair(i, Side(source, source_lang), Side(target, target_lang)) for i, (source, target) in enumerate(texts)]
