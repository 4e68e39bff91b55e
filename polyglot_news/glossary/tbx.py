"""Termbases as TBX (ISO 30042).

Written: TBX-Basic of 2008 (`martif`), the edition that most tools read, in the DCA style (categories as attributes).
Read: the editions of 2008 and 2019, in the DCA and the DCT style (categories as elements). What TBX-Basic has no
category for goes into a note of our own, as JSON, so that what is read back equals what was written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from polyglot_news.errors import ReadError, UsageError, WriteError
from polyglot_news.glossary.csv_format import LONGEST_CELL, read_bytes, slug
from polyglot_news.glossary.termbase import Term, Termbase
from polyglot_news.read.xml import XML, local_name, parse_xml

_LANG = f"{XML}lang"
_DOCTYPE = '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">'
_OWN_NOTE = "polyglot-news: "
_XML_ID = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)

_STATUS = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "deprecated": "deprecatedTerm-admn-sts",
    "contested": "admittedTerm-admn-sts",
}
_STATUS_READ = {
    "preferredterm": "preferred", "admittedterm": "admitted", "deprecatedterm": "deprecated",
    "supersededterm": "deprecated", "preferred": "preferred", "admitted": "admitted", "deprecated": "deprecated",
}  # fmt: skip
_POS = {"noun": "noun", "adj": "adjective", "verb": "verb", "name": "properNoun", "phrase": "other"}
_POS_READ = {**{value.lower(): key for key, value in _POS.items()}, "other": "", "adverb": ""}
_GENDER = {"m": "masculine", "f": "feminine", "n": "neuter", "c": "other"}
_NUMBER = {"sg": "singular", "pl": "plural"}
_GENDER_READ = {value: key for key, value in _GENDER.items()}
_NUMBER_READ = {value: key for key, value in _NUMBER.items()}

_CONCEPTS = frozenset({"termEntry", "conceptEntry"})
_LANGUAGES = frozenset({"langSet", "langSec"})
_TERMS = frozenset({"tig", "ntig", "termSec"})
_BY_ATTRIBUTE = frozenset({"termNote", "admin", "descrip"})


def write_tbx(termbase: Termbase) -> bytes:
    """The termbase as a TBX-Basic document, UTF-8.

    Raises:
        WriteError: a field holds what XML cannot, such as a control character.
    """
    root = etree.Element("martif", {"type": "TBX-Basic", _LANG: "en"})
    description = etree.SubElement(etree.SubElement(root, "martifHeader"), "fileDesc")
    etree.SubElement(etree.SubElement(description, "sourceDesc"), "p").text = termbase.name or "termbase"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for number, concept in enumerate(termbase.concepts, start=1):
        own_id = bool(_XML_ID.fullmatch(concept)) and not re.fullmatch(r"c\d+", concept)
        entry = etree.SubElement(body, "termEntry", {"id": concept if own_id else f"c{number}"})
        langs: dict[str, etree._Element] = {}
        for term in termbase.of(concept):
            if term.lang not in langs:
                langs[term.lang] = etree.SubElement(entry, "langSet", {_LANG: term.lang})
            try:
                _write_term(etree.SubElement(langs[term.lang], "tig"), term, own_id)
            except ValueError as error:
                raise WriteError(f"concept '{concept}', term '{term.text!r}': not allowed in XML ({error})") from None
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, doctype=_DOCTYPE)


def _write_term(tig: etree._Element, term: Term, own_id: bool) -> None:
    def add(element: str, category: str, text: str) -> None:
        if text:
            etree.SubElement(tig, element, {"type": category} if category else {}).text = text

    add("term", "", term.text)
    add("termNote", "partOfSpeech", _POS.get(term.pos, ""))
    add("termNote", "termType", "phrase" if term.pos == "phrase" else "")
    add("termNote", "grammaticalGender", _GENDER.get(term.gender, ""))
    add("termNote", "grammaticalNumber", _NUMBER.get(term.number, ""))
    add("termNote", "administrativeStatus", _STATUS[term.status])
    for tag in term.whose:
        add("admin", "customerSubset", tag)
    add("admin", "source", term.source)
    add("note", "", term.note)
    own = {
        "concept": "" if own_id else term.concept,
        "status": term.status if term.status == "contested" else "",
        "case_sensitive": term.case_sensitive,
        "exact": term.exact,
        "exceptions": term.exceptions,
        "extra": term.extra,
    }
    if filled := {key: value for key, value in own.items() if value}:
        add("note", "", _OWN_NOTE + json.dumps(filled, ensure_ascii=False))


def read_tbx(path: Path) -> Termbase:
    """The termbase of a TBX file of either edition and style.

    Raises:
        ReadError: the file is no TBX, is too large, declares entities, or holds what a termbase
            cannot; the message names the file and the line.
    """
    root = _parse(path)
    if local_name(root) not in ("martif", "tbx", "TBX"):
        raise ReadError(f"{path.name}: the root element is <{local_name(root)}>, a TBX file has <martif> or <tbx>")
    terms = tuple(
        _read_term(path.name, number, entry, language, section)
        for number, entry in enumerate((node for node in _elements(root) if local_name(node) in _CONCEPTS), start=1)
        for language in _elements(entry)
        if local_name(language) in _LANGUAGES
        for section in _elements(language)
        if local_name(section) in _TERMS
    )
    if not terms:
        raise ReadError(f"{path.name}: no terms in this TBX file")
    return Termbase(terms, path.stem)


def _parse(path: Path) -> etree._Element:
    try:
        return parse_xml(read_bytes(path))
    except ReadError as error:
        raise ReadError(f"{path.name}: {error}") from None


def _elements(node: etree._Element) -> Iterator[etree._Element]:
    """The descendants of a node that are elements."""
    return node.iterdescendants("{*}*")


def _read_term(
    name: str, number: int, entry: etree._Element, language: etree._Element, section: etree._Element
) -> Term:
    line = int(getattr(section, "sourceline", None) or 0)
    where = f"{name}, line {line}"
    values: dict[str, list[str]] = {}
    for node in _elements(section):
        category = node.get("type", "") if local_name(node) in _BY_ATTRIBUTE else local_name(node)
        text = "".join(str(part) for part in node.itertext()).strip()
        if len(text) > LONGEST_CELL:
            raise ReadError(f"{where}: a text has {len(text):,} characters (at most {LONGEST_CELL:,})")
        values.setdefault(category, []).append(text)
    notes = values.get("note", [])
    own = _own_note(where, next((note for note in notes if note.startswith(_OWN_NOTE)), ""))

    def first(category: str) -> str:
        return next(iter(values.get(category, ())), "")

    status = re.sub(r"-?admn-?sts$", "", first("administrativeStatus").lower())
    try:
        return Term(
            concept=own.get("concept") or entry.get("id") or f"{slug(first('term'))}-{number}",
            lang=language.get(_LANG, ""),
            text=first("term"),
            status=own.get("status") or _STATUS_READ.get(status, "admitted"),
            whose=tuple(values.get("customerSubset", ())),
            source=first("source"),
            pos="phrase" if first("termType") == "phrase" else _POS_READ.get(first("partOfSpeech").lower(), ""),
            gender=_GENDER_READ.get(first("grammaticalGender"), ""),
            number=_NUMBER_READ.get(first("grammaticalNumber"), ""),
            case_sensitive=own.get("case_sensitive") is True,
            exact=own.get("exact") is True,
            exceptions=tuple(str(phrase) for phrase in own.get("exceptions", ())),
            note="\n".join(note for note in notes if not note.startswith(_OWN_NOTE)),
            extra=tuple((str(key), str(value)) for key, value in own.get("extra", ())),
            origin=name,
            row=line,
        )
    except (UsageError, TypeError, ValueError) as error:
        raise ReadError(f"{where}: {error}") from None


def _own_note(where: str, note: str) -> Mapping[str, Any]:
    if not note:
        return {}
    try:
        own = json.loads(note.removeprefix(_OWN_NOTE))
    except ValueError:
        raise ReadError(f"{where}: the note '{note[:30]}…' is not what this tool writes") from None
    if not isinstance(own, dict):
        raise ReadError(f"{where}: the note '{note[:30]}…' is not what this tool writes")
    return own
