"""The command `batch` as its benchmarks run it, and how far a run is."""

from __future__ import annotations

import sys
from pathlib import Path

_PART = 20_000


def command(corpus: Path, output: Path, *options: str) -> list[str]:
    """English to Portuguese at beam 1, in parts of 20,000 characters."""
    batch = [sys.executable, "-m", "polyglot_news", "batch", str(corpus), "--to", "pt", "--beam", "1", "--quiet"]
    return [*batch, "--part-size", str(_PART), "-o", str(output), *options]


def finished_parts(output: Path) -> int:
    """The parts that count."""
    try:
        return (output / "log.jsonl").read_bytes().count(b'"event": "part"')
    except FileNotFoundError:
        return 0
