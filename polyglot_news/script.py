"""What the letters of a text say about its language: its script, and which alphabets they can belong to."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from types import MappingProxyType

_RANGES: tuple[tuple[int, int, str], ...] = (
    (0x0041, 0x024F, "Latn"),
    (0x0250, 0x02AF, "Latn"),
    (0x0370, 0x03FF, "Grek"),
    (0x0400, 0x052F, "Cyrl"),
    (0x0530, 0x058F, "Armn"),
    (0x0590, 0x05FF, "Hebr"),
    (0x0600, 0x06FF, "Arab"),
    (0x0700, 0x074F, "Syrc"),
    (0x0750, 0x077F, "Arab"),
    (0x0780, 0x07BF, "Thaa"),
    (0x07C0, 0x07FF, "Nkoo"),
    (0x08A0, 0x08FF, "Arab"),
    (0x0900, 0x097F, "Deva"),
    (0x0980, 0x09FF, "Beng"),
    (0x0A00, 0x0A7F, "Guru"),
    (0x0A80, 0x0AFF, "Gujr"),
    (0x0B00, 0x0B7F, "Orya"),
    (0x0B80, 0x0BFF, "Taml"),
    (0x0C00, 0x0C7F, "Telu"),
    (0x0C80, 0x0CFF, "Knda"),
    (0x0D00, 0x0D7F, "Mlym"),
    (0x0D80, 0x0DFF, "Sinh"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x0E80, 0x0EFF, "Laoo"),
    (0x0F00, 0x0FFF, "Tibt"),
    (0x1000, 0x109F, "Mymr"),
    (0x10A0, 0x10FF, "Geor"),
    (0x1100, 0x11FF, "Hang"),
    (0x1200, 0x139F, "Ethi"),
    (0x13A0, 0x13FF, "Cher"),
    (0x1400, 0x167F, "Cans"),
    (0x1780, 0x17FF, "Khmr"),
    (0x1800, 0x18AF, "Mong"),
    (0x1C80, 0x1C8F, "Cyrl"),
    (0x1C90, 0x1CBF, "Geor"),
    (0x1E00, 0x1EFF, "Latn"),
    (0x1F00, 0x1FFF, "Grek"),
    (0x2C60, 0x2C7F, "Latn"),
    (0x2D30, 0x2D7F, "Tfng"),
    (0x2D80, 0x2DDF, "Ethi"),
    (0x2DE0, 0x2DFF, "Cyrl"),
    (0x3005, 0x3007, "Hani"),
    (0x3040, 0x30FF, "Kana"),
    (0x3130, 0x318F, "Hang"),
    (0x31F0, 0x31FF, "Kana"),
    (0x3400, 0x4DBF, "Hani"),
    (0x4E00, 0x9FFF, "Hani"),
    (0xA000, 0xA4CF, "Yiii"),
    (0xA500, 0xA63F, "Vaii"),
    (0xA640, 0xA69F, "Cyrl"),
    (0xA720, 0xA7FF, "Latn"),
    (0xA8E0, 0xA8FF, "Deva"),
    (0xA960, 0xA97F, "Hang"),
    (0xAA60, 0xAA7F, "Mymr"),
    (0xAB30, 0xAB6F, "Latn"),
    (0xAB70, 0xABBF, "Cher"),
    (0xAC00, 0xD7FF, "Hang"),
    (0xF900, 0xFAFF, "Hani"),
    (0xFB1D, 0xFB4F, "Hebr"),
    (0xFB50, 0xFDFF, "Arab"),
    (0xFE70, 0xFEFF, "Arab"),
    (0x10D00, 0x1E8FF, "Zzzz"),
    (0x1E900, 0x1E95F, "Adlm"),
    (0x20000, 0x3FFFF, "Hani"),
)
"""Unicode blocks (first, last, ISO 15924 code); kana of both kinds is `Kana`. Letters of other blocks are `Zzzz`."""

_STARTS = [first for first, _, _ in _RANGES]

WEIGHTS = MappingProxyType({"Hani": 3, "Kana": 2, "Hang": 2})
"""How many letters of an alphabet one character of the script is worth, so that shares compare content."""

_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويىکی"  # with both kaf and yeh: keyboards mix them

_ALPHABETS: dict[str, dict[str, frozenset[str]]] = {
    "Cyrl": {
        lang: frozenset(letters)
        for lang, letters in {
            "ba": _RUSSIAN + "ғҙҡңҫүһәө",
            "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
            "bg": "абвгдежзийклмнопрстуфхцчшщъьюяѝ",
            "kk": _RUSSIAN + "әғқңөұүһі",
            "ky": _RUSSIAN + "ңөү",
            "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџшѐѝ",
            "mn": _RUSSIAN + "өү",
            "ru": _RUSSIAN,
            "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
            "tg": _RUSSIAN + "ғӣқӯҳҷ",
            "tt": _RUSSIAN + "әөүҗңһ",
            "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
            "uz": _RUSSIAN + "ўқғҳ",
        }.items()
    },
    "Arab": {
        lang: frozenset(_ARABIC + letters)
        for lang, letters in {
            "ar": "",
            "ckb": "پچژگڕڵۆێڤەھۊ",
            "fa": "پچژگۀ",
            "ps": "پچژگټډړښځڅڼۍېګےۀ",
            "ug": "پچژگڭۇۆۈۋېەھ",
            "ur": "پچژگٹڈڑںےھہۂۓۃ",
        }.items()
    },
}

MISFIT_TOLERANCE = 0.02
"""Share of letters from outside its alphabet that a text may have: names and quotations."""


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    if not (char.isalpha() or unicodedata.category(char) in ("Mn", "Mc")):
        return ""
    if char < "\u0370" and not char.isalpha():
        return ""  # a combining accent belongs to every script
    code = ord(char)
    place = bisect_right(_STARTS, code) - 1
    return _RANGES[place][2] if place >= 0 and code <= _RANGES[place][1] else "Zzzz"


def count_scripts(text: str) -> Counter[str]:
    """Letters (and vowel signs) of each script, weighted by `WEIGHTS`; what is no letter does not count."""
    scripts: Counter[str] = Counter()
    for char, times in Counter(text).items():
        script = _script(char)
        if script:
            scripts[script] += times * WEIGHTS.get(script, 1)
    return scripts


def letters_of(text: str, script: str) -> Counter[str]:
    """How often each letter of one script occurs, lower-cased."""
    return Counter({char: times for char, times in Counter(text.lower()).items() if _script(char) == script})


def keep_script(text: str, script: str) -> str:
    """The text with every letter of another script turned into a space."""
    foreign = {ord(char): " " for char in set(text) if _script(char) not in ("", script)}
    return text.translate(foreign) if foreign else text


def fitting_alphabets(letters: Counter[str], script: str) -> frozenset[str] | None:
    """The languages whose alphabet the letters fit best, or nearly so.

    None where no alphabets are listed for the script; empty when the letters fit none (a language not listed).
    """
    alphabets = _ALPHABETS.get(script)
    if alphabets is None:
        return None
    total = letters.total()
    misfits = {
        lang: sum(times for char, times in letters.items() if char not in alphabet and char.isalpha())
        for lang, alphabet in alphabets.items()
    }
    least = min(misfits.values())
    if least > max(1, 2 * MISFIT_TOLERANCE * total):
        return frozenset()
    return frozenset(lang for lang, misfit in misfits.items() if misfit <= least + MISFIT_TOLERANCE * total)


def _encodable(char: str, charset: str) -> bool:
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=16384)
def _han_charsets(char: str) -> frozenset[str]:
    """Which national character sets have the character: the writing reforms left each with forms of its own."""
    tags = (("Hans", "gb2312"), ("Hant", "big5"), ("Jpan", "shift_jis"))
    return frozenset(tag for tag, charset in tags if _encodable(char, charset))


def han_coverage(text: str) -> dict[str, int]:
    """Number of Han characters that are in GB 2312 (`Hans`), Big5 (`Hant`) and Shift JIS (`Jpan`)."""
    coverage = {"Hans": 0, "Hant": 0, "Jpan": 0}
    for char in text:
        if _script(char) == "Hani":
            for tag in _han_charsets(char):
                coverage[tag] += 1
    return coverage
