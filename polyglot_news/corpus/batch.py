"""A whole corpus through the pipeline into one folder: resumable, in parts, both cores busy.

The corpus is read twice: once for a plan (how it is cut, what it is, which languages it has), then part by part.
Parts are made side by side by a few threads, which wait for each other's Python but not for the models, and put on
disk in order.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from polyglot_news.article import UNDETERMINED
from polyglot_news.corpus.columns import Columns
from polyglot_news.corpus.folder import Folder, opened
from polyglot_news.corpus.job import Job
from polyglot_news.corpus.maker import Made, Maker
from polyglot_news.corpus.plan import PART_SIZE, Plan, make_plan, missing_routes, slices, told
from polyglot_news.corpus.records import Record, read_records
from polyglot_news.errors import NoRouteError, UsageError
from polyglot_news.write import writer

THREADS = 2
"""Parts in work at once: while one waits for its models, the other is read, checked and written."""

Slices = Iterator[list[Record]]
Runner = Callable[["Corpus", Job, int], Iterator[Made]]
"""Makes the parts of a corpus from a part's number on, in order."""


@dataclass(frozen=True)
class Corpus:
    """Where a corpus lies and how it is read; `part_size` is in characters."""

    paths: tuple[Path, ...]
    columns: Columns = field(default_factory=Columns)
    part_size: int = PART_SIZE

    def records(self) -> Iterator[Record]:
        """All records, from the first."""
        return read_records(self.paths, self.columns)

    def slices(self, first: int = 0) -> Slices:
        """The slices that parts are made of, from the number `first` on."""
        return islice(slices(self.records(), self.part_size), first, None)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: characters done (`resumed` of them by earlier runs) of all; what this run has made, in
    `seconds`.
    """

    weight: int
    resumed: int
    all_weight: int
    rows: int
    rejects: int
    seconds: float

    @property
    def rate(self) -> float:
        """Rows a second."""
        return self.rows / max(self.seconds, 1e-9)

    @property
    def seconds_to_go(self) -> float:
        """If the rest goes as this run has gone so far."""
        return self.seconds * (self.all_weight - self.weight) / max(1, self.weight - self.resumed)


def run_batch(
    corpus: Corpus,
    job: Job,
    output: Path,
    *,
    restart: bool = False,
    runner: Runner | None = None,
    on_plan: Callable[[Plan, Sequence[str]], None] | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Mapping[str, Any]:
    """Treat a corpus, or go on where a run of the same corpus and job was cut off.

    Args:
        restart: throw away what an earlier run left in `output`.
        runner: what makes the parts; by default threads of this process.
        on_plan: told the plan and, a line each, which languages no route leads from.
        on_progress: told after every part.

    Returns:
        The summary, as it is written to `summary.json`.

    Raises:
        UsageError: `output` holds something else, lies inside the corpus, or is being written to by another process;
            or the memory's file is none.
        ReadError: there is no such corpus, or no article in it.
        NoRouteError: no route leads from any language of the corpus.
        ModelError, WriteError: a model or a disk fails; the same call goes on afterwards.
    """
    writer(job.format)
    job.require_memory()
    for path in corpus.paths:
        if path.is_dir() and output.resolve().is_relative_to(path.resolve()):
            raise UsageError(
                f"{output} lies inside the corpus {path}, and would be read with it; name another folder"
            )
    with opened(output, restart=restart) as folder:
        plan, signature = _prepare(corpus, job, on_plan)
        folder.begin({**signature, "corpus": plan.digest, "part_size": corpus.part_size})
        first = len(folder.entries)
        folder.log("start", part=first, parts=len(plan.parts), languages=plan.languages, faults=plan.faults)
        try:
            made = (runner or in_threads)(corpus, job, first) if first < len(plan.parts) else iter(())
            _store(made, folder, plan, on_progress)
        except KeyboardInterrupt:
            folder.log("interrupted", parts=len(folder.entries))
            raise
        if len(folder.entries) != len(plan.parts):
            raise UsageError(f"the corpus changed while it was read; run again with --restart: {output}")
        summary = _summary(folder, plan)
        folder.finish(summary)
        folder.log("done", **summary)
        return summary


def _prepare(
    corpus: Corpus, job: Job, on_plan: Callable[[Plan, Sequence[str]], None] | None
) -> tuple[Plan, Mapping[str, Any]]:
    """Look at the corpus, and at what cannot be translated before anything is."""
    engine = job.open_engine()
    plan = make_plan(corpus.records(), corpus.part_size, job.source)
    missing = missing_routes(plan, job, engine)
    lines = told(missing, plan)
    if missing and set(missing) >= {lang for lang in plan.languages if lang not in (UNDETERMINED, job.to)}:
        raise NoRouteError("; ".join(lines))
    if on_plan:
        on_plan(plan, lines)
    return plan, job.signature(engine)


def in_threads(corpus: Corpus, job: Job, first: int) -> Iterator[Made]:
    """The parts from the number `first` on, in order; as many in work as there are threads."""
    maker = Maker(job)
    waiting: deque[Future[Made]] = deque()
    pool = ThreadPoolExecutor(THREADS, thread_name_prefix="part")
    try:
        for part in corpus.slices(first):
            waiting.append(pool.submit(maker.make, part))
            if len(waiting) > THREADS:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)  # what is still in work is thrown away


def _store(parts: Iterable[Made], folder: Folder, plan: Plan, on_progress: Callable[[Progress], None] | None) -> None:
    begun = time.monotonic()
    resumed = sum(plan.weights[: len(folder.entries)])
    weight, all_weight, rows, rejects = resumed, sum(plan.weights), 0, 0
    for made in parts:
        entry = folder.add(made)
        weight += plan.weights[entry["part"]]
        rows += made.rows
        rejects += len(made.rejects)
        if on_progress:
            seconds = time.monotonic() - begun
            on_progress(Progress(weight, resumed, all_weight, rows, rejects, seconds))


def _summary(folder: Folder, plan: Plan) -> dict[str, Any]:
    """What came of a corpus; the same for a run that was cut off and one that was not."""
    return {
        "records": plan.records,
        "articles": sum(entry["articles"] for entry in folder.entries),
        "rows": sum(entry["rows"] for entry in folder.entries),
        "rejected": sum(folder.counts["rejects"].values()),
        **{name: dict(counted.most_common()) for name, counted in folder.counts.items()},
    }
