"""The digest of a folder: what it depends on, and that it is not computed twice."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from polyglot_news.errors import ModelError
from polyglot_news.models import digest, places


@pytest.fixture
def folder(made: Path) -> Path:
    (made / "model").mkdir()
    (made / "model" / "model.bin").write_bytes(b"weights")
    (made / "b").write_bytes(b"")
    (made / "é").write_bytes(b"x" * 3_000_000)
    return made


def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    read: list[Path] = []
    real = digest.hash_file
    monkeypatch.setattr(digest, "hash_file", lambda path: read.append(path) or real(path))
    return read


def test_is_what_sha256sum_would_say(folder: Path) -> None:
    names = ["b", "model/model.bin", "é"]
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    assert digest.digest(folder) == hashlib.sha256("".join(lines).encode()).hexdigest()


def test_the_record_of_the_installation_does_not_count(folder: Path) -> None:
    before = digest.digest(folder)
    (folder / digest.MANIFEST).write_text("{}")
    assert digest.digest(folder) == before
    (folder / "model" / digest.MANIFEST).write_text("{}")
    assert digest.digest(folder) != before


@pytest.mark.parametrize("change", ["content", "name", "place", "more"])
def test_every_change_counts(folder: Path, change: str) -> None:
    before = digest.digest(folder)
    if change == "content":
        (folder / "b").write_bytes(b"!")
    elif change == "name":
        (folder / "b").rename(folder / "c")
    elif change == "place":
        (folder / "b").rename(folder / "model" / "b")
    else:
        (folder / "empty").touch()
    assert digest.digest(folder) != before


def test_a_change_that_keeps_size_and_time_counts(folder: Path) -> None:
    path = folder / "model" / "model.bin"
    before, times = digest.digest(folder), path.stat()
    path.write_bytes(b"WEIGHTS")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert digest.digest(folder) != before


def test_known_digests_are_kept_between_processes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = reads(monkeypatch)
    first = digest.digest(folder)
    assert len(read) == 3
    digest._cached_digest.cache_clear()
    assert digest.digest(folder) == first
    assert len(read) == 3


@pytest.mark.parametrize("content", ["{", "[]", '{"%s": 3}'])
def test_a_damaged_memory_of_digests_is_overlooked(folder: Path, content: str) -> None:
    expected = digest.combine(digest.hash_files(folder))
    places.own_home().mkdir(parents=True)
    (places.own_home() / "digests.json").write_text(content.replace("%s", str(folder)))
    assert digest.digest(folder) == expected


def test_works_where_nothing_can_be_written(folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "file").write_text("")
    monkeypatch.setenv("POLYGLOT_NEWS_MODELS", str(home / "file" / "below"))
    assert digest.digest(folder) == digest.combine(digest.hash_files(folder))


def test_a_file_that_cannot_be_read(folder: Path) -> None:
    (folder / "gone").symlink_to(folder / "nowhere")
    with pytest.raises(ModelError, match="gone cannot be read"):
        digest.digest(folder)
