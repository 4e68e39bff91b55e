"""Language codes as model packages use them."""

from __future__ import annotations

import re
from functools import lru_cache

_SHAPE = re.compile(r"([a-z]{2,3})(?:[-_](?:[A-Za-z]{4}|[A-Za-z]{2}|[0-9]{3}|[A-Za-z0-9]{5,8}))*")
_ARGOS_OWN = frozenset({"pb", "zt"})
"""Argos' own codes, for Brazilian Portuguese and traditional Chinese; ISO 639 has neither."""
_FORMER = frozenset({"bh", "iw", "in", "ji"})
"""Former ISO 639-1 codes of Bihari, Hebrew, Indonesian and Yiddish, which older packages carry."""


def is_language_code(code: str) -> bool:
    """Whether this is a language tag (`en`, `pt-BR`, `zh_Hant`) of a language there is.

    Two-letter codes must exist (ISO 639-1 is closed); three-letter ones (ISO 639-3 has thousands) only look right.
    """
    match = _SHAPE.fullmatch(code)
    return match is not None and (len(match[1]) == 3 or match[1] in _two_letter_codes())


@lru_cache(maxsize=1)
def _two_letter_codes() -> frozenset[str]:
    from babel import Locale

    return frozenset(code for code in map(str, Locale("en").languages) if len(code) == 2) | _ARGOS_OWN | _FORMER
