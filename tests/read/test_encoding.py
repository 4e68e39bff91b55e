from __future__ import annotations

import codecs
import tracemalloc

import pytest

from polyglot_news.errors import ReadError
from polyglot_news.read.encoding import declared_encoding, decode

NEWS = {
    "en": "The minister said: “No deal was signed” — talks cost €3 million.",
    "ru": "Министр заявил, что переговоры о прекращении огня начнутся в понедельник, 3 марта.",
    "uk": "Речниця уряду повідомила, що переговори про обмін полоненими тривають у Женеві.",
    "be": "Улады краіны заявілі, што выбары пройдуць у лістападзе ўжо гэтага года.",
    "bg": "Правителството обяви, че изборите ще се проведат през октомври тази година.",
    "sr": "Влада је саопштила да ће ђаци и војска учествовати у вежби идуће недеље.",
    "pl": "Rząd ogłosił, że rozmowy o zawieszeniu broni zaczną się w środę, źródła milczą.",
    "cs": "Vláda v úterý oznámila, že příští kolo jednání začne až v říjnu.",
    "hu": "A kormány szerint a tűzszünetről szóló tárgyalások hétfőn kezdődnek Genfben.",
    "pt": "O governo não confirmou a operação, mas a oposição já fala em golpe de Estado.",
    "fr": "Le président a dénoncé une tentative de déstabilisation, sans préciser à qui il pensait.",
    "de": "Die Außenministerin erklärte, die Gespräche über den Waffenstillstand würden fortgesetzt.",
    "es": "La oposición denunció que el régimen ocultó el número de detenidos durante la última semana.",
    "fi": "Hallitus ilmoitti tiistaina, että neuvottelut jatkuvat Genevessä ensi viikolla 5 €:n maksulla.",
    "tr": "Hükümet sözcüsü, ateşkes görüşmelerinin pazartesi günü İstanbul'da başlayacağını açıkladı.",
    "el": "Η κυβέρνηση ανακοίνωσε ότι οι συνομιλίες για την εκεχειρία αρχίζουν τη Δευτέρα.",
    "he": "דובר הממשלה מסר כי השיחות על הפסקת האש ייפתחו ביום שני בבוקר.",
    "ar": "قال المتحدث باسم الحكومة إن المحادثات بشأن وقف إطلاق النار ستبدأ يوم الاثنين.",
    "lt": "Vyriausybė pranešė, kad derybos dėl paliaubų prasidės pirmadienį Ženevoje.",
    "vi": "Người phát ngôn chính phủ nói các cuộc đàm phán sẽ bắt đầu vào thứ Hai.",
    "th": "โฆษกรัฐบาลกล่าวว่าการเจรจาหยุดยิงจะเริ่มขึ้นในวันจันทร์",
    "zh": "外交部发言人表示，双方将于3月3日在日内瓦就停火问题举行新一轮谈判。",
    "zh-Hant": "外交部發言人表示，雙方將於三月三日就停火問題舉行新一輪談判。",
    "ja": "政府の報道官は、停戦をめぐる協議が月曜日に始まると発表した。",
    "ko": "정부 대변인은 휴전 협상이 월요일에 시작될 것이라고 밝혔다.",
}

SHORT = {
    "ru": "Взрыв в порту: 12 погибших",
    "uk": "Уряд заперечує домовленості",
    "pl": "Premier: nie będzie żadnych ustępstw",
    "fr": "Grève générale : le gouvernement cède",
    "de": "Rücktritt nach Vorwürfen",
    "zh": "外交部否认达成停火协议",
    "ja": "停戦をめぐる協議、来週に延期へ",
    "el": "Παραιτήθηκε ο υπουργός",
}

CASES = [
    *[("utf-8", lang) for lang in NEWS],
    *[(wide, lang) for wide in ("utf-16-le", "utf-16-be", "utf-32-le") for lang in ("en", "ru", "zh", "ar")],
    *[("cp1251", lang) for lang in ("ru", "uk", "be", "bg", "sr")],
    ("koi8-r", "ru"), ("koi8-u", "uk"), ("cp866", "ru"), *[("iso8859-5", lang) for lang in ("ru", "bg", "sr")],
    ("cp1250", "pl"), ("cp1250", "cs"), ("cp1250", "hu"),
    ("iso8859-2", "pl"), ("iso8859-2", "cs"), ("iso8859-2", "hu"),
    *[("cp1252", lang) for lang in ("en", "pt", "fr", "de", "es")],
    *[("iso8859-1", lang) for lang in ("pt", "fr", "de", "es")], ("iso8859-15", "fi"),
    ("cp1254", "tr"), ("iso8859-9", "tr"), ("cp1253", "el"), ("iso8859-7", "el"),
    ("cp1255", "he"), ("iso8859-8", "he"),
    ("cp1256", "ar"), ("iso8859-6", "ar"), ("cp1257", "lt"), ("iso8859-13", "lt"), ("cp1258", "vi"), ("cp874", "th"),
    ("gb18030", "zh"), ("big5", "zh-Hant"), ("cp932", "ja"), ("euc_jp", "ja"), ("iso2022_jp", "ja"), ("cp949", "ko"),
]  # fmt: skip

SHORT_CASES = [
    ("cp1251", "ru"), ("koi8-r", "ru"), ("iso8859-5", "ru"), ("utf-16-le", "ru"), ("cp1251", "uk"), ("koi8-u", "uk"),
    ("cp1250", "pl"), ("iso8859-2", "pl"), ("cp1252", "fr"), ("cp1252", "de"), ("gb18030", "zh"), ("utf-16-be", "zh"),
    ("cp932", "ja"), ("euc_jp", "ja"), ("cp1253", "el"),
]  # fmt: skip


def encoded(text: str, codec: str) -> bytes:
    """The text's bytes; windows-1258 spells Vietnamese with combining tone marks, which Python does not do itself."""
    if codec != "cp1258":
        return text.encode(codec)
    import unicodedata

    marks = "\u0300\u0301\u0303\u0309\u0323"
    pieces = []
    for character in text:
        tone = [c for c in unicodedata.normalize("NFD", character) if c in marks]
        base = "".join(c for c in unicodedata.normalize("NFD", character) if c not in marks)
        pieces.append(unicodedata.normalize("NFC", base) + "".join(tone))
    return "".join(pieces).encode("cp1258")


@pytest.mark.parametrize(("codec", "lang"), CASES)
def test_a_sentence_of_news(codec: str, lang: str) -> None:
    data = encoded(NEWS[lang], codec)
    text, name = decode(data, "a.txt")
    assert text == data.decode(codec)
    assert data.decode(name) == text, "the name that is reported decodes the file"


@pytest.mark.parametrize(("codec", "lang"), SHORT_CASES)
def test_a_headline(codec: str, lang: str) -> None:
    assert decode(SHORT[lang].encode(codec), "a.txt")[0] == SHORT[lang]


def test_the_tables_are_as_wide_as_promised() -> None:
    assert len({codec for codec, _ in CASES}) >= 20
    assert len({lang for _, lang in CASES}) >= 20


@pytest.mark.parametrize(
    ("codec", "lang", "name"),
    [
        ("utf-8", "ru", "utf-8"),
        ("cp1251", "ru", "windows-1251"),
        ("koi8-r", "ru", "koi8-r"),
        ("iso8859-5", "bg", "iso-8859-5"),
        ("iso8859-1", "pt", "windows-1252"),
        ("gb18030", "zh", "gb18030"),
        ("euc_jp", "ja", "euc-jp"),
        ("utf-16-le", "ar", "utf-16-le"),
    ],
)
def test_names_are_those_of_the_web(codec: str, lang: str, name: str) -> None:
    assert decode(NEWS[lang].encode(codec), "a.txt")[1] == name


@pytest.mark.parametrize(
    ("bom", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"\x84\x31\x95\x33", "gb18030"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_text(bom: bytes, codec: str) -> None:
    assert decode(bom + NEWS["zh"].encode(codec), "a.txt", declared="koi8-r") == (NEWS["zh"], codec)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\u2028"])
def test_line_endings_stay(ending: str) -> None:
    text = f"{NEWS['ru']}{ending}{ending}{NEWS['en']}{ending}"
    assert decode(text.encode(), "a.txt")[0] == text


@pytest.mark.parametrize(("codec", "lang"), [("gb18030", "zh"), ("cp1251", "ru"), ("euc_jp", "ja")])
def test_a_long_english_beginning_hides_nothing(codec: str, lang: str) -> None:
    text = "Wire copy follows. " * 10_000 + NEWS[lang].replace(" ", "") * 3_000
    assert decode(text.encode(codec), "a.txt")[0] == text


def test_escape_sequences_of_a_terminal_are_utf8() -> None:
    assert decode("\x1b[31mСрочно\x1b[0m".encode(), "a.txt") == ("\x1b[31mСрочно\x1b[0m", "utf-8")


@pytest.mark.parametrize(
    ("html", "codec"),
    [
        (b'<meta charset="windows-1251">', "cp1251"),
        (b"<META CHARSET=koi8-r>", "koi8-r"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', "gb18030"),
        (b'<meta content="text/html; charset=Shift_JIS" http-equiv=content-type>', "cp932"),
        (b'<?xml version="1.0" encoding="ISO-8859-2"?><html>', "iso8859-2"),
        (b"<!-- <meta charset=koi8-r> --><meta charset=utf-8>", "utf-8"),
        (b'<meta charset="iso-8859-1">', "cp1252"),
        (b'<meta charset="utf-16">', "utf-8"),
        (b'<meta charset="x-sjis">', "cp932"),
        (b"<title>x</title>" + b" " * 2000 + b"<meta charset=big5>", "big5hkscs"),
        (b'<meta charset="klingon">', ""),
        (b'<meta charset="unicode_escape">', ""),
        (b'<meta charset="base64">', ""),
        (b"<html><head><title>charset=koi8-r</title>", ""),
    ],
)
def test_what_a_page_declares(html: bytes, codec: str) -> None:
    assert declared_encoding(html) == codec


def test_the_declared_encoding_wins_over_the_detected_one() -> None:
    data = "Ïðàâäà".encode("cp1252")  # the very bytes of "Правда" in windows-1251
    assert decode(data, "a.html", "cp1252")[0] == "Ïðàâäà"
    assert decode(data, "a.html", "cp1251")[0] == "Правда"


def test_a_declaration_that_cannot_be_true_is_passed_over() -> None:
    assert decode(NEWS["ja"].encode(), "a.html", "euc_jp") == (NEWS["ja"], "utf-8")
    assert decode(NEWS["ru"].encode("cp1251"), "a.html", "utf-8") == (NEWS["ru"], "windows-1251")


@pytest.mark.parametrize("lang", ["ru", "zh", "ar", "uk", "en"])
def test_damaged_utf8_names_the_byte(lang: str) -> None:
    data = NEWS[lang].encode()
    offset = next(i for i, byte in enumerate(data) if byte >= 0xE0 or 0xC2 <= byte <= 0xDF)
    with pytest.raises(ReadError, match=rf"a\.txt: broken UTF-8 at byte {offset};"):
        decode(data[:offset] + b"\xff" + data[offset:], "a.txt")
    with pytest.raises(ReadError, match=r"broken UTF-8 at byte"):
        decode(data * 2 + data[: offset + 1], "a.txt")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (codecs.BOM_UTF8 + b"abc\xff", "broken UTF-8 at byte 6;"),
        (codecs.BOM_UTF16_LE + "мир".encode("utf-16-le") + b"\x04", "broken UTF-16-LE at byte 8;"),
        (NEWS["zh"].encode("gb18030")[:-1], "broken GB18030 at byte"),
        (NEWS["ja"].encode("euc_jp")[:21] + b"\xff" + NEWS["ja"].encode("euc_jp")[21:], "damaged, or its encoding"),
        (b"plain" + bytes(range(32)) * 9, "not text (a zero byte at byte 5)"),
    ],
)
def test_damage_is_told_not_hidden(data: bytes, message: str) -> None:
    with pytest.raises(ReadError) as error:
        decode(data, "a.txt")
    assert message in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("codec", "lang"), [("utf-8", "ru"), ("cp1251", "ru"), ("gb18030", "zh"), ("utf-16-le", "ru")]
)
def test_one_endless_line_needs_little_more_memory_than_its_text(codec: str, lang: str) -> None:
    unit = NEWS[lang].replace("\n", " ")
    data = (unit * (2_000_000 // len(unit))).encode(codec)
    tracemalloc.start()
    text, _ = decode(data, "a.txt")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert text == data.decode(codec)
    assert peak < 2.5 * (2 * len(text)) + 8_000_000, "two bytes a character, a buffer of the decoder's, a sample"
