"""What is written, against the schemas that the standards publish (`.ci/schemas` fetches them)."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree
from strategies import bitexts

from polyglot_news.bitext import Bead, Bitext
from polyglot_news.write.tmx import write_tmx
from polyglot_news.write.xliff import write_xliff

SCHEMAS = Path(__file__).parents[2] / ".schemas"

pytestmark = pytest.mark.skipif(not SCHEMAS.is_dir(), reason="no official schemas: run .ci/schemas")


class _Local(etree.Resolver):
    """The one document that XLIFF's schema imports from the web, out of the folder."""

    def resolve(self, url: str, pubid: str, context: object) -> object:
        return self.resolve_filename(str(SCHEMAS / "xml.xsd"), context) if url.endswith("/xml.xsd") else None


@pytest.fixture(scope="module")
def xliff() -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Local())
    return etree.XMLSchema(etree.parse(SCHEMAS / "xliff-core-1.2-strict.xsd", parser))


@pytest.fixture(scope="module")
def tmx() -> etree.DTD:
    return etree.DTD(str(SCHEMAS / "tmx14.dtd"))


def _root(write: object, *made: Bitext) -> etree._Element:
    stream = io.BytesIO()
    write(made, stream)
    return etree.fromstring(stream.getvalue())


@given(one=bitexts(), other=bitexts())
def test_xliff_is_valid(xliff: etree.XMLSchema, one: Bitext, other: Bitext) -> None:
    assert xliff.validate(_root(write_xliff, one, other)), xliff.error_log.last_error


@given(one=bitexts(), other=bitexts())
def test_tmx_is_valid(tmx: etree.DTD, one: Bitext, other: Bitext) -> None:
    assert tmx.validate(_root(write_tmx, one, other)), tmx.error_log.last_error


def test_what_is_missing_is_noticed(xliff: etree.XMLSchema, tmx: etree.DTD) -> None:
    bitext = Bitext("a", "en", "pt", (Bead("Hi", "Oi", (0,), (0,)),))
    for schema, write, path in (
        (xliff, write_xliff, ".//{*}trans-unit/{*}source"),
        (tmx, write_tmx, "body/tu/tuv/seg"),
    ):
        root = _root(write, bitext)
        assert schema.validate(root)
        gone = root.find(path)
        gone.getparent().remove(gone)
        assert not schema.validate(root)
