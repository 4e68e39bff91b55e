"""Countries and regions named in a text, by ISO 3166 code, from CLDR's names in the text's language.

Some public bodies, whose initials no other language's name of them shows, are known in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from polyglot_news.audit.words import UNSPACED, Word

_ENDING = re.compile(
    r"(?:ами|ями|ого|ому|ой|ою|ею|єю|ей|ий|ая|ую|ых|их|ым|им|ом|ем|ам|ям|ах|ях|ів|ов|[аеёиоуыэюяіїєйь]|(?<=isch)e[mnrs]?)$"
)
"""What Slavic cases put at a name's end ("Корея", "Кореєю"), and German ones at an adjective's."""

_SHORTEST = 4

_ALSO = {
    "US": "us usa u-s сша eeuu ee-uu eua 美国 美 united-states estados-unidos états-unis америка america américa",
    "GB": "uk britain британия британії британії 英国 grã-bretanha gran-bretaña grande-bretagne england",
    "EU": "eu ue ес єс europe европа європа евросоюз 欧盟",
    "UA": "всу зсу",
    "UN": "un onu оон 联合国 uno vereinten-nationen",
    "AE": "uae оаэ оае eau emiratos emirados",
    "KP": "north-korea кндр dprk 朝鲜 северная-корея північна-корея nordkorea",
    "KR": "south-korea южная-корея південна-корея 韩国 südkorea",
    "RU": "рф россия росія russia 俄罗斯",
    "CN": "кнр prc китай china",
}

BODIES = {
    "interior": "мвд мвс interior-ministry ministry-of-interior internal-affairs-ministry home-office",
    "foreign": "мид мзс foreign-ministry ministry-of-foreign foreign-office",
    "ecowas": "ecowas cedeao cédéao эковас ековас",
    "echr": "еспч єспл echr cedh tedh egmr european-court cour-européenne tribunal-europeo",
}
"""Bodies that go by their initials in one language and by their name, of which three words tell, in another."""

_PEOPLE = {
    "US": "american americans americano americana americanos americanas américain américaine américains américaines "
    "estadounidense estadounidenses estadunidense estadunidenses norteamericano norteamericana norteamericanos "
    "norteamericanas amerikanisch amerikaner американец американск американц американцы американськ",
    "GB": "british britannique britanniques británico británica británicos británicas britânico britânica britânicos "
    "britânicas britisch briten британск британец британськ",
    "EU": "european europeans européen européenne européens européennes europeo europea europeos europeas europeu "
    "europeia europeus europeias europäisch европейск європейськ",
    "RU": "russian russians", "CN": "chinese", "DE": "german germans", "FR": "french", "JP": "japanese",
    "PK": "pakistani pakistanis", "IR": "iranian iranians", "IL": "israeli israelis", "IT": "italian italians",
    "ES": "spanish", "GR": "greek greeks", "TR": "turkish", "IN": "indian", "MX": "mexican mexicans",
    "UA": "ukrainian ukrainians", "PL": "polish", "CA": "canadian canadians", "BR": "brazilian brazilians",
}  # fmt: skip
"""Adjectives and inhabitants, to a case ending; those of the languages most read, and of the countries most named."""


def territories(words: Sequence[Word], lang: str, text: str) -> list[tuple[int, int, str]]:
    """(first word, last word, code) of every territory named, itself or by its people; inflected forms included."""
    if lang.split("-")[0] in UNSPACED:
        return _unspaced(words, _stems(lang.split("-")[0]), text)
    known, people = _stems(lang.split("-")[0]), _people()
    stems = tuple(_stem(word.key) for word in words)
    found = []
    openers = _openers(lang.split("-")[0])
    for first in range(len(words)):
        if stems[first] not in openers:
            continue
        for length in (3, 2, 1):
            run, key = words[first : first + length], stems[first : first + length]
            code = known.get(key) if len(run) == length else None
            if code and _is_written_as_a_name(run):
                found.append((first, first + length - 1, code))
                break
            if length == 1 and key[0] in people:
                found.append((first, first, people[key[0]]))
    return found


def _is_written_as_a_name(run: Sequence[Word]) -> bool:
    """With a capital, where there are any; an abbreviation with nothing else ("UN", not "Un")."""
    if len(run) == 1 and len(run[0].text) < _SHORTEST and run[0].text.isascii():
        return run[0].text.isupper()
    return any(word.capital or not word.text.islower() for word in run)


def _unspaced(words: Sequence[Word], known: dict[tuple[str, ...], str], text: str) -> list[tuple[int, int, str]]:
    """Names of two characters or more, wherever they stand: words are cut too finely, or not finely enough."""
    found = []
    for parts, code in known.items():
        name = "".join(parts)
        at = text.find(name) if len(name) > 1 and not name.isascii() else -1
        inside = [i for i, word in enumerate(words) if at >= 0 and word.start < at + len(name) and word.end > at]
        if inside:
            found.append((inside[0], inside[-1], code))
    return sorted(found)


@lru_cache(maxsize=65536)
def _stem(key: str) -> str:
    return key if len(key) <= _SHORTEST else _ENDING.sub("", key)


@cache
def _people() -> dict[str, str]:
    return {_stem(word): code for code, words in _PEOPLE.items() for word in words.split()}


@cache
def _openers(lang: str) -> frozenset[str]:
    """The first words of all that is looked for: hardly any word of a text is one."""
    return frozenset(parts[0] for parts in _stems(lang) if parts) | _people().keys()


@cache
def _stems(lang: str) -> dict[tuple[str, ...], str]:
    from babel import Locale, UnknownLocaleError

    try:
        names = {code: [name] for code, name in Locale.parse(lang).territories.items() if code.isalpha()}
    except (UnknownLocaleError, ValueError):
        names = {}
    for code, also in (*_ALSO.items(), *BODIES.items()):
        names.setdefault(code, []).extend(name.replace("-", " ") for name in also.split())
    return {
        tuple(_stem(part) for part in name.casefold().replace("-", " ").replace("’", " ").split()): code
        for code, several in names.items()
        for name in several
    }
