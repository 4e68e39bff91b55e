from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from polyglot_news import __version__
from polyglot_news.cli.app import app

RUNNER = CliRunner()


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    russian = "Президент подписал закон о выборах в понедельник. Оппозиция назвала его антиконституционным.\n\n"
    english = "The opposition will appeal to the court on Tuesday, its leader told reporters.\n\n"
    path = tmp_path / "mixed.txt"
    path.write_text(russian + english + russian, encoding="utf-8")
    return path


def test_detect_reports_every_segment(mixed: Path) -> None:
    [line] = RUNNER.invoke(app, ["detect", str(mixed), "--json"]).stdout.splitlines()
    found = json.loads(line)
    assert found["lang"] == "ru"
    assert found["mixed"] is True
    assert [segment["lang"] for segment in found["segments"]] == ["ru", "ru", "en", "ru", "ru"]


def test_detect_for_people(mixed: Path) -> None:
    assert RUNNER.invoke(app, ["detect", str(mixed)]).stdout.startswith("mixed: ru (Russian)")


def test_segment_gives_offsets(mixed: Path) -> None:
    text = mixed.read_text(encoding="utf-8")
    done = RUNNER.invoke(app, ["segment", str(mixed), "--json"])
    segments = [json.loads(line) for line in done.stdout.splitlines()]
    assert [segment["index"] for segment in segments] == [0, 1, 2, 3, 4]
    assert all(text[segment["start"] : segment["end"]] == segment["text"] for segment in segments)


def test_doctor_names_models_licences_and_remedies() -> None:
    done = RUNNER.invoke(app, ["doctor"])
    assert done.exit_code == 0
    assert "model en→pt: argos, bundled: translate-en_pt-1_0, CC BY-NC-SA 4.0 (non-commercial" in done.stdout
    checks = [json.loads(line) for line in RUNNER.invoke(app, ["doctor", "--json"]).stdout.splitlines()]
    assert {"subject", "state", "detail", "remedy"} == set(checks[0])
    assert all(check["remedy"] for check in checks if check["state"] != "ok")


def test_version_and_help() -> None:
    assert RUNNER.invoke(app, ["--version"]).stdout.strip() == f"polyglot-news {__version__}"
    for command in ("translate", "detect", "segment", "doctor"):
        assert "polyglot-news " + command in RUNNER.invoke(app, [command, "--help"]).stdout
