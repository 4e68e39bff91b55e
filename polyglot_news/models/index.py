"""The Argos package index: which packages can be downloaded, from where."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from polyglot_news.errors import ModelError
from polyglot_news.models import durable, places
from polyglot_news.models.codes import is_language_code
from polyglot_news.models.download import fetched
from polyglot_news.models.progress import SILENT, Progress
from polyglot_news.models.versions import version_key


@dataclass(frozen=True, slots=True)
class Entry:
    """One downloadable package."""

    source: str
    target: str
    source_name: str
    target_name: str
    version: str
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """The entries, newest of each pair first, the address they came from, and when (ISO 8601, UTC)."""

    entries: tuple[Entry, ...]
    url: str
    fetched: str

    def best(self, source: str, target: str) -> Entry:
        """The newest package for a pair.

        Raises:
            ModelError: the index has none; the message says which two would do instead, if any.
        """
        pairs = {(entry.source, entry.target) for entry in self.entries}
        if (source, target) in pairs:
            return next(entry for entry in self.entries if (entry.source, entry.target) == (source, target))
        raise ModelError(f"{self.url} has no package {source}→{target}{_advice(pairs, source, target)}")


def load(refresh: bool = False, progress: Progress = SILENT) -> Index:
    """The index, from its local copy unless there is none or `refresh` is set.

    Raises:
        OfflineError: it would have to be downloaded, and the network is switched off.
        ModelError: it cannot be downloaded or understood.
    """
    url = places.argos_index_url()
    if not refresh and (copy := _local(url)):
        return copy
    with fetched(url, progress) as download:
        packages = _packages(download.path.read_bytes(), url)
    index = Index(_parsed(packages), url, datetime.now(timezone.utc).isoformat(timespec="seconds"))
    with suppress(OSError):  # where nothing can be kept, it is fetched again next time
        durable.write_text(_copy(), json.dumps({"url": url, "fetched": index.fetched, "packages": packages}))
    return index


def _copy() -> Path:
    return places.own_home() / "argos-index.json"


def _local(url: str) -> Index | None:
    try:
        copy = json.loads(_copy().read_text(encoding="utf-8"))
        if copy["url"] != url:
            return None
        return Index(_parsed(copy["packages"]), url, str(copy["fetched"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _packages(raw: bytes, url: str) -> list[Any]:
    try:
        packages = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise ModelError(f"{url} is no package index: {error}") from error
    if not isinstance(packages, list):
        raise ModelError(f"{url} is no package index: it is no JSON list")
    return packages


def _parsed(packages: Sequence[Any]) -> tuple[Entry, ...]:
    """The usable entries; an entry of another kind, or one that cannot be downloaded, is left out."""
    entries = [entry for package in packages if isinstance(package, dict) and (entry := _entry(package))]
    entries.sort(key=lambda entry: version_key(entry.version), reverse=True)
    return tuple(sorted(entries, key=lambda entry: (entry.source, entry.target)))


def _entry(package: dict[str, Any]) -> Entry | None:
    source, target = package.get("from_code"), package.get("to_code")
    if package.get("type", "translate") != "translate" or not isinstance(source, str) or not isinstance(target, str):
        return None
    links = package.get("links")
    usable = [link for link in links if isinstance(link, str)] if isinstance(links, list) else []
    usable = [link for link in usable if link.startswith(("https://", "http://"))]
    if not usable or not is_language_code(source) or not is_language_code(target):
        return None
    source_name, target_name, version = (
        str(package.get(key) or "") for key in ("from_name", "to_name", "package_version")
    )
    return Entry(source, target, source_name, target_name, version, tuple(usable))


def _advice(pairs: set[tuple[str, str]], source: str, target: str) -> str:
    between = sorted({middle for first, middle in pairs if first == source and (middle, target) in pairs})
    if between:
        middle = "en" if "en" in between else between[0]
        return f"; through {middle}: `models install {source} {middle}` and `models install {middle} {target}`"
    targets = sorted(end for start, end in pairs if start == source)
    return f"; from {source} it has: {', '.join(targets)}" if targets else f", and none from {source}"
