"""What readers have reviewed, offered beside what is like it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from polyglot_news.bitext import Bead, Bitext, from_rows
from polyglot_news.translate.memory import Memory
from polyglot_news.translate.memory.exchange import import_bitexts
from polyglot_news.translate.memory.offers import Offers

DESK = [
    ("The talks have failed.", "As negociações fracassaram.", "ok"),
    ("The talks have failed!", "As negociações fracassaram!", "edited"),
    ("Nobody was hurt in the capital.", "Ninguém se feriu na capital.", "edited"),
]


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    cells = [{"source": source, "target": target, "review": review} for source, target, review in DESK]
    with Memory(tmp_path / "memory.sqlite") as memory:
        import_bitexts(memory, from_rows(cells, "en-GB", "pt-BR"), "desk.csv")
        yield memory


def note(memory: Memory, bead: Bead, at_least: float = 75, lang: str = "en") -> str:
    return Offers(memory, at_least).beside(Bitext("a", lang, "pt", (bead,))).beads[0].note


@pytest.mark.parametrize(
    ("source", "at_least", "start"),
    [
        ("The talks have failed.", 75, "memory 100 % (ok, desk.csv:0): The talks have failed. → As negociações frac"),
        ("THE  TALKS\nhave failed!", 75, "memory 100 % (edited, desk.csv:1): The talks have failed! → As nego"),
        ("Nobody was hurt in the city.", 75, "memory 87 % (edited, desk.csv:2): Nobody was hurt in the capital. →"),
        ("Nobody was hurt in the city.", 90, ""),
        ("Rain is expected.", 50, ""),
    ],
)
def test_the_most_similar_is_offered(memory: Memory, source: str, at_least: float, start: str) -> None:
    found = note(memory, Bead(source, "alvo"), at_least)
    assert found.startswith(start)
    assert bool(found) == bool(start)


def test_nothing_is_offered_where_it_would_be_in_the_way(memory: Memory) -> None:
    source = DESK[0][0]
    assert note(memory, Bead(source, "alvo", note="ask the desk")) == "ask the desk"
    assert note(memory, Bead(source, "alvo", provenance="polyglot-news|memory:edited(desk.csv:0)")) == ""
    assert note(memory, Bead(source, "")) == ""
    assert note(memory, Bead(source, "alvo"), lang="fr") == ""


def test_the_translation_stays_as_it_is(memory: Memory) -> None:
    bead = Bead(DESK[0][0], "alvo", score=0.5)
    [offered] = Offers(memory, 75).beside(Bitext("a", "en", "pt", (bead,))).beads
    assert (offered.source, offered.target, offered.score, offered.provenance) == (bead.source, "alvo", 0.5, "")
