"""Files that are either written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from polyglot_news.errors import WriteError


@contextmanager
def atomic(path: Path) -> Iterator[BinaryIO]:
    """Open a temporary file beside `path` that takes its place when the block ends well, and vanishes otherwise.

    Raises:
        WriteError: the folder or the file cannot be written; the message says why.
    """
    check_writable(path)
    target = path.resolve()
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    except OSError as error:
        raise WriteError(f"cannot write {path}: {error.strerror}") from None
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        _set_mode(Path(name), target)
        Path(name).replace(target)
    except OSError as error:
        raise WriteError(f"cannot write {path}: {error.strerror or error}") from None
    finally:
        with suppress(OSError):
            Path(name).unlink()


def check_writable(path: Path) -> None:
    """Find out before the work begins whether its result can be written.

    Raises:
        WriteError: the folder does not exist or may not be written to, or `path` is a folder.
    """
    folder = path.resolve().parent
    if path.is_dir():
        raise WriteError(f"cannot write {path}: it is a folder; name a file in it")
    if not folder.is_dir():
        raise WriteError(f"cannot write {path}: the folder {path.parent} does not exist; make it first")
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise WriteError(f"cannot write {path}: permission denied")


def _set_mode(new: Path, old: Path) -> None:
    """The permissions of the file that is replaced, or those of any new file."""
    if old.exists():
        new.chmod(old.stat().st_mode & 0o777)
    else:
        mask = os.umask(0)
        os.umask(mask)
        new.chmod(0o666 & ~mask)
