"""Does `renderings` find a planted change, and nothing else? Synthetic corpora, many seeds.

    python -m benchmarks.renderings [--check] [--seeds 200] [--first 0]

Each corpus has 24 months, five outlets of unequal size, and 21 concepts of three to five renderings, each in about a
quarter of 700 articles, one to eight times. Writers repeat themselves: every article draws its own preferences around
its outlet's (Dirichlet, concentration 1.5), so that its hits are far from independent. One concept changes: from a
month on, half of its uses go to its rarest rendering. One more concept has three hits in all. Scenarios:

- `month`: every outlet has the same preferences, `--by month`.
- `mix`: outlets differ in every concept, and from one of the months on others of them speak; `--by month --by
  outlet`. Only the planted concept changes within the outlets. Every fourth seed.
- `slant`: as `mix`, but concepts hang together: all are spoken of in the same quarter of the articles, each of which
  has one slant, drawn around its outlet's, that bends its preferences in every concept. Every fourth seed.
- `none`: the corpora of `month` without the change. `none slant`: those of `slant` without it, every fourth seed.
- `hits`: the corpora of `month`, every hit taken for an article of its own: what comes of overlooking that hits of
  one article hang together (no floor; it is the reason for the unit). Every tenth seed.

`found`: the planted concept is found to change (in `none`: falsely); `exact`, `near`: with its month, or that give or
take one (shares of those found); `spared`: 1 − the mean share of false ones among the findings of a seed; `quiet`:
seeds without any; `too few`: the concept with three hits is called so. `memory`: peak allocations for 1,500 articles
divided by those for 9,000.
"""

from __future__ import annotations

import json
import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.random import Generator

from benchmarks.report import Report, arguments
from polyglot_news.bitext import Bitext, from_rows
from polyglot_news.corpus.rendering_tests import FOUND, TOO_FEW
from polyglot_news.corpus.renderings import Settings, Study, study
from polyglot_news.write import write_bitexts

MONTHS = tuple(f"{year}-{month:02}" for year in (2023, 2024) for month in range(1, 13))
OUTLETS = ("Herald", "Tribune", "Courier", "Observer", "Gazette")
_SIZES = np.array([0.4, 0.25, 0.2, 0.1, 0.05])
_BENDS = (-1.0, -0.5, 0.0, 0.5, 1.0)
_CONCEPTS, _ARTICLES, _SPOKEN_OF, _CONCENTRATION = 21, 700, 0.25, 1.5
PLANTED, RARE = "concept-00", "concept-rare"


@dataclass(frozen=True)
class Corpus:
    """A corpus and what was planted in it: `change` is the number of the first changed month, None without one."""

    rows: list[dict[str, Any]]
    change: int | None

    def write(self, path: Path) -> Path:
        """Write the rows as JSON Lines."""
        path.write_text("".join(f"{json.dumps(row)}\n" for row in self.rows), encoding="utf-8")
        return path


def corpus(
    seed: int, *, mix: bool = False, slant: bool = False, planted: bool = True, articles: int = _ARTICLES
) -> Corpus:
    """A corpus with one change, if it is `planted`.

    `mix`: outlets differ, and which of them speak changes too; `slant`: one slant an article bends all its concepts.
    """
    rng = np.random.default_rng(seed)
    change, turn = int(rng.integers(5, 20)), int(rng.integers(5, 20))
    habits = [_habits(rng, mix) for _ in range(_CONCEPTS)]
    busy = rng.uniform(0.5, 1.5, len(MONTHS))
    rows: list[dict[str, Any]] = []
    for number in range(articles):
        month = int(rng.choice(len(MONTHS), p=busy / busy.sum()))
        sizes = _SIZES[::-1] if mix and month >= turn else _SIZES
        outlet = int(rng.choice(len(OUTLETS), p=sizes))
        about = {"article_id": f"a{number}", "outlet": OUTLETS[outlet], "date": f"{MONTHS[month]}-15"}
        bend = rng.normal(_BENDS[outlet]) if slant else 0.0
        for concept in _spoken_of(rng, together=slant):
            habit = habits[concept][outlet]
            if planted and concept == 0 and month >= change:
                habit = habit / 2 + np.eye(len(habit))[habit.argmin()] / 2
            rows += _hits(rng, f"concept-{concept:02}", _bent(habit, bend), about)
        if number < 3:
            rows += _hits(rng, RARE, np.array([0.5, 0.5]), about, most=1)
    return Corpus(rows, change if planted else None)


def _spoken_of(rng: Generator, *, together: bool) -> np.ndarray:
    """The concepts of one article."""
    draws = np.full(_CONCEPTS, rng.random()) if together else rng.random(_CONCEPTS)
    return np.flatnonzero(draws < _SPOKEN_OF)


def _bent(habit: np.ndarray, bend: float) -> np.ndarray:
    """Preferences with the last renderings raised, or with the first ones raised if `bend` is negative."""
    raised = habit * np.exp(bend * np.linspace(-1, 1, len(habit)))
    return np.asarray(raised / raised.sum())


def _habits(rng: Generator, mix: bool) -> list[np.ndarray]:
    """What each outlet prefers for one concept."""
    shared = rng.dirichlet(np.full(int(rng.integers(3, 6)), 2.0))
    return [rng.dirichlet(shared * 4) if mix else shared for _ in OUTLETS]


def _hits(
    rng: Generator, concept: str, habit: np.ndarray, about: dict[str, Any], most: int = 8
) -> Iterator[dict[str, Any]]:
    """The rows of one article on one concept."""
    own = rng.dirichlet(np.maximum(habit, 1e-3) * _CONCENTRATION)
    for _ in range(min(int(rng.geometric(0.5)), most)):
        words = f"{concept} words {int(rng.choice(len(own), p=own))}"
        use = {"concept": concept, "source_term": concept, "source_start": 0, "source_end": len(concept),
               "rendering": words, "target_start": 0, "target_end": len(words), "status": "admitted"}  # fmt: skip
        yield {**about, "source_lang": "ru", "source": concept, "target_lang": "en", "target": words,
               "terms": json.dumps([use])}  # fmt: skip


class Score:
    """What was found over the seeds of one scenario."""

    def __init__(self) -> None:
        self.found: list[bool] = []
        self.off: list[int] = []
        self.false: list[float] = []
        self.too_few: list[bool] = []

    def add(self, result: Study, change: int | None) -> None:
        verdicts = {c.concept: next(v for v in c.verdicts if v.by == "month") for c in result.concepts}
        found = {name: verdict.since for name, verdict in verdicts.items() if verdict.outcome == FOUND}
        self.found.append(PLANTED in found)
        if change is not None and PLANTED in found:
            self.off.append(abs(MONTHS.index(found[PLANTED]) - change))
        true = change is not None and PLANTED in found
        self.false.append((len(found) - true) / max(len(found), 1))
        self.too_few.append(verdicts[RARE].outcome == TOO_FEW)

    def figures(self) -> dict[str, float]:
        off = np.array(self.off or [len(MONTHS)])
        return {
            "found": float(np.mean(self.found)),
            "exact": float((off == 0).mean()),
            "near": float((off <= 1).mean()),
            "spared": 1 - float(np.mean(self.false)),
            "quiet": float((np.array(self.false) == 0).mean()),
            "too few": float(np.mean(self.too_few)),
        }


def main() -> None:
    args = arguments(__doc__, seeds=200, first=0)
    report = Report(
        "renderings", ("scenario", "seeds", "found", "exact", "near", "spared", "quiet", "too few", "seconds")
    )
    seeds = range(args.first, args.first + args.seeds)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for scenario, chosen in (
            ("month", seeds),
            ("mix", seeds[::4]),
            ("slant", seeds[::4]),
            ("none", seeds),
            ("none slant", seeds[::4]),
            ("hits", seeds[::10]),
        ):
            start, score = time.process_time(), Score()
            slant, planted = scenario.endswith("slant"), not scenario.startswith("none")
            mix = slant or scenario == "mix"
            by = ("month", "outlet") if mix else ("month",)
            for seed in chosen:
                made = corpus(seed, mix=mix, slant=slant, planted=planted)
                if scenario == "hits":
                    made = Corpus([{**row, "article_id": ""} for row in made.rows], made.change)
                score.add(study(made.write(folder / "corpus.jsonl"), Settings(by)), made.change)
            figures = score.figures()
            report.row(scenario, len(chosen), *figures.values(), time.process_time() - start)
            for figure, value in figures.items():
                report.figure(f"{scenario}.{figure}", value)
        peaks = [_peak(folder, articles) for articles in (1_500, 9_000)]
        report.row("memory", f"{peaks[0] / 2**20:.0f} MB", f"{peaks[1] / 2**20:.0f} MB", peaks[0] / peaks[1])
        report.figure("memory", peaks[0] / peaks[1])
    report.finish(check=args.check)


def _peak(folder: Path, articles: int) -> int:
    """Peak allocations of a study, in bytes."""
    table = folder / f"{articles}.parquet"
    bitexts: list[Bitext] = from_rows(corpus(0, articles=articles).rows)
    write_bitexts(bitexts, table)
    del bitexts
    tracemalloc.start()
    study(table, Settings(("month", "outlet")))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


if __name__ == "__main__":
    main()
