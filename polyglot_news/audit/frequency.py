"""How common a word is in a language, from wordfreq's lists (extra `[audit]`)."""

from __future__ import annotations

from functools import cache, lru_cache
from math import log10


@lru_cache(maxsize=131072)
def zipf(key: str, lang: str) -> float | None:
    """Powers of ten of a case-folded word's frequency per billion words (0 where unseen, 7.7 for "the").

    None where there is no list of the language, or none is installed.
    """
    frequencies = _frequencies(lang.split("-")[0])
    if frequencies is None:
        return None
    return log10(frequencies.get(key, 1e-9)) + 9


@cache
def _frequencies(lang: str) -> dict[str, float] | None:
    try:
        from wordfreq import available_languages, get_frequency_dict
    except ImportError:  # the extra [audit]; checks that need frequencies then have less to go by
        return None
    if lang not in available_languages("best"):
        return None
    frequencies: dict[str, float] = get_frequency_dict(lang, wordlist="best")
    return frequencies


@lru_cache(maxsize=65536)
def is_known(word: str, lang: str) -> bool:
    """Whether simplemma's dictionary of a language has the word, as written or in lower case; false without one."""
    import simplemma

    try:
        return bool(simplemma.is_known(word, lang=lang.split("-")[0]))
    except ValueError:  # no dictionary of the language
        return False
