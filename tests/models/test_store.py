"""What is listed, in which order, and what can be removed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_packages import write_argosmodel, write_package

from polyglot_news.errors import ModelError, UsageError
from polyglot_news.models import places, store
from polyglot_news.models.install import install


def test_the_bundled_models_are_always_there() -> None:
    found = [(m.source, m.target, m.name, m.licence, m.bundled) for m in store.installed("argos")]
    assert found == [
        ("en", "pt", "translate-en_pt-1_0", "CC BY-NC-SA 4.0", True),
        ("pt", "en", "translate-pt_en-1_0", "CC BY-NC-SA 4.0", True),
    ]


def test_newer_versions_first_own_directory_first(
    shelf_folder: Path, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARGOS_TRANSLATE_PACKAGE_DIR", str(made))
    write_package(made, version="9.0")
    for version in ("1.9", "1.10", "1.0"):
        write_package(shelf_folder, version=version)
    assert [model.version for model in store.find("en-qu")] == ["1.10", "1.9", "1.0", "9.0"]
    assert [model.version for model in store.find("translate-en_qu-1_9")] == ["1.9"]


def test_packages_of_other_kinds_are_overlooked(shelf_folder: Path) -> None:
    write_package(shelf_folder, type="sbd")
    assert all(model.bundled for model in store.argos_models())
    assert store.unusable() == []


def test_a_broken_package_hides_no_other(shelf_folder: Path) -> None:
    write_package(shelf_folder)
    (shelf_folder / "empty").mkdir()
    (shelf_folder / "file").write_text("")
    assert [model.version for model in store.find("en-qu")] == ["1.0"]
    assert [path.name for path, _ in store.unusable()] == ["empty"]


def test_removes_all_versions_of_a_pair(shelf_folder: Path) -> None:
    folders = [write_package(shelf_folder, version=version) for version in ("1.0", "1.9")]
    other = write_package(shelf_folder, source="de")
    assert sorted(store.remove("en-qu")) == folders
    assert places.subfolders(shelf_folder) == [other]


def test_removes_one_by_name(made: Path, shelf_folder: Path) -> None:
    keep, go = (write_package(shelf_folder, version=version) for version in ("1.0", "1.9"))
    assert store.remove("translate-en_qu-1_9") == [go]
    assert places.subfolders(shelf_folder) == [keep]


def test_bundled_models_stay(made: Path) -> None:
    with pytest.raises(ModelError, match="comes with the program and stays"):
        store.remove("en-pt", "argos")
    install(str(write_argosmodel(made, target="pt")))
    assert [path.name for path in store.remove("en-pt", "argos")] == ["translate-en_pt-1_0"]
    assert [model.bundled for model in store.find("en-pt", "argos")] == [True]


def test_two_engines_are_one_too_many(shelf_folder: Path) -> None:
    write_package(shelf_folder)
    firefox = places.firefox_home() / "en-qu"
    firefox.mkdir(parents=True)
    for name in ("model.enqu.intgemm.alphas.bin", "vocab.enqu.spm"):
        (firefox / name).write_bytes(b"x")
    with pytest.raises(UsageError, match="argos and firefox: choose with --engine"):
        store.remove("en-qu")
    assert store.remove("en-qu", "firefox") == [firefox]
    assert [model.engine for model in store.find("en-qu")] == ["argos"]


def test_unknown_engines() -> None:
    with pytest.raises(UsageError, match="no engine 'opus'; there are: argos, firefox"):
        store.installed("opus")
