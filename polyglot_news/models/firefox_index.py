"""Downloading Firefox models through fxtranslate's own discovery, which resumes and checks them."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from filelock import FileLock

from polyglot_news.errors import MissingExtraError, ModelError
from polyglot_news.models import places
from polyglot_news.models.firefox_package import find_files
from polyglot_news.models.progress import SILENT, Progress
from polyglot_news.offline import require_network


@dataclass(frozen=True, slots=True)
class Leg:
    """One downloaded model; a pair that goes through another language has two."""

    folder: Path
    source: str
    target: str
    version: str


@contextmanager
def downloaded(source: str, target: str, progress: Progress = SILENT) -> Iterator[list[Leg]]:
    """The models for a pair, for use inside the `with` block, after which the download is thrown away.

    fxtranslate compares every file with the hash that Mozilla publishes; what it leaves unfinished it goes on from.

    Raises:
        OfflineError: the network is switched off.
        MissingExtraError: fxtranslate is not installed.
        ModelError: there is no such model, or it cannot be downloaded.
    """
    require_network(f"Downloading the Firefox model {source}→{target}")
    try:
        from fxtranslate import discovery
    except ImportError as error:
        raise MissingExtraError("The Firefox engine", "firefox") from error
    cache = places.downloads() / "firefox"
    try:
        cache.mkdir(parents=True, exist_ok=True)
        lock = FileLock(cache / "lock")
        lock.acquire()
    except OSError as error:
        raise ModelError(f"{cache} cannot be written to: {error.strerror or error}") from error
    try:
        legs = _download(discovery, source, target, cache, progress)
        yield legs
        for leg in legs:
            shutil.rmtree(leg.folder, ignore_errors=True)
    finally:
        lock.release()


def records_url() -> str:
    """Where fxtranslate finds out what there is."""
    from fxtranslate import discovery

    return str(discovery.records_url())


def _download(discovery: Any, source: str, target: str, cache: Path, progress: Progress) -> list[Leg]:
    try:
        route = discovery.add_models(source, target, cache_dir=str(cache), progress=progress is not SILENT)
        records = discovery.parse_records(discovery.fetch_records_body())
    except ValueError as error:
        raise ModelError(f"the Firefox model {source}→{target} cannot be downloaded: {error}") from error
    ends = [route["src"], *([route["pivot"]] if route["kind"] == "pivot" else []), route["trg"]]
    versions = {str(record["decompressedHash"]): str(record["version"]) for record in records}
    legs = []
    for first, second in pairwise(ends):
        folder = cache / f"{first}-{second}"
        model = hashlib.sha256(find_files(folder).model.read_bytes()).hexdigest()
        legs.append(Leg(folder, first, second, versions.get(model, "")))
    return legs
