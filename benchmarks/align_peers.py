"""The aligner's speed beside a peer's, and how its time and memory grow."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.align_data import Pair, ntrex, text_and_berg
from benchmarks.align_score import GoldBead, count, total

_SIZES = (500, 5_000, 50_000)
_GROWTH = 1.3


def speed(bench: Path) -> None:
    """Prints processor seconds, ratio and strict F1 on Text+Berg, of `galechurch` (Gale and Church, 1993) and ours.

    Ours includes encoding, and loading the encoder once.
    """
    import galechurch

    from benchmarks.align import aligned, judged

    pairs = [*text_and_berg(bench, "dev"), *text_and_berg(bench, "test")]
    start = time.process_time()
    results = [galechurch.align(pair.source, pair.target) for pair in pairs]
    base = time.process_time() - start
    scored = total([count(pair.gold, _beads(result)) for pair, result in zip(pairs, results, strict=True)])
    print(f"galechurch          {base:8.3f} s  ×    1  strict F1 {scored.strict_f1:.3f}")
    for name, encoder in (("ours, no encoder", None), ("ours, default encoder", "auto")):
        start = time.process_time()
        bitexts = [aligned(pair, encoder=encoder) for pair in pairs]
        spent = time.process_time() - start
        scored = total([judged(pair, bitext)[0] for pair, bitext in zip(pairs, bitexts, strict=True)])
        print(f"{name:19} {spent:8.3f} s  × {spent / base:4.0f}  strict F1 {scored.strict_f1:.3f}", flush=True)


def _beads(result: Any) -> list[GoldBead]:
    """galechurch's own lines, `[0]:[1, 2]`, as beads."""
    lines = (line.split(":") for line in result.to_pharaoh_lines())
    return [(tuple(json.loads(source)), tuple(json.loads(target))) for source, target in lines]


def joined(pairs: list[Pair], size: int) -> Pair:
    """One document of about `size` segments a side: the documents one after another, over and over.

    Every time round the lines get another number, so that no line comes again.
    """
    source: list[str] = []
    target: list[str] = []
    gold: list[GoldBead] = []
    for taken, pair in enumerate(itertools.cycle(pairs)):
        if len(source) >= size:
            break
        again = f" {taken // len(pairs)}" if taken >= len(pairs) else ""
        gold += [
            (tuple(i + len(source) for i in one), tuple(j + len(target) for j in other)) for one, other in pair.gold
        ]
        source += [line + again for line in pair.source]
        target += [line + again for line in pair.target]
    return Pair(f"joined {size}", pairs[0].source_lang, pairs[0].target_lang, source, target, gold)


def scaling(bench: Path) -> None:
    """Prints processor seconds, peak memory and strict F1 for joined NTREX documents, a process for each size."""
    for encoder in ("none", "auto"):
        last: dict[str, float] = {}
        for size in _SIZES:
            line = subprocess.run(
                [sys.executable, "-m", "benchmarks.align_peers", str(bench), str(size), encoder],
                check=True, capture_output=True, text=True,
            ).stdout  # fmt: skip
            now: dict[str, float] = json.loads(line)
            factor = now["segments"] / last["segments"] if last else 1.0
            growth = {key: now[key] / last[key] / factor if last else 1.0 for key in ("seconds", "megabytes")}
            verdict = "grows too fast" if max(growth.values()) > _GROWTH else "grows in proportion"
            print(f"{encoder:8} {now['segments']:6.0f} segments {now['seconds']:8.1f} s {now['megabytes']:6.0f} MB")
            print(
                f"{'':8} strict F1 {now['strict']:.3f}; a segment takes × {growth['seconds']:.2f} the time and",
                end="",
            )
            print(f" × {growth['megabytes']:.2f} the memory of the size before: {verdict}", flush=True)
            last = now


def _one_size(bench: Path, size: int, encoder: str) -> None:
    import resource

    from benchmarks.align import aligned, judged

    pair = joined(ntrex(bench, "es"), size)
    given = None if encoder == "none" else encoder
    start = time.process_time()
    bitext = aligned(pair, encoder=given)
    spent = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    strict = judged(pair, bitext)[0].strict_f1
    print(json.dumps({"segments": len(pair.source), "seconds": spent, "megabytes": memory, "strict": strict}))


if __name__ == "__main__":
    _one_size(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
