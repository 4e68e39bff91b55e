"""Tests never see the user's home, packages or network."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("polyglot-news", deadline=None)
settings.load_profile("polyglot-news")


@pytest.fixture(autouse=True)
def isolated_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home for every test, so that no installed model or setting of the user's is found."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in (
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "XDG_CACHE_HOME",
        "ARGOS_PACKAGES_DIR",
        "SNAP",
        "ARGOS_TRANSLATE_PACKAGE_DIR",
        "POLYGLOT_NEWS_MEMORY",
        "POLYGLOT_NEWS_MODELS",
        "POLYGLOT_NEWS_OFFLINE",
    ):
        monkeypatch.delenv(name, raising=False)  # fmt: skip
    return home
