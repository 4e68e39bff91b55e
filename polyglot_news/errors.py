"""Every error a user can meet. Each message says what is wrong, where, and what to do."""

from __future__ import annotations


class PolyglotNewsError(Exception):
    """Base of all errors raised on purpose; the command line prints it as one line and exits with `exit_code`."""

    exit_code = 1


class UsageError(PolyglotNewsError):
    """What was asked for cannot be meant: an unknown language, two options that exclude each other."""

    exit_code = 2


class ReadError(PolyglotNewsError):
    """A file cannot be read as what it should be."""


class WriteError(PolyglotNewsError):
    """A result cannot be written where it was asked to go."""


class ModelError(PolyglotNewsError):
    """A model is missing, damaged, or not what its metadata says."""


class NoRouteError(ModelError):
    """No installed model, or chain of models, connects a language pair."""


class MissingExtraError(PolyglotNewsError):
    """A feature needs an optional dependency that is not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs an optional part: pip install 'polyglot-news[{extra}]'")


class OfflineError(PolyglotNewsError):
    """A command would have used the network, and --offline (POLYGLOT_NEWS_OFFLINE=1) forbids it."""


class MemoryDamagedError(PolyglotNewsError):
    """A translation memory was damaged; it has been set aside."""
