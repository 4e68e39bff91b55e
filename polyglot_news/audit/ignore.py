"""Ignore files: the findings a reader has dismissed, one fingerprint a line, her reason after `#`."""

from __future__ import annotations

import re
from pathlib import Path

from polyglot_news.errors import ReadError

_LINE = re.compile(r"\s*(?P<fingerprint>[0-9a-f]{16})?\s*(#\s*(?P<reason>.*))?")


def read_ignore(path: Path) -> dict[str, str]:
    """Fingerprints and the reasons given; empty lines and lines of comment alone are skipped.

    Raises:
        ReadError: the file cannot be read, or a line is no fingerprint.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"cannot read {path}: {getattr(error, 'strerror', None) or 'it is not UTF-8 text'}") from None
    dismissed: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        match = _LINE.fullmatch(line)
        if match is None:
            raise ReadError(f"{path}, line {number}: a line is a fingerprint of 16 hexadecimal digits and # a reason")
        if match["fingerprint"]:
            dismissed[match["fingerprint"]] = (match["reason"] or "").strip()
    return dismissed
