"""Translation memories as TMX 1.4b, which every CAT tool imports.

One `tu` a bead; a side without text has no `tuv`. `source`, `target` and `note` have elements of their own, every
other column is a `prop` (see `xml_cells`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from lxml import etree

from polyglot_news import __version__
from polyglot_news.bitext import Bitext, Row
from polyglot_news.read.xml import XML
from polyglot_news.write.xml_cells import PREFIX, own_cells, visible

_DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
_STANDARD = frozenset({"source", "target", "note", "bead"})

SIDE = f"{PREFIX}side"
"""The `prop` of a `tuv` that says which side it is, where both are in one language."""


def write_tmx(bitexts: Sequence[Bitext], stream: BinaryIO) -> None:
    """One document of all the bitexts; `srclang` is `*all*` where their source languages differ."""
    languages = {bitext.source_lang for bitext in bitexts}
    root = etree.Element("tmx", {"version": "1.4"})
    etree.SubElement(root, "header", {
        "creationtool": "polyglot-news", "creationtoolversion": __version__, "segtype": "sentence",
        "o-tmf": "polyglot-news", "adminlang": "en", "datatype": "plaintext",
        "srclang": languages.pop() if len(languages) == 1 else "*all*",
    })  # fmt: skip
    body = etree.SubElement(root, "body")
    for bitext in bitexts:
        for row in bitext.rows():
            _unit(body, row)
    etree.indent(root, space=" ")
    stream.write(etree.tostring(root, encoding="UTF-8", xml_declaration=True, doctype=_DOCTYPE))


def _unit(body: etree._Element, row: Row) -> None:
    unit = etree.SubElement(body, "tu", {"tuid": visible(f"{row['article_id']}:{row['bead']}"),
                                         "srclang": row["source_lang"]})  # fmt: skip
    if row["note"]:
        etree.SubElement(unit, "note").text = visible(row["note"])
    for name, text in own_cells(row, _STANDARD).items():
        etree.SubElement(unit, "prop", {"type": name}).text = text
    for side in ("source", "target"):
        # A tu needs one tuv at least, so a bead without any text has an empty source.
        if row[side] or (side == "source" and not row["target"]):
            variant = etree.SubElement(unit, "tuv", {f"{XML}lang": row[f"{side}_lang"]})
            if row["source_lang"] == row["target_lang"]:
                etree.SubElement(variant, "prop", {"type": SIDE}).text = side
            etree.SubElement(variant, "seg").text = visible(row[side])
