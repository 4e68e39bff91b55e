"""The article in a web page: its text, and what the page says about it."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from polyglot_news.errors import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_LARGEST = 20_000_000
"""Characters. Far above any article's page, and where the parser begins to drop text."""

_SHORTEST_PROSE = 60
"""Columns (an ideograph fills two). A line at least this long with a sentence end makes a page an article."""

_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*>")
_DOUBLE_BREAK = re.compile(r"<br\s*/?>(?:\s|&nbsp;)*<br\s*/?>", re.IGNORECASE)
_PARAGRAPH_BREAK = "\u2e0e"
"""Editorial coronis, which no news text has: keeps apart what the extraction would run together."""

_BLOCKS = frozenset({"head", "p", "quote", "list", "item", "table", "row", "code", "div"})
_SENTENCE_END = re.compile(r"[.!?…。！？؟।]")
_ERROR_PAGE = re.compile(r"\W*(?:error\W+)?(?:40[0134]|410|50[0234])\b", re.IGNORECASE)
_LANG_META = {"og:locale", "content-language", "Content-Language"}
_LANG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")


def read_page(html: str, name: str) -> tuple[str, dict[str, str]]:
    """The text and the metadata (`title`, `outlet`, `url`, `date`, `lang_hint`, as far as stated) of a web page.

    The text is the headline, where the article's own text does not have it, and the paragraphs, with a blank line
    between any two. Works on the page alone: nothing is fetched.

    Raises:
        ReadError: the page holds no article, or is too large to be one.
    """
    if len(html) > _LARGEST:
        raise ReadError(f"{name}: larger than {_LARGEST // 1_000_000} MB, no article's page; save its text as .txt")
    tree, body, metadata = _extract(html, name)
    links = {_squeezed(link.text_content().replace(_PARAGRAPH_BREAK, " ")) for link in tree.iter("a")}
    paragraphs = list(_paragraphs(body))
    title = metadata.get("title", "")
    prose = [line for part in paragraphs for line in part.split("\n") if line not in links]
    if not any(map(_is_prose, prose)) or _ERROR_PAGE.match(title):
        raise _no_article(name)
    headed = title in paragraphs or any(heading.get("rend") == "h1" for heading in body.iter("head"))
    if title and title != metadata.get("outlet") and not headed:
        paragraphs.insert(0, title)
    return "\n\n".join(paragraphs), metadata


def _extract(html: str, name: str) -> tuple[HtmlElement, _Element, dict[str, str]]:
    import trafilatura
    from trafilatura.settings import Document

    for logger in ("trafilatura", "htmldate"):  # they would print what our own error says
        logging.getLogger(logger).addHandler(logging.NullHandler())
    html = _XML_DECLARATION.sub("", html)  # the parser refuses text that names its encoding
    tree = trafilatura.load_html(_DOUBLE_BREAK.sub(f"<br>{_PARAGRAPH_BREAK}<br>", html))
    page = None if tree is None else trafilatura.bare_extraction(
        tree,
        include_comments=False,
        with_metadata=True,
        # Only dates that the page marks as its own: the extensive search would take a footer's copyright year.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )  # fmt: skip
    if tree is None or not isinstance(page, Document) or page.body is None:
        raise _no_article(name)
    lang = _stated_language(tree)
    stated = {"title": page.title, "outlet": page.sitename, "url": page.url, "date": page.date, "lang_hint": lang}
    return (
        tree,
        page.body,
        {key: _squeezed(value.replace(_PARAGRAPH_BREAK, " ")) for key, value in stated.items() if value},
    )


def _stated_language(tree: HtmlElement) -> str:
    """The language tag of the root element, or of the page's Open Graph or http-equiv declaration."""
    declared = [meta.get("content") for meta in tree.iter("meta") if _LANG_META & {*meta.attrib.values()}]
    for value in (tree.get("lang"), tree.get("xml:lang"), *declared):
        if match := _LANG.match((value or "").strip()):
            return match[0].replace("_", "-")
    return ""


def _paragraphs(body: _Element) -> Iterator[str]:
    """The paragraphs, headings, list items and table rows of an extracted body, spaces squeezed.

    A line break stays inside its paragraph; two of them, as old pages write, end it.
    """
    for block in re.split(f"[\0{_PARAGRAPH_BREAK}]", "".join(_pieces(body))):
        lines = [_squeezed(line) for line in block.split("\n")]
        if text := "\n".join(line for line in lines if line):
            yield text


def _pieces(element: _Element) -> Iterator[str]:
    """The text of the tree, a NUL where a block begins or ends, a newline at a line break, a bar between cells."""
    edge = "\0" if element.tag in _BLOCKS else ""
    yield edge
    yield element.text or ""
    for child in element:
        if child.tag == "lb":
            yield "\n"
        elif child.tag == "cell" and child.getprevious() is not None:
            yield " | "
        if isinstance(child.tag, str):
            yield from _pieces(child)
        yield child.tail or ""
    yield edge


def _is_prose(line: str) -> bool:
    columns = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
    return columns >= _SHORTEST_PROSE and _SENTENCE_END.search(line) is not None


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _no_article(name: str) -> ReadError:
    return ReadError(f"{name}: no article found in this HTML page; copy the article's text into a .txt file")
