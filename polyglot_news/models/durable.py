"""Writing that survives a crash: what is there is either the old content or the new."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def write_text(path: Path, text: str, via: Path | None = None) -> None:
    """Replace a file's content in one step.

    Args:
        path: the file.
        text: its new content.
        via: a directory on the same file system for the file in the making, which a killed process leaves there;
            by default the file's own.

    Raises:
        OSError: the directory is not writable.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=via or path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Make the entries of a directory (created, renamed, removed files) durable, where the system allows it."""
    with suppress(OSError):  # Windows cannot open a directory, some network file systems cannot flush one
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
