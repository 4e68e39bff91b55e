"""The bundle: one zip file with several models, their hashes and their licences, for a machine without a network.

`bundle.json` lists the models, each with its installation record and its folder; `LICENCES.md` is for people.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import asdict, dataclass
from typing import Any

from polyglot_news.errors import ModelError
from polyglot_news.models import manifest
from polyglot_news.models.digest import FileHash
from polyglot_news.models.manifest import Manifest

CONTENTS = "bundle.json"
LICENCES = "LICENCES.md"

_CHUNK = 1 << 20
_LONGEST_CONTENTS = 64 << 20


@dataclass(frozen=True, slots=True)
class Item:
    """One model of a bundle: its record, and its folder in the zip."""

    record: Manifest
    folder: str


def contents(items: list[Item]) -> str:
    """The text of `bundle.json`."""
    models = [{"folder": item.folder, "format": 1, **asdict(item.record)} for item in items]
    return json.dumps({"format": 1, "models": models}, indent=1, ensure_ascii=False) + "\n"


def read(archive: zipfile.ZipFile) -> list[Item] | None:
    """What a bundle holds, every file compared with its recorded hash; None if the archive is no bundle.

    Raises:
        ModelError: a file is damaged, missing, or not in the list; the message names it.
    """
    if CONTENTS not in archive.namelist():
        return None
    items = _parsed(archive)
    expected = {f"{item.folder}/{name}": hashed for item in items for name, hashed in item.record.files.items()}
    there = {entry.filename for entry in archive.infolist() if not entry.is_dir()} - {CONTENTS, LICENCES}
    if missing := sorted(expected.keys() - there):
        raise ModelError(f"{archive.filename} is refused: {missing[0]} is missing")
    if surplus := sorted(there - expected.keys()):
        raise ModelError(f"{archive.filename} is refused: {surplus[0]} is not in its list")
    for name, hashed in expected.items():
        if _hash(archive, name) != hashed:
            raise ModelError(f"{archive.filename} is refused: {name} is not what was packed (its SHA-256 differs)")
    return items


def _parsed(archive: zipfile.ZipFile) -> list[Item]:
    try:
        with archive.open(CONTENTS) as file:
            listed = json.loads(file.read(_LONGEST_CONTENTS))
        if listed["format"] != 1:
            raise ValueError(f"format {listed['format']!r} is newer than this version of polyglot-news")
        return [_item(entry) for entry in listed["models"]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ModelError(f"{archive.filename} is refused: its {CONTENTS} cannot be understood ({error})") from error


def _item(entry: dict[str, Any]) -> Item:
    record, folder = manifest.parse(entry), entry["folder"]
    if record.engine not in ("argos", "firefox") or not isinstance(folder, str) or not record.files:
        raise ValueError(f"{record.name!r} is no model")
    if folder != f"models/{record.engine}/{record.name}" or "/" in record.name:
        raise ValueError(f"{record.name!r} is not in its folder")
    return Item(record, folder)


def _hash(archive: zipfile.ZipFile, name: str) -> FileHash:
    state, size = hashlib.sha256(), 0
    with archive.open(name) as file:
        while chunk := file.read(_CHUNK):
            state.update(chunk)
            size += len(chunk)
    return FileHash(size, state.hexdigest())
