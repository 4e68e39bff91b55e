"""What a model's own files say about its licence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

NOT_STATED = "not stated"

_STATEMENT = re.compile(r"^(?:licen[cs]ed? under|licen[cs]e(?:\s*[:=]| is))\s*(.+)$", re.IGNORECASE)
_HEADING = re.compile(r"^#+\s*licen[cs]e\s*:?\s*$", re.IGNORECASE)
_LONGEST = 80


def stated_licence(folder: Path, metadata: dict[str, Any]) -> str:
    """The licence named in the metadata, else in the README; `not stated` if neither names one.

    A README that names several (often those of the training data) gives `several, see README.md`.
    """
    for key in ("licence", "license"):
        if isinstance(value := metadata.get(key), str) and value.strip():
            return value.strip()[:_LONGEST]
    try:
        readme = (folder / "README.md").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return NOT_STATED
    found = list(dict.fromkeys(_statements(readme)))
    if len(found) > 1:
        return "several, see README.md"
    return found[0] if found else NOT_STATED


def _statements(readme: str) -> Iterator[str]:
    lines = [re.sub(r"[*_`>]+", "", line).strip().removeprefix("- ") for line in readme.splitlines()]
    lines = [line for line in lines if line]
    for line, following in pairwise([*lines, ""]):
        if match := _STATEMENT.match(line):
            yield _first_clause(match[1])
        elif _HEADING.match(line) and following and not _STATEMENT.match(following):
            yield _first_clause(following)


def _first_clause(text: str) -> str:
    """`CC BY-NC-SA 4.0. The wheel …` → `CC BY-NC-SA 4.0`."""
    clause = re.split(r"\.(?=\s|$)|[;,](?=\s)|\s\(", text.strip(), maxsplit=1)[0]
    return clause.strip()[:_LONGEST]
