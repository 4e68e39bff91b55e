from __future__ import annotations

import io

import pytest
from hypothesis import given
from lxml import etree
from strategies import bitexts
from translate.storage.xliff import xlifffile

from polyglot_news.bitext import Bead, Bitext
from polyglot_news.write.xliff import NAMESPACE, write_xliff
from polyglot_news.write.xml_cells import visible

WRITTEN = """<element name="xliff" ns="urn:oasis:names:tc:xliff:document:1.2"
    xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
 <attribute name="version"><value>1.2</value></attribute>
 <oneOrMore><element name="file">
  <attribute name="original"/>
  <attribute name="datatype"><value>plaintext</value></attribute>
  <attribute name="source-language"><data type="language"/></attribute>
  <attribute name="target-language"><data type="language"/></attribute>
  <attribute name="tool-id"><value>polyglot-news</value></attribute>
  <element name="header"><element name="tool">
   <attribute name="tool-id"><value>polyglot-news</value></attribute>
   <attribute name="tool-name"/><attribute name="tool-version"/>
  </element></element>
  <element name="body"><zeroOrMore><element name="trans-unit">
   <attribute name="id"><data type="positiveInteger"/></attribute>
   <attribute name="xml:space"><value>preserve</value></attribute>
   <optional><attribute name="approved"><choice><value>yes</value><value>no</value></choice></attribute></optional>
   <element name="source"><text/></element>
   <optional><element name="target">
    <attribute name="state">
     <choice><value>final</value><value>needs-translation</value><value>needs-review-translation</value></choice>
    </attribute><text/>
   </element></optional>
   <optional><element name="note"><text/></element></optional>
   <optional><element name="context-group">
    <attribute name="purpose"><value>information</value></attribute>
    <oneOrMore><element name="context">
     <attribute name="context-type"><data type="string"><param name="pattern">x-\\S+</param></data></attribute><text/>
    </element></oneOrMore>
   </element></optional>
  </element></zeroOrMore></element>
 </element></oneOrMore>
</element>"""
"""What we write, as a part of what XLIFF 1.2 (strict) allows: required elements and attributes, order, values."""


def _document(*made: Bitext) -> bytes:
    stream = io.BytesIO()
    write_xliff(made, stream)
    return stream.getvalue()


@given(bitexts(), bitexts())
def test_the_document_is_what_the_standard_allows(one: Bitext, other: Bitext) -> None:
    root = etree.fromstring(_document(one, other))
    schema = etree.RelaxNG(etree.fromstring(WRITTEN))
    assert schema.validate(root), schema.error_log.last_error
    for file, bitext in zip(root, (one, other), strict=True):
        ids = [unit.get("id") for unit in file.iter(f"{{{NAMESPACE}}}trans-unit")]
        assert len(set(ids)) == len(ids) == len(bitext.beads)


@pytest.mark.parametrize("broken", ["source", "context-group/{*}context", "target/@state"])
def test_the_check_notices_what_is_missing(broken: str) -> None:
    root = etree.fromstring(_document(Bitext("a", "en", "pt", (Bead("Hi", "Oi", (0,), (0,)),))))
    name, _, attribute = broken.partition("/@")
    node = root.find(f".//{{*}}trans-unit/{{*}}{name}")
    if attribute:
        del node.attrib[attribute]
    else:
        node.getparent().remove(node)
    assert not etree.RelaxNG(etree.fromstring(WRITTEN)).validate(root)


@given(bitexts())
def test_translate_toolkit_reads_the_same_units(bitext: Bitext) -> None:
    store = xlifffile.parsestring(_document(bitext))
    assert [(unit.source or "", unit.target or "") for unit in store.units] == [
        (visible(bead.source), visible(bead.target)) for bead in bitext.beads
    ]
    assert [unit.isapproved() for unit in store.units] == [bead.review in ("ok", "edited") for bead in bitext.beads]
