"""How long something takes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple


class Clock(NamedTuple):
    """Seconds by the clock on the wall, and by that of the processor (all threads together)."""

    seconds: float
    processor: float


def timed(work: Callable[[], object]) -> Clock:
    """Do it once."""
    start, processor = time.perf_counter(), time.process_time()
    work()
    return Clock(time.perf_counter() - start, time.process_time() - processor)
