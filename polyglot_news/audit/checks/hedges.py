"""Hedges and attributions that one side has and the other lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from polyglot_news.audit.lexicon import languages
from polyglot_news.audit.pair import Pair, Side
from polyglot_news.audit.registry import Check, Hit


class _Cue(Check):
    """A cue of one kind on one side, and nothing that could render it on the other."""

    languages: ClassVar[frozenset[str] | None] = languages() - {"ar"}
    rendered_by: ClassVar[dict[str, tuple[str, ...]]]
    """The kinds of cues that must be rendered, and the kinds that may render each."""
    dropped: ClassVar[str]
    added: ClassVar[str]

    def hits(self, pair: Pair) -> Iterator[Hit]:
        for side, other, message in (
            (pair.source, pair.target, self.dropped),
            (pair.target, pair.source, self.added),
        ):
            cue = None if _quotes(other) else self._unrendered(side, other)
            if cue:
                span = cue.span()
                of_source = side is pair.source
                yield Hit(message.format(cue[0]), span if of_source else None, None if of_source else span, 0.5)

    def _unrendered(self, side: Side, other: Side) -> re.Match[str] | None:
        for sharp, broad in self.rendered_by.items():
            cue = side.lexicon.cues[sharp].search(side.text)
            if cue and not any(other.lexicon.cues[kind].search(other.text) for kind in broad):
                return cue
        return None


def _quotes(side: Side) -> bool:
    return any(mark in side.text for mark in '“”«»„"「」')


class Hedges(_Cue):
    """Hedge dropped or added.

    "Alleged", "so-called", "reportedly", "якобы", "suposto" and their like, or a verb form of hearsay ("teria sido"),
    on one side, and neither a hedge, nor an attribution, nor quotation marks on the other: what was claimed is now
    asserted, or the reverse.
    """

    name: ClassVar[str] = "hedges"
    severity: ClassVar[str] = "major"
    rendered_by: ClassVar[dict[str, tuple[str, ...]]] = {
        "strong_hedge": ("hedge", "modal"),
        "reportative": ("hedge", "modal", "attribution"),
    }
    dropped: ClassVar[str] = "“{}” is not rendered: a claim became an assertion"
    added: ClassVar[str] = "“{}” is not in the source: an assertion became a claim"


class Attribution(_Cue):
    """Attribution dropped or added.

    "According to", "по словам", "segundo" on one side, and no sign of reported speech on the other.
    """

    name: ClassVar[str] = "attribution"
    severity: ClassVar[str] = "major"
    rendered_by: ClassVar[dict[str, tuple[str, ...]]] = {"strong_attribution": ("attribution", "hedge")}
    dropped: ClassVar[str] = "“{}” is not rendered: reported speech became an assertion"
    added: ClassVar[str] = "“{}” is not in the source: an assertion became reported speech"


class Modality(_Cue):
    """Degree of certainty changed.

    "Perhaps", "возможно", "talvez" on one side, and nothing on the other that leaves the matter open.
    """

    name: ClassVar[str] = "modality"
    severity: ClassVar[str] = "minor"
    rendered_by: ClassVar[dict[str, tuple[str, ...]]] = {"strong_modal": ("modal", "hedge")}
    dropped: ClassVar[str] = "“{}” is not rendered: a possibility became a fact"
    added: ClassVar[str] = "“{}” is not in the source: a fact became a possibility"
