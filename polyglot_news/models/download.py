"""Fetching one file over HTTP: resumed where it broke off, now or in a later run, and complete or not at all."""

from __future__ import annotations

import hashlib
import json
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from http.client import HTTPException, HTTPMessage, HTTPResponse
from pathlib import Path
from typing import IO

from filelock import FileLock

from polyglot_news import __version__
from polyglot_news.errors import ModelError
from polyglot_news.models import digest, places
from polyglot_news.models.digest import FileHash
from polyglot_news.models.progress import SILENT, Progress
from polyglot_news.offline import require_network

MOST_BYTES = 16 << 30
ATTEMPTS = 4
"""In a row that bring nothing new."""
PAUSE_SECONDS = 0.5
"""Before the second attempt; doubled before each further one."""

_CHUNK = 1 << 18
_TIMEOUT_SECONDS = 30.0
_FORGET_SECONDS = 30 * 24 * 3600.0
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")


@dataclass(frozen=True, slots=True)
class Download:
    """A complete file."""

    path: Path
    content: FileHash


@dataclass(frozen=True, slots=True)
class _Partial:
    """What an earlier answer said of the file that is partly here: its version tag and size."""

    validator: str = ""
    total: int | None = None


class _BrokenError(Exception):
    """An attempt that failed in a way that may pass."""


def public_url(url: str) -> str:
    """A URL without what may be secret in it: user, password, query."""
    parts = urllib.parse.urlsplit(url)
    return urllib.parse.urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


@contextmanager
def fetched(url: str, progress: Progress = SILENT) -> Iterator[Download]:
    """Download a file, or the rest of it, for use inside the `with` block; nobody else fetches the same meanwhile.

    What arrived is kept when the process is stopped or the server fails, so the next call goes on from there; it is
    thrown away when the block ends, or refuses it with a ModelError.

    Args:
        url: http or https; redirects are followed, but not from https to http.
        progress: told of every chunk.

    Yields:
        The file, complete as far as the server said how long it is, with its size and SHA-256.

    Raises:
        OfflineError: the network is switched off.
        ModelError: the server cannot be reached, has no such file, or never gave all of it.
    """
    shown = public_url(url)
    require_network(f"Downloading {shown}")
    if urllib.parse.urlsplit(url).scheme not in ("http", "https"):
        raise ModelError(f"{shown} cannot be downloaded: only http and https addresses can")
    path = places.downloads() / f"{hashlib.sha256(url.encode()).hexdigest()[:20]}.part"
    with _reserved(path):
        _persist(url, shown, path, progress)
        with _thrown_away(path):
            yield Download(path, digest.hash_file(path))


@contextmanager
def _reserved(path: Path) -> Iterator[None]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path.with_suffix(".lock"))
        lock.acquire()
    except OSError as error:
        raise ModelError(f"{path.parent} cannot be written to: {error.strerror or error}") from error
    try:
        _forget_old(path.parent)
        yield
    finally:
        lock.release()


@contextmanager
def _thrown_away(path: Path) -> Iterator[None]:
    try:
        yield
    except ModelError:
        _forget(path)
        raise
    _forget(path)


def _persist(url: str, shown: str, path: Path, progress: Progress) -> None:
    failures, most = 0, 0
    while True:
        try:
            return _receive(url, shown, path, progress)
        except _BrokenError as error:
            have = path.stat().st_size if path.exists() else 0
            failures, most = (0 if have > most else failures + 1), max(have, most)
            if failures == ATTEMPTS:
                raise ModelError(
                    f"{shown} could not be downloaded: {error}; the next try goes on from there"
                ) from error
            progress.note(f"{error}; trying again")
            time.sleep(PAUSE_SECONDS * 2**failures)
        except OSError as error:
            raise ModelError(f"{path.parent} cannot be written to: {error.strerror or error}") from error


def _receive(url: str, shown: str, path: Path, progress: Progress) -> None:
    have, partial = _here(path)
    answer = _ask(urllib.request.Request(url, headers=_headers(have, partial)), shown, path)
    if answer is None:
        return
    with answer:
        start, partial = _continuation(answer, have, partial, path)
        if not start:  # before the state says what the new bytes are, the old ones must be gone
            path.write_bytes(b"")
        _state_path(path).write_text(json.dumps(asdict(partial)), encoding="utf-8")
        progress.begin(Path(urllib.parse.urlsplit(shown).path).name, partial.total, start)
        _append(answer, path, progress)
    if partial.total is not None and path.stat().st_size < partial.total:
        raise _BrokenError(f"the connection ended after {path.stat().st_size} of {partial.total} bytes")


def _ask(request: urllib.request.Request, shown: str, path: Path) -> HTTPResponse | None:
    """The server's answer; None if nothing is missing of the file."""
    try:
        answer: HTTPResponse = _OPENER.open(request, timeout=_TIMEOUT_SECONDS)
        return answer
    except urllib.error.HTTPError as error:
        if error.code == 416:
            if _is_complete(path):
                return None
            _start_over(path)
        reason = f"the server answered {error.code} {error.reason}"
        if error.code in (408, 416, 429) or error.code >= 500:
            raise _BrokenError(reason) from error
        raise ModelError(f"{shown} cannot be downloaded: {reason}") from error
    except (HTTPException, OSError, ValueError) as error:
        raise _BrokenError(_reason(error)) from error


def _read(answer: HTTPResponse) -> bytes:
    try:
        return answer.read(_CHUNK)
    except (HTTPException, OSError) as error:
        raise _BrokenError(_reason(error)) from error


def _reason(error: Exception) -> str:
    return str(getattr(error, "reason", "") or error or type(error).__name__)


def _headers(have: int, partial: _Partial) -> dict[str, str]:
    headers = {"User-Agent": f"polyglot-news/{__version__}", "Accept-Encoding": "identity"}
    if have:
        headers["Range"] = f"bytes={have}-"
        if partial.validator:
            headers["If-Range"] = partial.validator
    return headers


def _continuation(answer: HTTPResponse, have: int, partial: _Partial, path: Path) -> tuple[int, _Partial]:
    """Where this answer's bytes belong, and what it says of the whole file."""
    length = answer.headers.get("Content-Length", "")
    total = int(length) if length.isdigit() else None
    start = 0
    if answer.status == 206:
        match = _RANGE.fullmatch(answer.headers.get("Content-Range", ""))
        whole = int(match[2]) if match and match[2] != "*" else None
        if match is None or int(match[1]) != have or (partial.total is not None and whole != partial.total):
            _start_over(path)
            raise _BrokenError("the server went on with another file")
        start, total = have, whole
    if (total or 0) > MOST_BYTES:
        raise ModelError(f"{public_url(answer.url)} is refused: it has {total} bytes, more than {MOST_BYTES}")
    return start, _Partial(_validator(answer.headers), total)


def _append(answer: HTTPResponse, path: Path, progress: Progress) -> None:
    with path.open("ab") as file:
        while chunk := _read(answer):
            file.write(chunk)
            progress.advance(len(chunk))
            if file.tell() > MOST_BYTES:
                _forget(path)
                raise ModelError(f"{public_url(answer.url)} is refused: it has more than {MOST_BYTES} bytes")


def _is_complete(path: Path) -> bool:
    have, partial = _here(path)
    return have > 0 and have == partial.total


def _here(path: Path) -> tuple[int, _Partial]:
    """What is here of the file and can be gone on from: bytes without a known version or size cannot."""
    try:
        partial = _Partial(**json.loads(_state_path(path).read_text(encoding="utf-8")))
        have = path.stat().st_size
    except (OSError, ValueError, TypeError):
        return 0, _Partial()
    usable = partial.validator or partial.total is not None
    return (have, partial) if usable else (0, _Partial())


def _validator(headers: HTTPMessage) -> str:
    """What `If-Range` may carry (RFC 9110, 13.1.5): a strong entity tag, else a date."""
    tag = headers.get("ETag", "")
    return tag if tag and not tag.startswith("W/") else headers.get("Last-Modified", "")


def _start_over(path: Path) -> None:
    _state_path(path).unlink(missing_ok=True)


def _state_path(path: Path) -> Path:
    return path.with_suffix(".json")


def _forget(path: Path) -> None:
    _state_path(path).unlink(missing_ok=True)
    path.unlink(missing_ok=True)


def _forget_old(folder: Path) -> None:
    for path in (*folder.glob("*.part"), *folder.glob("*.json")):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _FORGET_SECONDS:
                path.unlink()


class _NoDowngrade(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        if req.full_url.startswith("https:") and not newurl.startswith("https:"):
            raise ModelError(f"{public_url(req.full_url)} is refused: it leads to {public_url(newurl)}, not to https")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


_OPENER = urllib.request.build_opener(_NoDowngrade)
