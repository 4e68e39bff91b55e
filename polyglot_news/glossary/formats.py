"""Termbase files, by their endings: CSV, TSV, TBX, and plain lists of what is not translated."""

from __future__ import annotations

from pathlib import Path

from polyglot_news.errors import UsageError, WriteError
from polyglot_news.glossary.csv_format import read_csv, read_list, write_csv
from polyglot_news.glossary.termbase import Termbase

TABLES = (".csv", ".tsv", ".tab")


def read_termbase(path: Path, source_lang: str = "", target_lang: str = "") -> Termbase:
    """The termbase of a `.csv`, `.tsv`, `.tab`, `.tbx` or `.txt` file; its name is the file's without the ending.

    Args:
        source_lang, target_lang: the languages of a word list whose header does not name them.

    Raises:
        UsageError: another ending, or a word list without languages.
        ReadError: the file cannot be read as what its ending says.
    """
    ending = path.suffix.lower()
    if ending in TABLES:
        return read_csv(path, source_lang, target_lang)
    if ending == ".tbx":
        from polyglot_news.glossary.tbx import read_tbx

        return read_tbx(path)
    if ending == ".txt":
        return read_list(path)
    raise UsageError(f"{path.name}: a termbase is a .csv, .tsv or .tbx file, or a .txt list of terms to keep")


def write_termbase(termbase: Termbase, path: Path) -> None:
    """Writes a termbase as CSV, TSV or TBX, by the file's ending.

    Raises:
        UsageError: another ending.
        WriteError: the file cannot be written.
    """
    ending = path.suffix.lower()
    if ending == ".tbx":
        from polyglot_news.glossary.tbx import write_tbx

        data = write_tbx(termbase)
    elif ending in TABLES:
        data = write_csv(termbase, "," if ending == ".csv" else "\t").encode()
    else:
        raise UsageError(f"{path.name}: a termbase is written as .csv, .tsv or .tbx")
    try:
        path.write_bytes(data)
    except OSError as error:
        raise WriteError(f"{path}: {error.strerror or error}") from None
