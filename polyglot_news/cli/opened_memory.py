"""The translation memory that a command was given."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from polyglot_news.errors import PolyglotNewsError
    from polyglot_news.translate.memory import Memory


@contextmanager
def opened_memory(path: Path | None) -> Iterator[Memory | None]:
    """The memory, or None where none was given; what becomes of a damaged one is said on standard error."""
    if path is None:
        yield None
        return
    from polyglot_news.translate.memory import Memory

    with Memory(path, on_damage=_say) as memory:
        yield memory


def _say(error: PolyglotNewsError) -> None:
    typer.echo(f"polyglot-news: {error}", err=True)
