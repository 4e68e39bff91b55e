"""What is remembered, and that nothing else is."""

from __future__ import annotations

import os
import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from fake_tasks import SETUP, Shouting, shouted, task, tasks
from hypothesis import given, settings
from hypothesis import strategies as st

from polyglot_news.bitext import TermUse
from polyglot_news.translate.hop import Outcome, Task
from polyglot_news.translate.memory import Memory
from polyglot_news.translate.prepare import Surroundings
from polyglot_news.translate.quotes import Mark


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memory.sqlite"


def test_what_was_translated_is_not_translated_again(path: Path) -> None:
    ask = Shouting()
    with Memory(path) as memory:
        assert memory.at(SETUP).outcomes(tasks(3), ask) == shouted(tasks(3))
        assert (memory.hits, memory.misses) == (0, 3)
    with Memory(path) as memory:
        assert memory.at(SETUP).outcomes(tasks(5), ask) == shouted(tasks(5))
        assert (memory.hits, memory.misses) == (3, 2)
    assert ask.asked == [f"sentence {number}" for number in range(5)]


def test_what_is_not_written_yet_is_known(path: Path) -> None:
    ask = Shouting()
    memory = Memory(path)
    for _ in range(2):
        memory.at(SETUP).outcomes(tasks(3), ask)
    assert len(ask.asked) == 3


def test_a_text_that_comes_twice_is_asked_for_once(path: Path) -> None:
    ask = Shouting()
    with Memory(path) as memory:
        assert memory.at(SETUP).outcomes([*tasks(2), *tasks(2)], ask) == [*shouted(tasks(2)), *shouted(tasks(2))]
        assert (memory.hits, memory.misses) == (0, 4)
    assert len(ask.asked) == 2


OTHER_SETUPS = [
    {"source_lang": "ru"}, {"target_lang": "pt-BR"}, {"route": "en→ru→pt"}, {"engine": "fake|fake-2|"},
    {"models": ("fake-en_pt@sha256:01",)}, {"decoding": "beam_size:1"}, {"terms": "a glossary"}, {"program": "newer"},
]  # fmt: skip


@pytest.mark.parametrize("change", OTHER_SETUPS, ids=lambda change: next(iter(change)))
def test_another_setup_is_another_key(path: Path, change: dict[str, object]) -> None:
    ask = Shouting()
    with Memory(path) as memory:
        memory.at(SETUP).outcomes(tasks(1), ask)
        memory.at(replace(SETUP, **change)).outcomes(tasks(1), ask)
    assert len(ask.asked) == 2


MARK = Mark(2, 3, True, 1, False)
OTHER_TASKS = [
    task("He said"),
    Task(task("He said “no").segment, "Он сказал", Surroundings()),
    task("He said “no", Surroundings(typographic=True)),
    task("He said “no", Surroundings(stem="XZQ")),
    task("He said “no", Surroundings((MARK,))),
    task("He said “no", Surroundings((replace(MARK, opening=False),))),
    task("He said “no", Surroundings((replace(MARK, level=2),))),
    task("He said “no", Surroundings((replace(MARK, straight=True),))),
    task("He said “no", Surroundings((MARK, replace(MARK, start=5, end=6)))),
]


@pytest.mark.parametrize("other", OTHER_TASKS)
def test_another_task_is_another_key(path: Path, other: Task) -> None:
    ask = Shouting()
    with Memory(path) as memory:
        memory.at(SETUP).outcomes([task("He said “no")], ask)
        memory.at(SETUP).outcomes([other], ask)
    assert len(ask.asked) == 2


USES = st.builds(
    TermUse,
    concept=st.text(max_size=9),
    source_term=st.text(max_size=9),
    source_start=st.none() | st.integers(0, 99),
    outcome=st.sampled_from(["already", "forced", ""]),
    cost=st.none() | st.floats(-9, 9),
)
OUTCOMES = st.builds(
    Outcome,
    text=st.text(st.characters(), max_size=40),
    score=st.none() | st.floats(max_value=0, allow_infinity=True),
    faults=st.lists(st.text(max_size=9), max_size=3).map(tuple),
    terms=st.lists(USES, max_size=3).map(tuple),
)


@settings(max_examples=60)
@given(
    made=st.lists(st.tuples(st.text(st.characters(), max_size=30), OUTCOMES), max_size=8, unique_by=lambda m: m[0])
)
def test_any_outcome_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, made: list[tuple[str, Outcome]]
) -> None:
    """Half surrogate pairs and scores that are no numbers included: those are simply not kept."""
    path = tmp_path_factory.mktemp("any") / "memory.sqlite"
    work = [task(text) for text, _ in made]
    answers = dict(made)
    for _ in range(2):
        with Memory(path, on_damage=pytest.fail) as memory:
            found = memory.at(SETUP).outcomes(work, lambda new: [answers[one.origin] for one in new])
            assert found == [outcome for _, outcome in made]


def test_a_pickled_memory_opens_the_same_file(path: Path) -> None:
    with Memory(path) as memory:
        memory.at(SETUP).outcomes(tasks(2), shouted)
        memory.flush()
        with pickle.loads(pickle.dumps(memory)) as copy:
            copy.at(SETUP).outcomes(tasks(2), shouted)
            assert (copy.hits, copy.misses) == (2, 0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_forked_process_opens_the_file_for_itself(path: Path) -> None:
    memory = Memory(path)
    memory.at(SETUP).outcomes(tasks(2), shouted)
    memory.flush()
    memory.at(SETUP).outcomes(tasks(3), shouted)
    child = os.fork()
    if child == 0:
        try:
            memory.at(SETUP).outcomes(tasks(1, "child"), shouted)
            memory.close()
        finally:
            os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    memory.close()
    with Memory(path) as again:
        again.at(SETUP).outcomes([*tasks(3), *tasks(1, "child")], shouted)
        assert (again.hits, again.misses) == (4, 0)


def test_a_question_is_asked_once_a_text(path: Path) -> None:
    asked: list[str] = []

    def judge(texts: list[str]) -> list[str]:
        asked.extend(texts)
        return ["long" if len(text) > 3 else "" for text in texts]

    for _ in range(2):
        with Memory(path) as memory:
            assert memory.judged("is it long?", ["no", "perhaps", "no"], judge) == ["", "long", ""]
    assert asked == ["no", "perhaps"]
    with Memory(path) as memory:
        memory.judged("is it longer?", ["no"], judge)
    assert asked[2:] == ["no"]
