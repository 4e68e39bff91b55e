"""Where the bench data is: --bench, else POLYGLOT_NEWS_BENCH, else ../shared/bench beside the repository."""

from __future__ import annotations

import os
from pathlib import Path


def bench_path(given: str | None) -> Path:
    """The folder of the bench data; ends the run with one line where there is none."""
    beside = Path(__file__).resolve().parents[1].parent / "shared" / "bench"
    path = Path(given or os.environ.get("POLYGLOT_NEWS_BENCH") or beside)
    if not path.is_dir():
        raise SystemExit(f"no bench data at {path}: give --bench PATH or set POLYGLOT_NEWS_BENCH")
    return path
