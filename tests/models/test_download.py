"""Downloads from a server that breaks off, lies, moves and changes its mind."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pytest
from file_server import FileServer

from polyglot_news.errors import ModelError, OfflineError
from polyglot_news.models import download, places
from polyglot_news.models.download import fetched, public_url
from polyglot_news.models.progress import Progress

CONTENT = bytes(range(256)) * 4000


def fetch(url: str, progress: Progress | None = None) -> bytes:
    with fetched(url, progress or Progress()) as got:
        content = got.path.read_bytes()
        assert got.content.size == len(content)
        assert got.content.sha256 == hashlib.sha256(content).hexdigest()
        return content


def kept() -> list[str]:
    return sorted(path.suffix for path in places.downloads().iterdir() if path.suffix != ".lock")


class Recorder(Progress):
    def __init__(self) -> None:
        self.begun: list[tuple[str, int | None, int]] = []
        self.size = 0
        self.notes: list[str] = []

    def begin(self, label: str, total: int | None, done: int = 0) -> None:
        self.begun.append((label, total, done))

    def advance(self, size: int) -> None:
        self.size += size

    def note(self, text: str) -> None:
        self.notes.append(text)


def test_a_whole_file(server: FileServer) -> None:
    progress = Recorder()
    assert fetch(server.add("/x.bin", CONTENT), progress) == CONTENT
    assert progress.begun == [("x.bin", len(CONTENT), 0)]
    assert progress.size == len(CONTENT)
    assert kept() == []


@pytest.mark.parametrize("etag", ['"v1"', ""])
def test_goes_on_where_the_connection_broke(server: FileServer, etag: str) -> None:
    progress = Recorder()
    url = server.add("/x.bin", CONTENT, etag=etag, breaks=[300_000, 200_000])
    assert fetch(url, progress) == CONTENT
    assert [wanted for _, wanted in server.requests] == ["", "bytes=300000-", "bytes=500000-"]
    assert progress.size == len(CONTENT)
    assert progress.notes[0].startswith("the connection ended after 300000 of 1024000 bytes")


def test_many_breaks_do_not_matter_while_something_comes(server: FileServer) -> None:
    url = server.add("/x.bin", CONTENT, etag='"v1"', breaks=[50_000] * 15)
    assert fetch(url) == CONTENT


def test_goes_on_in_a_later_run(server: FileServer, monkeypatch: pytest.MonkeyPatch) -> None:
    url = server.add("/x.bin", CONTENT, etag='"v1"', breaks=[400_000], status=[])
    monkeypatch.setattr(download, "ATTEMPTS", 1)
    server.files["/x.bin"].breaks = [400_000, 0]
    with pytest.raises(ModelError, match="the next try goes on from there"):
        fetch(url)
    assert kept() == [".json", ".part"]
    assert fetch(url) == CONTENT
    assert server.requests[-1] == ("/x.bin", "bytes=400000-")


def test_starts_over_when_the_file_has_changed(server: FileServer, monkeypatch: pytest.MonkeyPatch) -> None:
    url = server.add("/x.bin", CONTENT, etag='"v1"', breaks=[400_000, 0])
    monkeypatch.setattr(download, "ATTEMPTS", 1)
    with pytest.raises(ModelError):
        fetch(url)
    server.add("/x.bin", CONTENT[::-1], etag='"v2"')
    assert fetch(url) == CONTENT[::-1]


def test_starts_over_when_another_size_is_gone_on_with(server: FileServer) -> None:
    url = server.add("/x.bin", CONTENT, breaks=[400_000])
    changed = CONTENT[::-1] + b"more"

    class Change(Recorder):
        def note(self, text: str) -> None:
            super().note(text)
            server.files["/x.bin"].content = changed

    progress = Change()
    assert fetch(url, progress) == changed
    assert "another file" in progress.notes[1]


def test_starts_over_where_ranges_are_not_served(server: FileServer) -> None:
    url = server.add("/x.bin", CONTENT, ranges=False, breaks=[400_000])
    assert fetch(url) == CONTENT
    assert [wanted for _, wanted in server.requests] == ["", "bytes=400000-"]


def test_a_finished_file_is_not_fetched_again(server: FileServer) -> None:
    url = server.add("/x.bin", CONTENT, etag='"v1"')
    with pytest.raises(KeyboardInterrupt), fetched(url):
        raise KeyboardInterrupt
    assert kept() == [".json", ".part"]
    progress = Recorder()
    assert fetch(url, progress) == CONTENT
    assert progress.size == 0
    assert server.requests[-1] == ("/x.bin", f"bytes={len(CONTENT)}-")


def test_what_is_refused_is_thrown_away(server: FileServer) -> None:
    with pytest.raises(ModelError), fetched(server.add("/x.bin", CONTENT)):
        raise ModelError("no package")
    assert kept() == []


def test_a_promise_of_more_bytes_than_come(server: FileServer) -> None:
    url = server.add("/x.bin", CONTENT, ranges=False, claims=len(CONTENT) + 10)
    with pytest.raises(ModelError, match=f"ended after {len(CONTENT)} of {len(CONTENT) + 10} bytes"):
        fetch(url)


@pytest.mark.parametrize("status", [500, 503, 429, 408])
def test_tries_again_when_the_server_is_out_of_order(server: FileServer, status: int) -> None:
    assert fetch(server.add("/x.bin", CONTENT, status=[status, status])) == CONTENT
    assert len(server.requests) == 3


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_gives_up_at_once_when_there_is_nothing(server: FileServer, status: int) -> None:
    url = server.add("/x.bin", CONTENT, status=[status])
    with pytest.raises(ModelError, match=f"cannot be downloaded: the server answered {status}"):
        fetch(url)
    assert len(server.requests) == 1


def test_gives_up_in_the_end(server: FileServer) -> None:
    url = server.add("/x.bin", CONTENT, status=[500] * 99)
    with pytest.raises(ModelError, match="the server answered 500"):
        fetch(url)
    assert len(server.requests) == download.ATTEMPTS


def test_nobody_listens(server: FileServer, monkeypatch: pytest.MonkeyPatch) -> None:
    url = server.url("/x.bin")
    server._server.server_close()
    with pytest.raises(ModelError, match=r"could not be downloaded: .*refused"):
        fetch(url)


def test_follows_a_redirect(server: FileServer) -> None:
    server.add("/real.bin", CONTENT)
    assert fetch(server.add("/x.bin", b"", redirect="/real.bin")) == CONTENT


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x"])
def test_does_not_follow_everywhere(server: FileServer, target: str) -> None:
    with pytest.raises(ModelError):
        fetch(server.add("/x.bin", b"", redirect=target))


def test_does_not_leave_https() -> None:
    import urllib.request
    from email.message import Message

    request = urllib.request.Request("https://example.org/x?key=secret")
    with pytest.raises(ModelError, match=r"leads to http://example\.net/y, not to https") as caught:
        download._NoDowngrade().redirect_request(request, None, 302, "", Message(), "http://example.net/y")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ipfs://x", "ftp://127.0.0.1/x"])
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(ModelError, match="only http and https"):
        fetch(url)


def test_too_much_is_refused(server: FileServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "MOST_BYTES", 1000)
    with pytest.raises(ModelError, match="more than 1000"):
        fetch(server.add("/x.bin", CONTENT))


def test_offline_asks_nobody(server: FileServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLYGLOT_NEWS_OFFLINE", "1")
    with pytest.raises(OfflineError, match=r"^Downloading http://127.0.0.1:\d+/x.bin needs the network"):
        fetch(server.add("/x.bin", CONTENT))
    assert server.requests == []


def test_secrets_are_not_shown() -> None:
    assert public_url("https://me:pw@example.org:8443/a/b?token=1#x") == "https://example.org:8443/a/b"


def test_old_remains_are_cleared_away(server: FileServer) -> None:
    places.downloads().mkdir(parents=True)
    old, new = (places.downloads() / name for name in ("old.part", "new.part"))
    for path in (old, new):
        path.write_bytes(b"x")
    os.utime(old, (time.time() - 31 * 24 * 3600,) * 2)
    fetch(server.add("/x.bin", CONTENT))
    assert [path.name for path in places.downloads().glob("*.part")] == ["new.part"]


def test_where_nothing_can_be_written(server: FileServer, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "file").write_text("")
    monkeypatch.setenv("POLYGLOT_NEWS_MODELS", str(home / "file" / "below"))
    with pytest.raises(ModelError, match="cannot be written to"):
        fetch(server.add("/x.bin", CONTENT))
