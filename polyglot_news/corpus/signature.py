"""Whether what lies in a folder came of the same corpus and options as are asked for now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_NAMES = {
    "version": "polyglot-news",
    "to": "--to",
    "from": "--from",
    "via": "--via",
    "segmented": "--segmented",
    "beam": "--beam",
    "glossary": "--glossary, --terms or --profile",
    "align": "--translation",
    "audit": "--audit",
    "format": "--format",
    "keep": "--keep",
    "part_size": "--part-size",
}


def difference(before: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """The first thing in which two signatures differ, in words; empty if nothing does."""
    for name in (*now, *before):
        old, new = before.get(name), now.get(name)
        if old == new:
            continue
        if name == "corpus":
            return "made from another corpus, or the corpus has changed since"
        if name == "models":
            return f"made with other models ({_changed(old, new)})"
        return f"made with {_NAMES.get(name, name)} {_shown(old)}, now {_shown(new)}"
    return ""


def _changed(old: Any, new: Any) -> str:
    """The first language whose route is another one."""
    old, new = old or {}, new or {}
    lang = next(lang for lang in (*new, *old) if old.get(lang) != new.get(lang))
    return f"{lang}: {_shown(old.get(lang))}, now {_shown(new.get(lang))}"


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return " + ".join(map(_shown, value)) or "none"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_shown(one)}" for key, one in value.items()) or "none"
    if isinstance(value, bool) or value is None:
        return "on" if value else "off"
    return str(value)[:60] or "none"
