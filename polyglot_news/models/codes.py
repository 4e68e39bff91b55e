"""Language codes as model packages use them."""

from __future__ import annotations

import re

_SHAPE = re.compile(r"([a-z]{2,3})(?:[-_](?:[A-Za-z]{4}|[A-Za-z]{2}|[0-9]{3}|[A-Za-z0-9]{5,8}))*")

_ISO_639_1 = """
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es
et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki
kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no
nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te
tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
_FORMER = "bh iw in ji sh"
"""Withdrawn from ISO 639-1, and still in older packages: Bihari, Hebrew, Indonesian, Yiddish, Serbo-Croatian."""
_ARGOS_OWN = "pb zt"
"""Argos' codes for Brazilian Portuguese and traditional Chinese."""

_TWO_LETTERS = frozenset(f"{_ISO_639_1} {_FORMER} {_ARGOS_OWN}".split())


def is_language_code(code: str) -> bool:
    """Whether this is a language tag (`en`, `pt-BR`, `zh_Hant`) of a language there is.

    Two-letter codes must exist (ISO 639-1 is closed); three-letter ones (ISO 639-3 has thousands) only look right.
    """
    match = _SHAPE.fullmatch(code)
    return match is not None and (len(match[1]) == 3 or match[1] in _TWO_LETTERS)
