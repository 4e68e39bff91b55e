"""Bitexts side by side as one self-contained web page, to read and to print: no script, nothing fetched."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from polyglot_news.bitext import Bitext
from polyglot_news.errors import UsageError
from polyglot_news.language import english_name
from polyglot_news.write.templates import templates
from polyglot_news.write.xml_cells import visible

if TYPE_CHECKING:
    from jinja2 import Template


def write_html(bitexts: Sequence[Bitext], stream: BinaryIO) -> None:
    """One page of all the bitexts, one table an article; characters that no page may hold are shown as U+FFFD."""
    title = bitexts[0].article_id if len(bitexts) == 1 else f"{len(bitexts)} articles"
    page = _template().render(title=title, bitexts=bitexts, language=_language)
    stream.write(visible(page).encode("utf-8"))


@cache
def _template() -> Template:
    return templates(Path(__file__).parent).get_template("side_by_side.html.jinja")


def _language(tag: str) -> str:
    """What a language is called, with its tag; the tag alone where it names no known language."""
    try:
        return f"{english_name(tag)} ({tag})"
    except UsageError:
        return tag
