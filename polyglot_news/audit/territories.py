"""Countries and regions named in a text, by ISO 3166 code, from CLDR's names in the text's language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from polyglot_news.audit.words import Word

_ENDING = re.compile(
    r"(?:ами|ями|ого|ому|ой|ою|ею|єю|ей|ий|ая|ую|ых|их|ым|им|ом|ем|ам|ям|ах|ях|ів|ов|[аеёиоуыэюяіїєйь])$"
)
"""What Slavic cases put at a name's end: "Корея", "Кореєю"."""

_SHORTEST = 4

_ALSO = {
    "US": "us usa сша eeuu eua 美国 美 united-states estados-unidos états-unis америка america américa",
    "GB": "uk britain британия британії британії 英国 grã-bretanha gran-bretaña grande-bretagne england",
    "EU": "eu ue ес єс europe европа європа евросоюз 欧盟",
    "UN": "un onu оон 联合国 uno",
    "AE": "uae оаэ оае eau emiratos emirados",
    "KP": "north-korea кндр dprk 朝鲜 северная-корея північна-корея nordkorea",
    "KR": "south-korea южная-корея південна-корея 韩国 südkorea",
    "RU": "рф россия росія russia 俄罗斯",
    "CN": "кнр prc китай china",
}


def territories(words: Sequence[Word], lang: str) -> list[tuple[int, int, str]]:
    """(first word, last word, code) of every territory named, inflected forms included."""
    known = _stems(lang.split("-")[0])
    found = []
    for first in range(len(words)):
        for length in (3, 2, 1):
            run = words[first : first + length]
            code = known.get(tuple(_stem(word.key) for word in run)) if len(run) == length else None
            if code and any(word.capital or not word.text.islower() for word in run):
                found.append((first, first + length - 1, code))
                break
    return found


def _stem(key: str) -> str:
    return key if len(key) <= _SHORTEST else _ENDING.sub("", key)


@cache
def _stems(lang: str) -> dict[tuple[str, ...], str]:
    from babel import Locale, UnknownLocaleError

    try:
        names = {code: [name] for code, name in Locale.parse(lang).territories.items() if code.isalpha()}
    except (UnknownLocaleError, ValueError):
        names = {}
    for code, also in _ALSO.items():
        names.setdefault(code, []).extend(name.replace("-", " ") for name in also.split())
    return {
        tuple(_stem(part) for part in name.casefold().replace("-", " ").replace("’", " ").split()): code
        for code, several in names.items()
        for name in several
    }
