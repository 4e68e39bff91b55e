"""The files of a corpus, in an order that does not change, and their bytes, compressed or not."""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, cast

from polyglot_news.errors import MissingExtraError, ReadError
from polyglot_news.read.articles import SUFFIXES

ROWS = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet")
"""The kinds of file that hold many articles; all but Parquet may be compressed."""

COMPRESSED = (".gz", ".zst")


def corpus_files(corpus: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Every file of a corpus with its name inside the corpus: files as given, folders and all below them by name.

    One folder's names are held at a time. Hidden files and links to folders are left out, and files of a folder whose
    ending is none of the known ones. In a name, bytes that are not UTF-8 are written with a backslash.

    Raises:
        ReadError: there is no such file or folder, or a folder cannot be read.
    """
    for path in corpus:
        if path.is_dir():
            yield from _inside(path, path)
        elif path.is_file():
            yield path, _name(path.name)
        else:
            raise ReadError(f"{path}: no such file or folder; check the spelling and the current folder")


def kind(path: Path) -> str:
    """The ending that tells how a file is read: one of `ROWS`, or that of an article."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in COMPRESSED:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def opened(path: Path) -> BinaryIO:
    """The bytes of a file, unpacked where its ending says that it is packed.

    Raises:
        OSError: the file cannot be opened.
        MissingExtraError: it is `.zst`, and there is no zstandard.
    """
    packed = path.suffix.lower()
    if packed == ".gz":
        return cast(BinaryIO, gzip.open(path, "rb"))
    if packed == ".zst":
        try:
            import zstandard
        except ImportError:
            raise MissingExtraError("a .zst file", "corpus") from None
        stream = zstandard.ZstdDecompressor().stream_reader(path.open("rb"), read_across_frames=True, closefd=True)
        return cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, stream)))
    return path.open("rb")


def damage() -> tuple[type[Exception], ...]:
    """What reading a file that is damaged, or vanishes, raises."""
    import zlib

    try:
        from zstandard import ZstdError
    except ImportError:
        return EOFError, OSError, zlib.error
    return EOFError, OSError, zlib.error, ZstdError


def _inside(folder: Path, root: Path) -> Iterator[tuple[Path, str]]:
    try:
        with os.scandir(folder) as entries:
            found = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    except OSError as error:
        raise ReadError(f"{folder}: cannot be read ({error.strerror}); check its permissions") from None
    for name, is_folder in found:
        path = folder / name
        if name.startswith("."):
            continue
        if is_folder:
            yield from _inside(path, root)
        elif kind(path) in ROWS or path.suffix.lower() in SUFFIXES:
            yield path, _name(path.relative_to(root).as_posix())


def _name(path: str) -> str:
    return os.fsencode(path).decode("utf-8", "backslashreplace")
