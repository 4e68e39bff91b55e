from __future__ import annotations

from pathlib import Path

import pytest

from polyglot_news.errors import ReadError
from polyglot_news.read import xml
from polyglot_news.read.table import read_bitexts
from polyglot_news.read.xml import parse_xml, read_xml

BOMB = (
    "<!DOCTYPE tmx [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {b} '{f'&{a};' * 20}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><tmx><body><tu><tuv xml:lang='en'><seg>&i;</seg></tuv></tu></body></tmx>"
)
OUTSIDE = "<!DOCTYPE tmx SYSTEM '{dtd}'><tmx><body><tu><tuv xml:lang='en'><seg>&x;</seg></tuv></tu></body></tmx>"

HOSTILE = [
    (BOMB, "declares XML entities"),
    (BOMB.encode("utf-16"), "declares XML entities"),
    (f'<?xml version="1.0" encoding="IBM037"?>{BOMB}'.encode("cp037"), "not well-formed XML|refers to the entity"),
    ("<!DOCTYPE tmx [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><tmx>&x;</tmx>", "declares XML entities"),
    ("<!DOCTYPE tmx [<!ENTITY % x SYSTEM 'http://127.0.0.1:9/x'> %x;]><tmx/>", "declares XML entities"),
    (f"<tmx><body>{'x' * 11_000_000}</body></tmx>", "beyond the limits"),
    (f"<tmx a='{'x' * 11_000_000}'/>", "beyond the limits"),
    ("<tmx>" * 3000 + "</tmx>" * 3000, "beyond the limits"),
    ("", "not well-formed XML"),
    ("not XML at all", "not well-formed XML"),
    ("<tmx><body>", "not well-formed XML"),
    ("<tmx>\x00</tmx>", "not well-formed XML"),
    (b"<?xml version='1.0' encoding='utf-8'?><tmx>\xe7</tmx>", "not well-formed XML"),
    ("<html><body/></html>", "the root element is <html>"),
]


@pytest.mark.parametrize("ending", ["tmx", "xliff"])
@pytest.mark.parametrize(("document", "message"), HOSTILE)
def test_a_hostile_or_broken_file_gets_one_clear_line(
    tmp_path: Path, ending: str, document: str | bytes, message: str
) -> None:
    path = tmp_path / f"bad.{ending}"
    path.write_bytes(document if isinstance(document, bytes) else document.encode())
    with pytest.raises(ReadError, match=message) as caught:
        read_bitexts(path, "en", "pt")
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400


def test_a_huge_file_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "huge.tmx"
    with path.open("wb") as file:
        file.write(b"<tmx><body><tu><tuv xml:lang='en'><seg>")
        file.truncate(1024**3)
    with pytest.raises(ReadError, match="1,073,741,824 bytes are too many"):
        read_bitexts(path, "en", "pt")


def test_the_limit_is_inclusive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "small.xml"
    path.write_text("<a/>")
    monkeypatch.setattr(xml, "MOST_BYTES", 4)
    assert read_xml(path).tag == "a"
    monkeypatch.setattr(xml, "MOST_BYTES", 3)
    with pytest.raises(ReadError, match="4 bytes are too many"):
        read_xml(path)


def test_an_outside_dtd_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "evil.dtd").write_text("<!ENTITY x 'from the dtd'>")
    with pytest.raises(ReadError, match="refers to the entity &x;"):
        parse_xml(OUTSIDE.format(dtd=(tmp_path / "evil.dtd").as_uri()).encode())


def test_the_usual_doctype_and_escapes_are_fine() -> None:
    root = parse_xml(b'<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx><!-- x -->a &lt;b&gt; &amp;c&#13;</tmx>')
    assert root.text == "a <b> &c\r"
