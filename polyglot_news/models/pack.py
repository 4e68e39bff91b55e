"""Putting installed models into one file that a machine without a network can install from."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from typing import BinaryIO

from polyglot_news import __version__
from polyglot_news.errors import ModelError, UsageError
from polyglot_news.models import digest, manifest, store, verify
from polyglot_news.models.bundle import CONTENTS, LICENCES, Item, contents
from polyglot_news.models.manifest import Manifest
from polyglot_news.models.progress import SILENT, Progress
from polyglot_news.translate.engine import Model
from polyglot_news.write.atomic import atomic

_CHUNK = 1 << 20
_DATE = (1980, 1, 1, 0, 0, 0)
"""Of every entry, so that the same models give the same file."""


def pack(wanted: Sequence[str], output: Path, engine: str = "", progress: Progress = SILENT) -> list[Model]:
    """Write a bundle of models, as `models install` takes it.

    Args:
        wanted: pairs (`ru-en`) or names; of several models for a pair the preferred one is taken.
        output: the file to write; replaced in one step if it exists.
        engine: where several have a pair; empty for the preferred one.
        progress: told of every chunk.

    Returns:
        The models packed.

    Raises:
        ModelError: one is not installed, or is damaged.
        WriteError: the file cannot be written.
    """
    if not wanted:
        raise UsageError("name the models to pack, like ru-en en-pt")
    models = list({model.path: model for model in (store.find(name, engine)[0] for name in wanted)}.values())
    items = [_item(model) for model in models]
    progress.begin("packing", sum(hashed.size for item in items for hashed in item.record.files.values()))
    with atomic(output) as file:
        _write(file, list(zip(models, items, strict=True)), progress)
    return models


def _item(model: Model) -> Item:
    record = manifest.read(model.path) or _unrecorded(model)
    if faults := verify.compare(record, model.path):
        raise ModelError(f"{model.name} is damaged, so it is not packed: {faults[0]}; install it again")
    record = replace(record.settled(), name=model.name)
    return Item(record, f"models/{model.engine}/{model.name}")


def _unrecorded(model: Model) -> Manifest:
    """A record for a model that another program installed."""
    return Manifest(
        engine=model.engine,
        source=model.source,
        target=model.target,
        name=model.name,
        version=model.version,
        licence=model.licence,
        origin="installed by another program",
        installed=datetime.fromtimestamp(model.path.stat().st_mtime, timezone.utc).isoformat(timespec="seconds"),
        tool=f"polyglot-news {__version__}",
        files=digest.hash_files(model.path),
    )


def _write(file: BinaryIO, packed: Sequence[tuple[Model, Item]], progress: Progress) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry(CONTENTS), contents([item for _, item in packed]))
        archive.writestr(_entry(LICENCES), _licences(packed))
        for model, item in packed:
            _add(archive, model, item, progress)


def _add(archive: zipfile.ZipFile, model: Model, item: Item, progress: Progress) -> None:
    for name in sorted(item.record.files):
        path = model.path / name
        with (
            path.open("rb") as source,
            archive.open(_entry(f"{item.folder}/{name}", path.stat().st_size), "w") as target,
        ):
            while chunk := source.read(_CHUNK):
                target.write(chunk)
                progress.advance(len(chunk))


def _entry(name: str, size: int = 0) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    entry.file_size = size  # above 2 GiB zipfile needs to know beforehand
    return entry


def _licences(packed: Sequence[tuple[Model, Item]]) -> str:
    lines = ["# Licences of the models in this file", ""]
    for model, item in packed:
        lines += [f"- {model.source}→{model.target}, {model.engine}, {model.name}: **{model.licence}**"]
        if "README.md" in item.record.files:
            lines += [f"  (see `{item.folder}/README.md`)"]
    return "\n".join([*lines, ""])
