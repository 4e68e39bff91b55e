"""Which language tags name a language."""

from __future__ import annotations

from functools import lru_cache

from polyglot_news.errors import UsageError
from polyglot_news.glossary.termbase import EVERY_LANGUAGE, language_tag
from polyglot_news.language import primary_language


def is_language(text: str) -> bool:
    """Whether a text is a tag of a language that Unicode's CLDR knows, or `EVERY_LANGUAGE`."""
    try:
        tag = language_tag(text)
    except UsageError:
        return False
    return primary_language(tag) in _known() or tag == EVERY_LANGUAGE


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    from babel import Locale

    return frozenset(Locale("en").languages)
