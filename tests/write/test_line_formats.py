from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from strategies import bitexts

from polyglot_news.bitext import Bead, Bitext
from polyglot_news.errors import WriteError
from polyglot_news.write import write_bitexts

PAIR = Bitext("a", "ru", "en", (
    Bead("Паром\r\n опоздал.", "The ferry\twas late.", (0,), (0,), score=0.123456789),
    Bead("Никто\u2028не пострадал.", "", (1,), ()),
))  # fmt: skip


def test_ladder(tmp_path: Path) -> None:
    write_bitexts([PAIR], tmp_path / "pair.ladder")
    assert (tmp_path / "pair.ladder").read_text(encoding="utf-8") == (
        "Паром опоздал.\tThe ferry was late.\t0.123457\nНикто не пострадал.\t\t\n"
    )


@pytest.mark.parametrize("name", ["pair.moses", "pair", "pair.v1"])
def test_moses_names_its_files_by_language(tmp_path: Path, name: str) -> None:
    write_bitexts([PAIR], tmp_path / name, "moses")
    stem = name.removesuffix(".moses")
    assert {path.name for path in tmp_path.iterdir()} == {f"{stem}.ru", f"{stem}.en"}
    assert (tmp_path / f"{stem}.ru").read_text(encoding="utf-8") == "Паром опоздал.\nНикто не пострадал.\n"
    assert (tmp_path / f"{stem}.en").read_text(encoding="utf-8") == "The ferry was late.\n\n"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bitexts())
def test_one_line_a_bead(tmp_path: Path, bitext: Bitext) -> None:
    write_bitexts([bitext], tmp_path / "pair.ladder")
    lines = (tmp_path / "pair.ladder").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(bitext.beads)
    assert {line.count("\t") for line in lines} == {2}


@pytest.mark.parametrize(
    ("made", "message"),
    [
        ([PAIR, Bitext("b", "ru", "pt", ())], "these have 2: write them one by one"),
        ([Bitext("b", "en", "en", ())], "both sides are in 'en'"),
    ],
)
def test_what_moses_cannot_hold(tmp_path: Path, made: list[Bitext], message: str) -> None:
    with pytest.raises(WriteError, match=message):
        write_bitexts(made, tmp_path / "pair.moses")
    assert list(tmp_path.iterdir()) == []


def test_both_files_or_neither(tmp_path: Path) -> None:
    (tmp_path / "pair.en").mkdir()
    with pytest.raises(WriteError, match=r"pair\.en: it is a folder"):
        write_bitexts([PAIR], tmp_path / "pair.moses")
    assert [path.name for path in tmp_path.iterdir()] == ["pair.en"]
