"""Every test of the model store has a home of its own, and no network but what it serves itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from file_server import FileServer

_OTHERS = ("SNAP", "SNAP_USER_DATA", "ARGOS_PACKAGES_DIR", "ARGOS_TRANSLATE_PACKAGE_DIR", "ARGOS_PACKAGE_INDEX")
_PROXIES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home that all directories derive from."""
    for name in (*_OTHERS, *_PROXIES, "POLYGLOT_NEWS_MODELS", "POLYGLOT_NEWS_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    for name, folder in (("HOME", ""), ("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config")):
        monkeypatch.setenv(name, str(tmp_path / "home" / folder))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home" / "cache"))
    (tmp_path / "home").mkdir()
    monkeypatch.setattr("polyglot_news.models.download.PAUSE_SECONDS", 0.0)
    return Path(os.environ["HOME"])


@pytest.fixture
def shelf_folder(home: Path) -> Path:
    """Where Argos packages are installed."""
    return home / "data" / "argos-translate" / "packages"


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A directory for the packages that a test makes."""
    folder = tmp_path / "made"
    folder.mkdir()
    return folder


@pytest.fixture
def server() -> Iterator[FileServer]:
    with FileServer() as running:
        yield running
