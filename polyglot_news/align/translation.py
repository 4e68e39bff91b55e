"""An engine's own translation of the source, as evidence for what somebody else's translation renders."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from polyglot_news.article import Article
from polyglot_news.translate.engine import Engine
from polyglot_news.translate.pipeline import translate

Translate = Callable[[Sequence[str]], Sequence[str]]
"""Source texts to their translations in the target language, one for one."""


def translator(engine: Engine, source: str, target: str) -> Translate:
    """What translates segments from one language into another with an engine; its models stay loaded.

    The translation raises UsageError where the two are one language, NoRouteError where no installed model connects
    them.
    """

    def translated(texts: Sequence[str]) -> list[str]:
        lines = [" ".join(text.split()) for text in texts]
        bitext = translate(
            Article("source", "".join(f"{line}\n" for line in lines)),
            target,
            source=source,
            segmented=True,
            engine=engine,
        )
        return [bead.target for bead in bitext.beads]

    return translated
