"""The freely translated texts that the aligner's weights are learnt from."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.align_crf import gold_steps
from benchmarks.align_data import FREE_TRANSLATIONS, free_translations


@pytest.mark.parametrize("path", sorted(FREE_TRANSLATIONS.glob("*.tsv")), ids=lambda path: path.stem)
def test_every_line_is_a_bead(path: Path) -> None:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        cells = line.split("\t")
        assert len(cells) == 2, f"line {number}"
        pieces = [cell.split(" ¦ ") if cell else [] for cell in cells]
        assert any(pieces), f"line {number}"
        assert all(piece == piece.strip() and piece and "¦" not in piece for side in pieces for piece in side), number


def test_the_gold_beads_are_a_path_over_all_segments() -> None:
    pairs = list(free_translations())
    assert len({pair.name for pair in pairs}) == len(pairs) > 44
    for pair in pairs:
        steps, *lost = gold_steps(pair)
        assert not any(lost)
        assert sum(n for _, n, _, _ in steps) == len(pair.source)
        assert sum(m for *_, m in steps) == len(pair.target)


def test_colons_cut_a_bead_only_where_that_is_clear(tmp_path: Path) -> None:
    (tmp_path / "de-fr.small.tsv").write_text(
        "Er rief: Halt; wer da?\tIl cria : Halte ! Qui va là ?\nEins: zwei\tUn : deux\nA: b; c\tA : b\n",
        encoding="utf-8",
    )
    whole, finer = free_translations(tmp_path)
    assert (whole.source_lang, whole.target_lang, len(whole.gold)) == ("de", "fr", 3)
    assert finer.source == ["Er rief: Halt; wer da?", "Eins:", "zwei", "A: b; c"]
    assert finer.gold == [((0,), (0,)), ((1,), (1,)), ((2,), (2,)), ((3,), (3,))]
