"""Translation memories (TMX 1.1 to 1.4b): our own, and those of any CAT tool."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from polyglot_news.bitext import Row
from polyglot_news.errors import ReadError, UsageError
from polyglot_news.language import base, canonical
from polyglot_news.read.inline import plain_text
from polyglot_news.read.xml import XML, children, descendants, local_name, read_xml
from polyglot_news.write.tmx import SIDE
from polyglot_news.write.xml_cells import PREFIX, full_row

_ANY_LANGUAGE = "*all*"


@dataclass(frozen=True, slots=True)
class _Variant:
    lang: str
    text: str
    side: str


def read_tmx(path: Path, source_lang: str = "", target_lang: str = "") -> list[Row]:
    """One row a unit. Units that this tool wrote say themselves which languages and columns they have.

    In any other memory the source language is the one given, else the header's, else that of the first variant; the
    target language is the one given, else the only other one there is. A regional variant (`pt-BR`) stands in where
    the language itself (`pt`) is asked for and missing. A unit without a variant in one of the two is a row with that
    side empty; of several variants in one language the first counts.

    Raises:
        OSError: the file cannot be opened.
        ReadError: not TMX, hostile XML (see `read_xml`), or more languages than the two it was told.
    """
    root = read_xml(path)
    if local_name(root) != "tmx":
        raise ReadError(f"the root element is <{local_name(root)}>, a translation memory has <tmx>")
    units = list(descendants(root, "tu"))
    variants = [_variants(unit) for unit in units]
    own = [{prop.get("type", ""): plain_text(prop) for prop in children(unit, "prop")} for unit in units]
    foreign = [found for found, cells in zip(variants, own, strict=True) if not _is_own(cells)]
    header = next((node.get("srclang", "") for node in children(root, "header")), "")
    pair = _pair(foreign, header, source_lang, target_lang) if foreign else ("", "")
    rows = []
    for unit, found, cells in zip(units, variants, own, strict=True):
        langs = (cells[f"{PREFIX}source_lang"], cells[f"{PREFIX}target_lang"]) if _is_own(cells) else pair
        row = _row(unit, found, langs)
        if _is_own(cells):
            rows.append(full_row(row, cells))
        elif row["source"] or row["target"]:
            rows.append(row)
    return rows


def _is_own(cells: dict[str, str]) -> bool:
    return f"{PREFIX}source_lang" in cells and f"{PREFIX}target_lang" in cells


def _variants(unit: etree._Element) -> list[_Variant]:
    """The variants of a unit; before TMX 1.3 `lang` said what `xml:lang` does now."""
    return [
        _Variant(
            _tag(variant.get(f"{XML}lang") or variant.get("lang") or ""),
            "".join(plain_text(seg) for seg in children(variant, "seg")),
            next((plain_text(prop) for prop in children(variant, "prop") if prop.get("type") == SIDE), ""),
        )
        for variant in children(unit, "tuv")
    ]


def _row(unit: etree._Element, variants: list[_Variant], langs: tuple[str, str]) -> Row:
    sides = {
        side: next((v for v in variants if v.side == side), None)
        or _in_language([v for v in variants if not v.side], lang, other)
        for side, lang, other in (("source", *langs), ("target", *reversed(langs)))
    }
    if sides["source"] is sides["target"]:
        # One language on both sides: its second variant is the other text.
        sides["target"] = next((v for v in variants if v is not sides["source"] and v.lang == langs[1]), None)
    return {
        "source": sides["source"].text if sides["source"] else "",
        "source_lang": langs[0],
        "target": sides["target"].text if sides["target"] else "",
        "target_lang": langs[1],
        "note": "\n".join(plain_text(note) for note in children(unit, "note")),
    }


def _in_language(variants: Iterable[_Variant], lang: str, other: str) -> _Variant | None:
    """The first variant in a language, else the first in a variety of it that is not the other side's."""
    found = list(variants)
    exact = (v for v in found if v.lang == _tag(lang))
    near = (v for v in found if _base(v.lang) == _base(lang) and v.lang != _tag(other))
    return next(exact, None) or next(near, None)


def _pair(units: list[list[_Variant]], header: str, source_lang: str, target_lang: str) -> tuple[str, str]:
    """The source and target language of a memory that another tool wrote."""
    langs = list(dict.fromkeys(_languages(units)))
    declared = "" if header.lower() == _ANY_LANGUAGE else _tag(header)
    source = source_lang or _nearest(declared, langs) or declared or next((x for x in langs if x != target_lang), "")
    if target_lang:
        return source, target_lang
    taken = _nearest(source, langs) or source
    others = [lang for lang in langs if lang != taken]
    # Several varieties of the source's language are no candidates beside a language that is another one.
    others = [lang for lang in others if _base(lang) != _base(source)] or others
    if len(others) > 1:
        raise ReadError(f"holds translations into {', '.join(others)}: say which one is the target language")
    return source, next(iter(others), "")


def _languages(units: list[list[_Variant]]) -> Iterator[str]:
    return (variant.lang for variants in units for variant in variants if variant.lang)


def _nearest(lang: str, langs: list[str]) -> str:
    """The tag among `langs` that stands for a language: itself, else one of its regional varieties, else none."""
    if not lang or lang in langs:
        return lang
    return next((other for other in langs if _base(other) == _base(lang)), "")


def _tag(tag: str) -> str:
    """The canonical form of a tag; one that names no known language is kept as it is."""
    try:
        return canonical(tag)
    except UsageError:
        return tag


def _base(tag: str) -> str:
    try:
        return base(tag)
    except UsageError:
        return tag
