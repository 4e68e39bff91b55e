"""`polyglot-news concordance`: what it prints, writes, and refuses."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from polyglot_news.bitext import Bead, Bitext, TermUse
from polyglot_news.cli.app import app
from polyglot_news.errors import UsageError
from polyglot_news.write import write_bitexts


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    use = TermUse("op", "спецоперация", 9, 21, "invasion", 4, 12)
    beads = (
        Bead("Началась спецоперация.", "The invasion began.", (0,), (0,), terms=(use,), extra={"outlet": "Gazette"}),
        Bead("О \x1b[31m спецоперации молчат.", "Nobody speaks of it.", (1,), (1,), extra={"outlet": "Herald"}),
        Bead("Мир.", "Peace.", (2,), (2,), extra={"outlet": "Herald"}),
    )
    write_bitexts([Bitext("monday", "ru", "en", beads)], tmp_path / "part.csv")
    return tmp_path


def run(corpus: Path, *args: str) -> Result:
    return CliRunner().invoke(app, ["concordance", str(corpus), *args], env={"COLUMNS": "60"})


def test_lines_have_the_keyword_in_the_middle(corpus: Path) -> None:
    result = run(corpus, "спецоперац*")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == f"{'Началась ':>24}спецоперация."
    assert lines[1] == f"{'The ':>26}invasion began."
    assert lines[2] == "  monday:0  Gazette  by record"
    assert "\x1b" not in result.stdout
    assert result.stderr == "2 hits\n"


def test_limit_and_count(corpus: Path) -> None:
    result = run(corpus, "спецоперац*", "--limit", "1")
    assert len(result.stdout.splitlines()) == 3
    assert result.stderr == "the first 1 hit of more; --limit 0 gives all\n"
    result = run(corpus, "спецоперац*", "--limit", "1", "--count")
    assert [line.split() for line in result.stdout.splitlines()[3:]] == [
        ["hits", "share", "rendering"], ["1", "50.0", "%", "invasion"], ["1", "50.0", "%", "none", "found"],
    ]  # fmt: skip
    assert result.stderr == "2 hits\n"


def test_csv_goes_to_standard_output(corpus: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(corpus, "--concept", "op", "-o", "-", "-q").stdout)))
    assert [(row["keyword"], row["rendering"], row["paired_by"]) for row in rows] == [
        ("спецоперация", "invasion", "record")
    ]


@pytest.mark.parametrize(
    ("args", "hits"),
    [
        (["спецоперац*", "--target", "invasion"], 1),
        (["^о", "--regex", "--case"], 0),
        (["^О", "--regex", "--case"], 1),
        (["мир", "--lemma"], 1),
        (["invade", "--side", "target"], 0),
        (["inva*", "--side", "both"], 1),
        (["*", "--regex"], None),
        (["спецоперац*", "--outlet", "herald"], 1),
    ],
)
def test_queries(corpus: Path, args: list[str], hits: int | None) -> None:
    result = run(corpus, *args, "-o", "-", "-q")
    if hits is None:
        assert isinstance(result.exception, UsageError)
    else:
        assert result.exit_code == 0
        assert len(result.stdout.splitlines()) == hits + 1
        assert (result.stderr == "nothing found\n") is (hits == 0)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([], "empty"),
        (["("], "no letter"),
        (["(", "--regex"], "not a regular expression"),
        (["мир", "--concept", "op"], "exclude each other"),
        (["мир", "--regex", "--lemma"], "exclude each other"),
        (["мир", "-g", "china"], "--glossary is for --concept"),
        (["мир", "--lemma", "--case"], "--case is for"),
        (["--concept", "op", "-g", "china"], "no concept 'op'"),
        (["мир", "-o", "out.docx"], "names no form"),
        (["мир", "--side", "left"], "no side"),
        (["мир", "--sort", "length"], "no order"),
        (["мир", "--since", "yesterday"], "not a date"),
        (["мир", "--since", "2024-13"], "not a date"),
        (["мир", "--until", "2024-02-30"], "not a date"),
    ],
)
def test_what_cannot_be_meant_is_one_line(corpus: Path, args: list[str], message: str) -> None:
    error = run(corpus, *args).exception
    assert isinstance(error, UsageError)
    assert error.exit_code == 2
    assert message in str(error)
    assert "\n" not in str(error)
