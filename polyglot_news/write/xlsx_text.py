"""Characters that a workbook's XML cannot hold, in the escape that Office Open XML has for them.

ECMA-376 part 1, 22.9.2.19 (ST_Xstring): `_xHHHH_` stands for the character of that code; spreadsheet programs show
the character. A text that holds such a sequence literally gets its underscore escaped as `_x005F_`.
"""

from __future__ import annotations

import re

_ESCAPED = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4})")
_SEQUENCE = re.compile(r"_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")


def escape(text: str) -> str:
    """The text with every character that XML forbids or would change (`\\r`) as `_xHHHH_`."""
    return _ESCAPED.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def unescape(text: str) -> str:
    """The text as it was before `escape` or a spreadsheet program escaped it; lone surrogates stay escaped."""
    return _SEQUENCE.sub(lambda match: chr(int(match[1], 16)), text)
