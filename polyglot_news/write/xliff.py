"""Bitexts as XLIFF 1.2: of the two editions the one that every CAT tool opens and writes back.

XLIFF 2 is read by far fewer tools, and its metadata is an optional module that they may drop. One `file` an article,
one `trans-unit` a bead. Columns that XLIFF has no element for are `context` elements (see `xml_cells`): these are
valid in the strict schema too, in which elements of an unknown namespace are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from lxml import etree

from polyglot_news import __version__
from polyglot_news.bitext import REVIEWED, Bitext, Row
from polyglot_news.read.xml import XML
from polyglot_news.write.xml_cells import own_cells, visible

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"

_STANDARD = frozenset({"article_id", "bead", "source_lang", "source", "target_lang", "target", "note"})
_STATES = {"ok": "final", "edited": "final", "wrong": "needs-translation"}
_UNREVIEWED = "needs-review-translation"


def write_xliff(bitexts: Sequence[Bitext], stream: BinaryIO) -> None:
    """One document of all the bitexts. A row reviewed as `ok` or `edited` is `approved`, its target `final`."""
    root = etree.XML(f'<xliff xmlns="{NAMESPACE}" version="1.2"/>')
    for bitext in bitexts:
        file = etree.SubElement(root, _named("file"), {
            "original": visible(bitext.article_id), "datatype": "plaintext", "tool-id": "polyglot-news",
            "source-language": bitext.source_lang, "target-language": bitext.target_lang,
        })  # fmt: skip
        header = etree.SubElement(file, _named("header"))
        etree.SubElement(header, _named("tool"), {
            "tool-id": "polyglot-news", "tool-name": "polyglot-news", "tool-version": __version__,
        })  # fmt: skip
        body = etree.SubElement(file, _named("body"))
        for row in bitext.rows():
            _unit(body, row)
    etree.indent(root, space=" ")
    stream.write(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _named(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _unit(body: etree._Element, row: Row) -> None:
    unit = etree.SubElement(body, _named("trans-unit"), {"id": str(row["bead"] + 1), f"{XML}space": "preserve"})
    if row["review"]:
        unit.set("approved", "yes" if row["review"] in REVIEWED else "no")
    etree.SubElement(unit, _named("source")).text = visible(row["source"])
    if row["target"]:
        state = _STATES.get(row["review"], _UNREVIEWED)
        etree.SubElement(unit, _named("target"), {"state": state}).text = visible(row["target"])
    if row["note"]:
        etree.SubElement(unit, _named("note")).text = visible(row["note"])
    if cells := own_cells(row, _STANDARD):
        group = etree.SubElement(unit, _named("context-group"), {"purpose": "information"})
        for name, text in cells.items():
            etree.SubElement(group, _named("context"), {"context-type": name}).text = text
