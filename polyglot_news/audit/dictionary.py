"""The dictionary forms of inflected words, as the glossary knows them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from polyglot_news.glossary.lemmas import readings

if TYPE_CHECKING:
    from polyglot_news.audit.pair import Side


def dictionary_forms(side: Side, at: int) -> tuple[str, ...]:
    """The lemmas of a word, other than itself, with its capital."""
    return _forms(side.words[at].text, side.lang.split("-")[0])


@lru_cache(maxsize=65536)
def _forms(text: str, lang: str) -> tuple[str, ...]:
    found = sorted(form for form in readings(lang).of_text(text) - {text.casefold()} if form[0] not in "+~")
    return tuple(form[0].upper() + form[1:] if text[0].isupper() else form for form in found)
