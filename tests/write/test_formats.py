from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from polyglot_news.bitext import Bead, Bitext
from polyglot_news.errors import MissingExtraError, UsageError, WriteError
from polyglot_news.read.table import READERS, read_bitexts
from polyglot_news.write import ENDINGS, FORMATS, SEVERAL_FILES, destination, write_bitexts, writer

PAIR = [Bitext("a", "en", "pt", (Bead("Hi", "Oi", (0,), (0,)),))]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_a_writer(name: str) -> None:
    assert callable(writer(name))


def test_every_ending_that_is_written_stands_for_a_format() -> None:
    assert set(ENDINGS.values()) <= set(FORMATS)
    assert set(READERS) & set(ENDINGS) == {".csv", ".tsv", ".xlsx", ".jsonl", ".parquet", ".tmx", ".xliff", ".xlf"}


@pytest.mark.parametrize("name", sorted(set(FORMATS) - SEVERAL_FILES))
def test_every_format_of_one_file_goes_to_standard_output(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw))
    write_bitexts(PAIR, Path("-"), name)
    written = raw.getvalue()
    path = tmp_path / "same"
    write_bitexts(PAIR, path, name)
    assert written
    if name != "xlsx":  # which holds the time of writing
        assert written == path.read_bytes()


def test_several_files_do_not_go_to_standard_output() -> None:
    with pytest.raises(UsageError, match="moses is several files: name an output"):
        destination(None, "moses")
    with pytest.raises(UsageError, match="moses is several files: name an output"):
        write_bitexts(PAIR, Path("-"), "moses")


@pytest.mark.parametrize(
    ("library", "ending", "extra"), [("openpyxl", "xlsx", "xlsx"), ("pyarrow", "parquet", "parquet")]
)
def test_a_missing_extra_is_named_before_the_work_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str, ending: str, extra: str
) -> None:
    path = tmp_path / f"pair.{ending}"
    write_bitexts(PAIR, path)
    monkeypatch.setitem(sys.modules, library, None)
    for side in ("read", "write"):
        monkeypatch.delitem(sys.modules, f"polyglot_news.{side}.{ending}", raising=False)
    with pytest.raises(MissingExtraError, match=rf"pip install 'polyglot-news\[{extra}\]'"):
        destination(path, None)
    with pytest.raises(MissingExtraError, match=rf"polyglot-news\[{extra}\]"):
        read_bitexts(path)


@pytest.mark.parametrize("ending", ["csv", "tsv", "xlsx", "jsonl", "parquet", "moses", "ladder", "txt"])
def test_half_a_character_gets_one_clear_line_and_no_file(tmp_path: Path, ending: str) -> None:
    made = [Bitext("a", "en", "pt", (Bead("Hi", "O\ud800", (0,), (0,)),))]
    with pytest.raises(WriteError, match=r"a text holds U\+D800, which is half of a character"):
        write_bitexts(made, tmp_path / f"pair.{ending}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["tmx", "xliff"])
def test_half_a_character_survives_in_xml(tmp_path: Path, ending: str) -> None:
    made = [Bitext("a\ud800", "en", "pt", (Bead("Hi", "O\ud800", (0,), (0,)),))]
    write_bitexts(made, tmp_path / f"pair.{ending}")
    assert read_bitexts(tmp_path / f"pair.{ending}") == made
