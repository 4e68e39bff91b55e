"""What an engine is: the one interface that everything downstream of a model sees."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Model:
    """One installed model for one direction, as found on disk; nothing is loaded yet."""

    engine: str
    source: str
    target: str
    name: str
    path: Path
    version: str = ""
    licence: str = ""
    bundled: bool = False
    sha256: str = ""
    """Digest over the model's files (see `models.digest`); empty until somebody asks for it."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One candidate translation of one segment.

    `score` is the mean log-probability per target token, the end of the sentence counted (≤ 0, higher is better), so
    that it compares between segments; `search_score` is what the search ranks by: it falls through a list of
    hypotheses, which `score` need not. Both are None where the engine has none. `alignment` links word spans: tuples
    (source_start, source_end, target_start, target_end) in characters of the source text and of `text`; empty where
    the engine has no attention to give.
    """

    text: str
    score: float | None = None
    alignment: tuple[tuple[int, int, int, int], ...] = ()
    search_score: float | None = None


@dataclass(frozen=True, slots=True)
class Alternative:
    """A word that a model would have said at some point of a translation, with its natural log-probability."""

    word: str
    log_probability: float


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an engine can do beyond giving one translation."""

    n_best: bool = False
    scores: bool = False
    alignment: bool = False
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Decoding:
    """How to search for translations; engines ignore what their capabilities lack."""

    beam_size: int = 4
    hypotheses: int = 1
    no_repeat_ngram_size: int = 0
    prefixes: Sequence[str] | None = field(default=None)
    """One given target beginning a text, or None. A hypothesis holds its prefix, and its score counts it."""


PLAIN_DECODING = Decoding()


class Engine(Protocol):
    """Something that translates segments with a model of its own format."""

    name: str
    capabilities: Capabilities
    longest_input: int
    """Pieces a segment may have before it should be split at clauses."""

    @property
    def version(self) -> str:
        """Name and version of what runs the models, for the provenance."""
        ...

    @property
    def signature(self) -> str:
        """`version`, and everything else that is set or installed and may change a translation."""
        ...

    def models(self) -> list[Model]:
        """The models installed for this engine, preferred ones first for each pair."""
        ...

    def lengths(self, model: Model, texts: Sequence[str]) -> list[int]:
        """How many subword pieces each text has for this model."""
        ...

    def unknown(self, model: Model, characters: AbstractSet[str]) -> frozenset[str]:
        """Those of the characters that the model's vocabulary lacks."""
        ...

    def translate(
        self, model: Model, texts: Sequence[str], decoding: Decoding = PLAIN_DECODING
    ) -> list[tuple[Hypothesis, ...]]:
        """Translate single segments, in the order given.

        Args:
            model: one of `models()`.
            texts: non-empty segments without line breaks.
            decoding: search settings.

        Returns:
            For each text its hypotheses, best first; at least one, at most `decoding.hypotheses`.

        Raises:
            ModelError: the model cannot be loaded.
        """
        ...
