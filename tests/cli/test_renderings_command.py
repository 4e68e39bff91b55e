"""`polyglot-news renderings`."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from polyglot_news.cli.app import app

TERMS = "concept,lang,term\nwar,en,war\nwar,pt,guerra\nwar,pt,conflito\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    rows = [
        {"article_id": f"a{n}", "source_lang": "en", "source": "The war went on.", "target_lang": "pt",
         "target": "As guerras continuaram." if n % 40 < 20 else "O conflito continuou.",
         "outlet": ("Sul", "Norte")[n % 2], "date": f"2024-{n % 40 // 4 + 1:02}-09"}
        for n in range(80)
    ]  # fmt: skip
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    (tmp_path / "terms.csv").write_text(TERMS, encoding="utf-8")
    return path


def run(corpus: Path, *more: str) -> Result:
    return CliRunner().invoke(app, ["renderings", str(corpus), "-g", str(corpus.parent / "terms.csv"), *more])


def test_everything_is_written_and_the_finding_told(corpus: Path) -> None:
    folder = corpus.parent
    outputs = ["-o", str(folder / "t.csv"), "--plot", str(folder / "p.svg"), "--html", str(folder / "r.html")]
    done = run(corpus, "--by", "month", "--by", "outlet", *outputs)
    assert done.exit_code == 0, done.output
    assert "80 articles" in done.output
    assert "2024-06" in done.output
    rows = list(csv.DictReader((folder / "t.csv").read_text(encoding="utf-8").splitlines()))
    assert {row["rendering"] for row in rows} == {"guerra", "conflito"}
    assert {(row["month_test"], row["month_since"], row["outlet_test"]) for row in rows} == {
        ("found", "2024-06", "chance")
    }
    assert "2024-06" in (folder / "p.svg").read_text(encoding="utf-8")
    assert "2024-06" in (folder / "r.html").read_text(encoding="utf-8")


def test_the_table_goes_to_standard_output_and_the_summary_elsewhere(corpus: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "polyglot_news",
        "renderings",
        str(corpus),
        "-g",
        str(corpus.parent / "terms.csv"),
    ]
    done = subprocess.run([*command, "-o", "-"], capture_output=True, text=True, encoding="utf-8", check=True)
    assert [row["hits"] for row in csv.DictReader(done.stdout.splitlines())] == ["40", "40"]
    assert "80 articles" in done.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--by", "desk"], "nothing to group by"),
        (["--by", "month", "--by", "year"], "not by both"),
        (["--concept", "peace"], "no concept 'peace'"),
        (["--plot", "p.pdf"], "p.pdf"),
        (["-o", "t.xlsx"], "t.xlsx"),
        (["--fdr", "2"], "--fdr"),
    ],
)
def test_what_cannot_be_meant_is_told(corpus: Path, options: list[str], message: str) -> None:
    done = run(corpus, *options)
    assert getattr(done.exception, "exit_code", None) == 2
    assert message in str(done.exception)
