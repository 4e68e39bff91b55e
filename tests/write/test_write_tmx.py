from __future__ import annotations

import io

import pytest
from hypothesis import given
from lxml import etree
from strategies import bitexts
from translate.storage.tmx import tmxfile

from polyglot_news.bitext import Bead, Bitext
from polyglot_news.write.tmx import write_tmx
from polyglot_news.write.xml_cells import visible

WRITTEN = """
<!ELEMENT tmx (header, body)>
<!ATTLIST tmx version (1.4) #REQUIRED>
<!ELEMENT header EMPTY>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED o-tmf CDATA #REQUIRED
                 segtype (block | paragraph | sentence | phrase) #REQUIRED
                 adminlang CDATA #REQUIRED srclang CDATA #REQUIRED datatype CDATA #REQUIRED>
<!ELEMENT body (tu*)>
<!ELEMENT tu (note?, prop*, tuv, tuv?)>
<!ATTLIST tu tuid CDATA #REQUIRED srclang CDATA #REQUIRED>
<!ELEMENT tuv (prop?, seg)>
<!ATTLIST tuv xml:lang CDATA #REQUIRED>
<!ELEMENT seg (#PCDATA)>
<!ELEMENT note (#PCDATA)>
<!ELEMENT prop (#PCDATA)>
<!ATTLIST prop type CDATA #REQUIRED>
"""
"""What we write, as a part of what TMX 1.4b allows: the elements it requires, in its order, with its attributes."""


def _document(*made: Bitext) -> bytes:
    stream = io.BytesIO()
    write_tmx(made, stream)
    return stream.getvalue()


@given(bitexts(), bitexts())
def test_the_document_is_what_the_standard_allows(one: Bitext, other: Bitext) -> None:
    root = etree.fromstring(_document(one, other))
    dtd = etree.DTD(io.StringIO(WRITTEN))
    assert dtd.validate(root), dtd.error_log.last_error
    assert len(root.findall("body/tu")) == len(one.beads) + len(other.beads)
    same = one.source_lang == other.source_lang
    assert root.find("header").get("srclang") == (one.source_lang if same else "*all*")


@pytest.mark.parametrize("broken", ["body/tu/tuv", "body/tu/tuv/seg", "header"])
def test_the_check_notices_what_is_missing(broken: str) -> None:
    root = etree.fromstring(_document(Bitext("a", "en", "pt", (Bead("Hi", "", (0,), ()),))))
    node = root.find(broken)
    node.getparent().remove(node)
    assert not etree.DTD(io.StringIO(WRITTEN)).validate(root)


@given(bitexts().filter(lambda bitext: bitext.source_lang != bitext.target_lang))
def test_translate_toolkit_reads_the_same_units(bitext: Bitext) -> None:
    store = tmxfile.parsestring(_document(bitext))
    store.settargetlanguage(bitext.target_lang)
    assert [(unit.source or "", unit.target or "") for unit in store.units] == [
        (visible(bead.source), visible(bead.target)) for bead in bitext.beads
    ]
    assert [unit.getnotes() for unit in store.units] == [visible(bead.note) for bead in bitext.beads]
