"""How well, how fast and how far the aligner aligns.

    python -m benchmarks.align [--check] [--speed] [--scaling] [--plot FILE.svg]

Sets: Text+Berg (German–French yearbooks; dev was learnt from, test was not) and NTREX (six languages with English, 25
documents each, none learnt from). Strict and lax F1 as vecalign's `score.py` counts (`benchmarks/align_score.py`).
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.align_calibrate import calibration_error
from benchmarks.align_data import PAIRS, Pair, ntrex, text_and_berg
from benchmarks.align_peers import scaling, speed
from benchmarks.align_plot import reliability_svg
from benchmarks.align_score import Counts, count, total
from benchmarks.bench_path import bench_path
from benchmarks.floors import below
from polyglot_news.align import align
from polyglot_news.article import Article, Segment
from polyglot_news.bitext import Bitext

Judged = tuple[float, bool]
"""A bead's confidence, and whether it is gold."""


def article(lines: Sequence[str], lang: str, name: str) -> tuple[Article, list[Segment]]:
    """Lines as an article of one segment a line."""
    ends = list(itertools.accumulate(len(line) + 1 for line in lines))
    starts = [0, *ends[:-1]] if ends else []
    segments = [
        Segment(k, start, start + len(line), line, 0, lang) for k, (start, line) in enumerate(zip(starts, lines, strict=True))
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


def quality(bench: Path, encoder: str | None) -> tuple[dict[str, float], list[Judged]]:
    """Prints F1 by set, and Text+Berg by document; gives the figures by name, and the confidences on held-apart sets."""
    figures: dict[str, float] = {}
    held_apart: list[Judged] = []
    kind = "encoder" if encoder else "lexical"
    sets = {f"text+berg {part}": text_and_berg(bench, part) for part in ("dev", "test")}
    sets.update({f"ntrex {lang}-en": ntrex(bench, lang) for lang in PAIRS})
    for name, pairs in sets.items():
        counts, confidences = measure(pairs, encoder=encoder)
        if not name.endswith("dev"):
            held_apart += confidences
        whole = total(counts)
        figures[f"{kind} {name} strict"], figures[f"{kind} {name} lax"] = whole.strict_f1, whole.lax_f1
        print(f"{kind:8} {name:16} strict {whole.strict_f1:.3f} lax {whole.lax_f1:.3f}", flush=True)
        if name == "text+berg test":
            for pair, each in zip(pairs, counts, strict=True):
                print(f"{'':8} {pair.name:16} strict {each.strict_f1:.3f} lax {each.lax_f1:.3f}")
    news = [figures[f"{kind} ntrex {lang}-en strict"] for lang in PAIRS if lang != "uk"]
    figures[f"{kind} ntrex mean strict"] = float(np.mean(news))
    print(f"{kind:8} ntrex mean (pt-BR, pt, ru, es, zh) strict {np.mean(news):.4f}, least {min(news):.4f}")
    return figures, held_apart


def calibration(kind: str, confidences: Sequence[Judged]) -> dict[str, float]:
    """Prints how well confidence and accuracy agree on the sets that nothing was learnt from."""
    chance, right = np.array([sure for sure, _ in confidences]), [hit for _, hit in confidences]
    error = calibration_error(chance, right)
    doubtful = [hit for sure, hit in confidences if sure < 0.5]
    share = sum(doubtful) / max(len(doubtful), 1)
    print(f"{kind:8} expected calibration error {error:.3f}; of {len(doubtful)} beads under 0.5, {share:.0%} are right")
    return {f"{kind} calibration error": error, f"{kind} right under half": share}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="exit 1 when a figure is worse than its floor")
    parser.add_argument("--evidence", choices=("both", "default", "none"), default="both", help="with which encoder")
    parser.add_argument("--speed", action="store_true", help="time against the PyPI package galechurch")
    parser.add_argument("--scaling", action="store_true", help="time and memory for 500, 5,000 and 50,000 segments a side")
    parser.add_argument("--plot", type=Path, help="draw confidence against accuracy into this SVG file")
    parser.add_argument("--bench")
    options = parser.parse_args()
    bench = bench_path(options.bench)
    if options.speed:
        speed(bench)
    if options.scaling:
        scaling(bench)
    if options.speed or options.scaling:
        return
    figures: dict[str, float] = {}
    curves: dict[str, list[Judged]] = {}
    for kind, encoder in (("encoder", "default"), ("lexical", None)):
        if options.evidence in ("both", encoder or "none"):
            found, curves[kind] = quality(bench, encoder)
            figures.update({**found, **calibration(kind, curves[kind])})
    if options.plot:
        options.plot.write_text(reliability_svg(curves), encoding="utf-8")
    if options.check and (worse := below("align", figures)):
        raise SystemExit("\n".join(worse))


if __name__ == "__main__":
    main()
