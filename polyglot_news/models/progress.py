"""How long work reports itself: silently for a library, with a bar on standard error for a terminal."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID


class Progress:
    """Silent; the base of the others."""

    def begin(self, label: str, total: int | None, done: int = 0) -> None:
        """Start a new piece of work of `total` bytes (None: unknown), `done` of which exist already."""

    def advance(self, size: int) -> None:
        """`size` more bytes are done."""

    def note(self, text: str) -> None:
        """Tell what is being waited for, or done next."""


SILENT = Progress()


class BarProgress(Progress):
    """Bars on standard error; use as a context manager."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeRemainingColumn, TransferSpeedColumn
        from rich.progress import Progress as RichProgress

        columns = TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn()
        self._bars: RichProgress = RichProgress(*columns, TimeRemainingColumn(), console=Console(stderr=True))
        self._task: TaskID | None = None

    def __enter__(self) -> BarProgress:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def begin(self, label: str, total: int | None, done: int = 0) -> None:
        self._task = self._bars.add_task(label, total=total, completed=done)

    def advance(self, size: int) -> None:
        if self._task is not None:
            self._bars.advance(self._task, size)

    def note(self, text: str) -> None:
        self._bars.console.print(text, markup=False, highlight=False)
