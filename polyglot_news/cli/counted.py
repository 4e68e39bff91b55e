"""Counts in words."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    """A count with its noun: `1 bead`, `14 beads`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"
