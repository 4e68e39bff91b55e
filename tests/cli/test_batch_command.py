from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from polyglot_news.read.table import read_bitexts

ROOT = Path(__file__).parents[2]
TEXT = "The talks failed on Monday. Nobody was hurt in the capital. The minister said 310 people had arrived."


def command(*args: str | Path) -> list[str]:
    return [sys.executable, "-m", "polyglot_news", "batch", *map(str, args)]


def run(*args: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    return subprocess.run(
        command(*args), capture_output=True, text=True, encoding="utf-8", env=environment, check=False
    )


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    records = [{"url": f"a{i}", "body": TEXT, "lang": "en", "by": "A. Reporter"} for i in range(12)]
    path.write_text("".join(json.dumps(record) + "\n" for record in records) + "broken\n")
    return path


def test_a_corpus_becomes_parts_and_a_summary(news: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    out = tmp_path / "out"
    done = run(news, "--to", "pt", "--id", "url", "--keep", "by", "--beam", "1", "-o", out)
    assert done.returncode == 0, done.stderr
    bitexts = read_bitexts(out / "parts" / "part-00000.parquet")
    assert [bitext.article_id for bitext in bitexts] == [f"a{i}" for i in range(12)]
    assert bitexts[0].beads[2].extra["by"] == "A. Reporter"
    assert "310" in bitexts[0].beads[2].target
    assert "12 articles, 36 rows; 1 of 13 records rejected" in done.stderr
    assert "not-json 1" in done.stderr
    assert json.loads((out / "summary.json").read_text())["routes"] == {"en→pt": 36}
    assert "done before" not in done.stderr
    again = run(news, "--to", "pt", "--id", "url", "--keep", "by", "--beam", "1", "-o", out)
    assert "12 articles, 36 rows; 1 of 13 records rejected (all was done before)" in again.stderr


def _listen_to_interrupts() -> None:
    """A shell's background jobs, and so these tests in one, ignore the signal."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def long_news(tmp_path: Path) -> Path:
    """So much news, no sentence of it twice, that a run is not over when its first part is seen."""
    path = tmp_path / "long.jsonl"
    bodies = [
        f"In week {i} the talks failed again. The minister said {310 + i} people had arrived." for i in range(90)
    ]
    path.write_text("".join(json.dumps({"body": body, "lang": "en"}) + "\n" for body in bodies))
    return path


def test_interrupted_it_says_how_to_go_on(long_news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    arguments = (long_news, "--to", "pt", "--beam", "1", "--format", "csv", "--part-size", "10", "-o", out)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    process = subprocess.Popen(
        command(*arguments), stderr=subprocess.PIPE, env=environment, preexec_fn=_listen_to_interrupts
    )
    while process.poll() is None and not list((out / "parts").glob("part-*")):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate()
    assert process.returncode == 130
    assert told.decode().strip() == "polyglot-news: interrupted; run the same command again to go on"
    assert not list(out.rglob(".*"))
    assert json.loads((out / "log.jsonl").read_text().splitlines()[-1])["event"] == "interrupted"
    done = run(*arguments)
    assert done.returncode == 0, done.stderr
    assert "90 articles, 180 rows" in done.stderr


BAD = [
    # arguments after the corpus, exit code, what the one line on standard error says
    (("--to", "qqq"), 2, "qqq"),
    (("--to", "uk"), 1, "12 articles in English: no argos model translates English to Ukrainian"),
    (("--to", "pt", "--format", "docx"), 2, "parquet, csv, jsonl"),
    (("--to", "pt", "--text", "words"), 1, "news.jsonl, row 1: the record has no 'words'; it has: "),
    (("--to", "pt", "--memory", "memory.txt"), 2, "ends in .sqlite"),
    (("--to", "pt", "--keep", "source"), 2, "--keep source"),
    (("--to", "pt", "--on", "hadoop"), 2, "not on 'hadoop'"),
    (("--to", "pt", "--workers", "2"), 2, "--on ray"),
    (("--to", "pt", "--profile", "un"), 2, "--glossary"),
]


@pytest.mark.parametrize(("arguments", "exit_code", "message"), BAD, ids=[" ".join(args) for args, *_ in BAD])
def test_what_cannot_be_meant_is_one_line(
    news: Path, tmp_path: Path, arguments: tuple[str, ...], exit_code: int, message: str
) -> None:
    done = run(news, *arguments, "-o", tmp_path / "out")
    assert done.returncode == exit_code, done.stderr
    [line] = done.stderr.splitlines()
    assert message in line
    assert not (tmp_path / "out").exists()


def test_a_damaged_memory_is_one_line(news: Path, tmp_path: Path) -> None:
    memory = tmp_path / "memory.sqlite"
    memory.write_bytes(b"no database" * 2000)
    done = run(news, "--to", "pt", "-q", "--memory", memory, "-o", tmp_path / "out")
    assert done.returncode == 0
    [line] = done.stderr.splitlines()
    assert line.startswith(f"polyglot-news: the translation memory {memory} was damaged")
