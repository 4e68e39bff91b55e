"""The dictionary forms of inflected words, as the glossary knows them."""

from __future__ import annotations

from functools import lru_cache

from polyglot_news.glossary.lemmas import readings


@lru_cache(maxsize=65536)
def dictionary_forms(text: str, lang: str) -> tuple[str, ...]:
    """The lemmas of a word other than the form itself, with its capital."""
    own = text.casefold()
    lemmas = sorted(key for key in readings(lang.split("-")[0]).of_text(text) if key[0].isalpha() and key != own)
    return tuple(lemma[0].upper() + lemma[1:] if text[0].isupper() else lemma for lemma in lemmas)
