"""Runs a batch in child processes that are killed before their n-th operation on a file of the output."""

from __future__ import annotations

import itertools
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

_OPERATIONS = ("open", "os.mkdir", "os.rename", "os.remove", "os.chmod")


def killed(work: Callable[[], object], output: Path, at: int) -> bool:
    """Whether a process that does the work is dead, by its `at`th operation on a file in `output`, before it is done.

    Raises:
        AssertionError: the work failed by itself.
    """
    child = os.fork()
    if not child:
        status = 1
        try:
            _die(str(output), at)
            work()
            status = 0
        finally:
            os._exit(status)
    _, ended = os.waitpid(child, 0)
    if os.WIFSIGNALED(ended):
        return True
    assert os.WEXITSTATUS(ended) == 0
    return False


def _die(output: str, at: int) -> None:
    seen = itertools.count(1)

    def hook(event: str, args: tuple[object, ...]) -> None:
        if event in _OPERATIONS and any(str(arg).startswith(output) for arg in args) and next(seen) == at:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
