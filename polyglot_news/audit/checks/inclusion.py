"""Parts singled out of a whole, on one side only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from polyglot_news.audit.lexicon import languages
from polyglot_news.audit.pair import Pair
from polyglot_news.audit.registry import Check, Hit

_REST = re.compile(r"[^,;:.!?()…–—，。；：！？]*")


class Inclusion(Check):
    """Part of a whole left out or added.

    "Including three children", "в том числе трое детей", "entre eles" on one side, and nothing on the other that
    could single out a part: such clauses are easily dropped, and the encoder hardly misses them.
    """

    name: ClassVar[str] = "inclusion"
    severity: ClassVar[str] = "major"
    languages: ClassVar[frozenset[str] | None] = languages() - {"ar"}

    def hits(self, pair: Pair) -> Iterator[Hit]:
        for side, other in ((pair.source, pair.target), (pair.target, pair.source)):
            cue = side.lexicon.cues["strong_inclusion"].search(side.text)
            if cue is None or other.lexicon.cues["inclusion"].search(other.text):
                continue
            rest = _REST.match(side.text, cue.end())
            span = (cue.start(), rest.end() if rest else cue.end())
            said = side.text[span[0] : span[1]].strip()
            if side is pair.source:
                yield Hit(f"“{said}” has no counterpart in the translation", span, None, 0.6)
            else:
                yield Hit(f"“{said}” is not in the source", None, span, 0.6)
