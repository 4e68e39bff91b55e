from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from polyglot_news.cli.app import app
from polyglot_news.errors import UsageError
from polyglot_news.glossary.formats import read_termbase
from polyglot_news.glossary.given import given_termbase


def run(*args: str, exit_code: int = 0) -> str:
    result = CliRunner().invoke(app, ["glossary", *args])
    assert result.exit_code == exit_code, result.output
    return result.stdout


@pytest.fixture
def words(tmp_path: Path) -> Path:
    path = tmp_path / "words.csv"
    path.write_text("en,pt\nceasefire,cessar-fogo\ntruce,trégua\n", encoding="utf-8")
    return path


def test_list_names_what_ships() -> None:
    rows = [json.loads(line) for line in run("list", "--json").splitlines()]
    assert {"china", "russia-ukraine"} <= {row["name"] for row in rows}
    assert all(row["concepts"] >= 25 for row in rows)


def test_show_prints_a_concept() -> None:
    assert run("show", "russia-ukraine", "--concept", "donbas-region-name", "--lang", "pt").splitlines() == [
        "donbas-region-name",
        "  pt  Donbas  (contested; ap, ukraine-gov)",
        "  pt  Donbass  (contested; russia-gov)",
    ]


def test_lint_exits_with_1_on_an_error(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("concept,lang,term\nc,en,truce\nc,en,Truce\nc,pt,trégua\n", encoding="utf-8")
    assert "bad.csv, row 3: error: duplicate" in run("lint", str(path), exit_code=1)


@pytest.mark.parametrize("ending", [".tbx", ".tsv"])
def test_convert_writes_what_is_read_back_equal(words: Path, tmp_path: Path, ending: str) -> None:
    output = tmp_path / f"words{ending}"
    run("convert", str(words), str(output))
    assert read_termbase(output) == read_termbase(words)


def test_match_prints_hits_with_offsets(words: Path, tmp_path: Path) -> None:
    article = tmp_path / "news.txt"
    article.write_text("Both ceasefires failed.", encoding="utf-8")
    [row] = [json.loads(line) for line in run("match", str(article), "-g", str(words), "--json").splitlines()]
    assert (row["start"], row["end"], row["text"], row["term"]) == (5, 15, "ceasefires", "ceasefire")


def test_apply_records_in_somebody_elses_translation(words: Path, tmp_path: Path) -> None:
    table, output = tmp_path / "table.csv", tmp_path / "out.jsonl"
    table.write_text("source,target\nThe ceasefire holds.,O cessar-fogo continua.\nA truce.,Uma pausa.\n", "utf-8")
    run("apply", str(table), "-g", str(words), "--from", "en", "--to", "pt", "-o", str(output))
    text = output.read_text(encoding="utf-8")
    assert [text.count(f'"{outcome}"') for outcome in ("already", "unmet")] == [1, 1]


def test_a_name_that_is_nothing_is_named() -> None:
    with pytest.raises(UsageError, match="'peace' is no file, and no termbase that ships: armed-groups"):
        given_termbase(["peace"])
