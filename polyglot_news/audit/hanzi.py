"""Numbers in Chinese characters, alone or with digits: 三百二十万, 1000万, 330多, 15时50分, 7月."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DIGIT = {
    char: float(value)
    for value, chars in enumerate(("零〇", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
_SMALL = {"十": 10.0, "百": 100.0, "千": 1000.0}
_LARGE = {"万": 1e4, "亿": 1e8, "萬": 1e4, "億": 1e8}
_NUMBER = re.compile(
    r"(?:\d[\d,]*(?:\.\d+)?)?[零〇一二两三四五六七八九十百千万亿萬億]+|\d[\d,]*(?:\.\d+)?[\u3000 ]?[百千万亿萬億]+"
)
_CLOCK = re.compile(r"(\d{1,2})[时点](\d{1,2})?分?")
_MONTH = re.compile(r"(\d{1,2}|十[一二]?|[一二三四五六七八九])月(?!前|后|来|底以)")
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)([一二三四五六日天])(?![年岁])")
_DECADE = re.compile(r"(\d{2}|[一二十]+)\s*世纪\s*(\d0|[一二三四五六七八九]十)\s*年代")
_FRACTION = re.compile(r"([一二三四五六七八九十百\d]+)分之([一二三四五六七八九十百\d.]+)")

Found = tuple[int, int, frozenset[tuple[str, float]], int]


def hanzi_quantities(text: str) -> Iterator[Found]:
    """(start, end, values, strength) of the quantities that need Chinese to read; plain digits are left to others."""
    taken: list[tuple[int, int]] = []
    for pattern in (_DECADE, _CLOCK, _MONTH, _WEEKDAY, _FRACTION, _NUMBER):
        for match in pattern.finditer(text):
            if any(match.start() < end and match.end() > start for start, end in taken):
                continue
            found = _read(pattern, match)
            if found:
                taken.append(match.span())
                yield (*match.span(), frozenset(found[0]), found[1])


def _read(pattern: re.Pattern[str], match: re.Match[str]) -> tuple[set[tuple[str, float]], int] | None:
    if pattern is _CLOCK:
        hour, minute = int(match[1]), int(match[2] or 0)
        values = {("t", float(h * 60 + minute)) for h in (hour, hour % 12, hour % 12 + 12)}
        return (
            (values | ({("n", float(h)) for h in (hour, hour % 12)} if not minute else set()), 2)
            if hour < 25
            else None
        )
    if pattern is _DECADE:
        return {("n", (hanzi_value(match[1]) - 1) * 100 + hanzi_value(match[2]))}, 1
    if pattern is _MONTH:
        month = hanzi_value(match[1])
        return ({("m", month), ("n", month)}, 1) if 1 <= month <= 12 else None
    if pattern is _WEEKDAY:
        return {("d", float("一二三四五六日".index(match[1].replace("天", "日"))))}, 1
    if pattern is _FRACTION:
        whole, part = hanzi_value(match[1]), hanzi_value(match[2])
        values = (
            {("n", part)}
            if whole == 100
            else {("n", part), ("n", whole), ("n", round(part / whole, 6) if whole else 0)}
        )
        return values, 1
    value = hanzi_value(match[0])
    if value == 0 and match[0] not in "零〇":
        return None
    sure = match[0][0].isdigit() or (
        len(match[0]) > 1 and value > 1 and match[0] not in ("十分", "万一", "千万", "百万")
    )
    return {("n", value)}, 2 if match[0][0].isdigit() else int(sure)


def hanzi_value(text: str) -> float:
    """The value of a number in Chinese characters, digits and scales: "三百二十万" is 3200000, "二〇一九" 2019."""
    text = text.replace(",", "").replace(" ", "").replace("\u3000", "")
    if all(char in _DIGIT or char.isdigit() or char == "." for char in text):
        return float("".join(char if char not in _DIGIT else str(int(_DIGIT[char])) for char in text))
    total = section = current = 0.0
    for part in re.findall(r"\d+(?:\.\d+)?|.", text):
        if part[0].isdigit():
            current = float(part)
        elif part in _DIGIT:
            current = _DIGIT[part]
        elif part in _SMALL:
            section += (current or 1.0) * _SMALL[part]
            current = 0.0
        else:
            total = (total + section + current) * _LARGE[part] if total + section + current else _LARGE[part]
            section = current = 0.0
    return round(total + section + current, 6)
