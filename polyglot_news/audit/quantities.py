"""The quantities a text names: numbers in digits and in words, times of day, ordinals, months and weekdays.

A quantity has several `values` where its reading depends on convention ("1.234", "7 o'clock"): two quantities agree
when they share one. Values are (kind, number): `n` a number, `t` minutes after midnight, `m` a month 1–12, `d` a
weekday 0–6 from Monday.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from polyglot_news.audit.hanzi import hanzi_quantities
from polyglot_news.audit.lexicon import NumberWords, lexicon

Value = tuple[str, float]

_SPACES = " \u00a0\u202f\u2009"
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d+(?:[.,'’ \u00a0\u202f\u2009]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*")
_CLOCK = re.compile(
    rf"(?<![\d.,])(\d{{1,2}})(?:[{_SPACES}]?(?:[:h时點点][{_SPACES}]?(\d{{2}})|h(?![^\W\d_])|[时點点])|\.(\d{{2}})(?=[{_SPACES}]?[ap]\.?m\b))"
    rf"(?![\d])(?:[{_SPACES}]?([ap])\.?m\b)?|(?<![\d.,])(\d{{1,2}})[{_SPACES}]?([ap])\.?m\b|"
    rf"(?<![\d.,])(\d{{2}})(\d{{2}})[{_SPACES}]?(?=(?:GMT|UTC|BST|EST|hrs|hours)\b)",
    re.IGNORECASE,
)
_HOUR_NOUN = re.compile(
    rf"(?<![\d.,:])(\d{{1,2}})(?:[{_SPACES}]?[.:](\d{{2}}))?[{_SPACES}]*(?:Uhr|heures?|horas?|часов|часа|час|годин[иаі]?|o['’]clock|утра|вечера|дня|ночи|ранку|вечора|"
    r"da (?:manhã|tarde|noite)|de la (?:mañana|tarde|noche)|du (?:matin|soir))(?!\w)",
    re.IGNORECASE,
)
_DECADE = re.compile(r"(?<!\d)['’]?(\d0)(?:['’]?s\b|er\b|-[хе]\b|-[її]?х?\b)")
_TWO_DIGIT_AFTER_YEAR = re.compile(r"(?:1[89]|20)\d\d[-–/—]$")
_WORD = re.compile(r"[^\W\d_]+(?:[’'ʼ][^\W\d_]+)?")
_SCALE_AFTER = re.compile(rf"[{_SPACES}-]*([^\W\d_]+)")
_PORTUGUESE_DAY = re.compile(r"[^\W\d_]+(?:-feira)?")
_MAY_IS_A_MONTH = re.compile(r"\d|\b(?:in|of|last|this|since|until|by|next|early|late|mid)[ -]May\b")
_PART_OF = re.compile(rf"[{_SPACES}-]*(?:(?:of )?an? |de |d['’])?(?:un |uma? )?")
_AND_A = re.compile(r"\s*(?:and|und|et|y|e|и|і|й|та)\s+(?:a\s+|an\s+|un\s+)?")
_ROMAN = re.compile(r"\b([IVXLХ]{1,6})(?:e|er|ème|º|-[йяеогм]{1,3})?\b")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "Х": 10}


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity: its span, the values it may have, and whether the other side must have it too.

    `strength` is 2 for digits, 1 for words that are surely numbers, 0 for small words that also count ("one",
    "first"), and -1 for what only confirms a number on the other side ("half", "both", "XX").
    """

    start: int
    end: int
    values: frozenset[Value]
    strength: int

    def agrees(self, other: Quantity) -> bool:
        """Whether the two can be the same quantity."""
        return not self.values.isdisjoint(other.values)


def quantities(text: str, lang: str) -> list[Quantity]:
    """The quantities of a text, in order of position."""
    numbers = lexicon(lang).numbers
    has_digits = _DIGIT.search(text) is not None
    found = [*_clocks(text)] if has_digits else []
    if lang.split("-")[0] in ("zh", "ja"):
        found += [Quantity(a, b, values, strength) for a, b, values, strength in hanzi_quantities(text)]
    found += _outside(found, _digits(text, numbers)) if has_digits else []
    found += _outside(found, _calendar_words(text, lang))
    found += _outside(found, _number_words(text, lang, numbers))
    found += _outside(found, _roman(text))
    return _fractions(text, sorted(found, key=lambda q: q.start))


def _fractions(text: str, found: list[Quantity]) -> list[Quantity]:
    """Numbers in words and their fractions made one: "half a million", "two and a half", "one and a half million"."""
    joined: list[Quantity] = []
    for quantity in found:
        made = _with_fraction(text, joined[-1], quantity) if joined else None
        if made is None:
            joined.append(quantity)
        else:
            joined[-1] = made
    return joined


def _with_fraction(text: str, first: Quantity, second: Quantity) -> Quantity | None:
    if second.strength == -1 and first.strength in (0, 1) and _AND_A.fullmatch(text, first.end, second.start):
        # the whole number remains a reading, for the other side may have its fraction elsewhere ("deux ans et demi")
        halves = {whole + part for whole in _plain(first) for part in _plain(second) if part < 1}
        values, strength = (halves | _plain(first) if halves else set()), first.strength
    elif first.strength < 2 and second.strength == 0 and _PART_OF.fullmatch(text, first.end, second.start):
        parts = {value for value in _plain(first) if value % 1}
        values, strength = {part * scale for part in parts for scale in _plain(second) if scale >= 1000}, 0
    else:
        return None
    return Quantity(first.start, second.end, frozenset(("n", v) for v in values), strength) if values else None


def _plain(quantity: Quantity) -> set[float]:
    return {value for kind, value in quantity.values if kind == "n"}


def _outside(taken: list[Quantity], candidates: Iterator[Quantity]) -> list[Quantity]:
    return [q for q in candidates if all(q.end <= t.start or q.start >= t.end for t in taken)]


def _clocks(text: str) -> Iterator[Quantity]:
    taken: list[tuple[int, int]] = []
    for pattern in (_CLOCK, _HOUR_NOUN):
        for match in pattern.finditer(text):
            if any(match.start() < end and match.end() > start for start, end in taken):
                continue
            groups = match.groups() if pattern is _CLOCK else (match[1], match[2], None, None, None, None, None, None)
            hour = int(groups[0] or groups[4] or groups[6] or 0)
            minute = int(groups[1] or groups[2] or groups[7] or 0)
            if hour <= 24 and minute < 60:
                taken.append(match.span())
                written = {("n", float(hour * 100 + minute))} if groups[6] else set()
                yield Quantity(*match.span(), _clock_values(hour, minute) | written, 2)


def _clock_values(hour: int, minute: int) -> frozenset[Value]:
    """The time itself, the same on the other half of the dial, and the bare hour when it is full."""
    hours = {hour, hour % 12, hour % 12 + 12, hour % 24}
    values = {("t", float(h * 60 + minute)) for h in hours}
    if minute == 0:
        values |= {("n", float(h)) for h in (*hours, *([12] if hour in (0, 24) else []))}
    return frozenset(values)


def _digits(text: str, numbers: NumberWords) -> Iterator[Quantity]:
    for match in _DIGITS.finditer(text):
        start, end = match.span()
        readings = _readings(match[0], numbers)
        values = {("n", value) for value in readings}
        scale = _SCALE_AFTER.match(text, end)
        factor = numbers.scale(scale[1].casefold()) if scale else None
        if scale and factor:
            end = scale.end()
            second = _SCALE_AFTER.match(text, end)
            if second and factor == 1000 and (larger := numbers.scale(second[1].casefold()) or 0) > factor:
                factor *= larger
                end = second.end()
            bare = values if len(scale[1]) < 3 else set()
            values = {("n", round(value * factor, 6)) for value in readings} | bare
        elif len(match[0]) == 2 and match[0].endswith("0"):
            values |= {("n", century + value) for value in readings for century in (1700.0, 1800.0, 1900.0)}
        elif len(match[0]) == 4 and match[0][:2] in ("17", "18", "19") and match[0].endswith("0"):
            values.add(("n", float(match[0][2:])))
        elif len(match[0]) == 2 and _TWO_DIGIT_AFTER_YEAR.search(text, max(0, start - 6), start):
            values |= {("n", 2000.0 + value) for value in readings} | {("n", 1900.0 + value) for value in readings}
        elif len(match[0]) <= 2 and 1 <= int(match[0]) <= 12:
            values.add(("m", float(match[0])))
        yield Quantity(start, end, frozenset(values), 2)


def _readings(digits: str, numbers: NumberWords) -> set[float]:
    """What a written number may mean: separators group thousands, or begin a fraction, by language and by shape."""
    marks = [mark for mark in digits if not mark.isdigit()]
    if not marks:
        return {float(digits)}
    plain = re.sub(r"\D", "", digits)
    groups = re.split(r"\D", digits)
    grouped = all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3
    readings = set()
    last = marks[-1]
    if last in ".,":
        whole, fraction = digits[: digits.rindex(last)], groups[-1]
        if len(set(marks)) > 1 or (len(marks) == 1 and not (grouped and last != numbers.decimal)):
            readings.add(float(re.sub(r"\D", "", whole) + "." + fraction))
    if grouped and (len(set(marks)) == 1):
        readings.add(float(plain))
    if not readings:
        readings |= {float(group) for group in groups[:1]} | {float(plain)}
    return readings


def _number_words(text: str, lang: str, numbers: NumberWords) -> Iterator[Quantity]:
    tokens = [(m.start(), m.end(), m[0].casefold().replace("ʼ", "’")) for m in _WORD.finditer(text)]
    at = 0
    while at < len(tokens):
        if not _counts(tokens[at][2], lang):
            at += 1
            continue
        run, value = _run(text, tokens, at, lang, numbers)
        if run:
            values = {("n", value)}
            if value in (20, 30, 40, 50, 60, 70, 80, 90):
                values.add(("n", 1900 + value))
            weak = value in (0, 1) or (run == 1 and numbers.scale(tokens[at][2]) is not None)
            yield Quantity(tokens[at][0], tokens[at + run - 1][1], frozenset(values), 0 if weak else 1)
            at += run
            continue
        start, end, word = tokens[at]
        at += 1
        if word in numbers.ordinals or any(word.startswith(stem) for stem in numbers.ordinal_stems):
            value = numbers.ordinals.get(word) or next(
                v for s, v in numbers.ordinal_stems.items() if word.startswith(s)
            )
            yield Quantity(start, end, frozenset({("n", value)}), 1 if value > 2 else 0)
        elif word in numbers.loose:
            yield Quantity(start, end, frozenset(("n", value) for value in numbers.loose[word]), -1)


@lru_cache(maxsize=65536)
def _counts(word: str, lang: str) -> bool:
    """Whether a word can begin a quantity: few do, and every word of a text is asked."""
    numbers = lexicon(lang).numbers
    return (
        word in numbers.cardinals
        or numbers.scale(word) is not None
        or word in numbers.ordinals
        or word.startswith(tuple(numbers.ordinal_stems))
        or word in numbers.loose
        or (lang.startswith("de") and _german_compound(word) is not None)
    )


def _run(
    text: str, tokens: list[tuple[int, int, str]], at: int, lang: str, numbers: NumberWords
) -> tuple[int, float]:
    """How many tokens from `at` on make one number, and its value; (0, 0) where none begins."""
    total = current = 0.0
    lowest = float("inf")
    used = 0
    i = at
    while i < len(tokens):
        if i > at and not _close(text, tokens[i - 1][1], tokens[i][0]):
            break
        word = tokens[i][2]
        compound = _german_compound(word) if lang.startswith("de") else None
        value = numbers.cardinals.get(word, compound)
        scale = numbers.scale(word)
        if used and word == numbers.joiner and lowest >= 10:
            i += 1
            continue
        if value is not None and (value < lowest or (word.startswith("vingt") and current % 100 == 4)):
            current += 76 if word.startswith("vingt") and current % 100 == 4 else value
            lowest = _bound(value, lang)
        elif scale == 100 and (not used or 0 < current < 100):
            current = max(current, 1) * 100
            lowest = 100
        elif scale is not None and scale > 100 and len(word) > 1:
            total, current, lowest = total + max(current, 1) * scale, 0.0, scale
        else:
            break
        used = i - at + 1
        i += 1
    return used, total + current


def _bound(value: float, lang: str) -> float:
    """What a following word must stay below to be part of the same number: 10 after "twenty", 20 after "soixante"."""
    if value >= 100:
        return 100.0
    if value < 20 or value % 10:
        return 1.0 if value else 0.0
    return 20.0 if lang.startswith("fr") else 10.0


def _close(text: str, end: int, start: int) -> bool:
    return 0 < start - end <= 2 and text[end:start].strip(_SPACES) in ("", "-", "‑")


@lru_cache(maxsize=4096)
def _german_compound(word: str) -> float | None:
    """ "zweiundzwanzig", "dreihundertfünf", "fünfjährige" is none."""
    cardinals = lexicon("de").numbers.cardinals
    if match := re.fullmatch(r"(\w*?)(hundert|tausend)(?:und)?(\w*)", word):
        high = 1.0 if not match[1] else cardinals.get(match[1]) or _german_compound(match[1])
        low = 0.0 if not match[3] else cardinals.get(match[3]) or _german_compound(match[3])
        if high is not None and low is not None and match[0] not in ("hundert", "tausend"):
            return high * (100 if match[2] == "hundert" else 1000) + low
    if match := re.fullmatch(r"(\w+?)und(\w+zig|dreißig|dreissig)", word):
        unit, ten = cardinals.get(match[1]), cardinals.get(match[2])
        if unit is not None and ten is not None and unit < 10 <= ten:
            return unit + ten
    return None


def _roman(text: str) -> Iterator[Quantity]:
    for match in _ROMAN.finditer(text):
        value = 0
        for char, following in zip(match[1], [*match[1][1:], ""], strict=True):
            step = _ROMAN_DIGITS[char]
            value += -step if following and _ROMAN_DIGITS[following] > step else step
        yield Quantity(match.start(1), match.end(1), frozenset({("n", float(value))}), -1)


def _calendar_words(text: str, lang: str) -> Iterator[Quantity]:
    base = lang.split("-")[0]
    known = calendar(base)
    for match in (_PORTUGUESE_DAY if base == "pt" else _WORD).finditer(text):
        value = known.get(match[0].casefold())
        if value is None:
            continue
        if (
            base == "en"
            and match[0] == "May"
            and not _MAY_IS_A_MONTH.search(text[max(0, match.start() - 8) : match.end() + 4])
        ):
            continue
        if match[0][0].isupper() or base not in ("en", "de"):
            values = {value} | ({("n", value[1])} if value[0] == "m" else set())
            if base == "pt" and value[0] == "d" and match[0][-1] == "a" and value[1] < 4:
                values.add(("n", value[1] + 2))
            yield Quantity(*match.span(), frozenset(values), 1 if len(values) < 2 or value[0] == "m" else 0)


@cache
def calendar(lang: str) -> dict[str, Value]:
    """Months and weekdays of a language by case-folded word, from CLDR, with the cases that Slavic names take."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(lang)
    except (UnknownLocaleError, ValueError):
        return {}
    names: dict[str, Value] = {}
    for kind, source, widths in (("m", locale.months, ("wide", "abbreviated")), ("d", locale.days, ("wide",))):
        for context in ("format", "stand-alone"):
            for width in widths:
                for number, name in source[context][width].items():
                    bare = name.casefold().strip(".")
                    if len(bare) > 2 and not any(char.isdigit() for char in bare) and bare not in _NOT_CALENDAR:
                        names[bare] = (kind, float(number))
                        names |= {
                            form: (kind, float(number))
                            for form in _slavic_cases(bare, lang)
                            if form not in _NOT_CALENDAR
                        }
                        if lang == "pt" and bare.endswith("-feira"):
                            names[bare.removesuffix("-feira")] = (kind, float(number))
    names.update(_EXTRA_CALENDAR.get(lang, {}))
    return names


_NOT_CALENDAR = frozenset(
    {"may", "mar", "mai", "sun", "set", "dez", "out", "abr", "ago", "ene", "среди", "серед", "середи", "sept"}
)
"""Short names that are commoner as other words."""

_EXTRA_CALENDAR: dict[str, dict[str, Value]] = {
    "en": {"may": ("m", 5.0), "mar": ("m", 3.0), "sept": ("m", 9.0)},
    "de": {"mai": ("m", 5.0), "sonnabend": ("d", 5.0)},
    "fr": {"mai": ("m", 5.0)},
    "pt": {
        "terça": ("d", 1.0),
        "quarta": ("d", 2.0),
        "quinta": ("d", 3.0),
        "sexta": ("d", 4.0),
        "segunda": ("d", 0.0),
    },
}


def _slavic_cases(name: str, lang: str) -> list[str]:
    if lang == "ru":
        stem = re.sub(r"[ьйяа]$", "", name)
        return [
            stem + ending
            for ending in ("ь", "й", "я", "а", "е", "ю", "ем", "ём", "у", "ом", "и", "ы", "ой", "ам", "ями", "ов")
        ]
    if lang == "uk":
        stem = re.sub(r"(ень|ня|ий|ого|ок|ка|а|я|ь)$", "", name)
        endings = (
            "ень",
            "ня",
            "ні",
            "нем",
            "ню",
            "ий",
            "ого",
            "ому",
            "им",
            "у",
            "і",
            "а",
            "ок",
            "ка",
            "ку",
            "ця",
            "цю",
            "ці",
            "я",
            "ю",
            "ами",
            "ем",
            "и",
        )
        return [stem + ending for ending in endings] if len(stem) > 3 else []
    return []
