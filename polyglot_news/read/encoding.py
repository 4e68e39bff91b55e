"""From bytes to text: which encoding, decided once, and every byte decoded strictly."""

from __future__ import annotations

import codecs
import re
import unicodedata

from polyglot_news.errors import ReadError

# UTF-32 before UTF-16: the little-endian UTF-32 mark begins with the UTF-16 one.
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

# What is called by the left name is read as its superset on the right, as browsers do (WHATWG Encoding, section 4.2).
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "euc_jis_2004": "euc_jp",
    "big5": "big5hkscs",
}
# Python also knows codecs that are no text encodings (base64, idna) or have nothing of ASCII (cp037).
_TEXT_CODEC = re.compile(r"ascii|utf|iso8859|iso2022|koi8|mac|gb|big5|shift|euc|tis|cp(?:125\d|8\d\d|9\d\d)")
_WEB_LABELS = {
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "windows-949": "cp949",
    "x-euc-jp": "euc_jp",
    "iso-8859-8-i": "iso8859-8",
    "dos-874": "cp874",
    "x-cp1251": "cp1251",
    "x-cp1252": "cp1252",
    "x-mac-cyrillic": "mac-cyrillic",
    "macintosh": "mac-roman",
    "unicode-1-1-utf-8": "utf-8",
}

# What news is found in. DOS, Macintosh and mainframe code pages, and ISO parts that were hardly ever used, only
# take short texts away from the encodings that are.
_DETECTABLE = (
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "cp866",
    "koi8-r", "koi8-u", "iso8859-1", "iso8859-2", "iso8859-4", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8",
    "iso8859-9", "iso8859-13", "iso8859-15", "gb18030", "big5hkscs", "cp932", "euc_jis_2004", "cp949", "euc_kr",
    "iso2022_jp_2", "iso2022_jp_ext", "iso2022_kr", "utf-8",
)  # fmt: skip

_SAMPLE = 65536
_UTF8_CHARACTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_LEAST_UTF8 = 2 / 3
_LEAST_COMMON = 0.05
_LEAST_CONFIDENCE = 0.03
"""Chardet's. Sentences in their right encoding have 0.07 and more, damaged Chinese and Japanese mostly less."""
_ISO_2022 = re.compile(rb"\x1b(?:\$|\([BIJ])")
_NO_TEXT = frozenset({"Cc", "Cn", "Co", "Cs"})
_COMMON = frozenset(" \n\r\t.,0123456789etaoinETAOIN，。、“”：的了是在")

_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_DECLARED = re.compile(
    rb"""<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)|<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)


def decode(data: bytes, name: str, declared: str = "") -> tuple[str, str]:
    """The text of `data`, without its byte-order mark, and the encoding's name.

    In this order: a byte-order mark; UTF-16 or -32, where there are NUL bytes; the `declared` encoding, if it decodes
    every byte; UTF-8; the detector's verdict on a sample of 64 KB. Decoding is strict and of every byte, so no
    character is ever replaced; time and memory are linear in the size.

    Args:
        data: the whole file.
        name: the file's name, for messages.
        declared: the encoding that the file itself names, "" where it names none.

    Raises:
        ReadError: bytes that are no text, UTF-8 or UTF-16 that is damaged (with the byte's offset), or an encoding
            that cannot be told.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding, name, len(bom)), _web_name(encoding)
    if b"\x00" in data:
        encoding = _wide(data, 0.0)
        if not encoding:
            raise ReadError(f"{name}: not text (a zero byte at byte {data.index(0)}); give a text or HTML file")
        return _strict(data, encoding, name), encoding
    if declared and (text := _try(data, declared)) is not None:
        return text, _web_name(declared)
    if b"\x1b" not in data or not _ISO_2022.search(data):
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError as error:
            if _is_damaged_utf8(data, error.start):
                raise _damaged(name, "UTF-8", error.start) from None
    return _detected(data, name)


def declared_encoding(data: bytes) -> str:
    """The codec that an HTML page names for itself in its first 8 KB, "" where it names none that is known.

    A `meta charset`, a `meta http-equiv` or an XML declaration; the first one outside comments counts.
    """
    match = _DECLARED.search(_COMMENT.sub(b"", data[:8192]))
    if not match:
        return ""
    label = (match[1] or match[2]).decode("ascii", "replace").lower()
    try:
        codec = codecs.lookup(_WEB_LABELS.get(label, label)).name
    except LookupError:
        return ""
    if not _TEXT_CODEC.match(codec):
        return ""
    # A declaration that could be read byte by byte is not in UTF-16, whatever it says (HTML, 13.2.3.2).
    return "utf-8" if codec.startswith(("utf-16", "utf-32", "utf-7")) else _SUPERSETS.get(codec, codec)


def _detected(data: bytes, name: str) -> tuple[str, str]:
    rivals = _rivals(data)
    for encoding in rivals:
        for codec in dict.fromkeys((_SUPERSETS.get(encoding, encoding), encoding)):
            if (text := _try(data, codec)) is not None:
                return text, _web_name(codec)
    # Chinese has hardly a zero byte in UTF-16. Nothing else to fit: that will do; else it must look like Chinese.
    wide = _wide(data, _LEAST_COMMON if rivals else 0.0)
    if wide and (text := _try(data, wide)) is not None:
        return text, wide
    if rivals:
        _strict(data, _SUPERSETS.get(rivals[0], rivals[0]), name)  # raises: says where the best of them fails
    raise ReadError(
        f"{name}: the text is damaged, or its encoding cannot be told; open it in an editor and save it as UTF-8"
    )


def _rivals(data: bytes) -> list[str]:
    """The encodings that a sample may be in, best first; none less than half as likely as the best."""
    import chardet

    # The sample may begin anywhere before the first high byte, but must not end inside a character.
    first = match.start() if (match := _HIGH.search(data)) else 0
    sample = data[max(0, first - 256) : first + _SAMPLE]
    cut = max(sample.rfind(b" "), sample.rfind(b"\n"))
    if len(data) > first + _SAMPLE and cut > _SAMPLE // 2:
        sample = sample[:cut]
    # Where nothing fits, chardet answers None or `no_match_encoding`: UTF-8, which is known by now not to decode.
    ranked = [
        (str(candidate["encoding"]), candidate["confidence"])
        for candidate in chardet.detect_all(
            sample, include_encodings=_DETECTABLE, compat_names=False, no_match_encoding="utf-8"
        )
        if candidate["encoding"] not in (None, "utf-8") and candidate["confidence"] >= _LEAST_CONFIDENCE
    ]
    return [encoding for encoding, confidence in ranked if confidence >= ranked[0][1] / 2]


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _strict(data: bytes, encoding: str, name: str, start: int = 0) -> str:
    try:
        return codecs.decode(memoryview(data)[start:], encoding)  # a view: no second copy of a large file
    except UnicodeDecodeError as error:
        raise _damaged(name, _web_name(encoding).upper(), start + error.start) from None


def _damaged(name: str, encoding: str, offset: int) -> ReadError:
    return ReadError(
        f"{name}: broken {encoding} at byte {offset}; the file is damaged or cut off: fetch it again, "
        "or repair it in an editor and save it as UTF-8"
    )


def _is_damaged_utf8(data: bytes, failure: int) -> bool:
    """Whether bytes that are not UTF-8 were meant to be: most high bytes around the failure form its characters.

    In other encodings that happens by chance only, and far more rarely. E2 80, with which the typographic quotes and
    dashes begin, is as good as never a part of them.
    """
    window = data[max(0, failure - _SAMPLE // 2) : failure + _SAMPLE // 2]
    if b"\xe2\x80" in window:
        return True
    high = len(_HIGH.findall(window))
    return sum(map(len, _UTF8_CHARACTER.findall(window))) >= _LEAST_UTF8 * high


def _wide(data: bytes, least: float) -> str:
    """UTF-16 or UTF-32 without a byte-order mark: which of them `data` reads best in.

    "" where it reads as text in neither, or no better than `least`.
    """
    sample = data[:_SAMPLE]
    orders = ["utf-16-le", "utf-16-be"] + ["utf-32-le", "utf-32-be"] * (len(data) % 4 == 0)
    scores = {encoding: _likeness(sample, encoding) for encoding in orders}
    best = max(scores, key=lambda encoding: scores[encoding])
    return best if scores[best] > least else ""


def _likeness(sample: bytes, encoding: str) -> float:
    """Above 0 where the sample can be text in this encoding; higher the more of it is frequent characters."""
    # Two bytes may be missing at the end (half a surrogate pair), or one (a file of odd length, reported later).
    text = sample.decode(encoding, "replace")[:-1]
    odd = sum(c == "\ufffd" or (unicodedata.category(c) in _NO_TEXT and c not in "\t\n\r\f\v") for c in text)
    return 0.0 if odd > 0.01 * len(text) else (sum(c in _COMMON for c in text) + 0.1) / (len(text) + 1)


def _web_name(codec: str) -> str:
    """The name by which the encoding is known outside Python: cp1251 → windows-1251, iso8859-5 → iso-8859-5."""
    name = re.sub(r"^cp(125\d)$", r"windows-\1", codec)
    return re.sub(r"^iso8859[-_]", "iso-8859-", name).replace("euc_jp", "euc-jp")
