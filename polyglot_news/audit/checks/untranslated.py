"""Source words left standing in the translation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import ClassVar

from polyglot_news.audit.frequency import is_known, zipf
from polyglot_news.audit.pair import Pair
from polyglot_news.audit.registry import Check, Hit
from polyglot_news.audit.words import Word

_MARGIN = 1.0
"""By how many powers of ten a word must be commoner in the source language than in the target language."""

_PARTICLES = frozenset([
    "de", "da", "do", "dos", "das", "del", "della", "di", "du", "des", "la", "le", "les", "el", "los", "las",
    "van", "von", "der", "den", "y", "e", "zu",
])  # fmt: skip
"""Words that stand inside names in any language."""

_RARE = 3.0
"""Frequency in the target language below which a word that is only part of a source word may be foreign."""

_LOAN, _LOAN_MARGIN = 3.3, 1.8
"""Frequency in the target language from which a word is taken for a loan, unless this margin speaks against."""

_MARGIN_PART = 1.9
"""The margin of a part of a source word."""

_STEM = 4
"""Letters from which a part of a word is worth looking up."""

_COMPOUND = 14
"""Letters from which a German word is a compound noun rather than a name."""

_MARGIN_NOUN = 2.4
"""The same for a German noun: its capital may be a name's."""

_KEPT_ON_PURPOSE = re.compile(
    r"https?://\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b|[@#]\w+|[\"“”„«»‘’'](\w+)[\"“”«»‘’'](?!\w)", re.IGNORECASE
)
"""Web addresses, handles, and a single word in quotation marks: it is spoken of, not used."""

_PLACE = re.compile(r"(?:str(?:a(?:ß|ss)e)|platz|burg|berg|dorf|hausen|heim|stadt|hafen|brücke|bach|feld|tal)$")
"""Ends of German words that are rather names of places than compound nouns."""

_MARGIN_CAPITAL = 3.2
"""The same for a word with a capital on both sides in other languages."""


class Untranslated(Check):
    """Source word left untranslated.

    A word of the translation that is not written in the target language's script, or that stands in the source as
    well, belongs to the source language and is much rarer in the target
    language. Names and loans are about as common in both, and are left alone.
    """

    name: ClassVar[str] = "untranslated"
    severity: ClassVar[str] = "major"

    def applies(self, pair: Pair) -> bool:
        """Only where the two languages differ."""
        return super().applies(pair) and pair.source.lang.split("-")[0] != pair.target.lang.split("-")[0]

    def hits(self, pair: Pair) -> Iterator[Hit]:
        own_script = _script_of_language(pair.target.lang)
        kept = [match.span() for match in _KEPT_ON_PURPOSE.finditer(pair.target.text)]
        found = [
            i
            for i, word in enumerate(pair.target.words)
            if self._left(pair, i, word, own_script) and not any(a <= word.start < b for a, b in kept)
        ]
        for first, last in _runs(found):
            start, end = pair.target.words[first].start, pair.target.words[last].end
            text = pair.target.text[start:end]
            at = pair.source.text.casefold().find(text.casefold())
            source = (at, at + len(text)) if at >= 0 else None
            yield Hit(f"“{text}” was left untranslated", source, (start, end), 0.9)

    def _left(self, pair: Pair, position: int, word: Word, own_script: str) -> bool:
        text = word.text.lstrip("0123456789")
        if not text.isalpha() or text in "ºª":
            return False
        if script(text) != own_script:
            return own_script == "LATIN" or (text.islower() and len(text) > 2 and self._foreign(pair, position, word))
        return self._foreign(pair, position, word)

    def _foreign(self, pair: Pair, position: int, word: Word) -> bool:
        """Whether a word in the target's own script is the source's word and no word of the target language."""
        if word.key in pair.target.lexicon.function:
            return False
        key = word.key.lstrip("0123456789")
        ours, theirs = zipf(key, pair.source.lang), zipf(key, pair.target.lang)
        if ours is None or theirs is None:
            return False
        if word.key not in pair.source.keys:
            part = ours - theirs >= _MARGIN_PART and theirs < _RARE and self._compound_part(pair, word)
            return part or (theirs == 0 and word.text.islower() and self._with_ending(pair, word))
        if theirs == 0 and word.text.islower() and not key.isascii() and pair.target.lang.startswith("en"):
            return True
        if self._elided(pair, position, word) or (theirs == 0 and self._compound(pair, word)):
            return True
        if ours < 1.5 or ours - theirs < _MARGIN:
            return False
        if word.key in pair.source.lexicon.function:
            return word.key not in pair.target.lexicon.homographs and self._function_word(
                pair, position, word, ours - theirs
            )
        if len(key) < 3 or (theirs >= _LOAN and ours - theirs < _LOAN_MARGIN):
            return False
        return self._content_word(pair, position, word, ours, theirs)

    def _function_word(self, pair: Pair, position: int, word: Word, excess: float) -> bool:
        """Function words stand inside names, and open sentences that are names ("La Paz")."""
        neighbours = self._neighbours(pair, position)
        if word.text.islower():
            return neighbours < 1 if word.key in _PARTICLES else neighbours < 2
        return word.opens and not neighbours and excess >= _MARGIN_NOUN

    def _content_word(self, pair: Pair, position: int, word: Word, ours: float, theirs: float) -> bool:
        """A capital on both sides may be a name's, the less so the rarer the word is in the target language."""
        neighbours = self._neighbours(pair, position)
        twins = [other for other in pair.source.words if other.key == word.key]
        if word.text.islower() or not any(other.capital for other in twins):
            return neighbours < 2 or theirs < _RARE
        if pair.source.lang.startswith("de"):
            noun = is_known(word.text, "de") and (theirs == 0 or (ours - theirs >= _MARGIN_NOUN and ours > 3.6))
            return noun or (theirs == 0 and ours > 2.5 and len(word.text) >= _COMPOUND)
        if word.opens and all(other.opens for other in twins) and not neighbours:
            return theirs < _RARE and ours - theirs >= _MARGIN_NOUN and is_known(word.key, pair.source.lang)
        return not neighbours and ours - theirs >= _MARGIN_CAPITAL

    def _neighbours(self, pair: Pair, position: int) -> int:
        """How many of the words beside a target word, function words skipped, have a capital on both sides."""
        beside = 0
        for step in (-1, 1):
            at = position + step
            while 0 < at < len(pair.target.words) - 1 and pair.target.words[at].key in pair.source.lexicon.function:
                at += step
            beside += self._named(pair, at)
        return beside

    def _with_ending(self, pair: Pair, word: Word) -> bool:
        """Whether a word is a word of the source with an ending of the target language stuck to it."""
        stems = (word.key[:-length] for length in (1, 2) if len(word.key) - length > _STEM)
        return any(
            stem in pair.source.keys and not zipf(stem, pair.target.lang) and (zipf(stem, pair.source.lang) or 0) > 2
            for stem in stems
        )

    def _elided(self, pair: Pair, position: int, word: Word) -> bool:
        """Whether a word hangs with an apostrophe on an elided function word of the source ("d'admirer")."""
        if position == 0 or not word.text.islower():
            return False
        before = pair.target.words[position - 1]
        joined = pair.target.text[before.start : word.end]
        alone = position < 2 or pair.target.words[position - 2].key not in pair.source.keys
        return (
            alone
            and len(before.text) <= 2
            and before.text.islower()
            and before.key in pair.source.lexicon.function
            and pair.target.text[before.end : word.start] in ("'", "’")
            and joined.replace("’", "'") in pair.source.text.replace("’", "'")
        )

    def _compound(self, pair: Pair, word: Word) -> bool:
        """Whether a word is a German compound of two words that the dictionary has: a long one, or an infinitive.

        Short nouns are as likely to be names of places ("Lausitzring").
        """
        text = word.key
        if not pair.source.lang.startswith("de") or _PLACE.search(text):
            return False
        for at in range(_STEM, len(text) - _STEM + 1):
            head, tail = text[:at], text[at:]
            verb = tail.endswith("en") and is_known(tail, "de")
            if (verb or (len(text) >= _COMPOUND and is_known(tail.capitalize(), "de"))) and any(
                is_known(head.removesuffix(joint).capitalize(), "de") for joint in ("", "s", "n")
            ):
                return True
        return False

    def _compound_part(self, pair: Pair, word: Word) -> bool:
        """Whether a word of the source, a German compound or an inflected form, begins with the word."""
        return len(word.text) > 4 and any(key.startswith(word.key) for key in pair.source.keys)

    def _named(self, pair: Pair, position: int) -> bool:
        """Whether a target word bears a capital in the source too, so that what stands beside it may be a name."""
        words = pair.target.words
        return (
            0 <= position < len(words)
            and words[position].capital
            and any(other.capital and other.key == words[position].key for other in pair.source.words)
        )


def _runs(positions: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for position in positions:
        if runs and runs[-1][1] == position - 1:
            runs[-1] = (runs[-1][0], position)
        else:
            runs.append((position, position))
    return runs


@lru_cache(maxsize=65536)
def script(text: str) -> str:
    """The script of a word's first letter, by its Unicode name: LATIN, CYRILLIC, CJK, ARABIC …"""
    return unicodedata.name(text[0], "?").split()[0]


_SCRIPTS = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "sr", "mk", "kk", "mn"), "CYRILLIC"),
    **dict.fromkeys(("ar", "fa", "ur"), "ARABIC"),
    **dict.fromkeys(("zh", "ja"), "CJK"),
    "el": "GREEK", "he": "HEBREW", "hi": "DEVANAGARI", "ko": "HANGUL", "th": "THAI", "ka": "GEORGIAN",
    "hy": "ARMENIAN",
}  # fmt: skip


def _script_of_language(lang: str) -> str:
    return _SCRIPTS.get(lang.split("-")[0], "LATIN")
