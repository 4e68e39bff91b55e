"""Cells that a spreadsheet would run as formulas, made harmless in a way that reading undoes.

A cell that begins with `=`, `+`, `-`, `@`, tab or carriage return (after any apostrophes) gets one apostrophe more
in front; reading takes one away from exactly such cells, so every text survives the round trip.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NEUTRALISED = re.compile(r"'+[=+\-@\t\r]")


def neutralise(cell: str) -> str:
    """The cell with an apostrophe in front if a spreadsheet would run it."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def restore(cell: str) -> str:
    """The cell as it was before `neutralise`."""
    return cell[1:] if _NEUTRALISED.match(cell) else cell
