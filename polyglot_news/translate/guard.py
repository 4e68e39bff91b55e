"""Signs that a model's output is no translation: what neural models do when they fail, told from the text alone.

Each sign is one that human translations (nearly) never show, so that a flag means something; the rate on human
translations is measured in benchmarks/guard.py.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

_WORD = re.compile(r"[^\W\d_]+|\d+")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f' ]\d{3})*(?:[.,]\d+)?")
_LOOP = re.compile(r"(?P<unit>.{1,60}?)(?P=unit){3,}", re.DOTALL)
_STUTTER = re.compile(r"(?P<unit>[^\W\d_]{1,4}?)(?P=unit){4,}")

_CURRENCIES = {
    "$": re.compile(r"\$|d[oó]l+ar|долл?ар|دولار|美元|加元|澳元|ドル|달러|USD|peso|песо|real|reais", re.IGNORECASE),
    "€": re.compile(r"€|[eé]uro|евро|євро|يورو|欧元|歐元|ユーロ|유로|EUR", re.IGNORECASE),
    "£": re.compile(r"£|libra|pound|livre|pfund|фунт|英镑|英鎊|sterlin|esterlin|ポンド|파운드|GBP", re.IGNORECASE),
}
"""What names a currency in the languages there are models for: its sign, or the stem of its name."""

_AMOUNT = re.compile(r"([$€£])\s?\d")

_COMPACT = frozenset({"zh", "ja", "ko"})
_COMPACT_WEIGHT = 2.9
"""Characters of an alphabetic script that one Chinese, Japanese or Korean character is worth (NTREX, dev)."""

_SCRIPTS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("ar", "fa", "ur", "ps"), ("ARABIC",)),
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "mn", "ru", "tg", "uk"), ("CYRILLIC",)),
    "sr": ("CYRILLIC", "LATIN"),
    "el": ("GREEK",), "he": ("HEBREW",), "hi": ("DEVANAGARI",), "mr": ("DEVANAGARI",), "ne": ("DEVANAGARI",),
    "hy": ("ARMENIAN",), "ka": ("GEORGIAN",), "th": ("THAI",), "bn": ("BENGALI",), "ta": ("TAMIL",),
    "ja": ("CJK", "HIRAGANA", "KATAKANA"), "zh": ("CJK",), "ko": ("HANGUL", "CJK"),
}  # fmt: skip
_LATIN = ("LATIN",)


def signs(source: str, target: str, source_lang: str, target_lang: str) -> tuple[str, ...]:
    """The signs of degeneration in a translation of one segment: none, or some of

    `empty` (no letter left), `repetition` (a loop of words or characters), `copied` (the source given back),
    `script` (letters of another script than the target language's), `length` (far too short or too long),
    `numbers` (a number of the source is missing, one of four digits or more), `currency` (an amount lost its unit).

    Args:
        source, target: one segment and its translation, quotation marks and protected text already restored.
    """
    found = []
    letters = _letters(target)
    if not letters:
        return ("empty",) if _letters(source) else ()
    if is_loop(target) and not is_loop(source):
        found.append("repetition")
    if source_lang.split("-")[0] != target_lang.split("-")[0] and is_copy(source, target):
        found.append("copied")
    if _share_of_script(letters, target_lang) < 0.35 and _share_of_script(_letters(source), source_lang) >= 0.35:
        found.append("script")
    if _is_length_outlier(source, target, source_lang, target_lang):
        found.append("length")
    if lost_numbers(source, target):
        found.append("numbers")
    if any(not _CURRENCIES[sign].search(target) for sign in _AMOUNT.findall(source)):
        found.append("currency")
    return tuple(found)


def is_loop(text: str) -> bool:
    """Whether words or characters repeat as a stuck decoder makes them repeat."""
    if any(len(match.group()) >= 12 and _letters(match["unit"]) for match in _LOOP.finditer(text)):
        return True
    if _STUTTER.search(text.lower()):
        return True
    words = [word.lower() for word in _WORD.findall(text)]
    return any(_consecutive(words, size) for size in range(1, 41)) or _is_monotonous(words)


def _consecutive(words: list[str], size: int) -> bool:
    """Whether some `size` words stand three times in a row (four times for a single word, twice for six or more)."""
    times = 4 if size == 1 else 3 if size < 6 else 2
    span = size * (times - 1)
    run = 0
    for a, b in zip(words, words[size:], strict=False):
        run = run + 1 if a == b else 0
        if run >= span:
            return True
    return False


def _is_monotonous(words: list[str]) -> bool:
    """Whether a few words make up most of a long text."""
    if len(words) < 16:
        return False
    return sum(count for _, count in Counter(words).most_common(3)) > 0.6 * len(words)


def is_copy(source: str, target: str) -> bool:
    """Whether the words of the target that are not names (four or more) nearly all stand in the source too."""
    source_words = set(_lower_case_words(source))
    target_words = list(_lower_case_words(target))
    if len(target_words) < 4:
        return False
    return sum(word in source_words for word in target_words) >= 0.75 * len(target_words)


def _lower_case_words(text: str) -> Iterator[str]:
    return (word for word in _WORD.findall(text) if word.islower() and len(word) > 1)


def lost_numbers(source: str, target: str) -> list[str]:
    """Numbers of four digits or more, and years, whose digits are nowhere in the target.

    Smaller ones are left alone here: translators write them out; the audit's number check reads number words.
    """
    wanted = Counter(digits for digits in _digit_groups(source) if len(digits) >= 4)
    all_digits = "".join(char for char in target if char.isdigit())
    return [digits for digits in wanted if digits.rstrip("0") not in all_digits]


def _digit_groups(text: str) -> Iterator[str]:
    for match in _NUMBER.finditer(text):
        yield "".join(str(unicodedata.digit(char)) for char in match.group() if char.isdigit())


def _is_length_outlier(source: str, target: str, source_lang: str, target_lang: str) -> bool:
    a, b = _weighted_length(source, source_lang), _weighted_length(target, target_lang)
    if min(a, b) < 1:
        return True
    slack = 18
    return b > 2.2 * a + slack or a > 2.4 * b + slack


def _weighted_length(text: str, lang: str) -> float:
    length = sum(1 for char in text if not char.isspace())
    return length * (_COMPACT_WEIGHT if lang.split("-")[0] in _COMPACT else 1.0)


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalpha())


def _share_of_script(letters: str, lang: str) -> float:
    scripts = _SCRIPTS.get(lang.split("-")[0], _LATIN)
    own = sum(unicodedata.name(char, "").startswith(scripts) for char in letters)
    weight = _COMPACT_WEIGHT if lang.split("-")[0] in _COMPACT else 1.0
    return weight * own / max(1.0, weight * own + len(letters) - own)
