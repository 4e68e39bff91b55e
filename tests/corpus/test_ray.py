from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from corpora import write_lines
from test_batch import result

pytest.importorskip("ray", reason="the extra [ray] is not installed")

ROOT = Path(__file__).parents[2]
TEXT = "The talks failed on Monday. Nobody was hurt in the capital."


def command(news: Path, output: Path, *options: str) -> list[str]:
    batch = [sys.executable, "-m", "polyglot_news", "batch", str(news), "--to", "pt", "--beam", "1", "-q"]
    return [*batch, "--format", "csv", "--part-size", "400", "-o", str(output), *options]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def below(parent: int) -> list[int]:
    """The processes that a process has started, and theirs."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            child = int(stat.parent.name)
            found += [child, *below(child)]
    return found


def makers(driver: int) -> list[int]:
    """The processes of the actors."""
    return [pid for pid in below(driver) if b"_PartMaker" in (Path("/proc") / str(pid) / "cmdline").read_bytes()]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="workers are found in /proc")
def test_ray_makes_the_same_parts_also_when_a_worker_dies(tmp_path: Path) -> None:
    records = [{"id": f"a{i}", "text": f"{TEXT} The minister said {i} people had arrived.", "lang": "en"}
               for i in range(60)]  # fmt: skip
    news = write_lines(tmp_path / "news.jsonl", [*records, "broken"])
    threads, on_ray = tmp_path / "threads", tmp_path / "ray"
    subprocess.run(command(news, threads), check=True, env=environment())
    process = subprocess.Popen(command(news, on_ray, "--on", "ray", "--workers", "2"), env=environment())
    while process.poll() is None and not list((on_ray / "parts").glob("part-*")):
        time.sleep(0.05)
    for worker in makers(process.pid)[:1]:
        os.kill(worker, signal.SIGKILL)
    assert process.wait() == 0
    assert result(on_ray) == result(threads)
