"""What is to be done with every article of a corpus; it can be pickled and sent to another machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from polyglot_news import __version__
from polyglot_news.errors import UsageError
from polyglot_news.glossary.enforce import Enforcement
from polyglot_news.language import base, canonical
from polyglot_news.models.digest import digest
from polyglot_news.translate.engine import Decoding, Engine, Model
from polyglot_news.translate.engines import engine_by_name
from polyglot_news.translate.pipeline import Options
from polyglot_news.translate.routes import Route, find_route, reachable

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
    align: bool = False
    audit: bool = False
    format: str = "parquet"
    keep: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.format not in FORMATS:
            raise UsageError(f"parts are written as one of: {', '.join(FORMATS)}; not as '{self.format}'")
        object.__setattr__(self, "to", canonical(self.to))
        object.__setattr__(self, "source", canonical(self.source) if self.source else None)

    @property
    def options(self) -> Options:
        """The translation's options."""
        return Options(self.to, self.source, self.via, self.segmented, Decoding(beam_size=self.beam), self.terms)

    def open_engine(self) -> Engine:
        """The engine, with the models that are installed now."""
        return _FixedModels(engine_by_name(self.engine))

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
            "engine": "" if self.align else f"{engine.name}({engine.version})",
            "beam": self.beam,
            "glossary": self.terms.signature if self.terms else "",
            "align": self.align,
            "audit": self.audit,
            "format": self.format,
            "keep": list(self.keep),
            "models": {lang: [_named(model) for model in route] for lang, route in self.routes(engine).items()},
        }


class _FixedModels:
    """An engine whose list of models is looked up once, not for every article: none may come or go during a run."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.name = engine.name
        self.capabilities = engine.capabilities
        self.longest_input = engine.longest_input
        self.version = engine.version
        self.lengths = engine.lengths
        self.unknown = engine.unknown
        self.translate = engine.translate

    def models(self) -> list[Model]:
        return self._models

    @cached_property
    def _models(self) -> list[Model]:
        return self._engine.models()


def _route(engine: Engine, source: str, target: str, via: Sequence[str]) -> Route | None:
    from polyglot_news.errors import PolyglotNewsError

    try:
        return find_route(engine, source, target, via)
    except PolyglotNewsError:
        return None


def _named(model: Model) -> str:
    return f"{model.name}@sha256:{digest(model.path)}"
