from __future__ import annotations

from pathlib import Path

import pytest

from polyglot_news.errors import ReadError, WriteError
from polyglot_news.glossary.formats import read_termbase, write_termbase
from polyglot_news.glossary.tbx import read_tbx, write_tbx
from polyglot_news.glossary.termbase import STATUSES, Term, Termbase

FULL = Termbase((
    Term("gulf", "en", "the Gulf <sic> & co", "contested", ("uae-gov", "ap"), "AP Stylebook", "name", "", "sg", True,
         True, ("Gulf of Tonkin",), "a note", (("region", "asia"),)),
    Term("gulf", "pt", "Golfo", "deprecated", pos="phrase", gender="m", number="pl"),
    Term("gulf", "ar", "الخليج", "preferred", ("un",), "ST/CS/SER.A/29", "noun", "c"),
    Term("14-days", "zh-Hant", "十四天", pos="adj", gender="n"),
    Term("c2", "mul", "Meduza", pos="verb", gender="f"),
    Term("two words", "en", "x"),
))  # fmt: skip


def _file(folder: Path, content: str | bytes) -> Path:
    path = folder / "terms.tbx"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_what_is_written_is_read_back_equal(tmp_path: Path) -> None:
    path = tmp_path / "terms.tbx"
    write_termbase(FULL, path)
    assert read_termbase(path) == FULL


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_survives(tmp_path: Path, status: str) -> None:
    termbase = Termbase((Term("c", "en", "t", status),))
    assert read_tbx(_file(tmp_path, write_tbx(termbase))) == termbase


def test_an_independent_reader_finds_the_same_terms() -> None:
    tbx = pytest.importorskip("translate.storage.tbx")
    store = tbx.tbxfile.parsestring(write_tbx(FULL), sourcelanguage="en", targetlanguage="pt")
    assert len(store.units) == len(FULL.concepts)
    gulf = store.units[0]
    assert gulf.getid() == "gulf"
    assert [(term.text, term.administrative_status) for term in gulf.get_source_terms()] == [
        ("the Gulf <sic> & co", "admittedTerm-admn-sts")
    ]
    assert [(term.text, term.deprecated) for term in gulf.get_target_terms()] == [("Golfo", True)]
    assert "a note" in [note.text for term in gulf.get_source_terms() for note in term.notes]


EDITION_2019 = """<?xml version="1.0"?>
<tbx style="{style}" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
     xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
  <tbxHeader><fileDesc><sourceDesc><p>Made for a test</p></sourceDesc></fileDesc></tbxHeader>
  <text><body>
    <conceptEntry id="kyiv">
      {subject}
      <langSec xml:lang="en">
        <termSec><term>Kyiv</term>{good}</termSec>
        <termSec><term>Kiev</term>{bad}</termSec>
      </langSec>
      <langSec xml:lang="uk"><termSec><term>Київ</term></termSec></langSec>
    </conceptEntry>
  </body></text>
</tbx>"""
DCA = EDITION_2019.format(
    style="dca",
    subject='<descrip type="subjectField">places</descrip>',
    good='<termNote type="partOfSpeech">properNoun</termNote>'
    '<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>'
    '<admin type="source">a style guide</admin><admin type="customerSubset">ap</admin><note>since 2019</note>',
    bad='<termNoteGrp><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termNoteGrp>',
)
DCT = EDITION_2019.format(
    style="dct",
    subject="<min:subjectField>places</min:subjectField>",
    good="<min:partOfSpeech>properNoun</min:partOfSpeech>"
    "<min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus>"
    "<basic:source>a style guide</basic:source><min:customerSubset>ap</min:customerSubset><note>since 2019</note>",
    bad="<min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus>",
)
EDITION_2008 = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body>
  <termEntry id="kyiv"><langSet xml:lang="en">
    <ntig><termGrp><term>Kyiv</term><termNote type="partOfSpeech">properNoun</termNote>
      <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp>
      <admin type="source">a style guide</admin><admin type="customerSubset">ap</admin><note>since 2019</note></ntig>
    <tig><term>Kiev</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
  </langSet><langSet xml:lang="uk"><tig><term>Київ</term></tig></langSet></termEntry>
</body></text></martif>"""


@pytest.mark.parametrize("document", [DCA, DCT, EDITION_2008], ids=["2019-dca", "2019-dct", "2008"])
def test_both_editions_and_styles_are_read(tmp_path: Path, document: str) -> None:
    assert read_tbx(_file(tmp_path, document)) == Termbase((
        Term("kyiv", "en", "Kyiv", "preferred", ("ap",), "a style guide", "name", note="since 2019"),
        Term("kyiv", "en", "Kiev", "deprecated"),
        Term("kyiv", "uk", "Київ"),
    ))  # fmt: skip


BOMB = (
    "<!DOCTYPE martif [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {b} '{f'&{a};' * 20}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><martif><text><body><termEntry id='x'><langSet xml:lang='en'><tig><term>&i;</term></tig></langSet>"
    "</termEntry></body></text></martif>"
)
EXTERNAL = (
    "<!DOCTYPE martif [<!ENTITY x SYSTEM '{secret}'>]><martif><text><body><termEntry id='x'>"
    "<langSet xml:lang='en'><tig><term>&x;</term></tig></langSet></termEntry></body></text></martif>"
)
TERM = (
    "<martif><termEntry><langSet xml:lang='{lang}'><tig><term>{term}</term>{more}</tig></langSet>"
    "</termEntry></martif>"
)


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (BOMB, "declares XML entities"),
        (BOMB.encode("utf-16"), "declares XML entities"),
        ("", "not well-formed XML"),
        ("<martif><text>", "not well-formed XML"),
        ("<html><body/></html>", "the root element is <html>"),
        ("<martif><text><body/></text></martif>", "no terms"),
        (TERM.format(lang="english", term="t", more=""), "line 1: 'english' is not a language tag"),
        (TERM.format(lang="en", term="", more=""), "line 1: the term is empty"),
        (TERM.format(lang="en", term="x" * 5000, more=""), "a text has 5,000 characters"),
        (TERM.format(lang="en", term="t", more="<note>polyglot-news: {</note>"), "is not what this tool writes"),
        (TERM.format(lang="en", term="t", more="<note>polyglot-news: []</note>"), "is not what this tool writes"),
        (TERM.format(lang="en", term="t", more='<note>polyglot-news: {"extra": 3}</note>'), "line 1"),
        ("<?xml version='1.0' encoding='utf-8'?><martif>\xe7</martif>".encode("latin-1"), "not well-formed XML"),
    ],
)
def test_a_hostile_or_broken_file_gets_one_clear_line(tmp_path: Path, document: str | bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message) as caught:
        read_tbx(_file(tmp_path, document))
    assert str(caught.value).startswith("terms.tbx")
    assert "\n" not in str(caught.value)


def test_an_external_entity_is_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret")
    with pytest.raises(ReadError, match="declares XML entities") as caught:
        read_tbx(_file(tmp_path, EXTERNAL.format(secret=secret.as_uri())))
    assert "a secret" not in str(caught.value)


def test_an_external_dtd_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "evil.dtd").write_text("<!ENTITY x 'from the dtd'>")
    document = EDITION_2008.replace("TBXcoreStructV02.dtd", (tmp_path / "evil.dtd").as_uri()).replace("Kiev", "&x;")
    with pytest.raises(ReadError, match="refers to the entity &x;"):
        read_tbx(_file(tmp_path, document))


def test_a_control_character_is_not_written() -> None:
    with pytest.raises(WriteError, match="not allowed in XML"):
        write_tbx(Termbase((Term("c", "en", "a\x00b"),)))
