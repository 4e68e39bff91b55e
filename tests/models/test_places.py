"""Directories are argostranslate's own, and looking for them creates none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from polyglot_news.models import places

_ASK = """
from argostranslate import settings
print(*settings.package_dirs, sep="\\n")
print(settings.remote_package_index)
"""


@pytest.mark.parametrize(
    ("variables", "settings"),
    [
        ({}, None),
        ({"ARGOS_PACKAGES_DIR": "{home}/elsewhere"}, None),
        ({"XDG_DATA_HOME": "{home}/other"}, None),
        ({}, {"ARGOS_PACKAGES_DIR": "{home}/from-settings"}),
        ({"ARGOS_PACKAGES_DIR": "{home}/from-env"}, {"ARGOS_PACKAGES_DIR": "{home}/from-settings"}),
        ({"ARGOS_PACKAGE_INDEX": "http://127.0.0.1:9/mirror/"}, None),
        ({}, {"ARGOS_PACKAGE_INDEX": "http://127.0.0.1:9/from-settings/"}),
        ({"SNAP": "{home}/snap", "SNAP_USER_DATA": "{home}/snap-user", "XDG_DATA_HOME": ""}, None),
    ],
)
def test_the_same_as_argostranslate(
    home: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], settings: dict[str, str] | None
) -> None:
    (home / "snap" / "snap_custom" / "packages").mkdir(parents=True)
    (home / "snap" / "snap_custom" / "content_snap_packages" / "more").mkdir(parents=True)
    for name, value in variables.items():
        if value:
            monkeypatch.setenv(name, value.format(home=home))
        else:
            monkeypatch.delenv(name)
    if settings:
        (home / "config" / "argos-translate").mkdir(parents=True)
        text = json.dumps({name: value.format(home=home) for name, value in settings.items()})
        (home / "config" / "argos-translate" / "settings.json").write_text(text)
    ours = [*map(str, places.argos_folders()), places.argos_index_url()]
    theirs = subprocess.run([sys.executable, "-c", _ASK], capture_output=True, text=True, check=True)
    assert ours == theirs.stdout.splitlines()


def test_the_legacy_variable_is_searched_too(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGOS_TRANSLATE_PACKAGE_DIR", "/srv/old")
    assert places.argos_folders() == [places.argos_home(), Path("/srv/old")]


@pytest.mark.parametrize("content", ["{", "[]", '{"ARGOS_PACKAGES_DIR": 3}', "\udcff"])
def test_unusable_settings_are_overlooked(home: Path, content: str) -> None:
    (home / "config" / "argos-translate").mkdir(parents=True)
    settings = home / "config" / "argos-translate" / "settings.json"
    settings.write_text(content, encoding="utf-8", errors="surrogateescape")
    assert places.argos_home() == home / "data" / "argos-translate" / "packages"


def test_looking_creates_nothing(home: Path) -> None:
    from polyglot_news.models import store

    assert {model.bundled for model in store.installed()} == {True}
    assert store.unusable() == []
    assert list(home.iterdir()) == []


def test_our_own_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert places.firefox_home() == home / "data" / "polyglot-news" / "firefox"
    monkeypatch.setenv("POLYGLOT_NEWS_MODELS", "~/models")
    assert places.own_home() == home / "models"


def test_no_home_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setattr(Path, "home", fail)
    assert places.argos_home() == Path(os.devnull) / ".local/share/argos-translate/packages"
