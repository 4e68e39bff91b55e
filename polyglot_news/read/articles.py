"""Articles from files, folders and standard input."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from polyglot_news.article import Article
from polyglot_news.errors import PolyglotNewsError, ReadError
from polyglot_news.read.binary import binary_kind
from polyglot_news.read.encoding import declared_encoding, decode
from polyglot_news.read.html import read_page
from polyglot_news.read.text import markdown_metadata

STDIN = "-"
"""The path that stands for standard input."""

SUFFIXES = (".txt", ".md", ".html", ".htm")
"""The kinds of file that are picked out of a folder. A file named itself may have any name."""

LARGEST = 20_000_000
"""Bytes an article may have: some 3 million words, more than any book. Beyond it a file is no article."""

_BLANK = re.compile(r"[\s\u200b\u2060\ufeff]*\Z")
_PAGE_START = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_URL = re.compile(r"[a-z][a-z0-9+.-]+://|https?:/", re.IGNORECASE)
"""An address; one slash is what a `Path` makes of two."""

_SPECIAL = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def read_article(path: Path | str) -> Article:
    """The article in a file, or in standard input where `path` is `-`; its id is the file's stem, or `stdin`.

    Raises:
        ReadError: the file cannot be read, is empty, is no text, is damaged, or is a web page without an article.
    """
    if str(path) == STDIN:
        return article_from_bytes(_limited("standard input", sys.stdin.buffer.read(LARGEST + 1)), "stdin")
    file = _existing(path)
    if file.is_dir():
        raise ReadError(f"{path}: a folder, not a file; name an article in it")
    try:
        with file.open("rb") as stream:
            data = _limited(path, stream.read(LARGEST + 1))
    except OSError as error:
        raise _unreadable(path, error) from None
    return article_from_bytes(data, str(path))


def read_articles(
    paths: Iterable[Path | str], *, on_error: Callable[[PolyglotNewsError], None] | None = None
) -> Iterator[Article]:
    """The articles in files, in folders and all folders below them, and in standard input (`-`), one at a time.

    All paths are checked before the first article is read. Folders give their files by path, hidden ones left out; a
    file reached twice is read once. An id is a file's stem; where several stems are equal but for case, the second
    and later ones get `-2`, `-3` …

    Args:
        on_error: told of a file that cannot be read, which is then left out; without it the error is raised.

    Raises:
        ReadError: as `read_article`, or a folder holds no file of the kinds in `SUFFIXES`.
    """
    files = article_files(paths)
    for file, name in zip(files, _unique([_stem(str(file)) for file in files]), strict=True):
        try:
            article = read_article(file)
        except ReadError as error:
            if on_error is None:
                raise
            on_error(error)
        else:
            yield replace(article, id=name)


def article_files(paths: Iterable[Path | str]) -> list[Path]:
    """The files that `read_articles` reads, in its order; `-` stays as it is.

    Raises:
        ReadError: a path does not exist, is no file or folder, or is a folder without articles.
    """
    files: dict[Path, Path] = {}
    for path in paths:
        if str(path) == STDIN:
            files.setdefault(Path(STDIN), Path(STDIN))
            continue
        found = _existing(path)
        for file in _inside(found) if found.is_dir() else [found]:
            files.setdefault(file.resolve(), file)
    return list(files.values())


def article_from_bytes(data: bytes, name: str) -> Article:
    """The article in a file's bytes. `name`, a file name or path, tells the kind and gives the id (its stem).

    `.html` and `.htm` are web pages, `.md` is Markdown, `.txt` plain text; any other name is a web page where its
    text begins like one, else plain text.

    Raises:
        ReadError: as `read_article`, for what concerns the content.
    """
    if not data:
        raise ReadError(f"{name}: empty file; give a file with an article in it")
    if binary := binary_kind(data):
        kind, advice = binary
        raise ReadError(f"{name}: {kind}, not text; {advice}")
    suffix = Path(name).suffix.lower()
    is_page = suffix in (".html", ".htm") or (suffix not in SUFFIXES and _begins_like_page(data))
    text, encoding = decode(data, name, declared_encoding(data) if is_page else "")
    if _BLANK.match(text):
        raise ReadError(f"{name}: nothing but white space in it; give a file with an article in it")
    metadata: dict[str, str] = {}
    if is_page:
        text, metadata = read_page(text, name)
    elif suffix == ".md":
        metadata = markdown_metadata(text)
    return Article(_stem(name), text, metadata={**metadata, "encoding": encoding})


def _begins_like_page(data: bytes) -> bool:
    return _PAGE_START.match(data[:4096].replace(b"\0", b"")) is not None  # zero bytes: UTF-16


def _existing(path: Path | str) -> Path:
    """The path, if it is a regular file or a folder."""
    if _URL.match(str(path)):
        raise ReadError(f"{path}: an address, not a file; nothing is fetched here: save the page and give its file")
    file = Path(path)
    try:
        mode = file.stat().st_mode
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        kind = _SPECIAL.get(stat.S_IFMT(mode), "a special file")
        raise ReadError(f"{path}: {kind}, not a file; give a file, or '-' and the text on standard input")
    return file


def _inside(folder: Path) -> list[Path]:
    """The articles' files in a folder and below, sorted by path; links to folders are not followed."""

    def fail(error: OSError) -> None:
        raise _unreadable(error.filename, error)

    files = []
    for root, folders, names in os.walk(folder, onerror=fail):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(root, name) for name in names if not name.startswith(".")]
    articles = sorted(file for file in files if file.suffix.lower() in SUFFIXES and file.is_file())
    if not articles:
        raise ReadError(
            f"{folder}: a folder without articles; files ending in {', '.join(SUFFIXES)} are read from it"
        )
    return articles


def _limited(name: Path | str, data: bytes) -> bytes:
    """The data, unless there is more of it than an article has.

    Raises:
        ReadError: there is.
    """
    if len(data) > LARGEST:
        limit = f"{LARGEST // 1_000_000} MB"
        raise ReadError(f"{name}: more than {limit}, which no article has; split it, or give a corpus to batch")
    return data


def _unreadable(path: Path | str, error: OSError | ValueError) -> ReadError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return ReadError(f"{path}: no such file or folder; check the spelling and the current folder")
    if isinstance(error, PermissionError):
        return ReadError(f"{path}: no permission to read it; change its permissions or copy it")
    reason = error.strerror if isinstance(error, OSError) else error
    return ReadError(f"{path}: cannot be read ({reason}); check the path and the disk")


def _stem(name: str) -> str:
    return "stdin" if name == STDIN else Path(name).stem


def _unique(stems: Sequence[str]) -> list[str]:
    """The stems, numbered where they would collide on a file system that ignores case."""
    taken = {stem.casefold() for stem in stems}
    seen: set[str] = set()
    names = []
    for stem in stems:
        name, number = stem, 1
        while name.casefold() in seen or (number > 1 and name.casefold() in taken):
            number += 1
            name = f"{stem}-{number}"
        seen.add(name.casefold())
        names.append(name)
    return names
