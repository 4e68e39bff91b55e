"""All that speaks for or against a bead, as planes over the grid: one number for every bead of a kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from polyglot_news.align.cosines import Cosines
from polyglot_news.align.coverage import UNCUT, Coverage, Named, straddling
from polyglot_news.align.cuts import SIGNS
from polyglot_news.align.search import Kind, Step
from polyglot_news.align.senses import Senses
from polyglot_news.align.similarity import by_meaning, by_spelling, by_use, numbers
from polyglot_news.align.surface import OPEN_ENDING, Surface
from polyglot_news.align.windows import run_sum
from polyglot_news.align.words import Floats, Lexicon

_OUTERMOST = (1, 3)
"""So many words at the edge of a segment are looked for on the other side of a cut, which may have parted a name."""


class Evidence:
    """The evidence about a pair of documents; `second_look` adds what a first alignment of them teaches.

    Args:
        source, target: the segments of both sides, at least one each.
        langs: their languages.
        senses: what to compare meanings with; None for length and lexical evidence alone.
    """

    def __init__(
        self, source: Sequence[str], target: Sequence[str], langs: tuple[str, str], senses: Senses | None
    ) -> None:
        self.source, self.target = Surface.of(source, langs[0]), Surface.of(target, langs[1])
        self._lexica = Lexicon.of(self.source.texts), Lexicon.of(self.target.texts)
        ones, others = (lexicon.vocabulary for lexicon in self._lexica)
        self._spelling = by_spelling(ones, others)
        self._meaning = by_meaning(ones, others, langs, senses.words) if senses else None
        self.cosines = Cosines(self.source, self.target, senses.sentences) if senses else None
        self.ratio = float(np.clip(self.target.length.sum() / self.source.length.sum(), 0.1, 10))
        self.spread = 6.8
        self._weights = self._lexica[0].weights, self._lexica[1].weights
        self._unchanging, self._figures = self._steady(), self._numbers()
        self._cover(None)

    @property
    def size(self) -> tuple[int, int]:
        return len(self.source), len(self.target)

    def second_look(self, steps: Sequence[Step], certainty: Sequence[float]) -> None:
        """Learns from a first alignment (of four linked beads at least) which words go together, and the ratio."""
        beads = [(i, n, j, m) for (i, n, j, m) in steps if n and m]
        if len(beads) < 4:
            self._cover(np.zeros_like(self._spelling))
            return
        ours = np.array([self.source.length[i : i + n].sum() for i, n, _, _ in beads])
        theirs = np.array([self.target.length[j : j + m].sum() for _, _, j, m in beads])
        self.ratio = float(np.exp(np.median(np.log(theirs / ours))))
        off = (theirs - ours * self.ratio) ** 2 / (0.5 * (theirs + ours * self.ratio))
        self.spread = float((np.minimum(off, 30).sum() + 5 * 6.8) / (len(off) + 5))
        self._cover(by_use(*self._lexica, steps, certainty))

    def _steady(self) -> list[Coverage]:
        """The coverages that a second look changes nothing about."""
        kept = {"spelling": self._spelling, **({} if self._meaning is None else {"meaning": self._meaning})}
        return [Coverage(name, alike, *self._lexica, self._weights) for name, alike in kept.items()]

    def _numbers(self) -> Coverage:
        ours, theirs = (numbers(lexicon.vocabulary).astype(np.float32) for lexicon in self._lexica)
        same = self._spelling * ours[:, None] * theirs[None, :]
        return Coverage("numbers", same, *self._lexica, (ours * self._weights[0], theirs * self._weights[1]))

    def _cover(self, use: Floats | None) -> None:
        """Sets the coverages, with what was learnt from a first alignment if there was one."""
        alike = self._spelling
        for more in (self._meaning, use):
            alike = alike if more is None else np.maximum(alike, more)
        every = Coverage("words", alike, *self._lexica, self._weights)
        learnt = [] if use is None else [Coverage("use", use, *self._lexica, self._weights)]
        self._coverages = [every, *self._unchanging, *learnt]
        source, target = self.source, self.target
        self._cuts = {
            "word": straddling(
                (source.parted, target.parted),
                (every.clauses(0, source.heads), every.clauses(0, source.tails)),
                (every.clauses(1, target.heads).T, every.clauses(1, target.tails).T),
            )
        }
        for count in _OUTERMOST:
            (ours, *source_ends), (theirs, *target_ends) = (every.outermost(side, count) for side in (0, 1))
            self._cuts[f"outermost {count}"] = straddling(
                (ours, theirs), tuple(source_ends), tuple(end.T for end in target_ends)
            )

    def planes(self, kind: Kind) -> dict[str, Floats]:
        """The evidence about every bead of a kind, by name: float32 [N - n + 1, M - m + 1] each."""
        n, m = kind
        shape = len(self.source) - n + 1, len(self.target) - m + 1
        named = dict(self._shape(n, m))
        for coverage in self._coverages:
            for name, plane in coverage.shares(n, m, edges=coverage.name in {"words", "spelling"}):
                named[f"{coverage.name}: {name}"] = plane
        named.update((f"numbers: {name}", plane) for name, plane in self._figures.tally(n, m))
        cuts = {**self._cuts, **({"sense": self.cosines.straddling} if self.cosines else {})}
        for name, signs in cuts.items():
            for sign, plane in zip(("strongest", "all", "contrary"), signs, strict=True):
                named[f"{name} cut: {sign}"] = plane[n:, m:] + plane[: shape[0], : shape[1]]
            named[f"{name} cut: inside"] = _inside(signs[0], n, m)
        if self.cosines:
            named.update((f"sense: {name}", plane) for name, plane in self.cosines.planes(n, m))
        return {name: np.broadcast_to(plane, shape).astype(np.float32, copy=False) for name, plane in named.items()}

    def _shape(self, n: int, m: int) -> Named:
        """Lengths, punctuation, letter case and place: what can be seen without knowing either language."""
        source, target = self.source, self.target
        rows, columns = len(source) - n + 1, len(target) - m + 1
        ours, theirs = run_sum(source.length, n)[:, None] * np.float32(self.ratio), run_sum(target.length, m)[None, :]
        deviation = (theirs - ours) / np.sqrt(0.5 * (theirs + ours) * self.spread + 1)
        unequal = np.abs(np.log(theirs / ours))
        yield "length: deviation", np.minimum(np.abs(deviation), 5)
        yield "length: deviation squared", np.minimum(deviation**2, 16) / 4
        yield "length: log ratio", np.minimum(unequal, 2)
        yield "length: log ratio squared", np.minimum(unequal, 1.5) ** 2
        yield "length: both", np.log(theirs + ours) - 4
        end, other = source.ending[n - 1 :][:, None], target.ending[m - 1 :][None, :]
        yield "ending: same", end == other
        yield "ending: one asks", (end == 2) != (other == 2)
        yield "ending: one has none", (end == 6) != (other == 6)
        for name in source.counted:
            here, there = run_sum(source.counted[name], n)[:, None], run_sum(target.counted[name], m)[None, :]
            if name == "commas":
                yield name, np.abs(here - there) / np.sqrt(here + there + 1)
            else:
                yield f"{name}: differ", np.minimum(np.abs(here - there), 4) / 2
                yield f"{name}: shared", np.minimum(np.minimum(here, there), 4) / 2
        yield "capitals", np.abs(run_sum(source.upper, n)[:, None] / n - run_sum(target.upper, m)[None, :] / m)
        here, there = run_sum(source.sentences, n)[:, None] + n, run_sum(target.sentences, m)[None, :] + m
        yield "sentences", np.minimum(np.abs(here - there), 4)
        yield "starts small", source.lower[:rows, None] + target.lower[None, :columns]
        inner = run_sum(source.lower, n) - source.lower[:rows], run_sum(target.lower, m) - target.lower[:columns]
        yield "small inside", inner[0][:, None] + inner[1][None, :]
        opens = (source.ending >= OPEN_ENDING).astype(np.float32), (target.ending >= OPEN_ENDING).astype(np.float32)
        at_end = opens[0][n - 1 :], opens[1][m - 1 :]
        yield "open end", at_end[0][:, None] + at_end[1][None, :]
        yield (
            "open end inside",
            (run_sum(opens[0], n) - at_end[0])[:, None] + (run_sum(opens[1], m) - at_end[1])[None, :],
        )
        for sign, ours, theirs in zip(SIGNS, source.doubtful, target.doubtful, strict=True):
            at_edge = ours[:rows, None] + ours[n:, None] + theirs[None, :columns] + theirs[None, m:]
            yield f"cut at edge: {sign}", at_edge
            yield f"cut inside: {sign}", run_sum(ours, n + 1)[:, None] + run_sum(theirs, m + 1)[None, :] - at_edge
        place = (np.arange(rows) + n / 2)[:, None] / len(source) - (np.arange(columns) + m / 2)[None, :] / len(target)
        yield "place", np.minimum(np.abs(place) * np.sqrt(min(self.size)), 3)

    def alone(self, side: int) -> dict[str, Floats]:
        """The evidence about leaving out each segment of a side (0 source, 1 target), by name: float32 [N] or [M]."""
        surface = self.target if side else self.source
        named: dict[str, NDArray[Any]] = {
            "length": np.log(surface.length) - 4,
            "open end": surface.ending >= OPEN_ENDING,
            "capitals": surface.upper,
            "starts small": surface.lower,
            "digits": surface.digits / surface.length,
            "very short": surface.length < 12,
            "short": surface.length * (1 if side else self.ratio) < 25,
            "wordless": self._lexica[side].tokens[self._lexica[side].edges[:-1]] == 0,
        }
        for sign, at in zip(SIGNS, surface.doubtful, strict=True):
            named[f"cut before: {sign}"], named[f"cut after: {sign}"] = at[:-1], at[1:]
        for coverage in self._coverages:
            named.update((f"{coverage.name}: {name}", row) for name, row in coverage.alone(side))
        if self.cosines:
            named.update((f"sense: {name}", row) for name, row in self.cosines.alone(side))
        ours, theirs = self.size[::-1] if side else self.size
        surplus = float(np.clip((theirs - ours) / max(self.size), -0.5, 0.5))
        named["other side is longer"] = np.full(len(surface), surplus)
        return {name: np.asarray(row, dtype=np.float32) for name, row in named.items()}


def _inside(strongest: Floats, n: int, m: int) -> Floats:
    """What speaks against the best cut inside an n-m bead, as `straddling` has it; `UNCUT` where there is none."""
    rows, columns = strongest.shape[0] - n, strongest.shape[1] - m
    cuts = [strongest[a : a + rows, b : b + columns] for a in range(1, n) for b in range(1, m)]
    return np.minimum.reduce(cuts) if cuts else np.full((rows, columns), UNCUT, dtype=np.float32)
