"""What the case of letters tells about a hit: acronyms, names, German nouns, terms that are case-sensitive."""

from __future__ import annotations

from collections.abc import Sequence

from polyglot_news.glossary.termbase import Term


def case_fits(term: Term, lang: str, words: Sequence[str], met: Sequence[str]) -> bool:
    """Whether the words met in a text have the case that the term's words ask for, pair by pair.

    An acronym (all in capitals) must be in capitals, so that US is not us; a name needs a capital where it has one
    itself; a German noun needs its capital; a case-sensitive term must agree in every letter of the common stem.
    """
    pairs = list(zip(words, met, strict=True))
    if any(not _same_case(word, other) for word, other in pairs if term.case_sensitive or _is_acronym(word)):
        return False
    if term.pos == "name":
        named = [other for word, other in pairs if word[:1].isupper()]
        return not named or any(other[:1].isupper() for other in named)
    if lang == "de" and term.pos == "noun":
        return all(other[:1].isupper() for word, other in pairs if word[:1].isupper())
    return True


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _same_case(word: str, other: str) -> bool:
    for own, met in zip(word, other, strict=False):
        if own != met:
            return own.casefold() != met.casefold()
    return True
