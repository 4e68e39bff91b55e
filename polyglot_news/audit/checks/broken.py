"""Text that no one writes on purpose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from polyglot_news.audit.pair import Pair
from polyglot_news.audit.registry import Check, Hit

_DANGLING = {
    "en": re.compile(
        r"\b(?:in|of|from|by|at|with|for|the|an?|to|and|between|into|as|on)\s?(?=[,;:.!?)](?:\s|$))|"
        r"(?<=[a-z] )[,;.](?=\s|$)|\b(?:from|of|the|in|with) (?:are|is|was|were|has|have|and)\b(?! to)",
    ),
}
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]|,\s*(?:[,;]|\.(?!\.))|^\s*[,;](?=\s)|(?:^|(?<=\s))['’]s(?=\s)")
"""Where something stood: empty brackets, a comma after a comma or before anything, a genitive of nothing."""

_GARBAGE = re.compile(r"<[a-z_]+\d*|[\ufffd]|\$[a-z<.]|(?:[^\w\s.…\-–—_*=~]\s?){6,}|(.)\1{6,}")


_METADATA = re.compile(
    r"(?:^|[.!?]\s+)\s*(?:date|time|author|source)\s*:?\s*\d{4}-\d{2}-\d{2}(?=\s)",
    re.IGNORECASE,
)


class Broken(Check):
    """Broken text.

    A preposition or an article with nothing after it ("registered in ."), markup or symbols no writer leaves, a
    page's date line that stuck to the text.
    """

    name: ClassVar[str] = "broken"
    severity: ClassVar[str] = "major"
    target_only: ClassVar[bool] = True

    def hits(self, pair: Pair) -> Iterator[Hit]:
        garbage = _GARBAGE.search(pair.target.text)
        if garbage and garbage[0] not in pair.source.text:
            yield Hit(f"“{garbage[0]}”: not text", None, garbage.span(), 0.8, "critical")
        metadata = _METADATA.search(pair.target.text)
        if metadata:
            yield Hit(f"“{metadata[0].strip()}”: a date line in the text", None, metadata.span(), 0.8, "minor")
        pattern = _DANGLING.get(pair.target.lang.split("-")[0])
        empty = None if _EMPTY.search(pair.source.text) else _EMPTY.search(pair.target.text)
        match = (pattern.search(pair.target.text) if pattern else None) or empty
        if match:
            start = max(0, match.start() - 12)
            context = pair.target.text[start : match.end() + 4].strip()
            yield Hit(f"“…{context}”: nothing follows where something must", None, match.span(), 0.6)
