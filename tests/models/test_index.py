"""The Argos index: fetched, kept, read with care; and installing from it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from file_server import FileServer
from tiny_packages import write_argosmodel

from polyglot_news.errors import ModelError, OfflineError
from polyglot_news.models import index, manifest, places, store
from polyglot_news.models.install import install, install_pair


def entry(
    source: object, target: object, version: str = "1.0", links: object = None, **more: object
) -> dict[str, object]:
    facts = {"from_code": source, "to_code": target, "package_version": version, "from_name": "S", "to_name": "T"}
    return facts | {"links": links if links is not None else ["http://127.0.0.1:9/x"]} | more


@pytest.fixture
def serve(server: FileServer, monkeypatch: pytest.MonkeyPatch) -> FileServer:
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", server.url("/"))
    return server


def put(server: FileServer, *entries: object) -> None:
    server.add("/index.json", json.dumps(entries).encode())


def test_newest_first(serve: FileServer) -> None:
    put(serve, entry("ru", "en", "1.9"), entry("ru", "en", "1.10"), entry("en", "ru"))
    assert [(e.source, e.target, e.version) for e in index.load().entries] == [
        ("en", "ru", "1.0"),
        ("ru", "en", "1.10"),
        ("ru", "en", "1.9"),
    ]
    assert index.load().best("ru", "en").version == "1.10"


def test_kept_until_refreshed(serve: FileServer, monkeypatch: pytest.MonkeyPatch) -> None:
    put(serve, entry("ru", "en"))
    first = index.load()
    put(serve, entry("ru", "en", "2.0"))
    assert index.load() == first
    monkeypatch.setenv("POLYGLOT_NEWS_OFFLINE", "1")
    assert index.load() == first
    with pytest.raises(OfflineError):
        index.load(refresh=True)
    monkeypatch.setenv("POLYGLOT_NEWS_OFFLINE", "0")
    assert index.load(refresh=True).best("ru", "en").version == "2.0"
    assert len([path for path, _ in serve.requests if path == "/index.json"]) == 2


def test_a_copy_from_elsewhere_does_not_count(serve: FileServer, monkeypatch: pytest.MonkeyPatch) -> None:
    put(serve, entry("ru", "en"))
    index.load()
    serve.add("/mirror/index.json", json.dumps([entry("ru", "en", "3.0")]).encode())
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", serve.url("/mirror"))
    assert index.load().best("ru", "en").version == "3.0"


@pytest.mark.parametrize("copy", ["{", "[]", '{"url": 1}'])
def test_a_damaged_copy_is_fetched_again(serve: FileServer, copy: str) -> None:
    places.own_home().mkdir(parents=True)
    (places.own_home() / "argos-index.json").write_text(copy)
    put(serve, entry("ru", "en"))
    assert len(index.load().entries) == 1


def test_what_cannot_be_used_is_left_out(serve: FileServer) -> None:
    put(
        serve,
        "text",
        None,
        entry("ru", "en", type="sbd"),
        entry("ru", None),
        entry("russian", "en"),
        entry("ru", "en", links=["ipfs://x"]),
        entry("ru", "en", links="http://x"),
        entry("uk", "en", links=["ipfs://x", "http://127.0.0.1:9/y", 3]),
    )
    assert [(e.source, e.links) for e in index.load().entries] == [("uk", ("http://127.0.0.1:9/y",))]


@pytest.mark.parametrize("body", [b"<html>", b"{}", b"\xff", b"[" * 100_000])
def test_no_index(serve: FileServer, body: bytes) -> None:
    serve.add("/index.json", body)
    with pytest.raises(ModelError, match="is no package index"):
        index.load()


@pytest.mark.parametrize(
    ("pair", "advice"),
    [
        (("ru", "pt"), "through en: `models install ru en` and `models install en pt`"),
        (("ru", "de"), "from ru it has: en"),
        (("xx", "pt"), "and none from xx"),
    ],
)
def test_no_such_pair(serve: FileServer, pair: tuple[str, str], advice: str) -> None:
    put(serve, entry("ru", "en"), entry("en", "pt"))
    with pytest.raises(ModelError, match=advice):
        index.load().best(*pair)


def test_installs_by_pair(serve: FileServer, made: Path) -> None:
    old, new = (write_argosmodel(made, version=version) for version in ("1.0", "1.9"))
    links = [serve.add(f"/{path.name}", path.read_bytes(), breaks=[4000]) for path in (old, new)]
    put(serve, entry("en", "qu", "1.0", links[:1]), entry("en", "qu", "1.9", links[1:]))
    [done] = install_pair("en", "qu")
    assert done.model.version == "1.9"
    record = manifest.read(done.model.path)
    assert record is not None
    assert record.archive is not None
    assert (record.origin, record.archive.size) == (links[1], new.stat().st_size)
    assert not list(places.downloads().glob("*.part"))


def test_the_next_address_is_tried(serve: FileServer, made: Path) -> None:
    path = write_argosmodel(made)
    gone, broken = serve.url("/gone"), serve.add("/broken", path.read_bytes()[:-50])
    links = [gone, broken, serve.add("/fine", path.read_bytes())]
    put(serve, entry("en", "qu", links=links))
    [done] = install_pair("en", "qu")
    record = manifest.read(done.model.path)
    assert record is not None
    assert record.origin == links[2]


def test_a_package_for_another_pair_is_refused(serve: FileServer, made: Path) -> None:
    path = write_argosmodel(made, source="de")
    put(serve, entry("en", "qu", links=[serve.add("/x", path.read_bytes())]))
    with pytest.raises(ModelError, match="asked for en→qu, it is de→qu"):
        install_pair("en", "qu")
    assert all(model.bundled for model in store.argos_models())


def test_installs_from_an_address(server: FileServer, made: Path) -> None:
    path = write_argosmodel(made)
    server.add("/files/x.argosmodel", path.read_bytes())
    [done] = install(server.url("/files/x.argosmodel?token=secret"))
    record = manifest.read(done.model.path)
    assert record is not None
    assert record.origin == server.url("/files/x.argosmodel")


def test_offline_installs_nothing(serve: FileServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLYGLOT_NEWS_OFFLINE", "1")
    for attempt in (lambda: install_pair("ru", "en"), lambda: install(serve.url("/x")), index.load):
        with pytest.raises(OfflineError, match="needs the network"):
            attempt()
    with pytest.raises(OfflineError, match="the Firefox model ru→en needs the network"):
        install_pair("ru", "en", "firefox")
    assert serve.requests == []
