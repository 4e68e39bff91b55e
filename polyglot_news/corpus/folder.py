"""The output folder of a corpus: parts, manifest, rejects, log; whatever moment a run is killed at, it can go on.

A part counts once its line stands in `log.jsonl`, which is only ever added to; everything the line speaks of is on
disk by then. What a killed run leaves beyond its last line (a part, rejects, a torn line, temporary files) is cut
off when the next one opens the folder. The manifest is made from the log: while a run goes on it may lag behind.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from polyglot_news.corpus.maker import COUNTED, Counts, Made
from polyglot_news.corpus.signature import difference
from polyglot_news.errors import UsageError, WriteError
from polyglot_news.models.durable import flush_folder
from polyglot_news.write.atomic import atomic

MANIFEST, PARTS, FINDINGS = "manifest.json", "parts", "findings"
REJECTS, LOG, SUMMARY = "rejects.jsonl", "log.jsonl", "summary.json"
_LOCK = ".lock"
_OURS = (MANIFEST, PARTS, FINDINGS, REJECTS, LOG, SUMMARY, _LOCK)
_GROWTH = 1.05
"""The manifest is written again when there are so many times more parts: all the rewriting stays in proportion."""

Entry = dict[str, Any]
"""A finished part: its number, records, articles, rows, and name and SHA-256 of its files."""


@contextmanager
def opened(path: Path, *, restart: bool = False) -> Iterator[Folder]:
    """An output folder that only this process writes to; made if it is not there.

    Args:
        restart: throw away what an earlier run left.

    Raises:
        UsageError: another process writes to it, it holds something that is no output of a batch, or is a file.
        WriteError: it cannot be written to.
    """
    if path.is_file():
        raise UsageError(f"{path} is a file; name a folder for the output")
    new = not path.exists()
    try:
        path.mkdir(parents=True, exist_ok=True)
        strangers = sorted({file.name for file in path.iterdir() if not _is_temporary(file)} - set(_OURS))
    except OSError as error:
        raise WriteError(f"cannot write to {path}: {error.strerror}") from None
    if strangers and not (path / MANIFEST).is_file():
        raise UsageError(f"{path}: not empty, and no output of batch ({strangers[0]}); name another folder")
    lock = FileLock(path / _LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise UsageError(f"{path}: another run is writing to this folder; wait for it, or name another") from None
    except OSError as error:
        raise WriteError(f"cannot write to {path}: {error.strerror}") from None
    folder = Folder(path)
    try:
        if restart:
            folder.clear()
        yield folder
    finally:
        folder.sweep()
        (path / _LOCK).unlink(missing_ok=True)
        lock.release()
        if new:
            with suppress(OSError):
                path.rmdir()  # only if it is empty: a run that nothing came of leaves no trace


class Folder:
    """See `opened`.

    Attributes:
        entries: the finished parts, in order.
        counts: what their counts add up to.
        done: whether all is finished.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.entries: list[Entry] = []
        self.counts: Counts = {name: Counter() for name in COUNTED}
        self.done = False
        self._signature: Mapping[str, Any] = {}
        self._listed = 0

    def begin(self, signature: Mapping[str, Any]) -> None:
        """Take up where the last run with this signature was cut off, or begin.

        Raises:
            UsageError: the folder holds the result of something else, or a finished part is not as it was written.
        """
        self._signature = json.loads(json.dumps(signature))
        if (self.path / MANIFEST).is_file():
            before = _read_manifest(self.path / MANIFEST)
            if told := difference(before, self._signature):
                raise UsageError(f"{self.path}: {told}; name another folder, or begin anew with --restart")
        else:
            self.clear()  # a run that was killed while it threw an older result away
        self.sweep()
        (self.path / PARTS).mkdir(exist_ok=True)
        rejects_end = 0
        for line in self._whole_lines():
            if line["event"] == "part":
                rejects_end = line["rejects_end"]
                self._take(line)
        _cut(self.path / REJECTS, rejects_end)
        for entry in self.entries:
            self._require_files(entry)
        self._write_manifest()

    def add(self, made: Made) -> Entry:
        """Put the next part on disk, for good."""
        number = len(self.entries)
        entry: Entry = {"part": number, "records": made.records, "articles": made.articles, "rows": made.rows}
        if made.table:
            entry |= self._write(PARTS, f"part-{number:05}.{self._signature['format']}", made.table)
        if made.findings:
            entry["findings"] = self._write(FINDINGS, f"part-{number:05}.jsonl", made.findings)
        lines = "".join(f"{json.dumps(reject, ensure_ascii=False)}\n" for reject in made.rejects)
        entry["rejects_end"] = self._append(REJECTS, lines)
        entry["counts"] = {name: dict(sorted(counter.items())) for name, counter in made.counts.items()}
        self.log("part", **entry)
        self._take(entry)
        if len(self.entries) >= _GROWTH * self._listed + 1:
            self._write_manifest()
        return entry

    def finish(self, summary: Mapping[str, Any]) -> None:
        """Write the summary and the complete manifest."""
        self._write_json(SUMMARY, summary)
        self.done = True
        self._write_manifest()

    def log(self, event: str, **facts: Any) -> None:
        """Add a line to the log; the line of a part is what makes it count."""
        time = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
        self._append(LOG, json.dumps({"time": time, "event": event, **facts}, ensure_ascii=False) + "\n")

    def clear(self) -> None:
        """Throw away everything that a batch has written here."""
        for name in (MANIFEST, LOG, SUMMARY, REJECTS):  # the manifest first: without it nothing else counts
            (self.path / name).unlink(missing_ok=True)
        for name in (PARTS, FINDINGS):
            shutil.rmtree(self.path / name, ignore_errors=True)

    def sweep(self) -> None:
        """Take away the temporary files of writers that did not get to their end."""
        for folder in (self.path, self.path / PARTS, self.path / FINDINGS):
            for left in folder.glob(".*"):
                if _is_temporary(left):
                    left.unlink(missing_ok=True)

    def _take(self, entry: Entry) -> None:
        for name, counted in entry["counts"].items():
            self.counts[name].update(counted)
        kept = ("part", "records", "articles", "rows", "name", "sha256", "bytes", "findings")
        self.entries.append({key: entry[key] for key in kept if key in entry})

    def _whole_lines(self) -> Iterator[Entry]:
        """The lines of the log; one that was torn off is cut away."""
        path = self.path / LOG
        end = 0
        if path.is_file():
            with path.open("rb") as stream:
                for line in stream:
                    if not line.endswith(b"\n"):
                        break
                    try:
                        found = json.loads(line)
                    except ValueError:
                        break
                    end += len(line)
                    yield found
        _cut(path, end)

    def _require_files(self, entry: Entry) -> None:
        for folder, file in ((PARTS, entry), (FINDINGS, entry.get("findings", {}))):
            if "name" not in file:
                continue
            path = self.path / folder / file["name"]
            if not path.is_file() or path.stat().st_size != file["bytes"]:
                raise UsageError(f"{path}: missing, or not as it was written; put it back, or begin with --restart")

    def _write(self, folder: str, name: str, data: bytes) -> Entry:
        (self.path / folder).mkdir(exist_ok=True)
        with atomic(self.path / folder / name) as stream:
            stream.write(data)
        flush_folder(self.path / folder)
        return {"name": name, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}

    def _append(self, name: str, text: str) -> int:
        """Add to a file, for good; the length it has then."""
        with (self.path / name).open("ab") as stream:
            stream.write(text.encode("utf-8", "backslashreplace"))
            stream.flush()
            os.fsync(stream.fileno())
            return stream.tell()

    def _write_manifest(self) -> None:
        """Parts without a row have no file and are not listed."""
        listed = ("name", "rows", "articles", "sha256")
        parts = [{key: entry[key] for key in listed} for entry in self.entries if "name" in entry]
        findings = [
            {key: entry["findings"][key] for key in ("name", "sha256")}
            for entry in self.entries
            if "findings" in entry
        ]
        content = {"done": self.done, "signature": self._signature, "parts": parts, "findings": findings}
        self._write_json(MANIFEST, content)
        self._listed = len(self.entries)

    def _write_json(self, name: str, content: Any) -> None:
        with atomic(self.path / name) as stream:
            stream.write((json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())


def _is_temporary(file: Path) -> bool:
    return file.name.startswith(".") and file.name.endswith(".part")


def _cut(path: Path, length: int) -> None:
    with path.open("ab") as stream:
        stream.truncate(length)


def _read_manifest(path: Path) -> Mapping[str, Any]:
    try:
        signature: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))["signature"]
    except (OSError, ValueError, KeyError, TypeError):
        raise UsageError(f"{path}: not a manifest that batch wrote; begin anew with --restart") from None
    return signature
