"""Concordances as files: CSV and JSON Lines, written as the lines come, and a self-contained web page."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

from markupsafe import Markup

from polyglot_news.corpus.concordance import Tally
from polyglot_news.corpus.kwic import COLUMNS, Line, direction
from polyglot_news.errors import UsageError
from polyglot_news.write.atomic import atomic, check_writable
from polyglot_news.write.cells import neutralise
from polyglot_news.write.templates import templates
from polyglot_news.write.xml_cells import visible

if TYPE_CHECKING:
    from jinja2 import Template

_FOLDER = Path(__file__).parent
_MOST_RENDERINGS = 50
PAGE_LINES = 1000
"""Lines of a page, unless more are asked for."""


def ending(path: Path) -> str:
    """Which of `.csv`, `.jsonl` and `.html` a concordance is written as; standard output (`-`) gets CSV.

    Raises:
        UsageError: another ending.
        WriteError: the file cannot be written.
    """
    found = ".csv" if str(path) == "-" else path.suffix.lower()
    if found not in _WRITERS:
        raise UsageError(f"the ending of {path} names no form of a concordance: use one of {' '.join(_WRITERS)}")
    if str(path) != "-":
        check_writable(path)
    return found


def write_lines(lines: Iterator[Line], tally: Tally, path: Path, title: str, width: int | None = None) -> None:
    """Write a concordance, whole or not at all.

    Args:
        lines, tally: as `concordance` gives them.
        path: see `ending`.
        title: what was looked for, for the page.
        width: characters of context either side; all of them by default.
    """
    write = _WRITERS[ending(path)]
    with _opened(path) as stream:
        write(lines, tally, stream, title, width)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    if str(path) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with atomic(path) as stream:
        yield stream


def _write_csv(lines: Iterator[Line], tally: Tally, stream: BinaryIO, title: str, width: int | None) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    # Every text is quoted: before Python 3.13 a lone carriage return would be left bare.
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow([neutralise(cell) for cell in line.row(width).values()])
    text.detach()


def _write_jsonl(lines: Iterator[Line], tally: Tally, stream: BinaryIO, title: str, width: int | None) -> None:
    for line in lines:
        stream.write(json.dumps(line.row(width), ensure_ascii=False).encode("utf-8") + b"\n")


def _write_html(lines: Iterator[Line], tally: Tally, stream: BinaryIO, title: str, width: int | None) -> None:
    taken = list(lines)
    style, script = ((_FOLDER / f"concordance_page.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    page = _template().render(
        title=title,
        lines=taken,
        width=width,
        tally=tally,
        renderings=[(words, count) for words, count in tally.renderings.most_common(_MOST_RENDERINGS) if words],
        none=tally.renderings[""],
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    stream.write(visible(page).encode("utf-8"))


_WRITERS: dict[str, Callable[[Iterator[Line], Tally, BinaryIO, str, int | None], None]] = {
    ".csv": _write_csv,
    ".jsonl": _write_jsonl,
    ".html": _write_html,
}


@cache
def _template() -> Template:
    environment = templates(_FOLDER)
    environment.filters |= {"direction": direction, "web_address": _web_address}
    return environment.get_template("concordance_page.html.jinja")


def _web_address(url: str) -> str:
    """The address if it is one of the web, else nothing: a page must not link to a script."""
    with suppress(ValueError):
        if urlsplit(url).scheme in ("http", "https"):
            return url
    return ""


def _hash(text: str) -> str:
    """The source expression by which a content security policy allows exactly this inline text."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
