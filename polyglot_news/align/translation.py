"""An engine's own translation of the source, as evidence for what somebody else's translation renders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from polyglot_news.article import Article
from polyglot_news.models.digest import digest
from polyglot_news.translate.engine import Engine
from polyglot_news.translate.pipeline import translate
from polyglot_news.translate.routes import find_route


class Translator(Protocol):
    """Translates source texts into the target language, one for one."""

    @property
    def name(self) -> str:
        """What the provenance calls it."""
        ...

    def __call__(self, texts: Sequence[str]) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class EngineTranslator:
    """The models of an engine that lead from one language to another; they stay loaded."""

    engine: Engine
    source: str
    target: str

    @property
    def name(self) -> str:
        """The models and their hashes.

        Raises:
            UsageError: source and target are the same language.
            NoRouteError: no installed model connects them.
        """
        route = find_route(self.engine, self.source, self.target)
        return "+".join(f"{model.name}@sha256:{digest(model.path)[:16]}" for model in route)

    def __call__(self, texts: Sequence[str]) -> list[str]:
        text = "".join(f"{' '.join(text.split())}\n" for text in texts)
        article = Article("source", text)
        bitext = translate(article, self.target, source=self.source, segmented=True, engine=self.engine)
        return [bead.target for bead in bitext.beads]
