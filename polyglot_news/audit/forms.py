"""The forms that words are looked up in: encoders, spellings and dictionaries know "санкция", not "санкциями"."""

from __future__ import annotations

import re
from functools import lru_cache

from polyglot_news.glossary.lemmas import readings

_SUFFIX = re.compile(
    r"(?<=\w{4})(?:i[sz])?(?:ations?|ing|ed|er|ment)$"
    r"|(?<=\w{5})(?:itions?|ions?|ments?|ness|it(?:y|ies)|ically|ical|icians?|ics|ally|al|ances?|ences?|ives?|ous|ful|"
    r"ers?|ors?|ic|ly|y|ies|ists?|isms?|i[sz]e|e|s)$"
)
"""Endings that make one word of another ("injury", "injured"); a short word is left alone."""


@lru_cache(maxsize=65536)
def dictionary_forms(text: str, lang: str) -> tuple[str, ...]:
    """The lemmas a word may have, other than the word itself, with its capital: ("Путин",) for "Путина"."""
    known = readings(lang.split("-")[0]).of_text(text) - {text.casefold()}
    lemmas = sorted(key for key in known if key[0].isalpha())  # other signs mark keys that are no words
    return tuple(lemma[0].upper() + lemma[1:] if text[0].isupper() else lemma for lemma in lemmas)


@lru_cache(maxsize=65536)
def root(key: str) -> str:
    """What inflected and derived forms of an English word have in common: "elected" and "election" are "elect"."""
    import simplemma

    lemma: str = simplemma.lemmatize(key, lang="en").lower()
    return _SUFFIX.sub("", lemma)
