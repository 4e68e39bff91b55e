"""Where the rows of a corpus come from."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from polyglot_news.bitext import Bead, Bitext
from polyglot_news.corpus.parts import MANIFEST, PARTS, PIECE, rows
from polyglot_news.errors import ReadError
from polyglot_news.write import write_bitexts


def _bitext(article_id: str, beads: int = 1) -> Bitext:
    made = tuple(
        Bead(f"source {n}", f"target {n}", (n,), (n,), extra={"outlet": "Gazette"}) for n in range(beads)
    )  # fmt: skip
    return Bitext(article_id, "en", "pt", made)


def _write_batch(folder: Path, names: list[str], listed: list[str]) -> None:
    (folder / PARTS).mkdir()
    for name in names:
        write_bitexts([_bitext(name)], folder / PARTS / name)
    (folder / MANIFEST).write_text(json.dumps({"parts": [{"name": name} for name in listed]}))


def _ids(corpus: Path) -> list[str]:
    return [row["article_id"] for piece in rows(corpus) for row in piece]


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".jsonl", ".parquet"])
def test_one_table_is_a_corpus(tmp_path: Path, ending: str) -> None:
    table = tmp_path / f"corpus{ending}"
    write_bitexts([_bitext("a"), _bitext("b")], table)
    [piece] = rows(table)
    assert [(row["article_id"], row["source"], row["outlet"]) for row in piece] == [
        ("a", "source 0", "Gazette"),
        ("b", "source 0", "Gazette"),
    ]


def test_a_folder_of_tables_is_read_in_order_of_name(tmp_path: Path) -> None:
    for name in ("b.csv", "a.parquet", "c.jsonl"):
        write_bitexts([_bitext(name)], tmp_path / name)
    (tmp_path / "notes.md").write_text("not a table")
    assert _ids(tmp_path) == ["a.parquet", "b.csv", "c.jsonl"]


def test_of_a_batch_folder_the_parts_of_the_manifest_are_read(tmp_path: Path) -> None:
    _write_batch(
        tmp_path, ["part-00000.csv", "part-00001.csv", "left-over.csv"], ["part-00000.csv", "part-00001.csv"]
    )
    assert _ids(tmp_path) == ["part-00000.csv", "part-00001.csv"]


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_rows_come_in_pieces(tmp_path: Path, ending: str) -> None:
    table = tmp_path / f"long{ending}"
    write_bitexts([_bitext("long", PIECE + 1)], table)
    assert [len(piece) for piece in rows(table)] == [PIECE, 1]


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_a_wanted_column_that_a_table_lacks_is_none(tmp_path: Path, ending: str) -> None:
    table = tmp_path / f"corpus{ending}"
    write_bitexts([_bitext("a")], table)
    [[row]] = rows(table, ["source", "outlet", "date"])
    assert (row["source"], row["outlet"], row["date"]) == ("source 0", "Gazette", None)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda folder: folder / "missing", "no such file or folder"),
        (lambda folder: folder, "no aligned table in it"),
        (lambda folder: _broken(folder, MANIFEST, b"{"), "not a manifest"),
        (lambda folder: _broken(folder, "bad.parquet", b"PAR1 no"), "bad.parquet: not a Parquet file"),
        (lambda folder: _broken(folder, "bad.jsonl", b"\xff\xfe"), "bad.jsonl"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, make: object, message: str) -> None:
    corpus = make(tmp_path)  # type: ignore[operator]
    with pytest.raises(ReadError, match=message) as caught:
        _ids(corpus)
    assert "\n" not in str(caught.value)


def _broken(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder


def test_a_part_that_is_gone_is_named(tmp_path: Path) -> None:
    _write_batch(tmp_path, ["part-00000.parquet"], ["part-00000.parquet", "part-00001.parquet"])
    with pytest.raises(ReadError, match=r"part-00001\.parquet"):
        _ids(tmp_path)


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_a_table_without_translations_is_no_corpus(tmp_path: Path, ending: str) -> None:
    table = pd.DataFrame({"source": ["The talks failed."], "outlet": ["Gazette"]})
    path = tmp_path / f"news{ending}"
    table.to_csv(path, index=False) if ending == ".csv" else table.to_parquet(path)
    with pytest.raises(ReadError, match=r"news.*no column 'target'; it needs at least"):
        list(rows(path, ["source", "target", "outlet"]))
