from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from polyglot_news.errors import ReadError
from polyglot_news.read.table import read_bitexts


def test_a_table_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "pair.parquet"
    pd.DataFrame({"target": ["Oi", None], "source": ["Hi", "Bye"], "year": [2024, 2025]}).to_parquet(path)
    [bitext] = read_bitexts(path, "en", "pt")
    assert [(bead.source, bead.target, bead.extra["year"]) for bead in bitext.beads] == [
        ("Hi", "Oi", "2024"), ("Bye", "", "2025"),
    ]  # fmt: skip


def test_what_is_no_parquet_file(tmp_path: Path) -> None:
    path = tmp_path / "pair.parquet"
    path.write_bytes(b"PAR1 not really PAR1")
    with pytest.raises(ReadError, match="not a Parquet file that can be read") as caught:
        read_bitexts(path, "en", "pt")
    assert "\n" not in str(caught.value)
    with pytest.raises(ReadError, match="No such file"):
        read_bitexts(tmp_path / "absent.parquet", "en", "pt")
