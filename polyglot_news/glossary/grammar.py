"""What a term put into a sentence asks of the words around it, by language; a plain fallback asks nothing."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, Protocol

from polyglot_news.glossary.termbase import Term


class Form(NamedTuple):
    """A term as it is to stand in a sentence.

    `gender` is `m`, `f`, `c` (either) or empty (not known); `nominal` whether it may have an article.
    """

    text: str
    gender: str = ""
    plural: bool = False
    nominal: bool = True


class Grammar(Protocol):
    """The agreement rules of one target language."""

    function_words: frozenset[str]
    """Words (lower case) that agree with nothing before them: what may safely be kept after a term."""

    def form(self, term: Term, *, plural: bool) -> Form:
        """The term in the singular or plural; one that is only used in the plural stays so."""
        ...

    def is_plural(self, rendering: str) -> bool:
        """Whether the head of a rendering is in the plural, as far as its shape tells."""
        ...

    def lefts(self, left: str, old: Form, new: Form, *, named: bool) -> list[str]:
        """The text before a term, made to agree with it; several where it may be one way or another, best first.

        Args:
            left: all of the sentence before the old rendering.
            named: whether the old rendering is a name that stands without an article.
        """
        ...

    def right(self, right: str, old: Form, new: Form) -> str:
        """The text after a term, what agreed with the old rendering made to agree with the new one."""
        ...

    def is_determiner(self, word: str) -> bool:
        """Whether a word in front of a noun belongs to it, and agrees with it."""
        ...


class PlainGrammar:
    """A language without rules here: terms stand as they are, and the words around them are left alone."""

    function_words: frozenset[str] = frozenset()

    def form(self, term: Term, *, plural: bool) -> Form:
        return Form(term.text, term.gender, term.number == "pl")

    def is_plural(self, rendering: str) -> bool:
        return False

    def lefts(self, left: str, old: Form, new: Form, *, named: bool) -> list[str]:
        return [left]

    def right(self, right: str, old: Form, new: Form) -> str:
        return right

    def is_determiner(self, word: str) -> bool:
        return False


@cache
def grammar_of(lang: str) -> Grammar:
    """The grammar of a primary language."""
    if lang == "pt":
        from polyglot_news.glossary.portuguese import PortugueseGrammar

        return PortugueseGrammar()
    if lang == "en":
        from polyglot_news.glossary.english import EnglishGrammar

        return EnglishGrammar()
    return PlainGrammar()
