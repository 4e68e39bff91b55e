"""What else a model would have said: the most probable next words, with their probabilities.

A word may take several subword pieces, so its probability is that of its pieces times that of the word ending there
(a new word, punctuation, or the end follows), summed over the ways to cut it. Words are then mutually exclusive, and
the probabilities of all of them sum to 1. Best-first over forced decoding: no word is more probable than its
beginning, so a beginning far less probable than the words already found is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Distribution = Callable[[list[list[str]]], NDArray[np.float64]]
    """Log-probabilities of the next piece after each of several beginnings: one row each, a column a piece."""

    Continues = Callable[[str], NDArray[np.bool_]]
    """For a piece, which pieces of the vocabulary would continue its word."""

_LONGEST = 20
_BREADTH = 8
"""Beginnings looked at together, for each word wanted."""

_FAR = 3.0
"""Natural logarithm: what is 20 times less probable than the last word wanted adds nothing to speak of."""

Pieces = list[str]


def next_words(
    distribution: Distribution,
    continues: Continues,
    spell: Callable[[Pieces], str],
    vocabulary: Sequence[str],
    barred: Sequence[int],
    count: int,
) -> list[tuple[str, float]]:
    """The `count` most probable next words, each with its natural log-probability, best first.

    Args:
        spell: the word that some pieces are; one that is empty does not count.
        barred: columns that are no text (end of sentence, unknown).
    """
    import numpy as np

    beginnings: list[tuple[Pieces, float]] = [([], 0.0)]
    found: dict[str, float] = {}
    for _ in range(_LONGEST):
        rows = distribution([pieces for pieces, _ in beginnings])
        longer: list[tuple[Pieces, float]] = []
        for (pieces, log_probability), row in zip(beginnings, rows, strict=True):
            inside = continues(pieces[-1]) if pieces else np.ones(len(row), bool)
            if word := spell(pieces):
                ending = log_probability + _log_sum(row[~inside])
                found[word] = float(np.logaddexp(found.get(word, -np.inf), ending))
            inside = inside.copy()
            inside[list(barred)] = False
            best = np.argsort(np.where(inside, -row, np.inf), kind="stable")[: _BREADTH * count]
            longer += [([*pieces, vocabulary[i]], log_probability + float(row[i])) for i in best if inside[i]]
        best_words = sorted(found.items(), key=lambda word: -word[1])[:count]
        least = best_words[-1][1] - _FAR if len(best_words) == count else -np.inf
        beginnings = sorted((b for b in longer if b[1] > least), key=lambda word: -word[1])[: _BREADTH * count]
        if not beginnings:
            break
    return best_words


def _log_sum(row: NDArray[np.float64]) -> float:
    import numpy as np

    return float(np.logaddexp.reduce(row)) if len(row) else -np.inf
