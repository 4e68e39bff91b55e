from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from polyglot_news.bitext import COLUMNS
from polyglot_news.read.table import read_bitexts

ENGLISH = "The “coup” failed in 2019, the ministry said on Monday.\n\nNobody was hurt in the capital.\n"


def run(*args: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """The command line as a user runs it."""
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root), "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, "-m", "polyglot_news", *map(str, args)],
        input=stdin, capture_output=True, env=environment, cwd=cwd, check=False,
    )  # fmt: skip


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "coup.txt"
    path.write_text(ENGLISH, encoding="utf-8")
    return path


def test_writes_the_table(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "coup.csv"
    done = run("translate", article, "--to", "pt", "-o", out)
    assert done.returncode == 0
    assert out.read_text(encoding="utf-8").splitlines()[0] == ",".join(COLUMNS)
    [bitext] = read_bitexts(out)
    assert bitext.beads[0].target.startswith("O “golpe” falhou em 2019")
    assert "2 rows" in done.stderr.decode()


def test_piped_it_writes_csv_and_nothing_else(article: Path) -> None:
    done = run("translate", article, "--to", "pt")
    assert done.stdout.decode().splitlines()[0] == ",".join(COLUMNS)
    assert done.stderr == b""


@pytest.mark.parametrize("ending", ["tsv", "jsonl", "txt"])
def test_the_ending_chooses_the_format(article: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"out.{ending}"
    assert run("translate", article, "--to", "pt", "--from", "en", "-q", "-o", out).returncode == 0
    text = out.read_text(encoding="utf-8")
    if ending == "jsonl":
        assert json.loads(text.splitlines()[1])["source_segments"] == [1]
    elif ending == "txt":
        assert text.count("\n\n") == 1
        assert text.startswith("O “golpe”")
    else:
        assert text.startswith("article_id\tbead")


def test_standard_input_folders_and_excel(tmp_path: Path, article: Path) -> None:
    (tmp_path / "news").mkdir()
    article.rename(tmp_path / "news" / "coup.txt")
    out = tmp_path / "out.csv"
    done = run("translate", tmp_path / "news", "-", "--to", "pt", "--excel", "-o", out, stdin=ENGLISH.encode())
    assert done.returncode == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    assert [bitext.article_id for bitext in read_bitexts(out)] == ["coup", "stdin"]


BAD = [
    (("translate", "good.txt", "--to", "pt", "--terms", "maybe"), 2, "unknown mode 'maybe' for terms"),
    (("translate", "https://ex.example/a.html", "--to", "pt"), 1, "an address, not a file; nothing is fetched"),
    # arguments, exit code, what the one line on standard error says
    (("translate", "missing.txt", "--to", "pt"), 1, "missing.txt"),
    (("translate", "empty.txt", "--to", "pt"), 1, "empty"),
    (("translate", "folder", "--to", "pt"), 1, "folder"),
    (("translate", "picture.png", "--to", "pt"), 1, "PNG"),
    (("translate", "broken.txt", "--to", "pt"), 1, "byte"),
    (("translate", "page.html", "--to", "pt"), 1, "article"),
    (("translate", "good.txt", "--to", "qqq"), 2, "qqq"),
    (("translate", "good.txt", "--to", "uk"), 1, "polyglot-news models install en uk"),
    (("translate", "good.txt", "--to", "en"), 2, "same language"),
    (("translate", "good.txt", "--to", "pt", "-o", "nowhere/out.csv"), 1, "does not exist"),
    (("translate", "good.txt", "--to", "pt", "-o", "folder"), 2, "names no format"),
    (("translate", "good.txt", "--to", "pt", "-o", "out.docx"), 2, "names no format"),
    (("translate", "good.txt", "--to", "pt", "--format", "pdf"), 2, "unknown format 'pdf'"),
    (("translate", "good.txt", "--to", "pt", "--engine", "babelfish"), 2, "unknown engine 'babelfish'"),
    (("translate", "digits.txt", "--to", "pt"), 2, "--from"),
    (("translate", "good.txt", "--to", "pt", "--excel", "-o", "out.jsonl"), 2, "--excel is for CSV"),
    (("detect", "missing.txt"), 1, "missing.txt"),
    (("detect", "good.txt", "--candidates", "en,?"), 2, "?"),
    (("translate", "line.txt", "--to", "pt"), 1, "more than 20 MB"),
    (("segment", "missing.txt"), 1, "missing.txt"),
    (("segment", "good.txt", "--lang", "!"), 2, "'!'"),
]


@pytest.mark.parametrize(("args", "exit_code", "message"), BAD, ids=[" ".join(args) for args, *_ in BAD])
def test_bad_input_gets_one_clear_line(tmp_path: Path, args: tuple[str, ...], exit_code: int, message: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "good.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    with (tmp_path / "line.txt").open("wb") as line:
        line.truncate(200_000_000)
    (tmp_path / "digits.txt").write_text("2022 16 11")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00")
    (tmp_path / "broken.txt").write_bytes("Зеленский сообщил о переговорах. ".encode() * 3 + b"\xd0\x20\xd0\x20")
    (tmp_path / "page.html").write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>")
    before = sorted(path.name for path in tmp_path.rglob("*"))
    done = run(*args, cwd=tmp_path)
    lines = done.stderr.decode().splitlines()
    assert done.returncode == exit_code, lines
    assert len(lines) == 1
    assert lines[0].startswith("polyglot-news: ")
    assert message in lines[0]
    assert done.stdout == b""
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_one_bad_file_does_not_lose_the_others(tmp_path: Path, article: Path) -> None:
    (tmp_path / "empty.txt").touch()
    out = tmp_path / "out.csv"
    done = run("translate", tmp_path / "empty.txt", article, "--to", "pt", "-o", out)
    assert done.returncode == 1
    assert "empty.txt" in done.stderr.decode()
    assert [bitext.article_id for bitext in read_bitexts(out)] == ["coup"]


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, article: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("precious")
    done = run("translate", article, "--to", "uk", "-o", out)
    assert done.returncode == 1
    assert out.read_text() == "precious"
