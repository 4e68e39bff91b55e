"""The aligned table as CSV or TSV: UTF-8, `\\n` line ends, optionally with a byte-order mark for Excel."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import BinaryIO

from polyglot_news.bitext import Bitext, to_frame
from polyglot_news.write.cells import neutralise


def write_csv(bitexts: Sequence[Bitext], stream: BinaryIO) -> None:
    """Comma-separated, without a byte-order mark."""
    _write(bitexts, stream, separator=",", encoding="utf-8")


def write_excel_csv(bitexts: Sequence[Bitext], stream: BinaryIO) -> None:
    """Comma-separated, with the byte-order mark by which Excel recognises UTF-8."""
    _write(bitexts, stream, separator=",", encoding="utf-8-sig")


def write_tsv(bitexts: Sequence[Bitext], stream: BinaryIO) -> None:
    """Tab-separated, quoted where a cell holds a tab, a quotation mark or a line break."""
    _write(bitexts, stream, separator="\t", encoding="utf-8")


def _write(bitexts: Sequence[Bitext], stream: BinaryIO, separator: str, encoding: str) -> None:
    frame = to_frame(bitexts)
    text = frame.select_dtypes(include="object").columns
    frame[text] = frame[text].map(neutralise)
    # Before Python 3.13 a cell with a lone carriage return is left unquoted, which no reader gets right.
    needs_quotes = bool(frame[text].map(lambda cell: "\r" in cell).to_numpy().any())
    table = frame.to_csv(
        sep=separator,
        index=False,
        lineterminator="\n",
        quoting=csv.QUOTE_NONNUMERIC if needs_quotes else csv.QUOTE_MINIMAL,
    )
    stream.write(table.encode(encoding))
