from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from polyglot_news.read.table import read_bitexts

ENGLISH = "The “coup” failed in 2019, the ministry said on Monday.\n\nNobody was hurt in the capital.\n"


def run(*args: str | Path, code: int = 0, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command line as a user runs it; its exit code is checked."""
    root = Path(__file__).parents[2]
    env = {**os.environ, "PYTHONPATH": str(root), "NO_COLOR": "1", **environment}
    done = subprocess.run(
        [sys.executable, "-m", "polyglot_news", *map(str, args)], capture_output=True, env=env, check=False, text=True
    )
    assert done.returncode == code, done.stderr
    return done


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an article, its translation and the memory of it."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "coup.txt").write_text(ENGLISH, encoding="utf-8")
    told = run("translate", folder / "coup.txt", "--to", "pt", "-m", folder / "m.sqlite", "-o", folder / "coup.csv")
    assert "0 of 2 segments remembered" in told.stderr
    return folder


def test_translating_again_gives_the_same_file(desk: Path, tmp_path: Path) -> None:
    out = tmp_path / "again.csv"
    done = run("translate", desk / "coup.txt", "--to", "pt", "-o", out, POLYGLOT_NEWS_MEMORY=str(desk / "m.sqlite"))
    assert out.read_bytes() == (desk / "coup.csv").read_bytes()
    assert "2 of 2 segments remembered" in done.stderr


def test_stats_find_and_export(desk: Path, tmp_path: Path) -> None:
    said = run("memory", "stats", "-m", desk / "m.sqlite").stdout
    assert said.startswith("en→pt: 2 segments, ")
    assert json.loads(run("memory", "stats", "--json", "-m", desk / "m.sqlite").stdout)["setups"][0]["segments"] == 2
    found = run(
        "memory", "find", "Nobody was hurt in the city.", "--from", "en", "--to", "pt", "-m", desk / "m.sqlite"
    )
    assert found.stdout.lstrip().startswith("87.1 %  en: Nobody was hurt in the capital.")
    rows = run("memory", "find", "nobody was hurt", "--at-least", "45", "--json", "-m", desk / "m.sqlite").stdout
    [row] = rows.splitlines()
    assert json.loads(row)["pair"]["target_lang"] == "pt"
    nothing = run("memory", "find", "Rain", "-m", desk / "m.sqlite")
    assert (nothing.stdout, nothing.stderr) == ("", "nothing is 60 % like it\n")
    run("memory", "export", tmp_path / "all.tmx", "-m", desk / "m.sqlite")
    assert [len(bitext.beads) for bitext in read_bitexts(tmp_path / "all.tmx")] == [2]


def test_an_edit_is_used_and_says_so(desk: Path, tmp_path: Path) -> None:
    memory = tmp_path / "own.sqlite"
    reviewed = tmp_path / "reviewed.csv"
    text = (desk / "coup.csv").read_text(encoding="utf-8").splitlines()
    text[2] = text[2].replace(",,,polyglot-news", ",edited,,polyglot-news").replace("Ninguém", "Nenhuma pessoa")
    reviewed.write_text("\n".join(text), encoding="utf-8")
    assert "1 edited, 0 ok, 0 taken back, 1 passed over" in run("memory", "import", reviewed, "-m", memory).stderr
    run("translate", desk / "coup.txt", "--to", "pt", "-m", memory, "-o", tmp_path / "out.csv")
    [bitext] = read_bitexts(tmp_path / "out.csv")
    assert bitext.beads[1].target.startswith("Nenhuma pessoa")
    assert "memory:edited(reviewed.csv:coup:1)" in bitext.beads[1].provenance
    assert "1 reviewed as edited" in run("memory", "stats", "-m", memory).stdout
    assert run("memory", "prune", "--unreachable", "-m", memory).stdout.startswith("0 segments taken away")


def test_what_is_alike_is_offered_in_the_note(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "desk.csv").write_text(
        "source,target,source_lang,target_lang,review\n"
        "Nobody was hurt in the town.,Ninguém se feriu na vila.,en,pt,edited\n",
        encoding="utf-8",
    )
    run("memory", "import", tmp_path / "desk.csv", "-m", tmp_path / "own.sqlite")
    out = tmp_path / "out.csv"
    run("translate", desk / "coup.txt", "--to", "pt", "-m", tmp_path / "own.sqlite", "--fuzzy", "75", "-o", out)
    [bitext] = read_bitexts(out)
    [before] = read_bitexts(desk / "coup.csv")
    assert [bead.target for bead in bitext.beads] == [bead.target for bead in before.beads]
    assert [bead.note for bead in bitext.beads] == [
        "",
        "memory 77 % (edited, desk.csv:0): Nobody was hurt in the town. → Ninguém se feriu na vila.",
    ]


def test_damage_is_one_line(desk: Path, tmp_path: Path) -> None:
    memory = tmp_path / "own.sqlite"
    memory.write_bytes(b"no database" * 2000)
    done = run("translate", desk / "coup.txt", "--to", "pt", "-q", "-m", memory, "-o", tmp_path / "out.csv")
    [line] = done.stderr.splitlines()
    assert line.startswith(f"polyglot-news: the translation memory {memory} was damaged")
    assert (tmp_path / "out.csv").read_bytes() == (desk / "coup.csv").read_bytes()


WRONG = [
    (("translate", "x.txt", "--to", "pt", "--fuzzy", "75"), "--fuzzy looks into a translation memory; name one"),
    (("memory", "stats"), "name the translation memory with --memory, or in POLYGLOT_NEWS_MEMORY"),
    (("memory", "stats", "-m", "nowhere.sqlite"), "there is no translation memory nowhere.sqlite"),
    (("memory", "prune", "-m", "own.sqlite"), "say what to take away"),
    (("memory", "import", "nowhere.csv", "-m", "own.txt"), "ends in .sqlite"),
    (("memory", "find", "text", "--from", "xx", "-m", "own.sqlite"), "there is no translation memory own.sqlite"),
]


@pytest.mark.parametrize(("args", "message"), WRONG)
def test_mistakes_are_one_line(args: tuple[str, ...], message: str) -> None:
    [line] = run(*args, code=2).stderr.splitlines()
    assert message in line
