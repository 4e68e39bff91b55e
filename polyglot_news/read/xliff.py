"""XLIFF 1.0 to 1.2, and the door to XLIFF 2: files of our own and those of any CAT tool."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from polyglot_news.bitext import REVIEWED, Row
from polyglot_news.errors import ReadError
from polyglot_news.read.inline import plain_text
from polyglot_news.read.xliff2 import rows_of_xliff2
from polyglot_news.read.xml import XML, children, descendants, local_name, read_xml
from polyglot_news.write.xml_cells import PREFIX, full_row

_APPROVING = frozenset({"final", "signed-off"})
"""States of a target that stand for `approved="yes"` where that is not said."""


def read_xliff(path: Path) -> list[Row]:
    """One row a unit, or one a segment where the unit is segmented; a unit without any text is left out.

    `article_id` is the file's `original`, an approved unit is reviewed as `ok`. Alternative translations are left
    out.

    Raises:
        OSError: the file cannot be opened.
        ReadError: not XLIFF, or hostile XML (see `read_xml`).
    """
    root = read_xml(path)
    if local_name(root) != "xliff":
        raise ReadError(f"the root element is <{local_name(root)}>, an XLIFF file has <xliff>")
    if root.get("version", "").startswith("2"):
        return rows_of_xliff2(root)
    return [row for file in children(root, "file") for row in _file(file)]


def _file(file: etree._Element) -> Iterator[Row]:
    of_file = {
        "article_id": file.get("original", ""),
        "source_lang": file.get("source-language", ""),
        "target_lang": file.get("target-language", ""),
    }
    for unit in descendants(file, "trans-unit"):
        target = next(children(unit, "target"), None)
        lang = of_file["target_lang"] or ("" if target is None else target.get(f"{XML}lang", ""))
        of_unit = {**of_file, "target_lang": lang, "note": "\n".join(plain_text(n) for n in children(unit, "note"))}
        cells = _cells(unit)
        if cells:
            yield _own(unit, {**of_unit, **_texts(unit)}, cells)
        else:
            yield from _foreign(unit, of_unit)


def _cells(unit: etree._Element) -> dict[str, str]:
    contexts = (context for group in children(unit, "context-group") for context in children(group, "context"))
    named = {context.get("context-type", ""): plain_text(context) for context in contexts}
    return {name: text for name, text in named.items() if name.startswith(PREFIX)}


def _own(unit: etree._Element, standard: Row, cells: dict[str, str]) -> Row:
    """A row of ours. What another tool has since approved, or no longer approves, counts."""
    row = full_row(standard, cells)
    if _approved(unit) != (row.get("review") in REVIEWED):
        row["review"] = "ok" if _approved(unit) else ""
    return row


def _foreign(unit: etree._Element, of_unit: Row) -> Iterator[Row]:
    review = "ok" if _approved(unit) else ""
    segments = list(_segments(unit)) or [_texts(unit)]
    for texts in segments:
        if texts["source"] or texts["target"]:
            yield {**of_unit, **texts, "review": review}
            of_unit = {**of_unit, "note": ""}


def _approved(unit: etree._Element) -> bool:
    if "approved" in unit.attrib:
        return unit.get("approved") == "yes"
    return any(target.get("state") in _APPROVING for target in children(unit, "target"))


def _texts(unit: etree._Element) -> Row:
    return {side: "".join(plain_text(node) for node in children(unit, side)) for side in ("source", "target")}


def _segments(unit: etree._Element) -> Iterator[Row]:
    """The segments that `seg-source` and `target` mark, paired by their `mid`, as Trados and memoQ write them."""
    sources = _marked(next(children(unit, "seg-source"), None))
    targets = _marked(next(children(unit, "target"), None)) if sources else {}
    if not targets and _texts(unit)["target"]:
        return  # the target is not segmented, so neither is the pair
    for mid in dict.fromkeys([*sources, *targets]):
        yield {"source": sources.get(mid, ""), "target": targets.get(mid, "")}


def _marked(node: etree._Element | None) -> dict[str, str]:
    marks = () if node is None else descendants(node, "mrk")
    return {mark.get("mid", ""): plain_text(mark) for mark in marks if mark.get("mtype") == "seg"}
