"""XML from strangers: the one hardened parser for every format that is XML, and what all of them ask of a node.

No entity is expanded, no DTD, outside file or network address is opened, and libxml2's limits stay on: 10 MB a text
node, 256 levels of nesting.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from polyglot_news.errors import ReadError

MOST_BYTES = 256 * 1024 * 1024
"""Size above which `read_xml` does not read a file."""

XML = "{http://www.w3.org/XML/1998/namespace}"
"""The namespace of `xml:lang` and `xml:space`."""


def read_xml(path: Path) -> etree._Element:
    """The root element of a file.

    Raises:
        OSError: the file cannot be opened.
        ReadError: it is larger than `MOST_BYTES`, or as `parse_xml`.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise ReadError(f"{size:,} bytes are too many for one XML file (at most {MOST_BYTES:,}); split it")
    return parse_xml(path.read_bytes())


def parse_xml(data: bytes) -> etree._Element:
    """The root element of a document, comments and processing instructions left out.

    Raises:
        ReadError: it is not well-formed, declares or refers to entities, or goes beyond the parser's limits.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    # Seen before parsing, so that a bomb is named for what it is; without zero bytes UTF-16 and UTF-32 are seen too.
    if b"<!ENTITY" in data.replace(b"\0", b""):
        raise ReadError("declares XML entities, which no file of this kind needs; remove them")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        reason = " ".join(str(error.msg or "it is empty").split())
        raise ReadError(f"not well-formed XML, or beyond the limits of what is read ({reason})") from None
    for reference in root.iter(etree.Entity):  # of an outside file, or declared in an encoding not seen above
        raise ReadError(f"refers to the entity {reference.text}, which is not read; put the text itself in its place")
    return root


def local_name(node: etree._Element) -> str:
    """The name of an element without its namespace."""
    return etree.QName(node).localname


def children(node: etree._Element, name: str) -> Iterator[etree._Element]:
    """The child elements of that name, in whichever namespace."""
    return node.iterchildren(f"{{*}}{name}")


def descendants(node: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements of that name below a node, in whichever namespace."""
    return node.iterdescendants(f"{{*}}{name}")
