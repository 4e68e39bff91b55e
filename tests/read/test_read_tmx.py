from __future__ import annotations

from pathlib import Path

import pytest

from polyglot_news.bitext import Bead, Bitext
from polyglot_news.errors import ReadError
from polyglot_news.read.table import read_bitexts
from polyglot_news.write import write_bitexts

OMEGAT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1">
  <header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext"
          creationtoolversion="6.0.0" segtype="sentence" srclang="EN-US"/>
  <body>
<!-- Default translations -->
    <tu>
      <tuv lang="EN-US"><seg>The ferry was late.</seg></tuv>
      <tuv lang="PT-BR" changeid="ana"><seg>A balsa atrasou.</seg></tuv>
    </tu>
    <tu>
      <note>who says so?</note>
      <tuv lang="EN-US"><seg>Nobody was hurt.</seg></tuv>
    </tu>
  </body>
</tmx>"""

TRADOS = """<?xml version="1.0" encoding="utf-16"?>
<tmx version="1.4">
<header creationtool="TRADOS" creationtoolversion="7" segtype="sentence" o-tmf="TW4Win" adminlang="EN-US"
        srclang="*all*" datatype="rtf"><prop type="RTFPreamble">{\\rtf1}</prop></header>
<body>
<tu creationid="ANA"><prop type="Txt::Project">ferry</prop>
<tuv xml:lang="RU-RU"><seg><bpt i="1">{\\b </bpt>Паром<ept i="1">}</ept> опоздал<ph x="1">\\~</ph>.</seg></tuv>
<tuv xml:lang="EN-GB"><seg>The <hi type="x">ferry</hi> was<ut>{\\i }</ut> late<it pos="end">x</it>.</seg></tuv>
</tu>
<tu>
<tuv xml:lang="EN-GB"><seg>See the note<ph>{\\footnote <sub>(a note)</sub>}</ph>.<ph type="lb"/>End</seg></tuv>
<tuv xml:lang="RU-RU"><seg>См. сноску.</seg></tuv>
</tu>
</body>
</tmx>"""

THREE = """<tmx version="1.4"><header srclang="en"/><body>
<tu><tuv xml:lang="en-US"><seg>tea</seg></tuv><tuv xml:lang="fr"><seg>thé</seg></tuv>
    <tuv xml:lang="de"><seg>Tee</seg></tuv><tuv xml:lang="fr"><seg>infusion</seg></tuv></tu>
<tu><tuv xml:lang="en-US"><seg>milk</seg></tuv><tuv xml:lang="de"><seg>Milch</seg></tuv></tu>
<tu><tuv xml:lang="it"><seg>latte</seg></tuv></tu>
</body></tmx>"""


def _file(tmp_path: Path, document: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "memory.tmx"
    path.write_bytes(document.encode(encoding))
    return path


def _texts(bitexts: list[Bitext]) -> list[tuple[str, str]]:
    return [(bead.source, bead.target) for bitext in bitexts for bead in bitext.beads]


def test_omegat_with_the_old_lang_attribute(tmp_path: Path) -> None:
    [bitext] = read_bitexts(_file(tmp_path, OMEGAT))
    assert (bitext.source_lang, bitext.target_lang) == ("en-US", "pt-BR")
    assert _texts([bitext]) == [("The ferry was late.", "A balsa atrasou."), ("Nobody was hurt.", "")]
    assert [bead.alignment for bead in bitext.beads] == ["1-1", "1-0"]
    assert bitext.beads[1].note == "who says so?"


def test_trados_with_inline_codes_and_any_source_language(tmp_path: Path) -> None:
    [bitext] = read_bitexts(_file(tmp_path, TRADOS, "utf-16"))
    assert (bitext.source_lang, bitext.target_lang) == ("ru-RU", "en-GB")
    assert _texts([bitext]) == [
        ("Паром опоздал.", "The ferry was late."),
        ("См. сноску.", "See the note(a note).\nEnd"),
    ]


@pytest.mark.parametrize(
    ("source", "target", "langs", "texts"),
    [
        ("", "fr", ("en-US", "fr"), [("tea", "thé"), ("milk", "")]),
        ("en", "de", ("en", "de"), [("tea", "Tee"), ("milk", "Milch")]),
        ("en-GB", "de-AT", ("en-GB", "de-AT"), [("tea", "Tee"), ("milk", "Milch")]),
        ("de", "en", ("de", "en"), [("Tee", "tea"), ("Milch", "milk")]),
        ("it", "en", ("it", "en"), [("", "tea"), ("", "milk"), ("latte", "")]),
    ],
)
def test_two_languages_of_several(
    tmp_path: Path, source: str, target: str, langs: tuple[str, str], texts: list[tuple[str, str]]
) -> None:
    [bitext] = read_bitexts(_file(tmp_path, THREE), source, target)
    assert (bitext.source_lang, bitext.target_lang) == langs
    assert _texts([bitext]) == texts


def test_which_of_several_languages_must_be_said(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="holds translations into fr, de, it: say which one is the target language"):
        read_bitexts(_file(tmp_path, THREE))


def test_varieties_of_the_source_language_do_not_count_as_targets(tmp_path: Path) -> None:
    document = (
        '<tmx version="1.4"><header srclang="en"/><body>'
        '<tu><tuv xml:lang="en-GB"><seg>lift</seg></tuv><tuv xml:lang="pt"><seg>elevador</seg></tuv></tu>'
        '<tu><tuv xml:lang="en-US"><seg>truck</seg></tuv><tuv xml:lang="pt"><seg>caminhão</seg></tuv></tu>'
        "</body></tmx>"
    )
    assert _texts(read_bitexts(_file(tmp_path, document))) == [("lift", "elevador"), ("truck", "caminhão")]


def test_two_varieties_of_one_language(tmp_path: Path) -> None:
    document = (
        '<tmx version="1.4"><header srclang="pt-PT"/><body>'
        '<tu><tuv xml:lang="pt-BR"><seg>ônibus</seg></tuv><tuv xml:lang="pt-PT"><seg>autocarro</seg></tuv></tu>'
        '<tu><tuv xml:lang="pt-BR"><seg>trem</seg></tuv></tu>'
        "</body></tmx>"
    )
    [bitext] = read_bitexts(_file(tmp_path, document))
    assert (bitext.source_lang, bitext.target_lang) == ("pt-PT", "pt-BR")
    assert _texts([bitext]) == [("autocarro", "ônibus"), ("", "trem")]


def test_a_memory_in_one_language_names_no_target(tmp_path: Path) -> None:
    document = '<tmx><header/><body><tu><tuv xml:lang="en"><seg>a</seg></tuv></tu></body></tmx>'
    with pytest.raises(ReadError, match="no target_lang"):
        read_bitexts(_file(tmp_path, document))


def test_an_edit_made_in_another_tool_wins_over_the_exact_text(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    write_bitexts([Bitext("a", "ru", "en", (Bead("да\x0b", "yes\x0b", (0,), (0,)),))], path)
    path.write_text(path.read_text().replace("<seg>yes\ufffd</seg>", "<seg>oh yes</seg>"))
    assert _texts(read_bitexts(path)) == [("да\x0b", "oh yes")]


@pytest.mark.parametrize("cell", ["{", "[]", '{"extra": 3}', "[" * 100_000])
def test_a_broken_cell_of_ours_is_named(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "memory.tmx"
    write_bitexts([Bitext("a", "ru", "en", (Bead("да", "yes", (0,), (0,), extra={"x": "y"}),))], path)
    path.write_text(path.read_text().replace('{"extra": {"x": "y"}}', cell))
    with pytest.raises(ReadError, match=r"'x-polyglot-news:more' is .* which is not what this tool writes"):
        read_bitexts(path)
