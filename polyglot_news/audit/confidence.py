"""What a check's own certainty is worth: the share of its findings that were right, in beads with known errors."""

from __future__ import annotations

import json
from functools import cache

import numpy as np

from polyglot_news.audit.weights import PATH


def calibrated(check: str, certainty: float) -> float:
    """The confidence of a finding, as fitted (docs/audit.md); a check without known errors keeps its own."""
    knots = _knots().get(check)
    return float(np.interp(certainty, *knots)) if knots else certainty


@cache
def _knots() -> dict[str, tuple[list[float], list[float]]]:
    """By check, certainties in order and the confidence of each."""
    fitted = json.loads(PATH.read_text(encoding="utf-8")).get("confidence", {})
    return {check: (knots["certainty"], knots["confidence"]) for check, knots in fitted.items()}


def forget() -> None:
    """Read the fitted values anew."""
    _knots.cache_clear()
