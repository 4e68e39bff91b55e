"""Which words of the other side go with what was found: a guess at its rendering where no record says it.

Dunning's G² ("Accurate Methods for the Statistics of Surprise and Coincidence", Computational Linguistics 19(1),
1993) decides whether a word stands in the translations of the hits more often than chance would have it; Dice's
coefficient, which compares words of any frequency, chooses among those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import log

from polyglot_news.corpus.folding import index_words, raw_words
from polyglot_news.corpus.index import Index, IndexedBead

_LEAST_HITS = 3
_SURPRISING = 10.83
"""G² that chance exceeds once in a thousand (chi-squared, one degree of freedom)."""

_LEAST_DICE = 0.1
_NEAR_BEST = 0.3
"""A word is no rendering if its coefficient is a smaller share of the best word's: it only goes with the subject."""

_GOES_ON = 0.5
"""A neighbour belongs to the rendering if its coefficient is at least this share of the best word's."""


def associations(beads: Iterable[IndexedBead], side: str, index: Index) -> dict[tuple[str, str], dict[str, float]]:
    """For each pair of languages, Dice's coefficient of the words that go with the hits.

    Args:
        beads: those with a hit on the other side of `side`, each once.
        side: where the renderings stand.

    Returns:
        Folded words and their coefficients, in 0–1, by source and target language.
    """
    hits: Counter[tuple[str, str]] = Counter()
    together: dict[tuple[str, str], Counter[str]] = {}
    for bead in beads:
        langs = (bead.source_lang, bead.target_lang)
        hits[langs] += 1
        together.setdefault(langs, Counter()).update(set(index_words(bead.text(side))))
    sizes = index.languages(side)
    return {
        langs: _scores(together[langs], count, langs[side == "target"], side, index, sizes)
        for langs, count in hits.items()
    }


def _scores(
    together: Counter[str], hits: int, lang: str, side: str, index: Index, sizes: Mapping[str, int]
) -> dict[str, float]:
    scores = {}
    for word, both in together.items():
        if both < _LEAST_HITS or 2 * both / (hits + both) < _LEAST_DICE:
            continue
        alone = index.beads_with(word, lang, side)
        dice = 2 * both / (hits + alone)
        if dice >= _LEAST_DICE and g_squared(both, hits, alone, sizes.get(lang, 0)) >= _SURPRISING:
            scores[word] = dice
    return scores


def g_squared(both: int, first: int, second: int, size: int) -> float:
    """Dunning's G² that two things are found together more often than by chance; 0 where it is not more often.

    Args:
        both, first, second: how many beads have both, the first, and the second.
        size: how many beads there are.
    """
    if size <= 0 or both * size <= first * second:
        return 0.0
    observed = (both, first - both, second - both, size - first - second + both)
    rows = (first, first, size - first, size - first)
    columns = (second, size - second, second, size - second)
    return 2 * sum(
        o * log(o * size / (row * column)) for o, row, column in zip(observed, rows, columns, strict=True) if o > 0
    )


_WIDEST_GAP = 3
"""Signs between two words of one rendering."""


class Guesser:
    """Guesses renderings in one language.

    Args:
        scores: folded words and how well they go with the hits.
    """

    def __init__(self, scores: Mapping[str, float]) -> None:
        self._scores = scores
        self._least = _NEAR_BEST * max(scores.values(), default=0.0)
        self._score = lru_cache(maxsize=1 << 16)(self._score_of)

    def guess(self, text: str) -> tuple[int, int] | None:
        """The span of the word of a text that goes best with the hits, and of its neighbours that do so too."""
        words = raw_words(text)
        values = [self._score(text[start:end]) for start, end in words]
        best_value = max(values, default=0.0)
        if not best_value:
            return None
        first = values.index(best_value)
        last = first
        enough = _GOES_ON * best_value
        while first and values[first - 1] >= enough and _are_near(words[first - 1], words[first]):
            first -= 1
        while last + 1 < len(words) and values[last + 1] >= enough and _are_near(words[last], words[last + 1]):
            last += 1
        return words[first][0], words[last][1]

    def _score_of(self, word: str) -> float:
        score = max((self._scores.get(part, 0.0) for part in index_words(word)), default=0.0)
        return score if score >= self._least else 0.0


def _are_near(word: tuple[int, int], following: tuple[int, int]) -> bool:
    return following[0] - word[1] <= _WIDEST_GAP
