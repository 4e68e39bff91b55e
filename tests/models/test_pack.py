"""Bundles: packed here, installed there, and refused when anything in them has changed."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tiny_packages import write_argosmodel, write_package

from polyglot_news.errors import ModelError, UsageError, WriteError
from polyglot_news.models import digest, manifest, store
from polyglot_news.models.install import install
from polyglot_news.models.pack import pack
from polyglot_news.models.verify import verify


@pytest.fixture
def bundle(made: Path, shelf_folder: Path) -> Path:
    """A bundle of two models: one that we installed, one that another program did."""
    install(str(write_argosmodel(made)))
    write_package(shelf_folder, source="de", called="de_qu")
    pack(["en-qu", "de-qu"], made / "bundle.zip")
    return made / "bundle.zip"


def elsewhere(monkeypatch: pytest.MonkeyPatch, made: Path) -> Path:
    """From now on this is another machine."""
    folder = made / "elsewhere" / "packages"
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(folder))
    monkeypatch.setenv("POLYGLOT_NEWS_OFFLINE", "1")
    return folder


def rewrite(path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)


def test_there_and_back(bundle: Path, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = {model.name: digest.digest(model.path) for model in store.find("en-qu") + store.find("de-qu")}
    folder = elsewhere(monkeypatch, made)
    done = install(str(bundle))
    assert [(item.model.source, item.already) for item in done] == [("en", False), ("de", False)]
    assert sorted(digest.digest(item.model.path) for item in done) == sorted(here.values())
    assert all(item.model.path.parent == folder for item in done)
    assert [verdict.state for verdict in verify("en-qu") + verify("de-qu")] == ["intact", "intact"]
    record = manifest.read(done[0].model.path)
    assert record is not None
    assert record.archive == digest.hash_file(bundle)


def test_names_the_licences(bundle: Path) -> None:
    with zipfile.ZipFile(bundle) as archive:
        text = archive.read("LICENCES.md").decode()
    assert "en→qu, argos, translate-en_qu-1_0: **CC0 1.0**" in text
    assert "models/argos/de_qu/README.md" in text


def test_the_same_models_give_the_same_file(bundle: Path, made: Path) -> None:
    pack(["en-qu", "de-qu", "translate-en_qu-1_0"], made / "again.zip")
    assert (made / "again.zip").read_bytes() == bundle.read_bytes()


def test_tells_nothing_of_this_machine(bundle: Path, made: Path) -> None:
    with zipfile.ZipFile(bundle) as archive:
        assert str(made.parent) not in archive.read("bundle.json").decode()


def test_bundled_models_can_be_packed(made: Path) -> None:
    [model] = pack(["en-pt"], made / "b.zip")
    assert model.bundled
    assert install(str(made / "b.zip"))[0].already


def _drop(name: str) -> Callable[[dict[str, bytes]], None]:
    return lambda files: files.pop(name) and None


def _set(name: str, content: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda files: files.update({name: content})


def _edit(**changes: object) -> Callable[[dict[str, bytes]], None]:
    def change(files: dict[str, bytes]) -> None:
        listed = json.loads(files["bundle.json"])
        listed["models"][0].update(changes)
        files["bundle.json"] = json.dumps(listed).encode()

    return change


README = "models/argos/translate-en_qu-1_0/README.md"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_set(README, b"other"), f"{README} is not what was packed"),
        (_drop(README), f"{README} is missing"),
        (_set("models/argos/translate-en_qu-1_0/extra", b""), "extra is not in its list"),
        (_set("bundle.json", b"{"), "cannot be understood"),
        (_set("bundle.json", b'{"format": 2, "models": []}'), "newer than this version"),
        (_edit(engine="other"), "is no model"),
        (_edit(files={}), "is no model"),
        (_edit(name=".."), "is not in its folder"),
        (_edit(folder="models"), "is not in its folder"),
        (_edit(files={"a": {"size": "1", "sha256": "x"}}), "no size or no sha256"),
        (_edit(source="fr"), "asked for fr→qu, it is en→qu"),
    ],
)
def test_a_changed_bundle_is_refused(
    bundle: Path, made: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[dict[str, bytes]], None], reason: str
) -> None:
    rewrite(bundle, change)
    elsewhere(monkeypatch, made)
    with pytest.raises(ModelError, match=reason):
        install(str(bundle))
    assert all(model.bundled for model in store.argos_models())


def test_a_damaged_model_is_not_packed(bundle: Path, made: Path) -> None:
    before = bundle.read_bytes()
    (store.find("en-qu")[0].path / "README.md").write_text("other")
    with pytest.raises(ModelError, match=r"damaged, so it is not packed: README.md has changed"):
        pack(["de-qu", "en-qu"], bundle)
    assert bundle.read_bytes() == before


def test_what_cannot_be_packed(made: Path) -> None:
    with pytest.raises(ModelError, match=r"no model 'ru-pt' is installed; there are: en-pt, pt-en"):
        pack(["ru-pt"], made / "b.zip")
    with pytest.raises(UsageError, match="name the models"):
        pack([], made / "b.zip")
    with pytest.raises(WriteError, match=r"cannot write .*b.zip: the folder .* does not exist"):
        pack(["en-pt"], made / "missing" / "b.zip")
    assert list(made.iterdir()) == []
