"""The translation memory: what it saves, what it costs, and whether it is safe for many writers.

    python -m benchmarks.memory [--check] [--articles 40] [--writers 8] [--segments 100000]

NTREX documents as articles, English to Portuguese, bundled model, processor time of this process. `plain`: translated
without a memory; `filling`: with an empty one; `again`: with the one just filled, in another order, by an engine that
has no model loaded; `glossary`: the same with a termbase that is enforced. `recall`: looking up alone, as a share of
`plain`. `identical`: the share of bitexts that are equal to those made without a memory. `writers`: processes that
each write some segments, every one of which another process writes too; the share of them that reads back as written,
none where one is missing or there twice, a writer failed, or `quick_check` finds anything.
"""

from __future__ import annotations

import multiprocessing
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.report import Report, arguments
from polyglot_news.article import Article, Segment
from polyglot_news.bitext import Bitext
from polyglot_news.glossary.enforce import Enforcement
from polyglot_news.glossary.given import given_termbase
from polyglot_news.translate.argos import ArgosEngine
from polyglot_news.translate.hop import Outcome, Task, Translate
from polyglot_news.translate.memory import Memory
from polyglot_news.translate.memory.keys import Setup
from polyglot_news.translate.pipeline import Options, translate_articles
from polyglot_news.translate.prepare import Surroundings

_CHUNK = 1000
_SETUP = Setup("en", "pt", "en→pt", "benchmark|1|", ("none@sha256:0",), "", "", "")


class TimedMemory(Memory):
    """A memory with a clock: processor time spent on what it remembers, `translate` left out."""

    seconds = 0.0

    def remembered(self, setup: Setup, tasks: Sequence[Task], translate: Translate) -> list[Outcome]:
        start = time.process_time()
        try:
            return super().remembered(setup, tasks, translate)
        finally:
            self.seconds += time.process_time() - start


def main() -> None:
    args = arguments(__doc__, articles=40, writers=8, segments=100_000)
    report = Report("memory", ("figure", "seconds", "ratio", "of"))
    articles = list(_articles(args.bench, args.articles))
    termbase = Enforcement(given_termbase(["russia-ukraine"]))
    with tempfile.TemporaryDirectory() as folder:
        _saving(report, articles, Path(folder) / "memory.sqlite", "", Options("pt"))
        _saving(report, articles, Path(folder) / "memory.sqlite", "glossary.", Options("pt", terms=termbase))
        _writing(report, Path(folder) / "shared.sqlite", args.writers, args.segments)
    report.finish(check=args.check)


def _saving(report: Report, articles: Sequence[Article], path: Path, name: str, options: Options) -> None:
    engine = ArgosEngine()
    list(translate_articles(articles[:1], options, engine))
    plain, made = _timed(lambda: list(translate_articles(articles, options, engine)))
    report.row(f"{name}plain", plain, 1.0, f"{sum(len(bitext.beads) for bitext in made)} segments")
    filling, filled = _with_memory(path, articles, options, engine)[:2]
    report.row(f"{name}filling", filling, filling / plain, "plain")
    again, found, looking, hits = _with_memory(path, articles[::-1], options, ArgosEngine())
    report.row(f"{name}again", again, plain / again, f"plain to again, {hits} hits")
    report.row(f"{name}recall", looking, f"{100 * looking / plain:.2f} %", "plain")
    same = [a == b for a, b in zip([*made, *made], [*filled, *found[::-1]], strict=True)]
    report.row(f"{name}identical", "", sum(same) / len(same), f"{len(same)} bitexts")
    report.figure(f"{name}again", plain / again)
    report.figure(f"{name}recall_under", 0.02 - looking / plain)
    report.figure(f"{name}identical", sum(same) / len(same))


def _with_memory(
    path: Path, articles: Sequence[Article], options: Options, engine: ArgosEngine
) -> tuple[float, list[Bitext], float, int]:
    """Seconds in all, the bitexts, seconds of looking up, hits."""
    with TimedMemory(path) as memory:
        remembering = replace(options, memory=memory)
        seconds, made = _timed(lambda: list(translate_articles(articles, remembering, engine)))
        return seconds, made, memory.seconds, memory.hits


def _timed(work: Callable[[], list[Bitext]]) -> tuple[float, list[Bitext]]:
    start = time.process_time()
    made = work()
    return time.process_time() - start, made


def _articles(bench: Path, count: int) -> Iterator[Article]:
    """NTREX documents, four lines a paragraph."""
    lines = (bench / "translate" / "ntrex.eng.txt").read_text(encoding="utf-8").splitlines()
    documents = (bench / "translate" / "DOCUMENT_IDS.tsv").read_text(encoding="utf-8").splitlines()
    by_document: dict[str, list[str]] = {}
    for document, line in zip(documents, lines, strict=False):
        by_document.setdefault(document, []).append(line)
    for name, sentences in list(by_document.items())[:count]:
        yield Article(name, "\n\n".join(" ".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4)))


def _writing(report: Report, path: Path, writers: int, segments: int) -> None:
    start = time.perf_counter()
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_write, args=(path, part, writers, segments)) for part in range(writers)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    seconds = time.perf_counter() - start
    failed = sum(process.exitcode != 0 for process in processes)
    total = writers * segments // 2
    with sqlite3.connect(path) as connection:
        rows, distinct = connection.execute("SELECT count(*), count(DISTINCT source) FROM segments").fetchone()
        sound = connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"
    connection.close()
    kept = _reading(path, total)
    once = rows == distinct == total and sound and not failed
    rate = writers * segments / seconds
    report.row("writers", seconds, kept, f"{writers} × {segments}: {rows} rows, {failed} failed, {rate:.0f} a second")
    report.figure("writers", kept if once else 0.0)


def _write(path: Path, part: int, writers: int, segments: int) -> None:
    """The segments of two neighbours in a ring, so that every one is written by two processes."""
    half = segments // 2
    with Memory(path, on_damage=_never) as memory:
        for start in range(0, half, _CHUNK):
            for ring in (part, (part + 1) % writers):
                memory.at(_SETUP).outcomes(_tasks(ring * half + start, min(_CHUNK, half - start)), _made)
                memory.flush()


def _reading(path: Path, total: int) -> float:
    """The share of the segments that read back as they were written."""
    right = 0
    with Memory(path, on_damage=_never) as memory:
        for start in range(0, total, _CHUNK):
            tasks = _tasks(start, min(_CHUNK, total - start))
            found = memory.at(_SETUP).outcomes(tasks, lambda new: [Outcome("lost")] * len(new))
            right += sum(a == b for a, b in zip(found, _made(tasks), strict=True))
    return right / total


def _tasks(start: int, count: int) -> list[Task]:
    texts = [
        f"Sentence number {number} of the corpus, which is as long as one is."
        for number in range(start, start + count)
    ]
    return [Task(Segment(0, 0, len(text), text, 0), text, Surroundings()) for text in texts]


def _made(tasks: Sequence[Task]) -> list[Outcome]:
    return [Outcome(task.origin[::-1], -0.1) for task in tasks]


def _never(error: Exception) -> None:
    raise error


if __name__ == "__main__":
    main()
