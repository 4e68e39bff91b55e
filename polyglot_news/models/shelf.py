"""A directory of installed models that changes one whole model at a time.

A model is unpacked and checked in a workshop on the same file system, under a lock that every writer takes, and
appears on the shelf by one rename. What it replaces is named in its record (`Manifest.superseded`), which appears
with that same rename: from then on readers overlook the old folder, and whoever holds the lock next removes it if
the installer was killed before it could. So a reader finds the old model or the new one, never none, never a part.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout

from polyglot_news.errors import ModelError
from polyglot_news.models import durable, manifest, places
from polyglot_news.models.manifest import Manifest, Superseded
from polyglot_news.models.progress import SILENT, Progress

_LOCK = "lock"
_PROBE = ".probe-"
_PROBE_SECONDS = 60.0


def shelved(folder: Path) -> list[Path]:
    """The models' folders on a shelf, replaced ones that are still there left out. Changes nothing."""
    found = places.subfolders(folder)
    records = [manifest.readable(model) for model in found]
    gone = {folder / old.folder for record in records if record for old in record.superseded if old.is_at(folder)}
    return [model for model in found if model not in gone]


class OpenShelf:
    """A shelf whose lock is held; `scratch` is an empty directory to unpack and check a model in."""

    def __init__(self, folder: Path, scratch: Path) -> None:
        self.folder = folder
        self.scratch = scratch

    def put(self, staged: Path, record: Manifest, replaced: Sequence[Path]) -> Path:
        """Move a finished model from the scratch directory onto the shelf, in place of others.

        Args:
            staged: its folder, complete and checked, its files already flushed.
            record: what to keep of this installation.
            replaced: folders on this shelf that go when it comes.

        Returns:
            Its folder on the shelf.
        """
        replace(record, superseded=tuple(map(Superseded.of, replaced))).write(staged, self.scratch)
        durable.flush_folder(staged)
        place = self._free_place(record.name)
        staged.rename(place)
        durable.flush_folder(self.folder)
        self.settle(place)
        return place

    def take(self, model: Path) -> None:
        """Remove a model from the shelf in one step."""
        model.rename(Path(tempfile.mkdtemp(dir=self.scratch)) / model.name)
        durable.flush_folder(self.folder)

    def settle(self, model: Path) -> None:
        """Finish an installation: remove what it replaces, and note that this is done."""
        record = manifest.readable(model)
        if record is None or not record.superseded:
            return
        for old in record.superseded:
            if old.is_at(self.folder):
                self.take(self.folder / old.folder)
        record.settled().write(model, self.scratch)

    def _free_place(self, name: str) -> Path:
        place, count = self.folder / name, 1
        while place.exists():
            count += 1
            place = self.folder / f"{name}-r{count}"
        return place


@contextmanager
def opened(folder: Path, progress: Progress = SILENT) -> Iterator[OpenShelf]:
    """Lock a shelf for writing, after clearing away what a killed writer left.

    Raises:
        ModelError: the directory cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        workshop = _workshop(folder)
        lock = FileLock(workshop / _LOCK)
        _acquire(lock, folder, progress)
        try:
            _sweep(workshop)
            _sweep_probes(workshop, folder)
            shelf = OpenShelf(folder, Path(tempfile.mkdtemp(prefix="job-", dir=workshop)))
            for model in places.subfolders(folder):
                shelf.settle(model)
            yield shelf
        finally:
            _sweep(workshop)
            lock.release()
    except OSError as error:
        raise ModelError(f"the model directory {folder} cannot be written to: {error.strerror or error}") from error


def _acquire(lock: FileLock, folder: Path, progress: Progress) -> None:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        progress.note(f"waiting for another process that is changing {folder}")
        lock.acquire()


def _sweep(workshop: Path) -> None:
    for job in workshop.glob("job-*"):
        shutil.rmtree(job, ignore_errors=True)


def _sweep_probes(*folders: Path) -> None:
    """Remove the traces of a writer killed while probing; a young one may belong to a writer that is alive."""
    for probe in (path for folder in folders for path in folder.glob(f"{_PROBE}*")):
        if time.time() - probe.stat().st_mtime > _PROBE_SECONDS:
            probe.unlink(missing_ok=True)


def _workshop(folder: Path) -> Path:
    """A directory from which models can be renamed onto the shelf.

    It is a sibling, because argostranslate stops at any directory on its shelf without a `metadata.json`. Where the
    shelf is a mount of its own, or its parent belongs to somebody else, it lies on the shelf with such a file, of a
    package type that argostranslate and LibreTranslate overlook.
    """
    sibling = folder.parent / f".{folder.name}.polyglot-news"
    try:
        sibling.mkdir(exist_ok=True)
        _rename_works(sibling, folder)
        return sibling
    except OSError:
        inside = folder / ".polyglot-news"
        inside.mkdir(exist_ok=True)
        durable.write_text(inside / "metadata.json", json.dumps({"type": "workshop"}))
        return inside


def _rename_works(workshop: Path, folder: Path) -> None:
    handle, name = tempfile.mkstemp(prefix=_PROBE, dir=workshop)
    os.close(handle)
    probe = Path(name)
    moved = folder / probe.name
    try:
        probe.rename(moved)
    finally:
        for path in (probe, moved):
            path.unlink(missing_ok=True)
