"""Unpacking: nothing is ever written outside the folder, and nothing at all from an archive that tries."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polyglot_news.errors import ModelError
from polyglot_news.models.archive import Limits, opened, unpack

SMALL = Limits(entries=50, total=1 << 20, ratio=50, free_of_ratio=1 << 16)


def write(path: Path, *entries: tuple[str, bytes], mode: int = 0) -> Path:
    """A zip with these entries under exactly these names, whatever they are."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, content) in enumerate(entries):
            entry = zipfile.ZipInfo(f"entry{number}")
            entry.filename = name
            entry.external_attr = mode << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return path


def extract(path: Path, into: Path, limits: Limits = SMALL) -> dict[str, bytes]:
    into.mkdir(exist_ok=True)
    with opened(path, limits) as archive:
        unpack(archive, into)
    return {file.relative_to(into).as_posix(): file.read_bytes() for file in into.rglob("*") if file.is_file()}


def test_unpacks(tmp_path: Path) -> None:
    entries = [("top/", b""), ("top/a", b"1"), ("top/b/c.txt", b"22"), ("top/é", b"")]
    path = write(tmp_path / "x.zip", *entries)
    assert extract(path, tmp_path / "out") == {"top/a": b"1", "top/b/c.txt": b"22", "top/é": b""}


def test_unpacks_one_folder_of_it(tmp_path: Path) -> None:
    path = write(tmp_path / "x.zip", ("a/b/1", b"1"), ("a/bc/2", b"2"), ("3", b"3"))
    (tmp_path / "out").mkdir()
    with opened(path) as archive:
        unpack(archive, tmp_path / "out", under="a/b")
    assert [file.name for file in (tmp_path / "out").rglob("*")] == ["1"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../x", "outside its folder"),
        ("a/../../x", "outside its folder"),
        ("a/..", "outside its folder"),
        ("/etc/x", "outside its folder"),
        ("//server/x", "outside its folder"),
        ("..\\x", "outside its folder"),
        ("a\\b", "outside its folder"),
        ("C:x", "not safe"),
        ("C:/x", "not safe"),
        ("a//b", "not safe"),
        ("./a", "not safe"),
        ("a/./b", "not safe"),
        ("a\x00b", "not safe"),
        ("a\nb", "not safe"),
        ("a:stream", "not safe"),
        ("a ", "not safe"),
        ("a./b", "not safe"),
        ("aux", "not safe"),
        ("a/NUL.txt", "not safe"),
        ("a/" + "n" * 256, "not safe"),
        ("", "not safe"),
        ("/", "outside its folder"),
    ],
)
def test_names_that_are_refused(tmp_path: Path, name: str, reason: str) -> None:
    path = write(tmp_path / "x.zip", ("fine", b"1"), (name, b"2"))
    with pytest.raises(ModelError, match=reason) as caught:
        extract(path, tmp_path / "out")
    assert "\n" not in str(caught.value)
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO, stat.S_IFSOCK, stat.S_IFDIR])
def test_links_and_devices_are_refused(tmp_path: Path, kind: int) -> None:
    path = write(tmp_path / "x.zip", ("a", b"/etc/passwd"), mode=kind | 0o777)
    with pytest.raises(ModelError, match="link or a special file"):
        extract(path, tmp_path / "out")


@pytest.mark.parametrize(
    "names",
    [
        ("a", "a"),
        ("a", "A"),
        ("é", "e\u0301"),
        ("straße", "STRASSE"),
        ("a", "a/"),
        ("d/x", "D/y"),
        ("a", "a/b"),
        ("a/b", "A"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_names_that_are_one_somewhere(tmp_path: Path, names: tuple[str, str]) -> None:
    path = write(tmp_path / "x.zip", *((name, b"") for name in names))
    with pytest.raises(ModelError, match=r"twice|a file and a folder|two spellings"):
        extract(path, tmp_path / "out")


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        ([(f"f{i}", b"") for i in range(51)], "51 entries"),
        ([("a", b"\0" * (1 << 21))], "2 MiB"),
        ([("a", b"\0" * (1 << 19))], "zip bomb"),
        ([(f"f{i}", b"\0" * (1 << 15)) for i in range(30)], "zip bomb"),
    ],
)
def test_too_much_is_refused(tmp_path: Path, entries: list[tuple[str, bytes]], reason: str) -> None:
    with pytest.raises(ModelError, match=reason):
        extract(write(tmp_path / "x.zip", *entries), tmp_path / "out")


def test_overlapping_entries_are_a_bomb(tmp_path: Path) -> None:
    """Many directory entries for one packed file, the trick of non-recursive zip bombs."""
    raw = write(tmp_path / "one.zip", ("a", bytes(range(256)) * 512)).read_bytes()
    start = struct.unpack("<I", raw[-6:-2])[0]
    entry = raw[start:-22]
    entries = b"".join(entry[:-1] + bytes([97 + number]) for number in range(8))
    end = b"PK\x05\x06\0\0\0\0" + struct.pack("<HHIIH", 8, 8, len(entries), start, 0)
    (tmp_path / "x.zip").write_bytes(raw[:start] + entries + end)
    with pytest.raises(ModelError, match=r"zip bomb|damaged"):
        extract(tmp_path / "x.zip", tmp_path / "out")


def test_a_size_that_lies_is_found(tmp_path: Path) -> None:
    raw = bytearray(write(tmp_path / "one.zip", ("a", b"\0" * 100_000)).read_bytes())
    start = struct.unpack("<I", raw[-6:-2])[0]
    raw[start + 24 : start + 28] = struct.pack("<I", 10)
    (tmp_path / "x.zip").write_bytes(bytes(raw))
    with pytest.raises(ModelError, match="damaged"):
        extract(tmp_path / "x.zip", tmp_path / "out")


def test_passwords_are_refused(tmp_path: Path) -> None:
    raw = bytearray(write(tmp_path / "one.zip", ("a", b"1")).read_bytes())
    start = struct.unpack("<I", raw[-6:-2])[0]
    raw[6] |= 1
    raw[start + 8] |= 1
    (tmp_path / "x.zip").write_bytes(bytes(raw))
    with pytest.raises(ModelError, match="encrypted"):
        extract(tmp_path / "x.zip", tmp_path / "out")


def test_more_than_fits_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda path: type("Usage", (), {"free": 9})())
    with pytest.raises(ModelError, match="less than that free"):
        extract(write(tmp_path / "x.zip", ("a", b"0123456789")), tmp_path / "out")


PIECES = st.sampled_from(["..", ".", "", "a", "A", "b", "é", "e\u0301", "aux", "C:", "a.", "\\", "~", "\x01", "ß"])
NAMES = st.one_of(
    st.lists(PIECES, min_size=1, max_size=4).map("/".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)
MODES = st.sampled_from([0, stat.S_IFREG | 0o644, stat.S_IFLNK | 0o777, stat.S_IFDIR | 0o755])


@pytest.mark.filterwarnings("ignore:Duplicate name")
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=st.lists(st.tuples(NAMES, st.binary(max_size=20)), max_size=5), mode=MODES)
def test_any_names(tmp_path_factory: pytest.TempPathFactory, entries: list[tuple[str, bytes]], mode: int) -> None:
    """All is unpacked under the names given, or nothing; never anything beside the folder."""
    around = tmp_path_factory.mktemp("around")
    path = write(around / "x.zip", *entries, mode=mode)
    try:
        found = extract(path, around / "out")
    except ModelError:
        found = {}
        assert not any((around / "out").rglob("*"))
    else:
        assert found == {name: content for name, content in entries if not name.endswith("/")}
    assert {item.name for item in around.iterdir()} == {"x.zip", "out"}
    assert not any(item.is_symlink() for item in (around / "out").rglob("*"))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_damage(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """A zip with arbitrary bytes changed, cut or put in unpacks to what it was, or is refused in one line."""
    around = tmp_path_factory.mktemp("around")
    content = {"top/a": b"0123456789" * 20, "top/b/c": b"x"}
    raw = bytearray(write(around / "x.zip", *content.items()).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place : place + data.draw(st.integers(0, 2))] = data.draw(st.binary(max_size=3))
    (around / "x.zip").write_bytes(bytes(raw))
    try:
        found = extract(around / "x.zip", around / "out")
    except ModelError as error:
        found, message = {}, str(error)
    else:
        message = "unpacked"
    assert len(message.splitlines()) == 1
    assert set(found.values()) <= set(content.values()) | {b""}
    assert {item.name for item in around.iterdir()} == {"x.zip", "out"}


def test_no_zip(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(io.BytesIO(b"PK nothing").read())
    with pytest.raises(ModelError, match="damaged or no zip"):
        extract(tmp_path / "x.zip", tmp_path / "out")
