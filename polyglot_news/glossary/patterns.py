"""The ways a term may stand in a text, as sequences of words with the keys of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations, product

from polyglot_news.glossary.lemmas import readings
from polyglot_news.glossary.termbase import Term
from polyglot_news.glossary.tokens import Gap, Token, fold, tokenise

_MOST_SEQUENCES = 32
"""A pattern with more combinations of keys than this keeps the best key of each word."""

_SLAVIC_ADJECTIVES = {"ru": ("ый", "ий", "ой"), "uk": ("ий", "ій", "їй"), "be": ("ы", "і")}
_ADJECTIVES_FOLLOW = frozenset({"pt", "es", "fr", "it", "ca", "gl"})
_LONGEST_FUNCTION_WORD = 3
_MOST_REORDERED = 4


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of writing a term: its words, in order, and the keys that each may be found by.

    Attributes:
        term: the term that the pattern finds, or (`is_exception`) whose hits it forbids.
        order: the term's place in the termbase.
    """

    term: Term
    order: int
    words: tuple[str, ...]
    keys: tuple[tuple[str, ...], ...]
    is_exception: bool = False

    def sequences(self) -> Iterator[tuple[str, ...]]:
        """Every sequence of keys that the pattern is found by."""
        count = 1
        for choices in self.keys:
            count *= len(choices)
        keys = self.keys if count <= _MOST_SEQUENCES else tuple(choices[:1] for choices in self.keys)
        return product(*keys)


def patterns(term: Term, order: int, lang: str) -> Iterator[Pattern]:
    """The patterns of a term and of its exceptions in texts of the primary language `lang`; none without a word."""
    for place, phrase in enumerate((term.text, *term.exceptions)):
        is_exception = place > 0
        pos = "" if is_exception else term.pos
        for tokens in _spellings(tokenise(phrase, lang)):
            yield from _orders(_pattern(tokens, term, order, lang, pos, is_exception), lang)


def _spellings(tokens: list[Token]) -> Iterator[list[Token]]:
    """As written; with hyphenated words as one; without the full stops of abbreviations."""
    if not any(sign.isalnum() for token in tokens for sign in token.word):
        return
    yield tokens
    if any(token.gap == Gap.JOINED for token in tokens):
        yield _join(tokens)
    if any(token.word == "." for token in tokens):
        yield [token for token in tokens if token.word != "."]


def _join(tokens: list[Token]) -> list[Token]:
    joined: list[Token] = []
    for token in tokens:
        if joined and token.gap == Gap.JOINED:
            joined[-1] = joined[-1]._replace(word=joined[-1].word + token.word, end=token.end)
        else:
            joined.append(token)
    return joined


def _pattern(tokens: list[Token], term: Term, order: int, lang: str, pos: str, is_exception: bool) -> Pattern:
    words = tuple(token.word for token in tokens)
    keys: tuple[tuple[str, ...], ...]
    if term.exact and not is_exception:
        keys = tuple((fold(word, lang),) for word in words)
    else:
        of_term = readings(lang).of_term
        keys = tuple(
            of_term(word, pos, last=number == len(words) - 1, alone=len(words) == 1)
            for number, word in enumerate(words)
        )
    return Pattern(term, order, words, keys, is_exception)


def _orders(pattern: Pattern, lang: str) -> Iterator[Pattern]:
    """The pattern, and the other orders that the language's grammar leaves free for its words."""
    yield pattern
    count = len(pattern.words)
    if not 2 <= count <= _MOST_REORDERED or pattern.term.exact or pattern.term.pos == "name":
        return
    fixed = 0
    if lang in _SLAVIC_ADJECTIVES:
        nouns = [keys for keys in pattern.keys if not keys[0].endswith(_SLAVIC_ADJECTIVES[lang])]
        if len(nouns) != 1:
            return
    elif lang in _ADJECTIVES_FOLLOW and all(len(word) > _LONGEST_FUNCTION_WORD for word in pattern.words):
        fixed = 1
    else:
        return
    head, free = range(fixed), range(fixed, count)
    for order in list(permutations(free))[1:]:
        places = (*head, *order)
        yield Pattern(
            pattern.term,
            pattern.order,
            tuple(pattern.words[place] for place in places),
            tuple(pattern.keys[place] for place in places),
            pattern.is_exception,
        )
