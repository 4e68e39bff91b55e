from __future__ import annotations

from pathlib import Path

import pytest

from polyglot_news.bitext import Bead, Bitext
from polyglot_news.read.table import read_bitexts
from polyglot_news.write import write_bitexts

OKAPI = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="ferry.html" source-language="en" target-language="pt" datatype="html"><body>
 <group id="g"><trans-unit id="1" approved="yes">
  <source>The <g id="1">ferry</g> was<x id="2" ctype="lb"/>late<bpt id="3">&lt;b></bpt>.<ph
   id="4" equiv-text="*"/></source>
  <target>A <g id="1">balsa</g> atrasou.</target>
  <note>from page 1</note><note>twice</note>
  <alt-trans><source>The ferry is late.</source><target>A balsa está atrasada.</target></alt-trans>
 </trans-unit></group>
 <trans-unit id="2"><source>Nobody was hurt.</source></trans-unit>
 <trans-unit id="3"><source>Signed.</source><target state="signed-off">Assinado.</target></trans-unit>
 <trans-unit id="4"><source><x id="1"/></source><target/></trans-unit>
 <bin-unit id="5" mime-type="image/png"><bin-source/></bin-unit>
</body></file>
<file original="pier.html" source-language="en" datatype="html"><body>
 <trans-unit id="1"><source>The pier.</source><target xml:lang="es">El muelle.</target></trans-unit>
</body></file>
</xliff>"""

TRADOS = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:sdl="http://sdl.example/1.0">
<file original="a.docx" source-language="en-US" target-language="ru-RU" datatype="x-sdlfilterframework2"><body>
 <trans-unit id="u1">
  <source>First one. Second one. Third.</source>
  <seg-source><g id="5"><mrk mtype="seg" mid="1">First one.</mrk> <mrk mtype="seg" mid="2">Second one.</mrk></g>
   <mrk mtype="seg" mid="3">Third.</mrk></seg-source>
  <target><g id="5"><mrk mtype="seg" mid="2">Второе.</mrk><mrk mtype="seg" mid="1">Первое.</mrk></g>
   <mrk mtype="seg" mid="9">Лишнее.</mrk></target>
  <note>of the unit</note>
  <sdl:seg-defs><sdl:seg id="1" conf="Translated"/></sdl:seg-defs>
 </trans-unit>
 <trans-unit id="u2"><source>Whole.</source><seg-source><mrk mtype="seg" mid="1">Whole.</mrk></seg-source>
  <target>Целиком.</target></trans-unit>
</body></file></xliff>"""

XLIFF_2 = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="uk">
<file id="f1"><skeleton href="x"/><group id="g">
 <unit id="u1"><notes><note id="n">careful</note></notes><originalData><data id="d1">&lt;b></data></originalData>
  <segment state="final"><source>The <pc id="1" dataRefStart="d1">ferry</pc>.</source>
   <target>Пором.</target></segment>
  <ignorable><source> </source></ignorable>
  <segment><source>A<ph id="2" equiv="&amp;"/>B<cp hex="0007"/><cp hex="D800"/><mrk id="m">C</mrk></source>
  </segment></unit></group></file>
</xliff>"""


def _read(tmp_path: Path, document: str, name: str = "pair.xlf", target: str = "") -> list[Bitext]:
    path = tmp_path / name
    path.write_text(document, encoding="utf-8")
    return read_bitexts(path, target_lang=target)


def _texts(bitext: Bitext) -> list[tuple[str, str]]:
    return [(bead.source, bead.target) for bead in bitext.beads]


def test_units_of_a_filter(tmp_path: Path) -> None:
    ferry, pier = _read(tmp_path, OKAPI)
    assert (ferry.article_id, ferry.source_lang, ferry.target_lang) == ("ferry.html", "en", "pt")
    assert _texts(ferry) == [
        ("The ferry was\nlate.*", "A balsa atrasou."), ("Nobody was hurt.", ""), ("Signed.", "Assinado."),
    ]  # fmt: skip
    assert [bead.review for bead in ferry.beads] == ["ok", "", "ok"]
    assert ferry.beads[0].note == "from page 1\ntwice"
    assert (pier.article_id, pier.target_lang, _texts(pier)) == ("pier.html", "es", [("The pier.", "El muelle.")])


def test_segments_of_a_cat_tool(tmp_path: Path) -> None:
    [bitext] = _read(tmp_path, TRADOS, "a.sdlxliff")
    assert _texts(bitext) == [
        ("First one.", "Первое."),
        ("Second one.", "Второе."),
        ("Third.", ""),
        ("", "Лишнее."),
        ("Whole.", "Целиком."),
    ]
    assert [bead.note for bead in bitext.beads] == ["of the unit", "", "", "", ""]


def test_xliff_2(tmp_path: Path) -> None:
    [bitext] = _read(tmp_path, XLIFF_2)
    assert (bitext.article_id, bitext.source_lang, bitext.target_lang) == ("f1", "en", "uk")
    assert _texts(bitext) == [("The ferry.", "Пором."), ("A&B\x07\ufffdC", "")]
    assert [(bead.review, bead.note) for bead in bitext.beads] == [("ok", "careful"), ("", "")]


def test_a_file_without_a_target_language_takes_the_one_given(tmp_path: Path) -> None:
    document = OKAPI.replace(' target-language="pt"', "")
    assert _read(tmp_path, document, target="pt")[0].target_lang == "pt"


@pytest.mark.parametrize(
    ("review", "before", "after", "read"),
    [
        ("", ' xml:space="preserve"', ' xml:space="preserve" approved="yes"', "ok"),
        ("", "needs-review-translation", "final", "ok"),
        ("ok", 'approved="yes"', 'approved="no"', ""),
        ("edited", "Oi", "Olá", "edited"),
        ("wrong", "Oi", "Olá", "wrong"),
        ("wrong", 'approved="no"', 'approved="yes"', "ok"),
    ],
)
def test_what_another_tool_approves_counts(tmp_path: Path, review: str, before: str, after: str, read: str) -> None:
    path = tmp_path / "pair.xliff"
    write_bitexts([Bitext("a", "en", "pt", (Bead("Hi", "Oi", (0,), (0,), review=review),))], path)
    document = path.read_text()
    assert before in document
    path.write_text(document.replace(before, after))
    [bitext] = read_bitexts(path)
    assert bitext.beads[0].review == read
