"""Verifying names the file that is not what was installed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tiny_packages import write_argosmodel, write_package

from polyglot_news.errors import ModelError
from polyglot_news.models import store
from polyglot_news.models.install import install
from polyglot_news.models.verify import verify


def flip(path: Path) -> None:
    """One bit, with size and time as before, as a failing disk does."""
    times, content = path.stat(), bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (lambda folder: flip(folder / "model" / "model.bin"), "model/model.bin has changed"),
        (lambda folder: flip(folder / "sentencepiece.model"), "sentencepiece.model has changed"),
        (lambda folder: (folder / "README.md").unlink(), "README.md is missing"),
        (lambda folder: (folder / "model" / "more").touch(), "model/more was added"),
    ],
)
def test_names_the_file(made: Path, damage: Callable[[Path], object], fault: str) -> None:
    [done] = install(str(write_argosmodel(made)))
    install(str(write_argosmodel(made, source="de")))
    damage(done.model.path)
    [verdict] = verify("en-qu")
    assert verdict.state == "damaged"
    assert not verdict.good
    assert [text.startswith(fault) for text in verdict.faults] == [True]
    assert [other.state for other in verify("de-qu")] == ["intact"]


def test_the_bundled_models_are_what_was_shipped() -> None:
    """Fails when a bundled file changes without its record (`install.json`)."""
    assert [(v.name, v.state, v.faults) for v in verify(engine="argos")] == [
        ("translate-en_pt-1_0", "intact", ()),
        ("translate-pt_en-1_0", "intact", ()),
    ]


def test_unrecorded_models_are_tried(made: Path, shelf_folder: Path) -> None:
    folder = write_package(shelf_folder)
    assert [(verdict.state, verdict.good) for verdict in verify("en-qu")] == [("unrecorded", True)]
    (folder / "model" / "model.bin").write_bytes(b"nothing")
    [verdict] = verify("en-qu")
    assert (verdict.state, verdict.good) == ("damaged", False)
    assert "cannot be opened" in verdict.faults[0]


def test_unusable_folders_are_told(shelf_folder: Path) -> None:
    (shelf_folder / "half").mkdir(parents=True)
    (shelf_folder / "half" / "metadata.json").write_text('{"from_code": "en", "to_code": "qu"}')
    [verdict] = verify("half")
    assert (verdict.state, verdict.path) == ("unusable", shelf_folder / "half")
    assert verdict in verify(engine="argos")
    assert verdict not in verify(engine="firefox")
    assert store.remove("half") == [shelf_folder / "half"]
    assert not (shelf_folder / "half").exists()


def test_unknown_models() -> None:
    with pytest.raises(ModelError, match="no model 'ru-en' is installed"):
        verify("ru-en")
