"""A corpus as a stream of records: articles as they lie in files, not yet looked into, or why one is none.

The same corpus always gives the same records with the same ids in the same order. What costs time (web pages,
encodings, languages) is left to whoever takes a record, so that a stream can be skipped through quickly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from polyglot_news.article import UNDETERMINED, Article
from polyglot_news.corpus.columns import METADATA, Columns, Mapped
from polyglot_news.corpus.files import ROWS, corpus_files, damage, kind
from polyglot_news.corpus.numbering import Numbering
from polyglot_news.corpus.rows import Fault, rows
from polyglot_news.errors import UsageError
from polyglot_news.language import canonical
from polyglot_news.read.articles import LARGEST, article_from_bytes


@dataclass(frozen=True, slots=True)
class Record:
    """One article of a corpus.

    Attributes:
        file: its file's name inside the corpus.
        row: its line or row there; 0 where the file is the article.
        id: unique in the corpus; empty for a fault.
        content: the bytes of an article's file, or the text of a row.
        lang: the language that the corpus states, in canonical form; empty if none.
        fault: why it is no article.
    """

    file: str
    row: int
    id: str = ""
    content: bytes | str = ""
    lang: str = ""
    translation: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict, hash=False)
    fault: Fault | None = None

    @property
    def weight(self) -> int:
        """Bytes or characters of the text, by which a corpus is cut into parts."""
        return len(self.content) + len(self.translation)

    def article(self) -> Article:
        """The article, with every metadata column (see `columns.METADATA`), empty where nothing is known.

        Raises:
            ReadError: there is no article in the file's bytes.
        """
        lang = self.lang or UNDETERMINED
        if isinstance(self.content, str):
            return Article(self.id, self.content, lang, self.metadata)
        read = article_from_bytes(self.content, self.file)
        return Article(self.id, read.text, lang, {**dict.fromkeys(METADATA, ""), **read.metadata})

    def reject(self, reason: str, message: str) -> dict[str, str | int]:
        """The record as one line of the list of rejects."""
        where = {"file": self.file} | ({"row": self.row} if self.row else {})
        return {**where, "id": self.id, "reason": reason, "message": " ".join(message.split())}


def read_records(corpus: Sequence[Path], columns: Columns) -> Iterator[Record]:
    """The records of files and folders: see `corpus_files` and `rows`.

    An article without an id of its own is called after its file, and its row there.

    Raises:
        ReadError: there is no such file or folder.
        MissingExtraError: a file needs a library that is not installed.
    """
    with Numbering() as numbering:
        for path, name in corpus_files(corpus):
            if kind(path) in ROWS:
                yield from _of_table(path, name, columns, numbering)
            else:
                yield _of_file(path, name, columns, numbering)


def _of_file(path: Path, name: str, columns: Columns, numbering: Numbering) -> Record:
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except damage() as error:
        return Record(name, 0, fault=Fault("damaged-file", f"cannot be read ({error})"))
    if len(data) > LARGEST:
        return Record(name, 0, fault=Fault("too-large", f"more than {LARGEST // 1_000_000} MB, which no article has"))
    if columns.translation:
        return Record(name, 0, fault=Fault("no-translation", "a file of its own has no column of translations"))
    return Record(name, 0, numbering.unique(PurePosixPath(name).stem), data)


def _of_table(path: Path, name: str, columns: Columns, numbering: Numbering) -> Iterator[Record]:
    stem = PurePosixPath(name).name.split(".")[0]
    for number, row in rows(path, columns):
        if isinstance(row, Fault):
            yield Record(name, number, fault=row)
            continue
        found = columns.map(row)
        if fault := _fault(row, found, columns):
            yield Record(name, number, found.id.encode("utf-8", "replace").decode(), fault=fault)
        else:
            named = numbering.unique(found.id or f"{stem}-{number}")
            lang = _language(found.lang)
            yield Record(name, number, named, found.text, lang, found.translation, dict(found.metadata))


def _fault(row: Mapping[str, Any], found: Mapped, columns: Columns) -> Fault | None:
    if not found.text.strip():
        return Fault("no-text", columns.textless(row))
    if len(found.text) + len(found.translation) > LARGEST:
        return Fault("too-large", f"more than {LARGEST // 1_000_000} million characters, which no article has")
    try:
        "".join((found.text, found.translation, found.id, *dict(found.metadata).values())).encode()
    except UnicodeEncodeError:
        return Fault("not-text", "the record holds halves of characters (unpaired surrogates)")
    if columns.translation and not found.translation.strip():
        return Fault("no-translation", f"the record has nothing in '{columns.translation}'")
    return None


def _language(stated: str) -> str:
    """The language a record states; what is no language tag is as good as nothing."""
    try:
        return canonical(stated).removeprefix(UNDETERMINED)
    except UsageError:
        return ""
