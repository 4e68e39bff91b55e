"""How often findings are right, in a made-up article of which a stated share of the beads holds one error each.

Beads with an error (DEMETR `bad`, every kind alike, and CED `BAD` as one kind more) stand for the wrong ones,
translations without (DEMETR `good`, CED `OK`, human translations of NTREX) for the rest, in equal parts. A finding is
right where its check answers for the error of its bead; CED does not say what is wrong, so there any is right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.audit_data import KINDS

BASE_RATE = 0.2
"""Share of beads with an error."""

CRITICAL = "critical"
"""The kind of CED's errors."""

_BINS = 6
"""Parts of equal weight into which continuous certainties are cut."""

Said = Sequence[tuple[str, float]]
"""The findings of one bead: check and certainty."""


@dataclass(frozen=True)
class Judged:
    """One finding: what it said, whether it was right, and what it weighs."""

    check: str
    certainty: float
    right: bool
    weight: float


def judge(planted: Iterable[tuple[str, Said]], *without: Sequence[Said]) -> list[Judged]:
    """Every finding of beads with an error, and of sets of beads without; kinds without a check are left out."""
    answers = {**{kind: frozenset(checks) for kind, checks in KINDS.items()}, CRITICAL: answerable()}
    wrong = [(kind, said) for kind, said in planted if answers[kind]]
    many = Counter(kind for kind, _ in wrong)
    found = [
        Judged(check, value, check in answers[kind], BASE_RATE / len(many) / many[kind])
        for kind, said in wrong
        for check, value in said
    ]
    for beads in without:
        share = (1 - BASE_RATE) / len(without) / max(len(beads), 1)
        found += [Judged(check, value, False, share) for said in beads for check, value in said]
    return found


def answerable() -> frozenset[str]:
    """The checks that answer for some kind of planted error."""
    return frozenset(check for checks in KINDS.values() for check in checks)


def knots(judged: Sequence[Judged]) -> dict[str, dict[str, list[float]]]:
    """By check, certainties and the share that was right there, never falling (pool adjacent violators)."""
    fitted = {}
    for check in sorted(answerable()):
        mine = [one for one in judged if one.check == check]
        if not any(one.right for one in mine):
            continue
        values = np.array([one.certainty for one in mine])
        levels = np.unique(values)
        if len(levels) > _BINS:
            edges = np.quantile(values, np.linspace(0, 1, _BINS + 1)[1:-1])
            cells = np.searchsorted(edges, values)
        else:
            cells = np.searchsorted(levels, values)
        rows = [_share([one for one, at in zip(mine, cells, strict=True) if at == cell]) for cell in np.unique(cells)]
        certainty, confidence = _rising(rows)
        fitted[check] = {"certainty": certainty, "confidence": confidence}
    return fitted


def _share(found: Sequence[Judged]) -> tuple[float, float, float]:
    """Mean certainty, share right (one more finding of even odds added), and weight."""
    weight = sum(one.weight for one in found)
    extra = weight / len(found)
    right = sum(one.weight for one in found if one.right)
    return (
        sum(one.certainty * one.weight for one in found) / weight,
        (right + extra / 2) / (weight + extra),
        weight,
    )


def _rising(rows: list[tuple[float, float, float]]) -> tuple[list[float], list[float]]:
    blocks: list[list[tuple[float, float, float]]] = []
    for row in rows:
        blocks.append([row])
        while len(blocks) > 1 and _mean(blocks[-2]) > _mean(blocks[-1]):
            last = blocks.pop()
            blocks[-1] += last
    pairs = [(row[0], _mean(block)) for block in blocks for row in block]
    return [round(x, 4) for x, _ in pairs], [round(y, 4) for _, y in pairs]


def _mean(block: list[tuple[float, float, float]]) -> float:
    return sum(share * weight for _, share, weight in block) / sum(weight for _, _, weight in block)


def calibration_error(judged: Sequence[Judged]) -> float:
    """Expected calibration error (Guo et al., 2017) over ten bins, of the checks that answer for some kind."""
    mine = [one for one in judged if one.check in answerable()]
    said = np.array([one.certainty for one in mine])
    right: NDArray[np.float64] = np.array([float(one.right) for one in mine])
    weight = np.array([one.weight for one in mine])
    cells = np.minimum((said * 10).astype(int), 9)
    total = 0.0
    for cell in np.unique(cells):
        inside = cells == cell
        mass = weight[inside].sum()
        total += abs(float((weight * (said - right))[inside].sum() / mass)) * float(mass / weight.sum())
    return total
