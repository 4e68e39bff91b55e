"""`models …` on the command line: what is printed, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from file_server import FileServer
from tiny_packages import write_argosmodel
from typer.testing import CliRunner, Result

from polyglot_news.cli.models import app
from polyglot_news.errors import PolyglotNewsError


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def fails(*arguments: str) -> str:
    result = run(*arguments)
    assert isinstance(result.exception, PolyglotNewsError), result.output
    return str(result.exception)


def test_the_whole_round(tmp_path: Path) -> None:
    result = run("install", str(write_argosmodel(tmp_path)), "--quiet")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("en→qu (argos, translate-en_qu-1_0) installed; licence: CC0 1.0; ")
    listed = [json.loads(line) for line in run("list", "--json", "--engine", "argos").stdout.splitlines()]
    assert [(row["pair"], row["bundled"]) for row in listed] == [("en-qu", False), ("en-pt", True), ("pt-en", True)]
    assert run("path", "en-qu").stdout.strip() == listed[0]["path"]
    assert "intact" in run("verify", "en-qu").stdout
    assert (
        "bundle.zip: en-qu, en-pt" in run("pack", "en-qu", "en-pt", "-o", str(tmp_path / "bundle.zip"), "-q").stdout
    )
    assert run("remove", "en-qu").stdout.startswith("removed ")
    again = run("install", str(tmp_path / "bundle.zip"), "-q").stdout.splitlines()
    assert "installed; licence" in again[0]
    assert "was bundled already" in again[1]


def test_list_shows_the_licence() -> None:
    output = run("list").stdout
    assert "CC BY-NC-SA 4.0" in output
    assert "translate-en_pt-1_0" in output


def test_verify_names_what_is_damaged(tmp_path: Path) -> None:
    run("install", str(write_argosmodel(tmp_path)), "-q")
    Path(run("path", "en-qu").stdout.strip(), "README.md").write_text("other")
    assert fails("verify") == "not as installed: translate-en_qu-1_0; install again, or remove"
    assert "README.md has changed" in run("verify", "en-qu", "--json").stdout


def test_available(made: Path, server: FileServer, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = {"from_name": "Eng", "to_name": "Que", "package_version": "1.9", "links": ["http://127.0.0.1:9/x"]}
    entries = [{**facts, "from_code": "en", "to_code": code} for code in ("qu", "pt")]
    server.add("/index.json", json.dumps(entries).encode())
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", server.url("/"))
    run("install", str(write_argosmodel(made)), "-q")
    rows = [json.loads(line) for line in run("available", "--json").stdout.splitlines()]
    assert [(row["pair"], row["here"]) for row in rows] == [("en-pt", "bundled 1.0"), ("en-qu", "installed 1.0")]
    assert "en-qu" in run("available", "en", "qu").stdout
    assert "en-pt" not in run("available", "en", "qu").stdout
    assert len(server.requests) == 1
    run("available", "--refresh")
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "arguments", [["available"], ["install", "ru", "en"], ["install", "http://127.0.0.1:9/x.argosmodel"]]
)
def test_offline(monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    monkeypatch.setenv("POLYGLOT_NEWS_OFFLINE", "1")
    assert "needs the network, which is switched off" in fails(*arguments)


def test_paths() -> None:
    engines = [line.split("\t")[0] for line in run("path").stdout.splitlines()]
    assert engines == ["argos", "firefox"]


def test_usage() -> None:
    assert "two language codes" in fails("install", "a", "b", "c")
