"""Finding a termbase's terms in text, in any inflection, the longest first.

The terms' key sequences (`patterns`) stand in a trie; from each token of the text the trie is walked along every
reading of the tokens. An Aho-Corasick automaton would need one key a token, but a token has several readings and
may be half of a hyphenated word, so a text is a lattice; and as terms are short, the walk is bounded by the longest
one and the whole stays linear in the length of the text. A token whose keys begin no term, nearly every one, costs
one look-up in a cache.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from polyglot_news.glossary.boundaries import cuts_words
from polyglot_news.glossary.case import case_fits
from polyglot_news.glossary.lemmas import readings
from polyglot_news.glossary.patterns import Pattern, patterns
from polyglot_news.glossary.termbase import EVERY_LANGUAGE, Term, Termbase
from polyglot_news.glossary.tokens import Gap, Token, fold, tokenise
from polyglot_news.language import primary_language

_MOST_JOINED = 4
"""Parts of a hyphenated word that are also tried as one word."""

_POSSESSIVE = frozenset({"s", "S"})
"""What stands after an apostrophe without belonging to the word: government's."""

_NEGATIONS = frozenset({"non", "não", "no", "nicht", "не"})
"""A term after one of these and a hyphen is not meant: non-combatant."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found in a text: `text` is the span from `start` to `end`, offsets in characters."""

    concept: str
    term: Term
    start: int
    end: int
    text: str


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    patterns: list[Pattern] = field(default_factory=list)


class _Found(NamedTuple):
    """A pattern over the tokens `first` to `last` (exclusive), and the words it met there."""

    first: int
    last: int
    pattern: Pattern
    words: tuple[str, ...]


class Matcher:
    """Finds the terms of one language: those of a termbase that have `lang`'s primary language, and those that
    are the same in every language.

    Args:
        termbase: where the terms come from.
        lang: the language tag of the texts.
    """

    def __init__(self, termbase: Termbase, lang: str) -> None:
        self.lang = lang
        self._lang = primary_language(lang)
        self._root = _Node()
        self._keys_in_use: set[str] = set()
        for order, term in enumerate(termbase):
            if primary_language(term.lang) in (self._lang, EVERY_LANGUAGE):
                for pattern in patterns(term, order, self._lang):
                    self._insert(pattern)
        self._keys = lru_cache(maxsize=1 << 17)(self._keys_of)

    def find(self, text: str) -> list[Hit]:
        """The hits that do not overlap, in the order of the text: the longest (in characters), then the first.

        A span that is a term of several concepts gives one hit for each, in the termbase's order.
        """
        tokens = tokenise(text, self._lang)
        return self._hits(text, tokens, self._longest(self._fitting(text, tokens), tokens))

    def find_all(self, text: str) -> list[Hit]:
        """Every hit, also those inside or across longer ones, in the order of the text."""
        tokens = tokenise(text, self._lang)
        return self._hits(text, tokens, self._fitting(text, tokens))

    def _fitting(self, text: str, tokens: list[Token]) -> list[_Found]:
        """What is found and allowed, the longest first; one for each span and concept, the nearest in form."""
        found = _without_exceptions(list(self._found(tokens)))
        fitting = [
            one
            for one in found
            if self._fits(one, tokens)
            and not cuts_words(text, tokens[one.first].start, tokens[one.last - 1].end, self.lang)
        ]

        def rank(one: _Found) -> tuple[int, int, int, int]:
            length = tokens[one.last - 1].end - tokens[one.first].start
            return -length, one.first, self._distance(one), one.pattern.order

        best: dict[tuple[int, int, str], _Found] = {}
        for one in sorted(fitting, key=rank):
            best.setdefault((one.first, one.last, one.pattern.term.concept), one)
        return list(best.values())

    def _longest(self, found: list[_Found], tokens: list[Token]) -> list[_Found]:
        """Those that no longer or earlier one overlaps; `found` is sorted as `_fitting` returns it."""
        taken = bytearray(len(tokens))
        spans = set()
        kept = []
        for one in found:
            span = (one.first, one.last)
            if span in spans or not any(taken[one.first : one.last]):
                taken[one.first : one.last] = b"\1" * (one.last - one.first)
                spans.add(span)
                kept.append(one)
        return kept

    def _hits(self, text: str, tokens: list[Token], found: list[_Found]) -> list[Hit]:
        hits = []
        for one in sorted(found, key=lambda one: (one.first, -one.last, one.pattern.order)):
            start, end = tokens[one.first].start, tokens[one.last - 1].end
            hits.append(Hit(one.pattern.term.concept, one.pattern.term, start, end, text[start:end]))
        return hits

    def _insert(self, pattern: Pattern) -> None:
        for sequence in pattern.sequences():
            node = self._root
            for key in sequence:
                node = node.children.setdefault(key, _Node())
            node.patterns.append(pattern)
            self._keys_in_use.update(sequence)

    def _keys_of(self, word: str) -> tuple[str, ...]:
        """The keys of a text's word that occur in any term."""
        return tuple(readings(self._lang).of_text(word) & self._keys_in_use)

    def _found(self, tokens: list[Token]) -> Iterator[_Found]:
        """Every pattern that stands anywhere, once for each span."""
        for first in range(len(tokens)):
            seen = set()
            stack: list[tuple[_Node, int, tuple[str, ...]]] = [(self._root, first, ())]
            while stack:
                node, place, words = stack.pop()
                for pattern in node.patterns:
                    if (id(pattern), place) not in seen:
                        seen.add((id(pattern), place))
                        yield _Found(first, place, pattern, words)
                if place == len(tokens) or (place > first and tokens[place].gap == Gap.BREAK):
                    continue
                for word, following in self._arcs(tokens, place):
                    for key in self._keys(word):
                        if (child := node.children.get(key)) is not None:
                            stack.append((child, following, (*words, word)))

    def _arcs(self, tokens: list[Token], place: int) -> Iterator[tuple[str, int]]:
        """The token at `place`, and the words that it forms with those joined to it by hyphens."""
        word = tokens[place].word
        yield word, place + 1
        for following in range(place + 1, min(place + _MOST_JOINED, len(tokens))):
            if tokens[following].gap != Gap.JOINED or tokens[following].word in _POSSESSIVE:
                return
            word += tokens[following].word
            yield word, following + 1

    def _fits(self, found: _Found, tokens: list[Token]) -> bool:
        """Whether the words met are the pattern's in what the keys do not tell: exact form, case, negation."""
        pattern = found.pattern
        before = tokens[found.first - 1].word if found.first and tokens[found.first].gap == Gap.JOINED else ""
        if before.lower() in _NEGATIONS:
            return False
        if pattern.term.exact and any(
            fold(met, self._lang) != fold(word, self._lang)
            for met, word in zip(found.words, pattern.words, strict=True)
        ):
            return False
        return case_fits(pattern.term, self._lang, pattern.words, found.words)

    def _distance(self, found: _Found) -> int:
        """0 for the very words, 1 for their letters in another case, 2 for another form."""
        if found.words == found.pattern.words:
            return 0
        return 2 - all(
            fold(met, self._lang) == fold(word, self._lang)
            for met, word in zip(found.words, found.pattern.words, strict=True)
        )


def _without_exceptions(found: list[_Found]) -> list[_Found]:
    """The found terms that do not lie within an exception of theirs."""
    exceptions: dict[int, list[_Found]] = {}
    for one in found:
        if one.pattern.is_exception:
            exceptions.setdefault(one.pattern.order, []).append(one)
    return [
        one
        for one in found
        if not any(
            other.first <= one.first and one.last <= other.last for other in exceptions.get(one.pattern.order, ())
        )
    ]
