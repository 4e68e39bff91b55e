"""Copying a folder of files into the workshop of a shelf."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from polyglot_news.errors import ModelError
from polyglot_news.models import durable
from polyglot_news.models.digest import MANIFEST
from polyglot_news.models.progress import SILENT, Progress


def copy_folder(folder: Path, into: Path, progress: Progress = SILENT) -> None:
    """Copy a model's folder, flushed to disk; the record of an earlier installation is left out.

    Args:
        folder: an existing folder of plain files and folders.
        into: the copy; must not exist yet.
        progress: told of every file.

    Raises:
        ModelError: it contains a link or a special file, or cannot be read.
    """
    files = list(_plain_files(folder))
    progress.begin(f"copying {folder.name}", sum(path.stat().st_size for path in files))
    into.mkdir(parents=True)
    for path in files:
        place = into / path.relative_to(folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
        _flush(place)
        progress.advance(path.stat().st_size)
    for parent, _, _ in os.walk(into):
        durable.flush_folder(Path(parent))


def _plain_files(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise ModelError(f"{error.filename} cannot be read: {error.strerror}") from error

    for parent, folders, names in os.walk(folder, onerror=refuse):
        for name in (*folders, *names):
            path = Path(parent) / name
            mode = path.lstat().st_mode
            if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
                raise ModelError(f"{path} is a link or a special file: copy the folder with its real files first")
            if stat.S_ISREG(mode) and path != folder / MANIFEST:
                yield path


def _flush(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())
