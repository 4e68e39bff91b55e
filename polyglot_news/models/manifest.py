"""`install.json`: what was installed, from where, and the hash of every file, kept in the model's own folder.

It travels with the folder when that is renamed into place, so a model and its record cannot come apart.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from polyglot_news.errors import ModelError
from polyglot_news.models import digest, durable
from polyglot_news.models.digest import FileHash

_TEXTS = ("engine", "source", "target", "name", "version", "licence", "origin", "installed", "tool")


@dataclass(frozen=True, slots=True)
class Superseded:
    """A folder that this installation replaces and that may still be there; its stamp tells it from a namesake."""

    folder: str
    inode: int
    mtime_ns: int

    @classmethod
    def of(cls, folder: Path) -> Superseded:
        found = folder.stat()
        return cls(folder.name, found.st_ino, found.st_mtime_ns)

    def is_at(self, shelf: Path) -> bool:
        try:
            return Superseded.of(shelf / self.folder) == self
        except OSError:
            return False


@dataclass(frozen=True, slots=True)
class Manifest:
    """The record of one installed model.

    `archive` is the size and hash of the file it came in, None if it came as a folder. `superseded` is empty but for
    the moment between the appearance of a new model and the removal of the one it replaces.
    """

    engine: str
    source: str
    target: str
    name: str
    version: str
    licence: str
    origin: str
    installed: str
    tool: str
    files: Mapping[str, FileHash]
    archive: FileHash | None = None
    superseded: tuple[Superseded, ...] = field(default=())

    @property
    def sha256(self) -> str:
        """The digest of the model's folder, as it was when it was installed."""
        return digest.combine(self.files)

    def settled(self) -> Manifest:
        return replace(self, superseded=())

    def write(self, folder: Path, via: Path) -> None:
        """Write the record into a model's folder in one step, by way of a directory on the same file system.

        Raises:
            OSError: the folder is not writable.
        """
        record = {"format": 1, **asdict(self), "sha256": self.sha256}
        durable.write_text(folder / digest.MANIFEST, json.dumps(record, indent=1, ensure_ascii=False) + "\n", via)


def read(folder: Path) -> Manifest | None:
    """The record in a model's folder; None if there is none, as for models installed by other programs.

    Raises:
        ModelError: there is one, and it cannot be understood.
    """
    path = folder / digest.MANIFEST
    try:
        return parse(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"{path} is damaged ({error}): install the model again") from error


def readable(folder: Path) -> Manifest | None:
    """As `read`, but None for a damaged record too."""
    try:
        return read(folder)
    except ModelError:
        return None


def parse(record: dict[str, Any]) -> Manifest:
    """From the parsed JSON; KeyError, TypeError or ValueError if it is something else."""
    if record["format"] != 1:
        raise ValueError(f"format {record['format']!r} is newer than this version of polyglot-news")
    texts = {key: record[key] for key in _TEXTS}
    if wrong := [key for key, value in texts.items() if not isinstance(value, str)]:
        raise TypeError(f"{wrong[0]} is no text")
    archive = record.get("archive")
    return Manifest(
        **texts,
        files={str(name): _file_hash(entry) for name, entry in record["files"].items()},
        archive=_file_hash(archive) if archive else None,
        superseded=tuple(Superseded(**entry) for entry in record.get("superseded", ())),
    )


def _file_hash(entry: dict[str, Any]) -> FileHash:
    size, sha256 = entry["size"], entry["sha256"]
    if not isinstance(size, int) or not isinstance(sha256, str):
        raise TypeError("a file has no size or no sha256")
    return FileHash(size, sha256)
