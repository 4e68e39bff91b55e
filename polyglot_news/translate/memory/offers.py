"""What readers have reviewed beside segments that are like theirs: offered in the column `note`, never used."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from polyglot_news.bitext import Bead, Bitext
from polyglot_news.language import base
from polyglot_news.translate.memory.contents import Pair, reviewed_pairs
from polyglot_news.translate.memory.reviewed import normal

if TYPE_CHECKING:
    from polyglot_news.translate.memory.memory import Memory


class Offers:
    """The reviewed pairs of a memory, as they are when a language pair is first asked for.

    Args:
        at_least: percentage of likeness (see `find_similar`) from which a pair is offered.
    """

    def __init__(self, memory: Memory, at_least: float) -> None:
        self._memory = memory
        self._at_least = at_least
        self._known: dict[tuple[str, str], dict[str, Pair]] = {}

    def beside(self, bitext: Bitext) -> Bitext:
        """The bitext with the most similar reviewed pair in the note of every row that has no note yet.

        Rows that a reader has translated already, and rows without a source or a target, are left as they are.
        """
        langs = base(bitext.source_lang), base(bitext.target_lang)
        if langs not in self._known:
            self._known[langs] = _by_source(reviewed_pairs(self._memory, langs))
        pairs = self._known[langs]
        return replace(bitext, beads=tuple(self._offered(bead, pairs) for bead in bitext.beads))

    def _offered(self, bead: Bead, pairs: dict[str, Pair]) -> Bead:
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        if not (bead.source and bead.target) or bead.note or "memory:edited" in bead.provenance:
            return bead
        found = process.extractOne(
            normal(bead.source).casefold(),
            pairs.keys(),
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=self._at_least / 100,
        )
        if found is None:
            return bead
        source, likeness, _ = found
        pair = pairs[source]
        return replace(
            bead,
            note=f"memory {100 * likeness:.0f} % ({pair.review}, {pair.provenance}): {pair.source} → {pair.target}",
        )


def _by_source(pairs: list[Pair]) -> dict[str, Pair]:
    """By source as it is compared; of several the last, which is the newest, and an edited one before an ok."""
    ranked = sorted(pairs, key=lambda pair: pair.review == "edited")
    return {normal(pair.source).casefold(): pair for pair in ranked}
