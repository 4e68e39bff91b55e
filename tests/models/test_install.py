"""Installing from files and folders: what is there afterwards, and what is refused."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tiny_packages import write_argosmodel, write_package, zipped

from polyglot_news.errors import ModelError, UsageError
from polyglot_news.models import digest, manifest, places, store
from polyglot_news.models.install import install
from polyglot_news.models.verify import verify


def versions(source: str = "en", target: str = "qu") -> list[str]:
    return [m.version for m in store.argos_models() if (m.source, m.target) == (source, target)]


def left_over(shelf_folder: Path) -> list[str]:
    workshop = shelf_folder.parent / ".packages.polyglot-news"
    return [path.name for path in workshop.iterdir() if path.name != "lock"]


@pytest.mark.parametrize("tokenizer", ["sentencepiece.model", "bpe.model"])
@pytest.mark.parametrize("as_file", [True, False])
def test_installs(made: Path, shelf_folder: Path, tokenizer: str, as_file: bool) -> None:
    source = (write_argosmodel if as_file else write_package)(made, tokenizer=tokenizer)
    [done] = install(str(source))
    assert (done.already, done.replaced) == (False, ())
    assert done.model.path == shelf_folder / "translate-en_qu-1_0"
    assert (done.model.source, done.model.target, done.model.version) == ("en", "qu", "1.0")
    assert done.model.licence == "CC0 1.0"
    assert store.find("en-qu")[0] == done.model
    assert [verdict.state for verdict in verify("en-qu")] == ["intact"]
    assert left_over(shelf_folder) == []


def test_records_size_and_hash_but_not_where_the_file_lay(made: Path) -> None:
    file = write_argosmodel(made)
    [done] = install(str(file))
    record = manifest.read(done.model.path)
    assert record is not None
    assert record.archive == digest.FileHash(file.stat().st_size, hashlib.sha256(file.read_bytes()).hexdigest())
    assert record.sha256 == digest.digest(done.model.path)
    assert record.origin == file.name
    assert str(made) not in (done.model.path / digest.MANIFEST).read_text()


@pytest.mark.parametrize(("first", "second"), [("1.0", "1.9"), ("1.9", "1.0")], ids=["upgrade", "downgrade"])
def test_replaces(made: Path, shelf_folder: Path, first: str, second: str) -> None:
    install(str(write_argosmodel(made, version=first)))
    [done] = install(str(write_argosmodel(made, version=second)))
    assert done.replaced == (f"translate-en_qu-{first.replace('.', '_')}",)
    assert versions() == [second]
    assert [path.name for path in places.subfolders(shelf_folder)] == [done.model.path.name]


def test_the_same_again_changes_nothing(made: Path, shelf_folder: Path) -> None:
    file = write_argosmodel(made)
    [first] = install(str(file))
    inode = first.model.path.stat().st_ino
    [again] = install(str(file))
    assert again.already
    assert again.model == first.model
    assert first.model.path.stat().st_ino == inode
    assert places.subfolders(shelf_folder) == [first.model.path]


def test_a_damaged_copy_is_mended(made: Path) -> None:
    file = write_argosmodel(made)
    [first] = install(str(file))
    (first.model.path / "README.md").write_text("something else")
    assert [verdict.state for verdict in verify("en-qu")] == ["damaged"]
    [again] = install(str(file))
    assert (again.already, again.replaced) == (False, ("translate-en_qu-1_0",))
    assert [verdict.state for verdict in verify("en-qu")] == ["intact"]
    assert versions() == ["1.0"]


def test_an_unusable_folder_of_the_same_name_goes(made: Path, shelf_folder: Path) -> None:
    broken = write_package(shelf_folder)
    shutil.rmtree(broken / "model")
    assert [path for path, _ in store.unusable()] == [broken]
    install(str(write_argosmodel(made)))
    assert store.unusable() == []
    assert versions() == ["1.0"]


def test_what_another_program_installed_gets_its_hashes_recorded(made: Path, shelf_folder: Path) -> None:
    theirs = write_package(shelf_folder, called="en_qu")
    assert [verdict.state for verdict in verify("en-qu")] == ["unrecorded"]
    [done] = install(str(write_argosmodel(made)))
    assert done.already
    assert done.model.path == theirs
    assert [verdict.state for verdict in verify("en-qu")] == ["intact"]


def test_a_bundled_model_is_not_copied() -> None:
    [done] = install(str(places.BUNDLED / "translate-en_pt-1_0"))
    assert done.already
    assert done.model.bundled


def test_installed_wins_over_bundled(made: Path) -> None:
    install(str(write_argosmodel(made, source="en", target="pt", version="0.1")))
    found = store.find("en-pt", "argos")
    assert [(model.version, model.bundled) for model in found] == [("0.1", False), ("1.0", True)]


def test_argostranslate_finds_what_we_install(made: Path) -> None:
    install(str(write_argosmodel(made)))
    code = "from argostranslate.package import *; print([(p.from_code, p.to_code) for p in get_installed_packages()])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[('en', 'qu')]"


def test_sha256_is_compared(made: Path) -> None:
    file = write_argosmodel(made)
    right = hashlib.sha256(file.read_bytes()).hexdigest()
    with pytest.raises(ModelError, match=f"its SHA-256 is {right}, not 00ff"):
        install(str(file), sha256="00FF")
    assert versions() == []
    install(str(file), sha256=right.upper())
    assert versions() == ["1.0"]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"from_code": "english"}, "'english', which is no language code"),
        ({"from_code": "../../x"}, "no language code"),
        ({"to_code": "xx"}, "'xx', which is no language code"),
        ({"to_code": None}, "None, which is no language code"),
        ({"to_code": "en"}, "from en to en"),
        ({"type": "sbd"}, "no translation model"),
        ({"package_version": "../1"}, "is no version"),
        ({"package_version": ["1.0"]}, "is no version"),
        ({"from_code": "ru"}, "the folder is named en→qu, its metadata says ru→qu"),
    ],
)
def test_metadata_that_lies(made: Path, shelf_folder: Path, changed: dict[str, object], reason: str) -> None:
    folder = write_package(made)
    facts = json.loads((folder / "metadata.json").read_text())
    (folder / "metadata.json").write_text(json.dumps(facts | changed))
    with pytest.raises(ModelError, match=reason) as caught:
        install(str(folder))
    assert "\n" not in str(caught.value)
    assert "job-" not in str(caught.value)
    assert places.subfolders(shelf_folder) == []
    assert left_over(shelf_folder) == []


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda folder: (folder / "model" / "model.bin").unlink(), "model.bin is missing"),
        (lambda folder: (folder / "model" / "model.bin").write_bytes(b""), "model.bin is missing or empty"),
        (lambda folder: (folder / "model" / "model.bin").write_bytes(b"no model at all"), "cannot be opened"),
        (lambda folder: shorten(folder / "model" / "model.bin"), "cannot be opened .*incomplete"),
        (lambda folder: (folder / "model" / "shared_vocabulary.json").unlink(), "cannot be opened"),
        (lambda folder: (folder / "sentencepiece.model").unlink(), "no tokenizer"),
        (lambda folder: (folder / "sentencepiece.model").write_bytes(b"\0" * 99), "cannot be opened"),
        (lambda folder: (folder / "metadata.json").write_text("{"), "cannot be understood"),
        (lambda folder: (folder / "metadata.json").write_text("[]"), "no JSON object"),
        (lambda folder: (folder / "metadata.json").unlink(), "metadata.json"),
    ],
)
@pytest.mark.parametrize("as_file", [True, False])
def test_damaged_packages(made: Path, shelf_folder: Path, as_file: bool, damage: object, reason: str) -> None:
    folder = write_package(made)
    assert callable(damage)
    damage(folder)
    source = folder
    if as_file:
        source = made.parent / "damaged.argosmodel"
        source.write_bytes(zipped(made))
    with pytest.raises(ModelError, match=reason):
        install(str(source))
    assert places.subfolders(shelf_folder) == []


def shorten(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def test_links_in_a_folder_are_refused(made: Path, shelf_folder: Path) -> None:
    folder = write_package(made)
    (folder / "secret").symlink_to("/etc/hostname")
    with pytest.raises(ModelError, match="secret is a link"):
        install(str(folder))
    assert places.subfolders(shelf_folder) == []


def test_not_a_zip(made: Path) -> None:
    path = made / "page.argosmodel"
    path.write_text("<html>Not found</html>")
    with pytest.raises(ModelError, match="damaged or no zip file"):
        install(str(path))


def test_two_folders_in_the_file(made: Path) -> None:
    write_package(made)
    write_package(made, version="1.1")
    path = made.parent / "two.argosmodel"
    path.write_bytes(zipped(made))
    with pytest.raises(ModelError, match="needs one folder"):
        install(str(path))


def test_no_such_file(made: Path) -> None:
    with pytest.raises(UsageError, match="models install ru en"):
        install(str(made / "missing.argosmodel"))


def test_no_model_in_the_folder(made: Path) -> None:
    with pytest.raises(ModelError, match=r"neither a metadata.json .* nor a model"):
        install(str(made))


def test_a_directory_that_cannot_be_written(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (made / "file").write_text("")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(made / "file" / "packages"))
    with pytest.raises(ModelError, match=r"the model directory .* cannot be written to"):
        install(str(write_argosmodel(made)))
