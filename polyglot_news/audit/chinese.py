"""What CC-CEDICT says of a Chinese and an English text: words and their renderings, names and their spellings.

The encoder embeds a word alone, and knows single Chinese characters and pieces of words less well than words of an
alphabet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from polyglot_news.audit import cedict
from polyglot_news.audit.forms import root
from polyglot_news.audit.frequency import zipf
from polyglot_news.audit.lexicon import lexicon
from polyglot_news.audit.link import KNOWN, LIKELY, Link
from polyglot_news.audit.names import Name
from polyglot_news.audit.quantities import calendar
from polyglot_news.audit.words import words

if TYPE_CHECKING:
    from polyglot_news.audit.pair import Side

_COMMONPLACE = 5.7
"""Powers of ten a billion words from which an English word may stand in any sentence ("people", "time")."""

_SHARE = 0.6
"""Share of the words of a long rendering that are enough to make it likely ("Commission of European Union")."""

_PLACEHOLDERS = frozenset(["sb", "sth", "sb's", "etc", "esp", "usu", "one", "one's", "oneself", "someone"])


def names(side: Side) -> list[Name]:
    """The names of a Chinese text that the dictionary has; no weekdays.

    They begin and end where words do, and no unknown word touches them: what looks like a name inside a longer word,
    or beside other parts of a name spelled by sound ("连斯基" beside "泽"), is none.
    """
    bounds = _bounds(side.text)
    place = _word_at(side)
    found = []
    at = 0
    while at < len(bounds) - 1:
        ends = range(min(at + cedict.LONGEST, len(bounds) - 1), at, -1)
        end = next((end for end in ends if cedict.is_headword(side.text[bounds[at] : bounds[end]])), at + 1)
        first, last = bounds[at], bounds[end]
        tokens = [side.text[bounds[i] : bounds[i + 1]] for i in (at - 1, end) if 0 <= i < len(bounds) - 1]
        if (
            last - first > 1
            and _is_name(side.text[first:last])
            and not any(_is_part(side, token) for token in tokens)
        ):
            inside = [word for word in place[first:last] if word is not None]
            found.append(Name(inside[0], inside[-1], first, last))
        at = end
    return found


def spellings(name: str) -> list[list[str]]:
    """How English may write a Chinese name, in words with a capital; of a person the last name."""
    written = []
    for gloss in cedict.glosses(name):
        parts = [word.text for word in words(gloss.text, "en") if word.capital and len(word.text) > 2]
        written.append(parts[-1:] if gloss.person else parts)
    return [parts for parts in written if parts]


def _bounds(text: str) -> list[int]:
    import rjieba

    return [0, *accumulate(len(token) for token in rjieba.cut(text))]


def _is_part(side: Side, token: str) -> bool:
    """Whether a word, by itself unknown or a single character that is no function word, may be part of a name."""
    if not token.isalpha() or token.isascii():
        return token == "·"
    return not cedict.is_headword(token) if len(token) > 1 else token not in side.lexicon.function


def _is_name(word: str) -> bool:
    return cedict.is_name(word) and not any(gloss.text.lower() in calendar("en") for gloss in cedict.glosses(word))


def matches(chinese: Side, english: Side) -> Iterator[Link]:
    """What CC-CEDICT has of the words of two sides, and CLDR of their countries."""
    where: dict[str, list[int]] = {}
    for i, word in enumerate(english.words):
        if not english.is_function(word):
            where.setdefault(root(word.key), []).append(i)
    place = _word_at(chinese)
    for start, end in _headwords(chinese):
        inside = Counter(word for word in place[start:end] if word is not None)
        covered = tuple(i for i, held in inside.items() if 2 * held >= len(chinese.words[i].text))
        if not covered:
            continue
        for rendering, commonplace in _renderings(chinese.text[start:end]):
            there = [part for part in rendering if part in where]
            if len(there) >= max(_SHARE * len(rendering), min(len(rendering), 2)):
                found = tuple(sorted(i for part in there for i in where[part]))
                sure = len(there) == len(rendering) and not commonplace and end - start > 1
                yield Link(covered, found, KNOWN if sure else LIKELY)
    yield from _places(chinese, english)


def _headwords(side: Side) -> Iterator[tuple[int, int]]:
    """Spans that the dictionary has: any of two characters or more, and the words of one character."""
    text = side.text
    for start in range(len(text)):
        if text[start] < "\u2e80":
            continue
        for end in range(start + 2, min(start + cedict.LONGEST, len(text)) + 1):
            if cedict.is_headword(text[start:end]):
                yield start, end
    for word in side.words:
        if word.end - word.start == 1 and word.text > "\u2e80" and not side.is_function(word):
            yield word.start, word.end


def _word_at(side: Side) -> list[int | None]:
    """The word that each character belongs to."""
    place: list[int | None] = [None] * len(side.text)
    for i, word in enumerate(side.words):
        place[word.start : word.end] = [i] * (word.end - word.start)
    return place


def _places(chinese: Side, english: Side) -> Iterator[Link]:
    """Countries, themselves or by their people ("Chinese" – 中国)."""
    for first, last, code in chinese.territories:
        for begin, end, other in english.territories:
            if code == other:
                yield Link(tuple(range(first, last + 1)), tuple(range(begin, end + 1)), KNOWN)


@lru_cache(maxsize=16384)
def _renderings(word: str) -> tuple[tuple[tuple[str, ...], bool], ...]:
    """For each gloss of a Chinese word, the roots of its content words, and whether it may stand in any sentence."""
    function = lexicon("en").function
    found: dict[tuple[str, ...], bool] = {}
    for gloss in cedict.glosses(word):
        keys = [word.key for word in words(gloss.text, "en") if len(word.key) > 1 and not word.key.isdigit()]
        content = [key for key in keys if key not in function and key not in _PLACEHOLDERS]
        if gloss.person:
            content = content[-1:]
        if content:
            commonplace = len(content) == 1 and (zipf(content[0], "en") or 0.0) >= _COMMONPLACE
            found[tuple(root(key) for key in content)] = commonplace
    return tuple(found.items())
