"""The index follows its corpus, and nothing that goes wrong leaves half of one."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from small_corpora import write_corpus

from polyglot_news.corpus import index as index_module
from polyglot_news.corpus.index import index_path, open_index
from polyglot_news.errors import ReadError, WriteError


def _found(corpus: Path, word: str, where: Path | None = None) -> list[str]:
    index = open_index(corpus, where)
    try:
        return [bead.article_id for bead in index.beads(f'"{word}"')]
    finally:
        index.close()


def _built(corpus: Path) -> int:
    """How many beads are indexed when the index is opened."""
    told: list[int] = []
    open_index(corpus, told=told.append).close()
    return sum(told)


def test_it_stands_in_the_folder_or_beside_the_table(tmp_path: Path) -> None:
    table = write_corpus(tmp_path / "a.csv", [("мир", "peace")])
    assert index_path(tmp_path) == tmp_path / "concordance.sqlite"
    assert index_path(table) == tmp_path / "a.csv.concordance.sqlite"
    where = tmp_path / "elsewhere.sqlite"
    assert _found(table, "peace", where) == ["a"]
    assert where.exists()
    assert not index_path(table).exists()


def test_it_is_built_once_and_extended_by_new_tables(tmp_path: Path) -> None:
    write_corpus(tmp_path / "b.csv", [("мир", "peace"), ("война", "war")])
    assert _built(tmp_path) == 2
    assert _built(tmp_path) == 0
    write_corpus(tmp_path / "a.csv", [("мир", "peace")])
    assert _built(tmp_path) == 1
    assert _found(tmp_path, "peace") == ["b", "a"]
    index = open_index(tmp_path)
    assert (index.beads_with("peace", "en", "target"), index.languages("source"), index.size) == (2, {"ru": 3}, 3)
    index.close()


@pytest.mark.parametrize("change", ["changed", "gone", "another version"])
def test_a_stale_index_is_built_anew(tmp_path: Path, change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        write_corpus(tmp_path / f"{name}.csv", [("мир", "peace")])
    _built(tmp_path)
    if change == "changed":
        write_corpus(tmp_path / "a.csv", [("перемирие", "truce")])
    elif change == "gone":
        (tmp_path / "a.csv").unlink()
    else:
        monkeypatch.setattr(index_module, "__version__", "0.0.0")
    assert _built(tmp_path) == (1 if change == "gone" else 2)
    assert _found(tmp_path, "peace") == (["a", "b"] if change == "another version" else ["b"])


def test_who_reads_goes_on_reading_while_it_is_replaced(tmp_path: Path) -> None:
    write_corpus(tmp_path / "a.csv", [("мир", "peace")])
    reader = open_index(tmp_path)
    write_corpus(tmp_path / "b.csv", [("мир", "peace")])
    assert _found(tmp_path, "peace") == ["a", "b"]
    assert [bead.article_id for bead in reader.beads('"peace"')] == ["a"]
    reader.close()


_OPEN = """
import os, signal, sys
from pathlib import Path
from polyglot_news.corpus.index import open_index
told = (lambda _: os.kill(os.getpid(), signal.SIGKILL)) if sys.argv[2:] else (lambda _: None)
print(open_index(Path(sys.argv[1]), told=told).size)
"""


def _process(corpus: Path, *args: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _OPEN, str(corpus), *args]
    return subprocess.Popen(command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, text=True)


def test_a_killed_build_leaves_the_old_index_and_no_rubbish_after_the_next(tmp_path: Path) -> None:
    write_corpus(tmp_path / "a.csv", [("мир", "peace")])
    _built(tmp_path)
    before = index_path(tmp_path).read_bytes()
    write_corpus(tmp_path / "b.csv", [("мир", "peace")])
    child = _process(tmp_path, "kill")
    child.communicate()
    assert child.returncode == -signal.SIGKILL
    assert index_path(tmp_path).read_bytes() == before
    assert _found(tmp_path, "peace") == ["a", "b"]
    assert not list(tmp_path.glob(".*.part*"))


def test_several_processes_may_want_it_at_once(tmp_path: Path) -> None:
    write_corpus(tmp_path / "a.csv", [("мир", "peace")] * 50)
    children = [_process(tmp_path) for _ in range(3)]
    assert [child.communicate()[0] for child in children] == ["50\n"] * 3


@pytest.mark.parametrize("kind", ["text", "another database"])
def test_what_is_no_index_is_left_alone(tmp_path: Path, kind: str) -> None:
    table = write_corpus(tmp_path / "a.csv", [("мир", "peace")])
    other = tmp_path / "other.sqlite"
    if kind == "text":
        other.write_text("notes " * 1000)
    else:
        with sqlite3.connect(other) as db:
            db.execute("CREATE TABLE notes (text)")
    before = other.read_bytes()
    with pytest.raises(ReadError, match="not the index of a concordance"):
        open_index(table, other)
    assert other.read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    table = write_corpus(tmp_path / "a.csv", [("мир", "peace")])
    tmp_path.chmod(0o500)
    with pytest.raises(WriteError, match="--index"):
        open_index(table)
    tmp_path.chmod(0o700)


def test_an_index_in_no_folder_is_refused(tmp_path: Path) -> None:
    table = write_corpus(tmp_path / "a.csv", [("мир", "peace")])
    with pytest.raises(WriteError, match="--index"):
        open_index(table, table / "x.sqlite")


def test_broken_terms_are_named(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text('article_id,bead,source,target,source_lang,target_lang,terms\nx,7,мир,peace,ru,en,"{"\n')
    with pytest.raises(ReadError, match="article 'x', bead 7"):
        open_index(table)
    assert not list(tmp_path.glob("*.sqlite"))
