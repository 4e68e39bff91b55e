"""`batch --on ray` beside `batch`: the same rows, what Ray costs, a worker that is killed. Needs the extra `[ray]`.

    python -m benchmarks.batch_ray [--check] [--articles 2000]

The corpus of `benchmarks.batch` (English to Portuguese, beam 1) on a local Ray with 2 workers, and in threads.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.batch_command import command, finished_parts
from benchmarks.batch_corpus import write_corpus
from benchmarks.batch_result import digest
from benchmarks.report import Report, arguments

_ROOT = Path(__file__).parent.parent


def main() -> None:
    args = arguments(__doc__, articles=2000)
    report = Report("batch_ray", ("figure", "value", "detail"))
    with tempfile.TemporaryDirectory() as name:
        write_corpus(args.bench, Path(name) / "corpus", args.articles, 1997)
        _measure(report, Path(name))
    report.finish(check=args.check)


def _measure(report: Report, folder: Path) -> None:
    clocks = {}
    for name, options in (("threads", []), ("ray", ["--on", "ray", "--workers", "2"])):
        output = folder / f"of-{name}"
        run = command(folder / "corpus", output, *options)
        begun = time.perf_counter()
        subprocess.run(run, check=True, cwd=_ROOT)
        clocks[name] = time.perf_counter() - begun
        report.row(f"seconds.{name}", clocks[name], "with starting up")
    expected = digest(folder / "of-threads")
    same = digest(folder / "of-ray") == expected
    report.row("same", float(same), "1 if the rows are the same")
    report.figure("same", same)
    report.row("speed", clocks["threads"] / clocks["ray"], "times as fast as threads")
    killed = command(folder / "corpus", folder / "of-killed-ray", "--on", "ray", "--workers", "2")
    process = subprocess.Popen(killed, cwd=_ROOT)
    while process.poll() is None and finished_parts(folder / "of-killed-ray") < 2:
        time.sleep(0.1)
    died = _kill_a_worker(process.pid)
    if process.wait():
        sys.exit("the run on Ray failed")
    same = died and digest(folder / "of-killed-ray") == expected
    report.row("killed", float(same), "one worker killed: 1 if the rows are the same")
    report.figure("killed", same)


def _kill_a_worker(driver: int) -> bool:
    """Kill (SIGKILL) one process among those below `driver` that makes parts; False if there is none."""
    for process in _below(driver):
        if b"_PartMaker" in _read(process, "cmdline"):
            os.kill(process, signal.SIGKILL)
            return True
    return False


def _below(parent: int) -> Iterator[int]:
    for entry in Path("/proc").iterdir():
        fields = _read(int(entry.name), "stat").rpartition(b")")[2].split() if entry.name.isdecimal() else []
        if fields[1:2] == [b"%d" % parent]:
            yield int(entry.name)
            yield from _below(int(entry.name))


def _read(process: int, name: str) -> bytes:
    try:
        return (Path("/proc") / str(process) / name).read_bytes()
    except OSError:
        return b""


if __name__ == "__main__":
    main()
