"""Pinned figures: `floors.toml` has a table a benchmark; a figure below its floor, or above its ceiling, is a failure."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def below(benchmark: str, figures: Mapping[str, float]) -> list[str]:
    """One line for each pinned figure that is worse than pinned, or was not measured.

    A key that ends in ` max` pins a ceiling on the figure of that name, any other a floor.
    """
    pinned = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8")).get(benchmark, {})
    worse = []
    for key, limit in pinned.items():
        name = key.removesuffix(" max")
        if name not in figures:
            worse.append(f"{benchmark}: '{name}' is pinned at {limit} but was not measured")
        elif figures[name] > limit if key != name else figures[name] < limit:
            worse.append(f"{benchmark}: {name} is {figures[name]:.4f}, pinned at {limit}")
    return worse
