"""Measures converted by a translator: "550 pounds" and "250 kilos" are the same weight, not a changed number."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain

from polyglot_news.audit.quantities import Quantity

_TOLERANCE = 0.16
"""Relative difference that rounding in a conversion may leave ("20 feet" → "6 metros")."""

_REACH = 40
"""How many characters after a number its unit may begin: "1 to 4 inches"."""

_UNITS: dict[str, dict[float, str]] = {
    "length": {
        1609.34: r"miles?|millas?|milhas?|мил[яьию]\w*|миль|mile|meilen?|英里",
        0.9144: r"yards?|yardas?|jardas?|ярд\w*|码",
        0.3048: r"foot|feet|ft|pies?|pés?|фут\w*|fuß|pieds?|英尺",
        0.0254: r"inch(?:es)?|in|pulgadas?|polegadas?|дюйм\w*|zoll|pouces?|英寸",
        1000.0: r"km|kilomet(?:er|re)s?|kilómetros?|quilómetros?|quilômetros?|километр\w*|кілометр\w*|км|公里|千米",
        1.0: r"m|met(?:er|re)s?|metros?|метр\w*|м|mètres?|米",
        0.01: r"cm|centimet(?:er|re)s?|centímetros?|сантиметр\w*|см|厘米",
        0.001: r"mm|millimet(?:er|re)s?|milímetros?|миллиметр\w*|міліметр\w*|мм|毫米",
    },
    "speed": {
        1.60934: r"mph|miles? per hour|millas? por hora|milhas? por hora",
        1.0: r"km/h|kph|км/ч|км/год|kmh|quilómetros por hora|公里",
    },
    "mass": {
        0.4536: r"pounds?|lbs?|libras?|фунт\w*|pfund|livres?|磅",
        0.02835: r"ounces?|oz|onzas?|onças?|унци\w*|盎司",
        6.35: r"stones?",
        1.0: r"kg|kilos?|kilogram\w*|kilogramos?|quilogramas?|quilos?|кг|килограмм\w*|кілограм\w*|公斤|千克",
        1000.0: r"tons?|tonnes?|toneladas?|тонн\w*|吨",
    },
    "area": {
        4046.9: r"acres?|акр\w*|英亩",
        10000.0: r"hectares?|hectáreas?|га|гектар\w*|公顷",
        1.0: r"square met(?:er|re)s?|m²|metros? cuadrados?|metros? quadrados?|平方米",
        0.0929: r"square f(?:ee|oo)t|sq\.? ?ft",
    },
}


_DEGREES = re.compile(r"degrees?|grados?|graus?|градус\w*|grad|degrés?|°|℃|℉|度|(?<=\d0)s\b|\b[CF]\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[str, float, re.Pattern[str]]]:
    return [
        (dimension, factor, re.compile(rf"(?<![^\W\d_])(?:{names})(?![^\W\d_])", re.IGNORECASE))
        for dimension, units in _UNITS.items()
        for factor, names in units.items()
    ]


def without_conversions(
    source: str,
    source_all: list[Quantity],
    source_left: list[Quantity],
    target: str,
    target_all: list[Quantity],
    target_left: list[Quantity],
) -> tuple[list[Quantity], list[Quantity]]:
    """Unmatched quantities of both sides, less those that are a measure of the other side in a different unit."""
    if not (source_left or target_left):
        return [], []
    ours = {q: _measures(source, q) for q in (source_all if target_left else source_left)}
    theirs = {q: _measures(target, q) for q in (target_all if source_left else target_left)}
    units_left = [
        {factor for q in left for _, factor, _ in measures[q]}
        for measures, left in ((ours, source_left), (theirs, target_left))
    ]
    if units_left[0] & units_left[1]:
        return source_left, target_left
    return (
        [q for q in source_left if not _same(ours[q], list(chain.from_iterable(theirs.values())))],
        [q for q in target_left if not _same(theirs[q], list(chain.from_iterable(ours.values())))],
    )


def _measures(text: str, quantity: Quantity) -> list[tuple[str, float, float]]:
    """(dimension, factor, value in the dimension's base unit) for every unit that stands soon after a number."""
    degrees = [
        ("temperature", scale, kelvin)
        for kind, value in quantity.values
        if kind == "n" and _DEGREES.search(text, quantity.start, quantity.end + _REACH)
        for scale, kelvin in ((1.8, (value - 32) / 1.8), (1.0, value), (1.81, value / 1.8))
    ]
    return degrees + [
        (dimension, factor, value * factor)
        for dimension, factor, pattern in _patterns()
        if pattern.search(text, quantity.end, quantity.end + _REACH)
        for kind, value in quantity.values
        if kind == "n"
    ]


def _same(ours: list[tuple[str, float, float]], theirs: list[tuple[str, float, float]]) -> bool:
    return any(d == e and f != g and abs(v - w) <= _TOLERANCE * max(v, w) for d, f, v in ours for e, g, w in theirs)
