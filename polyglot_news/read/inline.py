"""The plain text of a TMX or XLIFF segment: what a reader sees, without the codes of the file it once came from."""

from __future__ import annotations

from lxml import etree

from polyglot_news.read.xml import local_name

_CODES = frozenset({"bpt", "ept", "ph", "it", "ut", "x", "bx", "ex", "sc", "ec", "sm", "em", "cp"})
"""Elements whose own content is code (`<b>`, `{1}`) in TMX 1.4, XLIFF 1.2 and XLIFF 2; only `sub` in them is text."""

_EQUIVALENT = ("equiv-text", "equiv")
"""The attributes by which XLIFF 1.2 and 2 say what stands for a code in plain text."""


def plain_text(node: etree._Element) -> str:
    """The text of a node, its inline elements flattened.

    Markup around text (`g`, `hi`, `mrk`, `pc`) leaves its text. A code (`bpt`, `ph`, `x` …) leaves what it declares
    as its equivalent, a line break if that is what it is, and otherwise nothing. `cp` of XLIFF 2 is the character it
    names.
    """
    parts = [str(node.text or "")]
    for child in node:
        parts.append(_code(child) if local_name(child) in _CODES else plain_text(child))
        parts.append(str(child.tail or ""))
    return "".join(parts)


def _code(node: etree._Element) -> str:
    if local_name(node) == "cp":
        return _character(node.get("hex", ""))
    for attribute in _EQUIVALENT:
        if attribute in node.attrib:
            return node.get(attribute, "")
    if node.get("ctype") == "lb" or node.get("type") == "lb" or node.get("subType") == "xlf:lb":
        return "\n"
    return "".join(plain_text(sub) for sub in node if local_name(sub) == "sub")


def _character(code_point: str) -> str:
    """The character of a hexadecimal code point, U+FFFD where there is none."""
    try:
        value = int(code_point, 16)
    except ValueError:
        return "\ufffd"
    is_character = 0 <= value <= 0x10FFFF and not 0xD800 <= value <= 0xDFFF
    return chr(value) if is_character else "\ufffd"
