"""Expressions written without the hyphens that hold them together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import ClassVar

from polyglot_news.audit.lexicon import lexicon
from polyglot_news.audit.pair import Pair
from polyglot_news.audit.registry import Check, Hit

_DETERMINERS = frozenset(
    ["a", "an", "the", "its", "his", "her", "their", "our", "my", "your", "another", "no", "every"]
)
"""Words that only stand before a noun, so that the expression after them belongs to one."""

_PLURAL = re.compile(r"[a-z]{3,}(?:[^siu'’]s)")
_NO_NOUN = re.compile(r"\w+(?:ly|ed)|(?:regard|concern|accord|includ|dur|follow|be|hav|say|do|go)ing")
_TIMES = frozenset(
    [
        "today",
        "yesterday",
        "tomorrow",
        "tonight",
        "now",
        "then",
        "here",
        "there",
        "soon",
        "later",
        "ago",
        "last",
        "next",
        "daily",
        "weekly",
    ]
)


class Compound(Check):
    """Hyphens missing.

    An expression that takes hyphens and has none. In English only where it stands before a noun, as in "broadcast on
    site organizations": there the words may also be in the wrong order, or something may be missing between them.
    """

    name: ClassVar[str] = "compound"
    severity: ClassVar[str] = "note"
    target_only: ClassVar[bool] = True

    def hits(self, pair: Pair) -> Iterator[Hit]:
        lang = pair.target.lang.split("-")[0]
        pattern = _pattern(lang)
        for match in pattern.finditer(pair.target.text) if pattern else ():
            hyphenated = re.sub(r"\s+", "-", match[0])
            if lang != "en":
                yield Hit(f"“{match[0]}” is written “{hyphenated}”", None, match.span(), 0.7, suggestion=hyphenated)
                continue
            noun, sure = _noun(pair.target.text, match)
            if noun:
                span = (match.start(), noun.end())
                message = f"“{pair.target.text[slice(*span)]}”: “{hyphenated}” is meant, or words are missing"
                yield Hit(message, None, span, 0.5, "minor", f"{hyphenated} {noun[0]}" if sure else "")


@cache
def _pattern(lang: str) -> re.Pattern[str] | None:
    known = lexicon(lang).hyphenated
    if not known:
        return None
    alternatives = "|".join(re.escape(words).replace(r"\ ", r"\s") for words in sorted(known, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.IGNORECASE)


def _noun(text: str, match: re.Match[str]) -> tuple[re.Match[str] | None, bool]:
    """The noun that the expression stands before, and whether surely: any word after a determiner, else a plural."""
    before = re.search(r"([\w’'-]+)\s$", text[: match.start()])
    after = re.compile(r"(?<=\s)[a-z][\w’'-]*").match(text, match.end() + 1)
    if before is None or after is None or _NO_NOUN.fullmatch(after[0]) or after[0] in _TIMES:
        return None, False
    determined = before[1].casefold() in _DETERMINERS
    if after[0] in lexicon("en").function or not (determined or _PLURAL.fullmatch(after[0])):
        return None, False
    return after, determined
