"""Plain text and Markdown: kept as they are; a Markdown file's front matter is read, not cut off."""

from __future__ import annotations

import re
from datetime import date

_FRONT_MATTER = re.compile(r"(---|\+\+\+)[ \t]*\r?\n(.*?)\r?\n\1[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_LONGEST = 16384
_ENTRY = re.compile(r"^([A-Za-z_-]+)[ \t]*[:=][ \t]*(\S.*?)[ \t]*\r?$", re.MULTILINE)
_HEADING = re.compile(r"^# +(.+?)[ #]*\r?$", re.MULTILINE)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

_KEYS = {
    "title": "title",
    "headline": "title",
    "date": "date",
    "published": "date",
    "outlet": "outlet",
    "source": "outlet",
    "publisher": "outlet",
    "url": "url",
    "link": "url",
    "lang": "lang_hint",
    "language": "lang_hint",
}
"""What front matter may call it, and what `Article.metadata` calls it."""


def markdown_metadata(text: str) -> dict[str, str]:
    """What a Markdown file says of itself: `title`, `date`, `outlet`, `url` and `lang_hint`, as far as stated.

    From front matter between `---` (YAML) or `+++` (TOML) lines, simple `key: value` and `key = value` entries only;
    the title otherwise from the first `# heading`. A date counts where it begins with an ISO 8601 one.
    """
    metadata: dict[str, str] = {}
    head = text[:_LONGEST]
    if front := _FRONT_MATTER.match(head):
        for key, value in _ENTRY.findall(front[2]):
            if name := _KEYS.get(key.lower()):
                metadata.setdefault(name, _unquoted(value))
    if "title" not in metadata and (heading := _HEADING.search(head, front.end() if front else 0)):
        metadata["title"] = heading[1]
    metadata["date"] = _iso_date(metadata.get("date", ""))
    return {key: value for key, value in metadata.items() if value}


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _iso_date(value: str) -> str:
    match = _ISO_DATE.match(value)
    try:
        return date.fromisoformat(match[0]).isoformat() if match else ""
    except ValueError:
        return ""
