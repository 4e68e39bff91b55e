"""The same rendered differently, and different things rendered the same, inside one article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import ClassVar
from unicodedata import combining, normalize

from polyglot_news.audit.checks.untranslated import script
from polyglot_news.audit.names import romanised
from polyglot_news.audit.pair import Pair, Side
from polyglot_news.audit.registry import ArticleCheck, Hit

_WORDS = 4
"""Words from which two equal segments are no coincidence."""


def _normal(side: Side) -> str:
    return " ".join(word.key for word in side.words)


class Consistency(ArticleCheck):
    """Inconsistent translation.

    The same source segment translated differently, or different source segments translated the same.
    """

    name: ClassVar[str] = "consistency"
    severity: ClassVar[str] = "minor"

    def article_hits(self, pairs: Sequence[Pair]) -> Iterator[tuple[int, Hit]]:
        full = [i for i, pair in enumerate(pairs) if len(pair.source.words) >= _WORDS and pair.target.words]
        for ours, message in (
            (True, "the same source was translated as “{}” before"),
            (False, "the same translation stood for “{}” before"),
        ):
            before: dict[str, int] = {}
            for i in full:
                side, other = (pairs[i].source, pairs[i].target) if ours else (pairs[i].target, pairs[i].source)
                first = before.setdefault(_normal(side), i)
                earlier = pairs[first].target if ours else pairs[first].source
                if first != i and len(side.words) >= _WORDS and _normal(earlier) != _normal(other):
                    whole = (0, len(pairs[i].source.text)), (0, len(pairs[i].target.text))
                    yield i, Hit(message.format(earlier.text), *whole, 0.8)


class Spelling(ArticleCheck):
    """Name spelled in two ways.

    Two spellings of one name in the translation ("Zelensky", "Zelenskyy") where the source writes one.
    """

    name: ClassVar[str] = "spelling"
    severity: ClassVar[str] = "minor"

    def article_hits(self, pairs: Sequence[Pair]) -> Iterator[tuple[int, Hit]]:
        spellings: dict[str, dict[str, tuple[int, int, int]]] = defaultdict(dict)
        for i, pair in enumerate(pairs):
            for name in pair.target.names:
                for position in range(name.first, name.last + 1):
                    word = pair.target.words[position]
                    near = [w for w in pair.source.words if w.capital and len(w.text) > _WORDS]
                    of = max(near, key=lambda w: _alike(w.text, word.text), default=None)
                    if of is not None and len(word.text) > _WORDS and _alike(of.text, word.text) >= _SAME:
                        spellings[romanised(of.text)[:_STEM]].setdefault(word.text, (i, word.start, word.end))
        for stem, found in spellings.items():
            first, *others = found
            for other in others:
                if _two_spellings(first, other) and stem[:1] == romanised(first)[:1]:
                    i, start, end = found[other]
                    yield (
                        i,
                        Hit(f"“{other}” is spelled “{first}” elsewhere", None, (start, end), 0.6, suggestion=first),
                    )


_SAME = 0.7
_STEM = 6
_ENDINGS = frozenset([
    "s", "a", "e", "i", "o", "u", "y", "m", "в", "а", "у", "е", "ы", "и", "о", "я", "ю", "ом", "ой", "ым", "ою",
    "ем", "ей", "их", "ів", "ого", "ому", "em", "en", "er", "es", "n", "an", "ian",
])  # fmt: skip
"""What a name may end in by its case, gender or number, or as an adjective."""


def _alike(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    return float(fuzz.ratio(romanised(one), romanised(other))) / 100


def _without_accents(word: str) -> str:
    """A word in Latin letters without its accents, which come and go with an ending ("África", "Africana")."""
    if script(word) != "LATIN":
        return word.casefold()
    return "".join(char for char in normalize("NFD", word.casefold()) if not combining(char))


def _two_spellings(one: str, other: str) -> bool:
    """Whether two words are one name written differently, not inflected or derived."""
    if one.casefold() == other.casefold() or _alike(one, other) < 0.82:
        return False
    short, long = sorted((_without_accents(one), _without_accents(other)), key=len)
    if short == long:
        return True
    same = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if same >= _WORDS and len(short) - same <= 2:
        inflected = short[same:] in _ENDINGS | {""} or long[same:] in _ENDINGS
        return long[same:] == short[-1] or not inflected
    return True
