"""Rows under a header, whichever kind of table they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from polyglot_news.bitext import Row
from polyglot_news.errors import ReadError


def require_distinct(columns: Sequence[str]) -> None:
    """Raises ReadError if two columns have one name."""
    twice = {column for column in columns if columns.count(column) > 1}
    if twice:
        raise ReadError(f"the header names '{min(twice)}' twice; rename one of the columns")


def records(columns: Sequence[str], lines: Iterable[Sequence[Any]], empty: Any) -> Iterator[Row]:
    """The lines that hold anything, as rows by column name; cells missing at the end of a line are `empty`.

    A column without a name is left out as long as it holds nothing.

    Raises:
        ReadError: two columns have one name, a line has more cells than there are columns, or a cell no name over it.
    """
    require_distinct([column for column in columns if column])
    for number, cells in enumerate(lines, start=1):
        if all(_is_empty(cell) for cell in cells):
            continue
        if len(cells) > len(columns):
            raise ReadError(f"row {number}: {len(cells)} cells under {len(columns)} columns")
        row = list(zip(columns, [*cells, *[empty] * (len(columns) - len(cells))], strict=True))
        if any(not column and not _is_empty(cell) for column, cell in row):
            raise ReadError(f"row {number}: a cell stands in a column without a name; name the column in the header")
        yield {column: cell for column, cell in row if column}


def _is_empty(cell: Any) -> bool:
    return cell is None or cell == ""
