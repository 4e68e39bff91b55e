"""XLIFF 2.0 to 2.2, as other tools write it; we write 1.2 (see `polyglot_news.write.xliff`)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from polyglot_news.bitext import Row
from polyglot_news.read.inline import plain_text
from polyglot_news.read.xml import children, descendants

_REVIEWED = frozenset({"reviewed", "final"})


def rows_of_xliff2(root: etree._Element) -> list[Row]:
    """One row a segment; `article_id` is the file's `original`, else its `id`; what may be ignored is left out."""
    langs = {"source_lang": root.get("srcLang", ""), "target_lang": root.get("trgLang", "")}
    rows: list[Row] = []
    for file in children(root, "file"):
        of_file = {**langs, "article_id": file.get("original") or file.get("id") or ""}
        for unit in descendants(file, "unit"):
            rows.extend(_unit(unit, of_file))
    return rows


def _unit(unit: etree._Element, of_file: Row) -> Iterator[Row]:
    note = "\n".join(plain_text(note) for notes in children(unit, "notes") for note in children(notes, "note"))
    for segment in children(unit, "segment"):
        texts = {side: "".join(plain_text(node) for node in children(segment, side)) for side in ("source", "target")}
        if texts["source"] or texts["target"]:
            review = "ok" if segment.get("state") in _REVIEWED else ""
            yield {**of_file, **texts, "review": review, "note": note}
            note = ""
