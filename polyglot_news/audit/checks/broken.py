"""Text that no one writes on purpose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from polyglot_news.audit.pair import Pair
from polyglot_news.audit.registry import Check, Hit

_DANGLING = {
    "en": re.compile(
        r"\b(?:in|of|from|by|at|with|for|the|an?|to|and|between|into|as)\s?(?=[,;:.!?)](?:\s|$))|"
        r"(?<=[a-z] )[,;.](?=\s|$)|\b(?:from|of|the|in|with) (?:are|is|was|were|has|have|and)\b(?! to)",
    ),
}
_STRANDED = re.compile(
    r"(?:\b(?:where|what|which|whom?|whose|how)(?: [\w’'-]+){1,6}|"
    r"(?<=\w )(?:I|you|he|she|it|we|they) "
    r"(?:(?:am|is|are|was|were) \w+ing|(?!(?:am|is|are|was|were|been)\b)[\w’'-]+))"
    r" (?:in|of|from|by|at|with|for|to)$",
    re.IGNORECASE,
)
"""A preposition at the end of a clause whose object stands at its beginning ("where it came from")."""

_EMPTY = re.compile(r"\(\s*\)|\[\s*\]|,\s*(?:[,;]|\.(?!\.))|^\s*[,;](?=\s)|(?:^|(?<=\s))['’]s(?=\s)")
"""Where something stood: empty brackets, a comma after a comma or before anything, a genitive of nothing."""

_GARBAGE = re.compile(r"<[a-z_]+\d*|[\ufffd]|\$[a-z<.]|(?:[^\w\s.…\-–—_*=~]\s?){6,}|(.)\1{6,}")


_SHOWN = 60
"""Characters that are pointed at where a bead is oversized."""

_METADATA = re.compile(
    r"(?:^|[.!?]\s+)\s*(?:date|time|author|source)\s*:?\s*\d{4}-\d{2}-\d{2}(?=\s|$)",
    re.IGNORECASE,
)


class Broken(Check):
    """Broken text.

    A preposition or an article with nothing after it ("registered in ."), markup or symbols no writer leaves, a
    page's date line that stuck to the text. A bead too long to be one is reported, and not read any further.
    """

    name: ClassVar[str] = "broken"
    severity: ClassVar[str] = "major"
    target_only: ClassVar[bool] = True
    any_length: ClassVar[bool] = True

    def hits(self, pair: Pair) -> Iterator[Hit]:
        if pair.oversized:
            longest = max(len(pair.source.text), len(pair.target.text))
            yield Hit(f"{longest:,} characters are no sentence: not read", None, (0, _SHOWN), 0.8, "critical")
            return
        garbage = _GARBAGE.search(pair.target.text)
        if garbage and garbage[0] not in pair.source.text:
            yield Hit(f"“{garbage[0]}”: not text", None, garbage.span(), 0.8, "critical")
        metadata = _METADATA.search(pair.target.text)
        if metadata:
            yield Hit(f"“{metadata[0].strip()}”: a date line in the text", None, metadata.span(), 0.8, "minor")
        pattern = _DANGLING.get(pair.target.lang.split("-")[0])
        empty = None if _EMPTY.search(pair.source.text) else _EMPTY.search(pair.target.text)
        match = (next(filter(_dangles, pattern.finditer(pair.target.text)), None) if pattern else None) or empty
        if match:
            start = max(0, match.start() - 12)
            context = pair.target.text[start : match.end() + 4].strip()
            yield Hit(f"“…{context}”: nothing follows where something must", None, match.span(), 0.6)


def _dangles(match: re.Match[str]) -> bool:
    """Whether what ends here wants something after it: no preposition left stranded by a relative clause."""
    word = match[0].split(" ")[0]
    if match[0] == f"{word} " or not word.isalpha():
        return True
    return _STRANDED.search(match.string, 0, match.start() + len(word)) is None
