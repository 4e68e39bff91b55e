"""Unpacking a zip from a stranger: every entry is judged before the first byte is written."""

from __future__ import annotations

import os
import re
import shutil
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from polyglot_news.errors import ModelError
from polyglot_news.models import durable
from polyglot_news.models.progress import SILENT, Progress

_CHUNK = 1 << 20
_FOREIGN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
"""Characters with a meaning of their own on some system: drive letters, streams, wildcards, separators, controls."""
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limits:
    """What an archive may hold: entries, bytes unpacked, and bytes unpacked for one byte packed."""

    entries: int = 20_000
    total: int = 16 << 30
    ratio: int = 200
    free_of_ratio: int = 16 << 20
    """Bytes that may be unpacked whatever the ratio: small files of zeros are no bomb."""


LIMITS = Limits()


@contextmanager
def opened(path: Path, limits: Limits = LIMITS) -> Iterator[zipfile.ZipFile]:
    """Open a zip file whose entries have all been found harmless.

    Raises:
        ModelError: it is no zip file, is damaged, or holds an entry that could write outside its folder, a link,
            a device, a name twice (also for systems that fold case or Unicode forms), a password, or too much.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _judge(archive, path, limits)
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, UnicodeError, NotImplementedError, RuntimeError) as error:
        raise ModelError(f"{path} is damaged or no zip file: {error}") from error
    except OSError as error:
        raise ModelError(f"{path} cannot be unpacked: {error.strerror or error}") from error


def unpack(archive: zipfile.ZipFile, into: Path, under: str = "", progress: Progress = SILENT) -> None:
    """Write the entries of an archive that `opened` gave into a fresh directory, flushed to disk.

    Args:
        archive: the judged archive.
        into: an existing, empty directory.
        under: unpack only what lies in this folder of the archive (`models/argos/x`), relative to it.
        progress: told of every chunk.
    """
    entries = [(entry, name) for entry in archive.infolist() if (name := _relative(entry, under)) is not None]
    size = sum(entry.file_size for entry, _ in entries)
    if size > shutil.disk_usage(into).free:
        raise ModelError(f"{archive.filename} needs {size >> 20} MiB unpacked, and {into} has less than that free")
    progress.begin("unpacking", size)
    folders = {into}
    for entry, name in entries:
        place = into / name
        folder = place if entry.is_dir() else place.parent
        folder.mkdir(parents=True, exist_ok=True)
        folders.update(parent for parent in (folder, *folder.parents) if into in parent.parents)
        if not entry.is_dir():
            _write(archive, entry, place, progress)
    for folder in folders:
        durable.flush_folder(folder)


def _write(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: Path, progress: Progress) -> None:
    # zipfile gives at most `file_size` bytes and checks the CRC, so the totals judged before hold here as well.
    with archive.open(entry) as packed, place.open("xb") as file:
        while chunk := packed.read(_CHUNK):
            file.write(chunk)
            progress.advance(len(chunk))
        file.flush()
        os.fsync(file.fileno())


def _relative(entry: zipfile.ZipInfo, under: str) -> str | None:
    name = PurePosixPath(entry.filename)
    if not under:
        return str(name)
    return str(name.relative_to(under)) if name.is_relative_to(under) and name != PurePosixPath(under) else None


def _judge(archive: zipfile.ZipFile, path: Path, limits: Limits) -> None:
    entries = archive.infolist()
    if len(entries) > limits.entries:
        raise ModelError(f"{path} is refused: it has {len(entries)} entries, more than {limits.entries}")
    for entry in entries:
        if reason := _objection(entry):
            raise ModelError(f"{path} is refused: its entry {entry.orig_filename!r} {reason}")
    _judge_names(entries, path)
    size, packed = sum(entry.file_size for entry in entries), path.stat().st_size
    if size > limits.total:
        raise ModelError(f"{path} is refused: it would unpack to {size >> 20} MiB, more than {limits.total >> 20}")
    if size > limits.free_of_ratio and size > packed * limits.ratio:
        raise ModelError(f"{path} is refused: it would unpack to {size // packed} times its size, as a zip bomb does")


def _objection(entry: zipfile.ZipInfo) -> str | None:
    """Why an entry may not be unpacked, whatever the others are."""
    name = entry.orig_filename
    parts = name.removesuffix("/").split("/")
    mode = stat.S_IFMT(entry.external_attr >> 16)
    if "\\" in name or name.startswith("/") or ".." in parts:
        return "would be written outside its folder"
    if any(part in ("", ".") or _FOREIGN.search(part) or part != part.rstrip(" .") for part in parts):
        return "has a name that is not safe on every system"
    if any(_DEVICE.fullmatch(part) or len(part.encode("utf-8", "replace")) > 255 for part in parts):
        return "has a name that is not safe on every system"
    if mode and mode != (stat.S_IFDIR if entry.is_dir() else stat.S_IFREG):
        return "is a link or a special file"
    if entry.flag_bits & 0x1:
        return "is encrypted"
    if entry.is_dir() and entry.file_size:
        return "is a folder with content"
    return None


def _judge_names(entries: Sequence[zipfile.ZipInfo], path: Path) -> None:
    """Refuse names that are the same on some system, and files that are folders of others."""
    seen: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        if seen.setdefault(_folded(entry), entry) is not entry:
            raise ModelError(f"{path} is refused: it has the entry {entry.orig_filename!r} twice")
    spellings: dict[str, str] = {}
    for folded, entry in seen.items():
        parents = [str(parent) for parent in PurePosixPath(folded).parents][:-1]
        originals = [str(parent) for parent in PurePosixPath(entry.filename).parents][:-1]
        for parent, original in zip(parents, originals, strict=True):
            if (holder := seen.get(parent)) is not None and not holder.is_dir():
                raise ModelError(f"{path} is refused: its entry {holder.orig_filename!r} is a file and a folder")
            if spellings.setdefault(parent, original) != original:
                raise ModelError(f"{path} is refused: it has the folder {original!r} in two spellings")


def _folded(entry: zipfile.ZipInfo) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", entry.filename.removesuffix("/")).casefold())
