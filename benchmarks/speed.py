"""Speed, as ratios within one run.

    python -m benchmarks.speed [--check] [--articles 40]

`around`: everything around the model (reading, detection, segmentation, quotation marks, guard, writing) as a share
of the time inside the engine, over articles made of NTREX documents, files to CSV. `retries`: model calls for a
second look, as a share of the first pass. `help`: `polyglot-news --help` over `python -c "import typer"`, processor
time, the median of several runs.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.report import Report, arguments
from polyglot_news.read import read_articles
from polyglot_news.translate.argos import ArgosEngine
from polyglot_news.translate.engine import PLAIN_DECODING, Decoding, Hypothesis, Model
from polyglot_news.translate.pipeline import Options, translate_articles
from polyglot_news.write import write_bitexts

_RUNS = 9


class TimedEngine(ArgosEngine):
    """The argos engine with a clock."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[int, float]] = []

    def translate(
        self, model: Model, texts: Sequence[str], decoding: Decoding = PLAIN_DECODING
    ) -> list[tuple[Hypothesis, ...]]:
        start = time.perf_counter()
        result = super().translate(model, texts, decoding)
        self.calls.append((len(texts), time.perf_counter() - start))
        return result


def main() -> None:
    args = arguments(__doc__, articles=40)
    report = Report("speed", ("figure", "value", "of"))
    around, retries, detail = _around(args.bench, args.articles)
    report.row("around", around, detail)
    report.row("retries", retries, "of the first pass")
    help_ratio = _help_ratio()
    report.row("help", help_ratio, "import typer")
    report.figure("around_under", 0.10 - around)
    report.figure("help_under", 1.5 - help_ratio)
    report.finish(check=args.check)


def _around(bench: Path, count: int) -> tuple[float, float, str]:
    engine = TimedEngine()
    with tempfile.TemporaryDirectory() as folder:
        files = _articles(bench, Path(folder), count)
        _run(files[:1], engine, Path(folder) / "warm.csv")
        engine.calls.clear()
        start = time.perf_counter()
        segments = _run(files, engine, Path(folder) / "out.csv")
        total = time.perf_counter() - start
    inside = sum(seconds for _, seconds in engine.calls)
    first = engine.calls[0][1]
    return (total - inside) / inside, inside / first - 1, f"{count} articles, {segments} segments, {total:.1f} s"


def _run(files: Sequence[Path], engine: ArgosEngine, out: Path) -> int:
    bitexts = list(translate_articles(read_articles(files), Options("pt"), engine))
    write_bitexts(bitexts, out)
    return sum(len(bitext.beads) for bitext in bitexts)


def _articles(bench: Path, folder: Path, count: int) -> list[Path]:
    """NTREX documents as text files, four lines a paragraph."""
    lines = (bench / "translate" / "ntrex.eng.txt").read_text(encoding="utf-8").splitlines()
    documents = (bench / "translate" / "DOCUMENT_IDS.tsv").read_text(encoding="utf-8").splitlines()
    by_document: dict[str, list[str]] = {}
    for document, line in zip(documents, lines, strict=False):
        by_document.setdefault(document, []).append(line)
    files = []
    for number, sentences in enumerate(list(by_document.values())[:count]):
        paragraphs = [" ".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4)]
        path = folder / f"article-{number}.txt"
        path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
        files.append(path)
    return files


def _help_ratio() -> float:
    help_times = [_processor_time("-m", "polyglot_news", "--help") for _ in range(_RUNS)]
    typer_times = [_processor_time("-c", "import typer") for _ in range(_RUNS)]
    return statistics.median(help_times) / statistics.median(typer_times)


def _processor_time(*args: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *args], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
