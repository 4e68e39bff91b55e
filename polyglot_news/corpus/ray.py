"""The parts of a corpus made by Ray Data on many cores or machines: one reader, and actors that each load the models.

The reader streams the corpus and gives one block a part; the actors make parts side by side; this process takes them
in order and writes them, so that only it needs the output folder. Reading takes about a thousandth of the time that
translating does. Ray does a part again whose worker died.
"""

from __future__ import annotations

import logging
import os
import pickle
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from polyglot_news.corpus.job import Job
from polyglot_news.corpus.maker import Made, Maker
from polyglot_news.errors import MissingExtraError, ModelError
from polyglot_news.translate.cores import physical_cores

os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing leaves the machine

try:
    import pyarrow as pa
    import ray
    from ray.data.block import BlockMetadata
    from ray.data.context import DataContext
    from ray.data.datasource import Datasource, ReadTask
except ImportError:
    raise MissingExtraError("running on Ray", "ray") from None

if TYPE_CHECKING:
    from polyglot_news.corpus.batch import Corpus, Runner

_READER_CPUS = 0.1
"""Other than the actors', so that Ray Data does not put reading and making into one task."""


def on_ray(address: str | None = None, workers: int | None = None) -> Runner:
    """A runner for `run_batch`.

    Args:
        address: of a Ray cluster; without it Ray is started on this machine for the time of the run.
        workers: actors, one core each; by default as many as there are cores.

    Raises:
        ModelError: there is no cluster at the address.
    """

    def run(corpus: Corpus, job: Job, first: int) -> Iterator[Made]:
        corpus = replace(corpus, paths=tuple(path.resolve() for path in corpus.paths))  # for other processes
        job = replace(job, memory=job.memory.resolve() if job.memory else None)
        with _connected(address, workers or physical_cores()), _in_order(), warnings.catch_warnings():
            # of a corpus that has fewer parts than there are workers
            warnings.filterwarnings("ignore", message="The minimum number of concurrent actors")
            resources: dict[str, float] = ray.cluster_resources()
            count = workers or max(1, int(resources["CPU"]) - 1)
            parts = ray.data.read_datasource(_Parts(corpus, first), num_cpus=_READER_CPUS, override_num_blocks=1)
            made = parts.map_batches(
                _PartMaker, batch_size=1, batch_format="numpy", fn_constructor_args=(job,), num_cpus=1,
                compute=ray.data.ActorPoolStrategy(size=count),
            )  # fmt: skip
            for row in made.iter_rows():
                yield pickle.loads(row["made"])

    return run


class _PartMaker:
    """An actor: it loads the models once, and translates one batch at a time, on its own core."""

    def __init__(self, job: Job) -> None:
        os.environ["ARGOS_INTER_THREADS"] = "1"
        self._maker = Maker(job)

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[bytes]]:
        return {"made": [pickle.dumps(self._maker.make(pickle.loads(records))) for records in batch["records"]]}


class _Parts(Datasource):
    """The slices of a corpus from one on, read by one task that hands them on as it goes."""

    def __init__(self, corpus: Corpus, first: int) -> None:
        self._corpus = corpus
        self._first = first

    def estimate_inmemory_data_size(self) -> int | None:
        return None

    def get_read_tasks(
        self, parallelism: int, per_task_row_limit: int | None = None, data_context: Any = None
    ) -> list[ReadTask]:
        unknown = BlockMetadata(num_rows=None, size_bytes=None, input_files=None, exec_stats=None)
        return [ReadTask(_reader(self._corpus, self._first), unknown)]


def _reader(corpus: Corpus, first: int) -> Callable[[], Iterator[pa.Table]]:
    def read() -> Iterator[pa.Table]:
        for part in corpus.slices(first):
            yield pa.table({"records": pa.array([pickle.dumps(part)], pa.large_binary())})

    return read


@contextmanager
def _connected(address: str | None, workers: int) -> Iterator[None]:
    """Ray, started for the time of a run unless it runs already."""
    if ray.is_initialized():
        yield
        return
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR"}
    try:
        if address:
            ray.init(address, **quiet)
        else:
            ray.init(num_cpus=workers + 1, include_dashboard=False, **quiet)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise ModelError(f"Ray cannot be reached at {address or 'this machine'}: {error}") from None
    try:
        yield
    finally:
        ray.shutdown()


@contextmanager
def _in_order() -> Iterator[None]:
    """Parts come in their order, one a block, and no bars are drawn."""
    context = DataContext.get_current()
    before = (
        context.execution_options.preserve_order, context.target_max_block_size, context.enable_progress_bars,
    )  # fmt: skip
    context.execution_options.preserve_order = True
    context.target_max_block_size = 1
    context.enable_progress_bars = False
    loggers = [logging.getLogger(name) for name in ("ray", "ray.data")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        context.execution_options.preserve_order, context.target_max_block_size, context.enable_progress_bars = before
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
