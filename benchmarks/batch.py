"""`batch`: killed and resumed, memory, throughput beside the bare engine, a warm translation memory.

    python -m benchmarks.batch [--check] [--articles 2000] [--deaths 10] [--lines 1900]

`same`: a corpus of NTREX-128 lines in six languages and the examples, in JSON Lines, CSV, Parquet and single files,
with repeated sentences and ids and broken records (`benchmarks.batch_corpus`), English to Portuguese, beam 1: one
run that is left alone, one that is killed with SIGKILL at random moments and begun again. 1 when the sorted rows,
the rejects and the summary are the same and no other file is left.
`memory`: peak resident size of the command over ten times as many articles against as many, all sentences out of the
first 200 lines and a translation memory beside, so that the models have little to do.
`speed`: `--lines` NTREX lines, 15 an article, beam 4, the best of 2 runs: the engine given every sentence once, all
together; the engine given what `batch` has it decode (second looks at quotations and failures too); and `batch`, from
reading to Parquet, in parts of 100,000 characters, with loading the model. By the wall clock, which tells
something on idle cores only, and by processor time.
`warm`: the same again with a translation memory that holds all of it.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.batch_command import command, finished_parts
from benchmarks.batch_corpus import short_articles, write_corpus
from benchmarks.batch_result import digest, leftovers
from benchmarks.clock import Clock, timed
from benchmarks.report import Report, arguments
from polyglot_news.corpus.batch import Corpus, run_batch
from polyglot_news.corpus.job import Job
from polyglot_news.corpus.parts import rows
from polyglot_news.translate.argos import ArgosEngine
from polyglot_news.translate.engine import PLAIN_DECODING, Decoding, Hypothesis, Model

_ROOT = Path(__file__).parent.parent
_AN_ARTICLE = 15
_RUNS = 2
_A_PART = 100_000


def main() -> None:
    args = arguments(__doc__, articles=2000, deaths=10, lines=1900)
    report = Report("batch", ("figure", "value", "detail"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(args.bench, folder / "corpus", args.articles, 1997)
        _same(report, folder, args.deaths)
        _memory(report, args.bench, folder, args.articles)
        _speed(report, args.bench, folder, args.lines)
    report.finish(check=args.check)


def _same(report: Report, folder: Path, deaths: int) -> None:
    begun = time.perf_counter()
    subprocess.run(command(folder / "corpus", folder / "whole"), check=True, cwd=_ROOT)
    seconds = time.perf_counter() - begun
    summary = json.loads((folder / "whole" / "summary.json").read_text(encoding="utf-8"))
    report.row(
        "rows", summary["rows"], f"{summary['records']} records, {summary['rejected']} rejected; {seconds:.0f} s"
    )
    expected = digest(folder / "whole")
    died = _killed(command(folder / "corpus", folder / "killed"), folder / "killed", deaths)
    same = digest(folder / "killed") == expected and not leftovers(folder / "killed")
    report.row("same", float(same), f"{len(died)} deaths, after {', '.join(map(str, died))} parts")
    report.figure("same", same)
    report.figure("deaths", len(died))


def _killed(run: list[str], output: Path, deaths: int) -> list[int]:
    """Begin a run again and again until it has died so often, then let it end; the parts done at each death."""
    chance = random.Random(3)
    died: list[int] = []
    while len(died) < deaths:
        process = subprocess.Popen(run, cwd=_ROOT)
        wanted = finished_parts(output) + chance.choice([0, 0, 1, 1, 2])
        while process.poll() is None and finished_parts(output) < wanted:
            time.sleep(0.02)
        time.sleep(chance.uniform(0.0, 4.0))
        if process.poll() is not None:
            break
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        died.append(finished_parts(output))
    subprocess.run(run, check=True, cwd=_ROOT)
    return died


def _memory(report: Report, bench: Path, folder: Path, articles: int) -> None:
    peaks = []
    for count in (articles, 10 * articles):
        corpus = folder / f"{count}.jsonl"
        with corpus.open("w", encoding="utf-8") as stream:
            for article in short_articles(bench, count, 200):
                stream.write(json.dumps(article, ensure_ascii=False) + "\n")
        process = subprocess.Popen(
            command(corpus, folder / f"of-{count}", "--memory", str(folder / "memory.sqlite")), cwd=_ROOT
        )
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            sys.exit(f"the run over {count} articles failed")
        peaks.append(usage.ru_maxrss)
        report.row(f"memory.{count}", usage.ru_maxrss / 1024, "MiB at most")
    report.row("memory", peaks[1] / peaks[0], "ten times as many articles")
    report.figure("memory_under", 1.15 - peaks[1] / peaks[0])


def _speed(report: Report, bench: Path, folder: Path, count: int) -> None:
    lines = (bench / "translate" / "ntrex.eng.txt").read_text(encoding="utf-8").split("\n")[:count]
    corpus = folder / "speed.jsonl"
    with corpus.open("w", encoding="utf-8") as stream:
        for start in range(0, count, _AN_ARTICLE):
            article = {"text": "\n\n".join(lines[start : start + _AN_ARTICLE]), "lang": "en"}
            stream.write(json.dumps(article, ensure_ascii=False) + "\n")

    def batch(output: str, memory: Path | None = None) -> Callable[[], object]:
        job = Job("pt", memory=memory)
        return lambda: run_batch(Corpus((corpus,), part_size=_A_PART), job, folder / output, restart=True)

    engine = ArgosEngine()
    [model, *_] = [model for model in engine.models() if (model.source, model.target) == ("en", "pt")]
    with _Heard() as heard:
        batch("speed")()
    cells = (str(row["source"]) for piece in rows(folder / "speed") for row in piece)
    once = list(dict.fromkeys(cells))
    engine.translate(model, once[:3])  # loads the model
    works: dict[str, Callable[[], object]] = {
        "sentences": lambda: engine.translate(model, once),
        "decoded": lambda: [engine.translate(model, texts, decoding) for texts, decoding in heard.calls],
        "batch": batch("speed"),
    }
    batch("speed", folder / "warm.sqlite")()
    works["warm"] = batch("speed", folder / "warm.sqlite")
    rounds = [{name: timed(work) for name, work in works.items()} for _ in range(_RUNS)]
    clocks = {name: Clock(*map(min, zip(*(found[name] for found in rounds), strict=True))) for name in works}
    for name, clock in clocks.items():
        report.row(f"seconds.{name}", clock.seconds, f"processor {clock.processor:.2f}")
    for name in ("sentences", "decoded"):
        seconds, processor = (a / b for a, b in zip(clocks[name], clocks["batch"], strict=True))
        report.row(f"speed.{name}", seconds, f"of the bare engine; by processor time {processor:.3f}")
        report.figure(f"speed.{name}.wall", seconds)
        report.figure(f"speed.{name}", processor)
    for which, cold, warm in zip(("wall", "processor"), clocks["batch"], clocks["warm"], strict=True):
        report.row(f"warm.{which}", cold / warm, "times as fast with a warm memory")
        report.figure(f"warm.{which}", cold / warm)


class _Heard:
    """Notes what the argos engine is asked to decode."""

    def __init__(self) -> None:
        self.calls: list[tuple[list[str], Decoding]] = []

    def __enter__(self) -> _Heard:
        self._plain = plain = ArgosEngine.translate
        calls = self.calls

        def translate(
            engine: ArgosEngine, model: Model, texts: list[str], decoding: Decoding = PLAIN_DECODING
        ) -> list[tuple[Hypothesis, ...]]:
            calls.append((list(texts), decoding))
            return plain(engine, model, texts, decoding)

        ArgosEngine.translate = translate  # type: ignore[method-assign,assignment]  # to listen, for one run
        return self

    def __exit__(self, *exc: object) -> None:
        ArgosEngine.translate = self._plain  # type: ignore[method-assign]


if __name__ == "__main__":
    main()
