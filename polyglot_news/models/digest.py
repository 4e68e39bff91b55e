"""SHA-256 of model folders: what provenance names, and what `verify` compares."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from polyglot_news.errors import ModelError
from polyglot_news.models import durable, places

MANIFEST = "install.json"
"""The record of an installation, kept in the model's folder; it is no part of the model."""

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class FileHash:
    """Size in bytes and SHA-256 (hexadecimal) of one file."""

    size: int
    sha256: str


def digest(folder: Path) -> str:
    """SHA-256 over a model folder, hexadecimal.

    It is the SHA-256 of the lines `<sha256 of file>  <relative path>`, sorted by path in code point order, so
    `find * -type f ! -path install.json | LC_ALL=C sort | xargs sha256sum | sha256sum` in the folder gives it too.
    Files whose path, size and times are those of an earlier call are not read again.

    Raises:
        ModelError: a file cannot be read.
    """
    return _cached_digest(folder.resolve(), _stamp(folder))


def combine(files: Mapping[str, FileHash]) -> str:
    """The digest of a folder from the hashes of its files, keyed by relative path with `/`."""
    lines = "".join(f"{files[name].sha256}  {name}\n" for name in sorted(files))
    return hashlib.sha256(lines.encode("utf-8", "surrogateescape")).hexdigest()


def hash_files(folder: Path) -> dict[str, FileHash]:
    """Read every file of a model folder: relative path → size and SHA-256."""
    return {name: hash_file(folder / name) for name in list_files(folder)}


def hash_file(path: Path) -> FileHash:
    """Raises ModelError if the file cannot be read."""
    state, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                state.update(chunk)
                size += len(chunk)
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror}") from error
    return FileHash(size, state.hexdigest())


def list_files(folder: Path) -> list[str]:
    """Relative paths with `/` of every file in a model folder but its installation record, sorted."""
    found = []
    for parent, _, names in os.walk(folder):
        found += [(Path(parent) / name).relative_to(folder).as_posix() for name in names]
    return sorted(name for name in found if name != MANIFEST)


def _stamp(folder: Path) -> str:
    """A key that changes when any file does."""
    state = hashlib.sha256()
    for name in list_files(folder):
        try:
            found = (folder / name).stat()
        except OSError as error:
            raise ModelError(f"{folder / name} cannot be read: {error.strerror}") from error
        line = f"{name}\0{found.st_size}\0{found.st_mtime_ns}\0{found.st_ctime_ns}\n"
        state.update(line.encode("utf-8", "surrogateescape"))
    return state.hexdigest()


@lru_cache(maxsize=1024)
def _cached_digest(folder: Path, stamp: str) -> str:
    known = _read_known()
    entry = known.get(str(folder))
    if isinstance(entry, dict) and entry.get("stamp") == stamp and isinstance(entry.get("sha256"), str):
        return str(entry["sha256"])
    sha256 = combine(hash_files(folder))
    known = {path: value for path, value in _read_known().items() if Path(path).is_dir()}
    known[str(folder)] = {"stamp": stamp, "sha256": sha256}
    with suppress(OSError):  # a read-only home only means hashing again next time
        _known_file().parent.mkdir(parents=True, exist_ok=True)
        durable.write_text(_known_file(), json.dumps(known, indent=1))
    return sha256


def _known_file() -> Path:
    return places.own_home() / "digests.json"


def _read_known() -> dict[str, object]:
    try:
        known = json.loads(_known_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
