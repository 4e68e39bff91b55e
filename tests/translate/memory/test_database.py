"""Many writers, and files that are damaged or something else."""

from __future__ import annotations

import multiprocessing
import random
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from fake_tasks import SETUP, shouted, tasks

from polyglot_news.errors import MemoryDamagedError, PolyglotNewsError, UsageError, WriteError
from polyglot_news.translate.memory import Memory, database
from polyglot_news.translate.memory.reviewed import Reviewed, keep_reviewed

COUNT = 400
EDITED = [Reviewed("en", "pt", f"sentence {number}", f"frase {number}", "edited", "file") for number in range(9)]


@pytest.fixture
def full(tmp_path: Path) -> Path:
    path = tmp_path / "memory.sqlite"
    with Memory(path) as memory:
        memory.at(SETUP).outcomes(tasks(COUNT), shouted)
        memory.database.write(lambda connection: keep_reviewed(connection, EDITED))
    return path


def write_some(path: Path, part: int) -> None:
    """In chunks; half of what it writes the next process writes too."""
    with Memory(path, on_damage=pytest.fail) as memory:
        for chunk in range(part * 5, part * 5 + 10):
            memory.at(SETUP).outcomes(tasks(20, f"chunk {chunk}"), shouted)
            memory.flush()


def test_many_writers_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=write_some, args=(path, part)) for part in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * 4
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*), count(DISTINCT source) FROM segments").fetchone() == (500, 500)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with Memory(path) as memory:
        for chunk in range(25):
            memory.at(SETUP).outcomes(tasks(20, f"chunk {chunk}"), shouted)
        assert memory.misses == 0


@pytest.mark.parametrize("step", range(6))
def test_the_tables_may_be_made_between_any_two_steps_of_another_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    path = tmp_path / "memory.sqlite"
    steps = iter(range(100))
    real = sqlite3.connect

    class Overtaken(sqlite3.Connection):
        """Before its statement number `step`, another one opens the file and makes the tables."""

        def execute(self, *arguments: Any) -> sqlite3.Cursor:
            if next(steps) == step:
                with Memory(path, on_damage=pytest.fail) as other:
                    monkeypatch.setattr(sqlite3, "connect", real)
                    other.at(SETUP).outcomes(tasks(1, "other"), shouted)
                    other.flush()
            return super().execute(*arguments)

    monkeypatch.setattr(sqlite3, "connect", partial(real, factory=Overtaken))
    with Memory(path, on_damage=pytest.fail) as memory:
        memory.at(SETUP).outcomes(tasks(1), shouted)
    with Memory(path, on_damage=pytest.fail) as memory:
        memory.at(SETUP).outcomes([*tasks(1), *tasks(1, "other")], shouted)
        assert memory.misses == 0


def garbage(count: int) -> bytes:
    return random.Random(count).randbytes(count)


def header(data: bytearray) -> None:
    data[:80] = garbage(80)


def first_page(data: bytearray) -> None:
    data[:4096] = garbage(4096)


def one_letter(data: bytearray) -> None:
    at = data.index(b"SENTENCE 123")
    data[at] = ord("Z")


def no_letter(data: bytearray) -> None:
    at = data.index(b"SENTENCE 123")
    data[at] = 0xFF


def a_page(data: bytearray) -> None:
    at = data.index(b"SENTENCE 123") // 4096 * 4096
    data[at : at + 4096] = garbage(4096)


def cut(data: bytearray) -> None:
    del data[len(data) * 2 // 3 :]


def everything(data: bytearray) -> None:
    data[:] = garbage(len(data))


DAMAGE = [(header, COUNT), (first_page, 0), (one_letter, COUNT - 1), (no_letter, COUNT - 1), (a_page, COUNT * 3 // 4),
          (cut, 1), (everything, 0)]  # fmt: skip


@pytest.mark.parametrize(("damage", "least_saved"), DAMAGE, ids=lambda value: getattr(value, "__name__", ""))
def test_a_damaged_memory_is_set_aside_and_begun_anew(
    full: Path, damage: Callable[[bytearray], None], least_saved: int
) -> None:
    data = bytearray(full.read_bytes())
    damage(data)
    full.write_bytes(data)
    said: list[PolyglotNewsError] = []
    with Memory(full, on_damage=said.append) as memory:
        assert memory.at(SETUP).outcomes(tasks(COUNT), shouted) == shouted(tasks(COUNT))
        assert memory.hits >= least_saved
        edited = memory.edited("en", "pt", [pair.source for pair in EDITED])
        assert all(pair == EDITED[place] for place, pair in edited.items())
        assert len(edited) == len(EDITED) or not least_saved or damage is cut
    assert [type(error) for error in said] == [MemoryDamagedError]
    assert "\n" not in str(said[0])
    assert str(full) in str(said[0])
    assert "set aside as memory.sqlite.corrupt-1" in str(said[0])
    assert full.with_name("memory.sqlite.corrupt-1").read_bytes() == data
    with Memory(full, on_damage=pytest.fail) as memory:
        memory.at(SETUP).outcomes(tasks(COUNT), shouted)
        assert memory.misses == 0


def test_a_file_that_stays_damaged_is_given_up(full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full.write_bytes(garbage(9000))
    monkeypatch.setattr(database, "set_aside", lambda path, birth: None)
    with pytest.raises(WriteError, match="file is not a database"):
        Memory(full).at(SETUP).outcomes(tasks(1), shouted)


def test_without_a_handler_damage_is_a_warning(full: Path) -> None:
    full.write_bytes(garbage(9000))
    with pytest.warns(UserWarning, match="set aside"), Memory(full) as memory:
        memory.at(SETUP).outcomes(tasks(1), shouted)


def test_another_process_goes_on_with_the_new_one(full: Path) -> None:
    other = Memory(full, on_damage=pytest.fail)
    other.at(SETUP).outcomes(tasks(3), shouted)
    other.flush()
    data = bytearray(full.read_bytes())
    a_page(data)
    full.write_bytes(data)
    said: list[PolyglotNewsError] = []
    with Memory(full, on_damage=said.append) as memory:
        memory.at(SETUP).outcomes(tasks(COUNT), shouted)
    assert len(said) == 1
    other.at(SETUP).outcomes(tasks(5, "later"), shouted)
    other.close()
    with Memory(full, on_damage=pytest.fail) as memory:
        memory.at(SETUP).outcomes([*tasks(COUNT), *tasks(5, "later")], shouted)
        assert memory.misses == 0


def test_a_second_damage_gets_a_name_of_its_own(full: Path) -> None:
    for number in (1, 2):
        full.write_bytes(garbage(5000 + number))
        with Memory(full, on_damage=lambda error: None) as memory:
            memory.at(SETUP).outcomes(tasks(1), shouted)
        assert full.with_name(f"memory.sqlite.corrupt-{number}").stat().st_size == 5000 + number


@pytest.mark.parametrize("name", ["article.txt", "table.csv", "memory"])
def test_the_ending_shows_what_the_file_is(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"ends in \.sqlite"):
        Memory(tmp_path / name)


def test_another_program_s_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "contacts.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE people (name TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(UsageError, match="no translation memory"):
        Memory(path).at(SETUP).outcomes(tasks(1), shouted)
    assert path.read_bytes() == before


def test_a_memory_of_another_version_is_left_alone(full: Path) -> None:
    with sqlite3.connect(full) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(UsageError, match="another version"):
        Memory(full).at(SETUP).outcomes(tasks(1), shouted)


def test_a_place_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WriteError, match="cannot be opened"):
        Memory(tmp_path / "file" / "memory.sqlite").at(SETUP).outcomes(tasks(1), shouted)
