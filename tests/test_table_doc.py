"""docs/table.md says what the code does: its columns, its formats, its endings."""

from __future__ import annotations

import re
from pathlib import Path

from polyglot_news.bitext import COLUMNS
from polyglot_news.read.table import READERS
from polyglot_news.write import ENDINGS, FORMATS

DOC = (Path(__file__).parents[1] / "docs" / "table.md").read_text(encoding="utf-8")


def _first_cells(heading: str) -> str:
    section = DOC.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return "\n".join(line.split("|")[1] for line in section.splitlines() if line.startswith("| "))


def test_the_columns_are_documented_in_their_order() -> None:
    assert tuple(re.findall(r"`(\w+)`", _first_cells("Columns"))) == COLUMNS


def test_the_formats_and_endings_are_documented() -> None:
    named = re.findall(r"`([^`]+)`", _first_cells("Formats"))
    assert {name for name in named if name.startswith(".")} == set(ENDINGS)
    assert {name for name in named if not name.startswith(".")} == set(FORMATS)
    assert all(f"`{ending}`" in DOC for ending in READERS)
