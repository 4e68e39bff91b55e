"""What every benchmark shares: its arguments, a table of what was measured, and the floors that must hold."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import tomli

_ROOT = Path(__file__).parent.parent
FLOORS = _ROOT / "benchmarks" / "floors.toml"


def arguments(description: str | None, **numbers: int) -> argparse.Namespace:
    """Parse `--check`, `--bench` (where the benchmark data is) and the whole numbers given with their defaults."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = Path(os.environ.get("POLYGLOT_NEWS_BENCH", _ROOT.parent / "shared" / "bench"))
    parser.add_argument("--check", action="store_true", help="exit 1 when a figure is below its floor")
    parser.add_argument("--bench", type=Path, default=default, help="folder of the benchmark data")
    for name, value in numbers.items():
        parser.add_argument(f"--{name}", type=int, default=value)
    parsed = parser.parse_args()
    if not parsed.bench.is_dir():
        parser.error(f"no benchmark data at {parsed.bench}; give --bench or POLYGLOT_NEWS_BENCH")
    return parsed


class Report:
    """A table that is printed as it grows, and figures that are checked against `floors.toml`."""

    def __init__(self, name: str, columns: tuple[str, ...]) -> None:
        self._name = name
        self._figures: dict[str, float] = {}
        self.row(*columns)

    def row(self, *cells: object) -> None:
        """Print one row; numbers with a point get three decimals."""
        texts = [f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in cells]
        print("  ".join(text.ljust(9) for text in texts), flush=True)

    def figure(self, name: str, value: float) -> None:
        """Record a figure under the name it has in the floors."""
        self._figures[name] = value

    def finish(self, *, check: bool) -> None:
        """With `check`: compare with the floors, and exit 1 when one does not hold or was not measured."""
        if not check:
            return
        floors: dict[str, float] = tomli.loads(FLOORS.read_text(encoding="utf-8"))[self._name]
        failed = [
            f"{name}: {self._figures.get(name, float('nan')):.4f}, floor {floor}"
            for name, floor in floors.items()
            if not self._figures.get(name, float("-inf")) >= floor
        ]
        print(f"{self._name}: {len(floors) - len(failed)} of {len(floors)} floors hold")
        if failed:
            sys.exit("\n".join(failed))
