"""Killing one worker of a Ray that a process has started."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path


def kill_a_worker(driver: int) -> None:
    """Kill (SIGKILL) one process among those below `driver` that makes parts; none if there is none left."""
    for process in _below(driver):
        if b"_PartMaker" in _read(process, "cmdline"):
            os.kill(process, signal.SIGKILL)
            return


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
