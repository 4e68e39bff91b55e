"""Hedges and attributions that one side has and the other lacks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from polyglot_news.audit.lexicon import languages
from polyglot_news.audit.pair import Pair, Side
from polyglot_news.audit.registry import Check, Hit


class _Cue(Check):
    """A cue of one kind on one side, and nothing that could render it on the other."""

    languages: ClassVar[frozenset[str] | None] = languages() - {"ar"}
    sharp: ClassVar[str]
    """The kind of cues that must be rendered."""
    broad: ClassVar[tuple[str, ...]]
    """The kinds of cues that may render them."""
    dropped: ClassVar[str]
    added: ClassVar[str]

    def hits(self, pair: Pair) -> Iterator[Hit]:
        for side, other, message in (
            (pair.source, pair.target, self.dropped),
            (pair.target, pair.source, self.added),
        ):
            cue = side.lexicon.cues[self.sharp].search(side.text)
            if (
                cue
                and not any(other.lexicon.cues[kind].search(other.text) for kind in self.broad)
                and not _quotes(other)
            ):
                span = cue.span()
                yield Hit(
                    message.format(cue[0]),
                    span if side is pair.source else None,
                    None if side is pair.source else span,
                    0.5,
                )


def _quotes(side: Side) -> bool:
    return any(mark in side.text for mark in '“”«»„"「」')


class Hedges(_Cue):
    """Hedge dropped or added.

    "Alleged", "so-called", "reportedly", "якобы", "suposto" and their like on one side, and neither a hedge, nor an
    attribution, nor quotation marks on the other: what was claimed is now asserted, or the reverse.
    """

    name: ClassVar[str] = "hedges"
    severity: ClassVar[str] = "major"
    sharp: ClassVar[str] = "strong_hedge"
    broad: ClassVar[tuple[str, ...]] = ("hedge", "modal")
    dropped: ClassVar[str] = "“{}” is not rendered: a claim became an assertion"
    added: ClassVar[str] = "“{}” is not in the source: an assertion became a claim"


class Attribution(_Cue):
    """Attribution dropped or added.

    "According to", "по словам", "segundo" on one side, and no sign of reported speech on the other.
    """

    name: ClassVar[str] = "attribution"
    severity: ClassVar[str] = "major"
    sharp: ClassVar[str] = "strong_attribution"
    broad: ClassVar[tuple[str, ...]] = ("attribution", "hedge")
    dropped: ClassVar[str] = "“{}” is not rendered: reported speech became an assertion"
    added: ClassVar[str] = "“{}” is not in the source: an assertion became reported speech"


class Modality(_Cue):
    """Degree of certainty changed.

    "Perhaps", "возможно", "talvez" on one side, and nothing on the other that leaves the matter open.
    """

    name: ClassVar[str] = "modality"
    severity: ClassVar[str] = "minor"
    sharp: ClassVar[str] = "strong_modal"
    broad: ClassVar[tuple[str, ...]] = ("modal", "hedge")
    dropped: ClassVar[str] = "“{}” is not rendered: a possibility became a fact"
    added: ClassVar[str] = "“{}” is not in the source: a fact became a possibility"
