"""How many batches are worth translating side by side on this machine."""

from __future__ import annotations

import os
from pathlib import Path

_QUOTA = Path("/sys/fs/cgroup/cpu.max")


def physical_cores() -> int:
    """Cores this process may use: hyper-threads of one core count once, a container's quota is respected."""
    return max(1, min(len(_siblings()), _quota(_QUOTA)))


def _siblings() -> set[str]:
    """One entry a core, where the system tells which logical processors share one."""
    if not hasattr(os, "sched_getaffinity"):
        return {str(cpu) for cpu in range(os.cpu_count() or 1)}
    found = set()
    for cpu in os.sched_getaffinity(0):
        try:
            found.add(Path(f"/sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list").read_text())
        except OSError:
            found.add(str(cpu))
    return found


def _quota(path: Path) -> int:
    """Whole processors that a control group (cgroup v2) grants; a large number where there is no limit."""
    try:
        quota, period = path.read_text().split()
        return max(1, int(quota) // int(period))
    except (OSError, ValueError):  # no such file, or "max"
        return 1 << 16
