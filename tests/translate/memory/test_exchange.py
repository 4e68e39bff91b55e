"""Reviewed rows in, all pairs out, similar segments found, and what is of no use taken away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from fake_tasks import SETUP, shouted, task, tasks

from polyglot_news.bitext import Bead, Bitext, from_rows
from polyglot_news.errors import UsageError
from polyglot_news.models.digest import digest
from polyglot_news.models.store import installed
from polyglot_news.read.table import read_bitexts
from polyglot_news.translate.hop import Outcome
from polyglot_news.translate.memory import Memory, rows
from polyglot_news.translate.memory.exchange import Imported, as_bitexts, import_bitexts
from polyglot_news.translate.memory.keys import TRANSLATION, program
from polyglot_news.translate.memory.search import find_similar
from polyglot_news.translate.memory.upkeep import ReviewCount, prune, statistics
from polyglot_news.write import write_bitexts


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory(tmp_path / "memory.sqlite") as memory:
        yield memory


def reviewed(*reviewed_rows: tuple[str, str, str]) -> list[Bitext]:
    cells = [{"source": source, "target": target, "review": review} for source, target, review in reviewed_rows]
    return from_rows(cells, "en-US", "pt_BR")


ROWS = [
    ("The talks failed.", "As conversas fracassaram.", "edited"),
    ("Nobody was hurt.", "Ninguém se feriu.", "ok"),
    ("They went home.", "Foram embora.", ""),
    ("They stayed.", "Partiram.", "wrong"),
    ("Only here.", "", "edited"),
]


def test_reviewed_rows_are_taken_in(memory: Memory) -> None:
    two_to_one = Bitext("b", "en", "pt", (Bead("One. Two.", "Um e dois.", (0, 1), (0,), review="edited"),))
    assert import_bitexts(memory, [*reviewed(*ROWS), two_to_one], "desk.csv") == Imported(1, 1, 0, 3)
    found = memory.edited("en", "pt-BR", ["The  talks\nfailed.", "Nobody was hurt.", "They went home."])
    assert {place: (pair.target, pair.origin) for place, pair in found.items()} == {
        0: ("As conversas fracassaram.", "desk.csv:0")
    }


def test_the_last_review_counts_and_wrong_takes_back(memory: Memory) -> None:
    first, second = ("A b.", "Primeira.", "edited"), ("A b.", "Segunda.", "edited")
    import_bitexts(memory, reviewed(first), "one.csv")
    import_bitexts(memory, reviewed(second), "two.csv")
    assert memory.edited("en", "pt-BR", ["A b."])[0].target == "Segunda."
    assert import_bitexts(memory, reviewed((*first[:2], "wrong")), "three.csv").dropped == 0
    assert import_bitexts(memory, reviewed((*second[:2], "wrong")), "four.csv").dropped == 1
    assert memory.edited("en", "pt-BR", ["A b."]) == {}


def test_rows_without_a_review_may_count_as_one(memory: Memory) -> None:
    assert import_bitexts(memory, reviewed(ROWS[2]), "cat.tmx", "edited") == Imported(1, 0, 0, 0)
    with pytest.raises(UsageError, match="not as 'good'"):
        import_bitexts(memory, reviewed(ROWS[2]), "cat.tmx", "good")


def test_a_tmx_goes_out_and_comes_in_again(memory: Memory, tmp_path: Path) -> None:
    import_bitexts(memory, reviewed(*ROWS), "desk.csv")
    memory.at(replace(SETUP, target_lang="pt-BR")).outcomes(tasks(9), shouted)
    memory.at(replace(SETUP, decoding="beam_size:1", target_lang="pt-BR")).outcomes(tasks(9), shouted)
    memory.at(SETUP).outcomes([task("123")], lambda new: [Outcome("123")])
    out = tmp_path / "memory.tmx"
    exported = as_bitexts(memory, ("en", "pt-BR"))
    write_bitexts(exported, out)
    [back] = read_bitexts(out)
    assert [back] == exported
    assert [(bead.source, bead.target, bead.review) for bead in back.beads[:3]] == [
        ("The talks failed.", "As conversas fracassaram.", "edited"),
        ("Nobody was hurt.", "Ninguém se feriu.", "ok"),
        ("sentence 0", "SENTENCE 0", ""),
    ]
    assert len(back.beads) == 2 + 9
    assert back.beads[0].provenance == "memory:edited(desk.csv:0)"
    assert back.beads[2].provenance == "engine:fake-1|route:en→pt|model:fake-en_pt@sha256:00"
    assert back.beads[9].findings == ("degenerate:numbers",)
    with Memory(tmp_path / "other.sqlite") as other:
        assert import_bitexts(other, [back], out.name) == Imported(1, 1, 0, 9)
    with pytest.raises(UsageError, match="holds nothing"):
        as_bitexts(memory, ("ru", "pt"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the talks FAILED.", [("The talks failed.", 100.0), ("The talks have failed.", 77.3)]),
        ("The talks fail", [("The talks failed.", 82.4), ("The talks have failed.", 63.6)]),
        ("Quite another thing", []),
    ],
)
def test_similar_segments_are_offered(memory: Memory, text: str, found: Sequence[tuple[str, float]]) -> None:
    import_bitexts(memory, reviewed(ROWS[0]), "desk.csv")
    for beam in (1, 2, 3):
        setup = replace(SETUP, decoding=f"beam_size:{beam}")
        memory.at(setup).outcomes([task("The talks have failed."), task("Rain.")], shouted)
    matches = find_similar(memory, text, ("en", "pt"))
    assert [(match.pair.source, match.percent) for match in matches] == list(found)
    assert len(find_similar(memory, text, ("en", "pt"), limit=1)) == min(1, len(found))
    assert find_similar(memory, text, ("ru", "pt")) == []


def test_statistics_count_what_is_there(memory: Memory) -> None:
    import_bitexts(memory, reviewed(*ROWS), "desk.csv")
    memory.at(SETUP).outcomes(tasks(4), shouted)
    memory.at(SETUP).outcomes(tasks(6), shouted)
    memory.at(replace(SETUP, target_lang="fr")).outcomes(tasks(1), shouted)
    found = statistics(memory)
    assert [(setup.target_lang, setup.segments, setup.hits) for setup in found.setups] == [("pt", 6, 4), ("fr", 1, 0)]
    assert found.reviewed == (ReviewCount("en", "pt-BR", "edited", 1), ReviewCount("en", "pt-BR", "ok", 1))
    assert found.size >= memory.database.path.stat().st_size > 0


def test_what_was_not_used_for_long_goes(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    today = rows.today()
    import_bitexts(memory, reviewed(*ROWS), "desk.csv")
    monkeypatch.setattr(rows, "today", lambda: today - 100)
    memory.at(SETUP).outcomes(tasks(6), shouted)
    memory.at(replace(SETUP, target_lang="fr")).outcomes(tasks(2), shouted)
    memory.flush()
    monkeypatch.setattr(rows, "today", lambda: today - 10)
    memory.at(SETUP).outcomes(tasks(2), shouted)
    memory.flush()
    monkeypatch.undo()
    assert prune(memory, older_than=101).segments == 0
    assert prune(memory, older_than=10).segments == 6
    assert [(setup.target_lang, setup.segments) for setup in statistics(memory).setups] == [("pt", 2)]
    assert len(statistics(memory).reviewed) == 2


def test_what_nothing_can_ask_for_goes(memory: Memory) -> None:
    models = installed()
    present = replace(SETUP, models=(f"here@sha256:{digest(models[0].path)}",), program=program(TRANSLATION))
    for setup in (
        present,
        replace(present, program="older"),
        replace(present, models=(*present.models, "gone@sha256:1")),
    ):
        memory.at(setup).outcomes(tasks(3), shouted)
    assert prune(memory, installed=models).segments == 6
    assert [setup.models for setup in statistics(memory).setups] == [present.models]


def test_the_least_used_go_until_the_file_is_small_enough(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    today = rows.today()
    monkeypatch.setattr(rows, "today", lambda: today - 5)
    memory.at(SETUP).outcomes(tasks(4000), shouted)
    memory.flush()
    monkeypatch.undo()
    memory.at(SETUP).outcomes(tasks(500, "newer"), shouted)
    size = statistics(memory).size // 2
    done = prune(memory, size=size)
    assert done.after <= size < done.before
    assert done.after == memory.database.path.stat().st_size
    left = statistics(memory).setups[0].segments
    assert left == 4500 - done.segments
    assert left > 1500
    with Memory(memory.database.path) as again:
        again.at(SETUP).outcomes(tasks(500, "newer"), shouted)
        assert again.misses == 0
