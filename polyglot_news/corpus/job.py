"""What is to be done with every article of a corpus; it can be pickled and sent to another machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from polyglot_news import __version__
from polyglot_news.errors import PolyglotNewsError, UsageError
from polyglot_news.glossary.enforce import Enforcement
from polyglot_news.language import base, canonical
from polyglot_news.models.digest import digest
from polyglot_news.translate.engine import Decoding, Engine, Model
from polyglot_news.translate.engines import engine_by_name
from polyglot_news.translate.pipeline import Options
from polyglot_news.translate.routes import Route, find_route, reachable

if TYPE_CHECKING:
    from polyglot_news.translate.memory import Memory

FORMATS = ("parquet", "csv", "jsonl")
"""The formats that parts may have."""


@dataclass(frozen=True)
class Job:
    """How to treat a corpus.

    Attributes:
        to: target language tag.
        source: source language tag, instead of what a record states or detection finds.
        via: pivot languages that must be gone through.
        segmented: take every line as one segment.
        engine: name of the engine.
        beam: beam size.
        terms: the termbase and what to do about it.
        memory: file of the translation memory.
        align: align the translation that comes with each record, instead of translating.
        audit: ask the audit's checks of every bead.
        format: of the parts, one of `FORMATS`.
        keep: metadata columns beyond those that every part has.

    Raises:
        UsageError: a language or a format that there is not.
    """

    to: str
    source: str | None = None
    via: tuple[str, ...] = ()
    segmented: bool = False
    engine: str = "argos"
    beam: int = 4
    terms: Enforcement | None = None
    memory: Path | None = None
    align: bool = False
    audit: bool = False
    format: str = "parquet"
    keep: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.format not in FORMATS:
            raise UsageError(f"parts are written as one of: {', '.join(FORMATS)}; not as '{self.format}'")
        object.__setattr__(self, "to", canonical(self.to))
        object.__setattr__(self, "source", canonical(self.source) if self.source else None)

    def options(self, memory: Memory | None) -> Options:
        """The translation's options, with the memory opened."""
        decoding = Decoding(beam_size=self.beam)
        return Options(self.to, self.source, self.via, self.segmented, decoding, self.terms, memory)

    def require_memory(self) -> None:
        """Look at the translation memory, if one is named, so that nothing is begun that cannot be ended.

        Raises:
            UsageError: the file cannot be a memory, or is another program's database.
        """
        if self.memory is None:
            return
        from polyglot_news.translate.memory import Memory

        with Memory(self.memory) as memory:
            if self.memory.exists():  # it may lie on the workers' machines alone
                memory.database.run(lambda connection: connection.total_changes)

    def open_engine(self) -> Engine:
        """A fresh engine."""
        return engine_by_name(self.engine)

    def routes(self, engine: Engine) -> dict[str, Route]:
        """The route from each language that leads to the target; none where translations are given."""
        if self.align:
            return {}
        if self.source or self.via:
            start = [self.source] if self.source else sorted({model.source for model in engine.models()})
            return {lang: route for lang in start if (route := _route(engine, lang, self.to, self.via))}
        target = base(self.to)
        return {a: route for (a, b), route in reachable(engine.models()).items() if b == target}

    def signature(self, engine: Engine) -> Mapping[str, Any]:
        """Everything that the result depends on besides the corpus, by name, as plain JSON values."""
        return {
            "version": __version__,
            "to": self.to,
            "from": self.source or "",
            "via": list(self.via),
            "segmented": self.segmented,
            "engine": "" if self.align else f"{engine.name}({engine.signature})",
            "beam": self.beam,
            "glossary": self.terms.signature if self.terms else "",
            "align": self.align,
            "audit": self.audit,
            "format": self.format,
            "keep": list(self.keep),
            "models": {lang: [_named(model) for model in route] for lang, route in self.routes(engine).items()},
        }


def _route(engine: Engine, source: str, target: str, via: Sequence[str]) -> Route | None:
    try:
        return find_route(engine, source, target, via)
    except PolyglotNewsError:
        return None


def _named(model: Model) -> str:
    return f"{model.name}@sha256:{digest(model.path)}"
