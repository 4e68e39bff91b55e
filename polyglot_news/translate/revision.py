"""How a termbase may change translations while they are made, without this package knowing termbases.

A hop hands its drafts to a `Reviser`, which hands back drafts that say what became of each term. Everything happens
at the level of the model's own text, so that quotation marks, protected text and the guard are dealt with afterwards
as for any other hypothesis.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from polyglot_news.bitext import TermUse
from polyglot_news.translate.engine import Capabilities, Hypothesis, Model
from polyglot_news.translate.prepare import Prepared


@dataclass(frozen=True, slots=True)
class Draft:
    """One segment's translation while it is worked on.

    Attributes:
        origin: the segment in the article's own language; `prepared.segment.text` unless a pivot was gone through.
        prepared: what the model saw.
        hypothesis: what the model said.
        text: what the reader would see of it.
        faults: what is wrong with it (see `hop.Outcome`).
        others: further hypotheses for the same `prepared`, best first, where the reviser asked for them.
        terms: what became of the terms; empty before a revision.
    """

    origin: str
    prepared: Prepared
    hypothesis: Hypothesis
    text: str
    faults: tuple[str, ...] = ()
    others: tuple[Hypothesis, ...] = ()
    terms: tuple[TermUse, ...] = ()


class Workshop(Protocol):
    """What a reviser may use: the model that made the drafts."""

    @property
    def model(self) -> Model: ...

    @property
    def capabilities(self) -> Capabilities: ...

    def decode(self, texts: Sequence[str], prefixes: Sequence[str] | None = None) -> list[Hypothesis]:
        """Translate texts of the model's kind (`Prepared.text`); with `prefixes` only those that `fit`."""
        ...

    def fit(self, texts: Sequence[str]) -> list[bool]:
        """Whether each text is short enough to be translated in one piece."""
        ...

    def draft(self, origin: str, prepared: Prepared, hypothesis: Hypothesis) -> Draft:
        """A hypothesis made ready for the reader and checked."""
        ...


class Reviser(Protocol):
    """Revises the drafts of one language pair. `hypotheses` is how many of them it wants to see of each segment."""

    @property
    def hypotheses(self) -> int: ...

    def revise(self, drafts: Sequence[Draft], workshop: Workshop) -> list[Draft]:
        """The drafts with `terms` filled, some of them in other words."""
        ...

    def record(self, source: str, target: str) -> tuple[TermUse, ...]:
        """What a text that is not to be changed says of the terms of its source."""
        ...


class Terminology(Protocol):
    """What a translation is told about terms."""

    @property
    def signature(self) -> str:
        """Termbase, mode and profile, for the provenance."""
        ...

    @property
    def fingerprint(self) -> str:
        """A digest of everything that decides what it does: two of them with one fingerprint do the same."""
        ...

    def reviser(self, source_lang: str, target_lang: str) -> Reviser:
        """The reviser for a language pair."""
        ...
