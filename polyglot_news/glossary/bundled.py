"""The termbases that ship: one CSV a subject, in the wheel, or in `glossaries/` of a source checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import polyglot_news
from polyglot_news.errors import UsageError
from polyglot_news.glossary.csv_format import read_csv
from polyglot_news.glossary.termbase import Termbase


def bundled_names() -> tuple[str, ...]:
    """The names of the termbases that ship, sorted."""
    return tuple(sorted(path.stem for path in _folder().glob("*.csv")))


@cache
def load_bundled(name: str) -> Termbase:
    """The termbase of that name.

    Raises:
        UsageError: none of that name ships; the message lists those that do.
    """
    if name not in bundled_names():
        raise UsageError(f"no termbase '{name}' ships; there are {', '.join(bundled_names()) or 'none'}")
    return read_csv(_folder() / f"{name}.csv")


def _folder() -> Path:
    package = Path(polyglot_news.__file__).parent
    inside = package / "glossaries"
    return inside if inside.is_dir() else package.parent / "glossaries"
