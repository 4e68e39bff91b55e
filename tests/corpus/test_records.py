from __future__ import annotations

import gzip
import json
import os
import sys
from pathlib import Path

import pytest

from polyglot_news.corpus.columns import Columns
from polyglot_news.corpus.records import Record, read_records
from polyglot_news.errors import ReadError
from polyglot_news.read.articles import LARGEST

RECORDS = [
    {"id": "a", "text": "The talks failed.", "lang": "en", "date": "2024-03-01"},
    {"id": "b", "text": "Os diálogos\nfalharam.", "lang": "pt_BR", "date": "2024-03-02"},
    {"id": "a", "text": "The talks went on.", "lang": "?", "date": ""},
]


def read(*paths: Path, **columns: str) -> list[Record]:
    return list(read_records(paths, Columns(**columns)))


def as_jsonl() -> bytes:
    return "".join(json.dumps(record) + "\n" for record in RECORDS).encode()


def as_csv(separator: str = ",") -> bytes:
    lines = [separator.join(["id", "text", "lang", "date"])]
    lines += [separator.join(f'"{record[name]}"' for name in ("id", "text", "lang", "date")) for record in RECORDS]
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def as_parquet(path: Path) -> bytes:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist(RECORDS), path)
    return path.read_bytes()


def as_zst() -> bytes:
    zstandard = pytest.importorskip("zstandard")
    data = as_jsonl()
    compressed: bytes = zstandard.compress(data[:60]) + zstandard.compress(data[60:])  # frames, as appending makes
    return compressed


@pytest.mark.parametrize(
    "name", ["news.jsonl", "news.ndjson", "news.jsonl.gz", "news.jsonl.zst", "news.csv", "news.TSV", "news.csv.gz",
             "semicolons.csv", "news.parquet"],
)  # fmt: skip
def test_every_format_gives_the_same_records(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    contents = {
        "news.jsonl": as_jsonl, "news.ndjson": as_jsonl, "news.jsonl.gz": lambda: gzip.compress(as_jsonl()),
        "news.jsonl.zst": as_zst, "news.csv": as_csv, "news.TSV": lambda: as_csv("\t"),
        "news.csv.gz": lambda: gzip.compress(as_csv()), "semicolons.csv": lambda: as_csv(";"),
        "news.parquet": lambda: as_parquet(tmp_path / "made.parquet"),
    }  # fmt: skip
    path.write_bytes(contents[name]())
    (tmp_path / "made.parquet").unlink(missing_ok=True)
    found = read(tmp_path)
    assert [(r.file, r.row, r.id, r.content, r.lang, r.metadata["date"]) for r in found] == [
        (name, 1, "a", "The talks failed.", "en", "2024-03-01"),
        (name, 2, "b", "Os diálogos\nfalharam.", "pt-BR", "2024-03-02"),
        (name, 3, "a-2", "The talks went on.", "", ""),
    ]


def test_folders_are_walked_in_order_and_ids_are_unique(tmp_path: Path) -> None:
    (tmp_path / "b" / ".hidden").mkdir(parents=True)
    for name in ("b/talks.txt", "a.md", "talks.html", "b/.hidden/x.txt", "b/notes.docx", ".c.txt"):
        (tmp_path / name).write_text("---\ntitle: Talks\n---\nThe talks failed on Monday.\n", encoding="utf-8")
    (tmp_path / "rows.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n', encoding="utf-8")
    found = read(tmp_path)
    assert [(record.file, record.id) for record in found] == [
        ("a.md", "a"),
        ("b/talks.txt", "talks"),
        ("rows.jsonl", "rows-1"),
        ("rows.jsonl", "rows-2"),
        ("talks.html", "talks-2"),
    ]
    assert found[0].article().metadata["title"] == "Talks"
    assert [record.id for record in read(tmp_path / "rows.jsonl", tmp_path / "rows.jsonl")] == [
        "rows-1", "rows-2", "rows-1-2", "rows-2-2",
    ]  # fmt: skip


BAD_LINES = [
    (b"{broken", "not-json"),
    (b'"only text"', "not-json"),
    (b"[" * 100_000, "not-json"),
    (b'{"text": "\xff"}', "not-utf-8"),
    (b'{"text": "half of one: \\ud83d"}', "not-text"),
    (b'{"text": "fine", "title": "\\ud83d"}', "not-text"),
    (b'{"text": "  "}', "no-text"),
    (b'{"title": "only that"}', "no-text"),
    (b'{"text": "' + b"x" * LARGEST + b'"}', "too-large"),
]


@pytest.mark.parametrize(("line", "reason"), BAD_LINES, ids=[f"{reason} {line[:20]!r}" for line, reason in BAD_LINES])
def test_a_bad_line_is_told_and_the_next_one_read(tmp_path: Path, line: bytes, reason: str) -> None:
    (tmp_path / "news.jsonl").write_bytes(line + b'\n\n{"text": "Good."}\n')
    bad, good = read(tmp_path / "news.jsonl")
    assert bad.fault is not None
    assert (bad.row, bad.fault.reason) == (1, reason)
    assert (good.row, good.content) == (3, "Good.")


BAD_ROWS = [
    (b"a,b,c\n", "not-csv"),
    (b"a,\xff\n", "not-utf-8"),
    (b"a,\n", "no-text"),
]


@pytest.mark.parametrize(("row", "reason"), BAD_ROWS)
def test_a_bad_row_is_told_and_the_next_one_read(tmp_path: Path, row: bytes, reason: str) -> None:
    (tmp_path / "news.csv").write_bytes(b"id,text\n" + row + b"\nb,Good.\n")
    bad, good = read(tmp_path / "news.csv")
    assert bad.fault is not None
    assert (bad.row, bad.fault.reason) == (1, reason)
    assert (good.row, good.id) == (2, "b")


DAMAGED = ["news.jsonl.gz", "news.csv.gz", "news.jsonl.zst", "news.parquet", "torn.jsonl.gz"]


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_is_told_and_the_next_one_read(tmp_path: Path, name: str) -> None:
    if name.endswith(".zst"):
        pytest.importorskip("zstandard")
    if name.endswith(".parquet"):
        pytest.importorskip("pyarrow")
    whole = gzip.compress(b"".join(b'{"text": "%d"}\n' % number for number in range(10_000)))
    (tmp_path / name).write_bytes(whole[: len(whole) // 2] if name == "torn.jsonl.gz" else b"not what it says")
    (tmp_path / "z.txt").write_text("Good.")
    *rest, bad, good = read(tmp_path)
    assert bad.fault is not None
    assert bad.fault.reason == "damaged-file"
    assert good.content == b"Good."
    assert bool(rest) == (name == "torn.jsonl.gz")


def test_a_table_without_a_text_is_told_by_its_columns(tmp_path: Path) -> None:
    (tmp_path / "news.csv").write_text("id,words\n1,Good.\n")
    [bad] = read(tmp_path)
    assert bad.fault is not None
    assert bad.fault.reason == "no-column"
    assert bad.reject("no-column", bad.fault.message)["file"] == "news.csv"
    [good] = read(tmp_path, text="words")
    assert good.content == "Good."


def test_a_file_that_is_no_article_is_found_when_it_is_looked_into(tmp_path: Path) -> None:
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    [record] = read(tmp_path)
    with pytest.raises(ReadError, match="PNG"):
        record.article()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere file names are Unicode")
def test_a_name_that_is_no_unicode_can_still_be_written(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("Good.")
    [record] = read(tmp_path)
    assert (record.file, record.id) == (r"caf\xe9.txt", r"caf\xe9")


def test_a_corpus_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file or folder"):
        read(tmp_path / "nowhere")
