"""Which field of a record is the text, which its id, date, outlet …: as told, or by the names that are usual."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from polyglot_news.bitext import COLUMNS
from polyglot_news.errors import UsageError

METADATA = ("title", "outlet", "date", "url")
"""The metadata columns that every part has."""

USUAL: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "maintext", "full_text", "fulltext", "article_text", "article", "plain_text"),
    "id": ("id", "article_id", "doc_id", "docid", "uuid", "guid", "WARC-Record-ID", "warc_headers.WARC-Record-ID"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "publisher", "source_name", "source.name", "source_domain", "domain"),
    "date": ("date", "published", "published_at", "publication_date", "date_publish", "publish_date", "pubdate",
             "timestamp", "WARC-Date", "warc_headers.WARC-Date"),
    "url": ("url", "link", "uri", "WARC-Target-URI", "warc_headers.WARC-Target-URI"),
    "lang": ("lang", "language", "language_code", "lang_code"),
}  # fmt: skip
"""Names that are tried for each role, in this order, whatever their case."""

_ABSENT = object()
_LISTED = 200
"""Characters of a record's names that a message repeats."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """What is taken of one record: the text, and the rest by role; `kept` are further columns by their own name."""

    text: str
    id: str = ""
    lang: str = ""
    translation: str = ""
    metadata: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of fields; an empty one is found by the usual names. Dots lead into nested objects: `meta.lang`.

    Attributes:
        translation: the field of a given translation; empty if there is none.
        keep: further fields that go into the table under their own names.

    Raises:
        UsageError: a field to keep has the name of a column that the table has anyway.
    """

    text: str = ""
    id: str = ""
    title: str = ""
    outlet: str = ""
    date: str = ""
    url: str = ""
    lang: str = ""
    translation: str = ""
    keep: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        taken = {*COLUMNS, *METADATA, "risk"} & set(self.keep)
        if taken:
            raise UsageError(f"--keep {min(taken)}: the table has a column of that name; rename the field")

    @property
    def named(self) -> list[str]:
        """The fields that must be there, because they were asked for."""
        roles = (self.text, self.id, self.title, self.outlet, self.date, self.url, self.lang, self.translation)
        return [name for name in (*roles, *self.keep) if name]

    def candidates(self, role: str) -> tuple[str, ...]:
        """The names that a role may have."""
        given = getattr(self, role)
        return (given,) if given else USUAL.get(role, ())

    def top_level(self, present: Sequence[str]) -> list[str]:
        """Those of a table's columns that any role may read from."""
        names = [name for role in (*USUAL, "translation") for name in self.candidates(role)] + list(self.keep)
        wanted = {name.casefold() for name in names} | {name.split(".")[0].casefold() for name in names}
        return [name for name in present if name.casefold() in wanted]

    def complaint(self, present: Sequence[str]) -> str:
        """What is wrong with a table's columns: one that was asked for is missing, or none is the text."""
        known = {name.casefold() for name in present}

        def has(name: str) -> bool:
            return bool({name.casefold(), name.split(".")[0].casefold()} & known)

        there = f"there are: {', '.join(present)}"
        missing = [name for name in self.named if not has(name)]
        if missing:
            return f"no column '{missing[0]}'; {there}"
        return (
            "" if any(map(has, self.candidates("text"))) else f"no column for the text; name it with --text; {there}"
        )

    def textless(self, record: Mapping[str, Any]) -> str:
        """What is wrong with a record in which no text was found."""
        if not self.text:
            return "the record has no text"
        if not record or _lookup(_folded(record), self.text) is not None:
            return f"the record has nothing in '{self.text}'"
        return f"the record has no '{self.text}'; it has: {', '.join(map(str, record))[:_LISTED]}"

    def map(self, record: Mapping[str, Any]) -> Mapped:
        """The fields of one record as text; what is missing is empty."""
        folded = _folded(record)
        metadata = {role: _text(self._value(folded, role)) for role in METADATA}
        metadata["date"] = _iso(self._value(folded, "date"))
        kept = {name: _text(_lookup(folded, name)) for name in self.keep}
        return Mapped(
            _text(self._value(folded, "text")),
            _text(self._value(folded, "id")),
            _text(self._value(folded, "lang")),
            _text(self._value(folded, "translation")),
            tuple({**metadata, **kept}.items()),
        )

    def _value(self, folded: Mapping[str, Any], role: str) -> Any:
        found = (_lookup(folded, name) for name in self.candidates(role))
        return next((value for value in found if _text(value)), None)


def _folded(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with its names in one case; of names that differ in case alone the first counts."""
    folded: dict[str, Any] = {}
    for name, value in record.items():
        folded.setdefault(str(name).casefold(), value)
    return folded


def _lookup(folded: Mapping[str, Any], name: str) -> Any:
    """The value under a name, which may itself have dots, or else lead into nested objects."""
    name = name.casefold()
    if name in folded:
        return folded[name]
    head, _, rest = name.partition(".")
    inner = folded.get(head, _ABSENT)
    return _lookup(_folded(inner), rest) if rest and isinstance(inner, Mapping) else None


def _text(value: Any) -> str:
    """A value as text: paragraphs of a list are joined by blank lines, objects are none."""
    if value is None or isinstance(value, Mapping):
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Iterable) and not isinstance(value, bytes):
        return "\n\n".join(filter(None, map(_text, value)))
    return "" if isinstance(value, float) and value != value else str(value)


def _iso(value: Any) -> str:
    """A date in ISO 8601 where it is one of the common machine-written forms, else as it stands.

    ISO 8601 itself (also with `/` for `-`, and without separators), RFC 2822, seconds or milliseconds since 1970.
    """
    text = _text(value).strip()
    digits = text.partition(".")[0]
    try:
        if digits.isdecimal() and len(digits) in (10, 13):
            return _since_1970(int(digits[:10]))
        if digits.isdecimal() and len(digits) in (8, 14):
            return date(int(text[:4]), int(text[4:6]), int(text[6:8])).isoformat()
        if text[4:5] == text[7:8] == "/":
            text = text.replace("/", "-", 2)
        if text[4:5] != "-" and text[:1].isalnum() and ":" in text:
            from email.utils import parsedate_to_datetime

            return parsedate_to_datetime(text).isoformat()
    except (ValueError, OverflowError, OSError):
        pass
    return text


def _since_1970(seconds: int) -> str:
    from datetime import timezone

    return datetime.fromtimestamp(seconds, timezone.utc).isoformat()
