"""Bitexts in: one reader a format, chosen by the file's ending; what `polyglot_news.write` wrote comes back equal."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from polyglot_news.bitext import Bitext, Row, from_rows
from polyglot_news.errors import ReadError, UsageError

READERS: dict[str, str] = {
    ".csv": "polyglot_news.read.csv:read_csv",
    ".tsv": "polyglot_news.read.csv:read_csv",
    ".xlsx": "polyglot_news.read.xlsx:read_xlsx",
    ".jsonl": "polyglot_news.read.jsonl:read_jsonl",
    ".parquet": "polyglot_news.read.parquet:read_parquet",
    ".tmx": "polyglot_news.read.tmx:read_tmx",
    ".xliff": "polyglot_news.read.xliff:read_xliff",
    ".xlf": "polyglot_news.read.xliff:read_xliff",
    ".sdlxliff": "polyglot_news.read.xliff:read_xliff",
    ".mqxliff": "polyglot_news.read.xliff:read_xliff",
}
"""Where the reader for each ending lives; modules are loaded only when used."""

_MULTILINGUAL = frozenset({".tmx"})
"""Formats that may hold more than two languages: their readers are told which ones are meant."""


def read_bitexts(path: Path, source_lang: str = "", target_lang: str = "") -> list[Bitext]:
    """The bitexts in a file: CSV, TSV, XLSX, JSON Lines, Parquet, TMX or XLIFF.

    Spreadsheets change what they save: a byte-order mark, `;` or tab for a comma, `\\r\\n`, other columns, another
    order of columns are all understood. TMX and XLIFF may come from any tool.

    Args:
        source_lang, target_lang: for files that do not name their languages, and which two of a memory to take.

    Raises:
        UsageError: the ending names no format.
        ReadError: the file cannot be read as such a table; the message names the file and, where it can, the row.
        MissingExtraError: the format needs a library that is not installed.
    """
    try:
        return from_rows(_rows(path, source_lang, target_lang), source_lang, target_lang)
    except RecursionError:
        raise ReadError(f"{path}: cannot be read: a cell is nested too deeply") from None
    except ReadError as error:
        raise ReadError(f"{path}: {error}") from None


def read_rows(path: Path) -> list[Row]:
    """The rows of a table file as its reader gives them: plain values by column, nothing checked yet.

    Raises:
        UsageError, ReadError, MissingExtraError: as `read_bitexts`.
    """
    try:
        return _rows(path)
    except ReadError as error:
        raise ReadError(f"{path}: {error}") from None


def _rows(path: Path, source_lang: str = "", target_lang: str = "") -> list[Row]:
    read = _reader(path)
    languages = (source_lang, target_lang) if path.suffix.lower() in _MULTILINGUAL else ()
    try:
        return read(path, *languages)
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise ReadError("it is not UTF-8 text; save it as UTF-8 (in a spreadsheet: CSV UTF-8)") from None
    except RecursionError:
        raise ReadError("cannot be read: it is nested too deeply") from None


def _reader(path: Path) -> Callable[..., list[Row]]:
    name = READERS.get(path.suffix.lower())
    if name is None:
        raise UsageError(f"{path}: not a bitext by its ending; use one of {' '.join(READERS)}")
    module, function = name.split(":")
    found: Callable[..., list[Row]] = getattr(import_module(module), function)
    return found
