"""The dictionary forms of inflected words: encoders and spellings know "санкция" better than "санкциями"."""

from __future__ import annotations

from functools import lru_cache

from polyglot_news.glossary.lemmas import readings


@lru_cache(maxsize=65536)
def dictionary_forms(text: str, lang: str) -> tuple[str, ...]:
    """The lemmas a word may have, other than the word itself, with its capital: ("Путин",) for "Путина"."""
    known = readings(lang.split("-")[0]).of_text(text) - {text.casefold()}
    lemmas = sorted(key for key in known if key[0].isalpha())  # other signs mark keys that are no words
    return tuple(lemma[0].upper() + lemma[1:] if text[0].isupper() else lemma for lemma in lemmas)
