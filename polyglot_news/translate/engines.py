"""The engines there are, by name."""

from __future__ import annotations

from polyglot_news.errors import UsageError
from polyglot_news.translate.engine import Engine

ENGINES = ("argos", "firefox")


def engine_by_name(name: str) -> Engine:
    """A fresh engine; nothing is loaded before it translates.

    Raises:
        UsageError: there is no such engine.
    """
    if name == "argos":
        from polyglot_news.translate.argos import ArgosEngine

        return ArgosEngine()
    if name == "firefox":
        from polyglot_news.translate.firefox import FirefoxEngine

        return FirefoxEngine()
    raise UsageError(f"unknown engine '{name}'; choose one of: {', '.join(ENGINES)}")
