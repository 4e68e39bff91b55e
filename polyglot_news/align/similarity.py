"""How alike two words of two languages are: by spelling, by number, by what an encoder makes of them, by use.

Every function takes two vocabularies and gives a matrix, float32 [len(ones), len(others)] in 0–1.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from polyglot_news.align.search import Step
from polyglot_news.align.senses import Space
from polyglot_news.align.words import Floats, Lexicon, latin

_HASHED = 1024
_SHORTEST = 4


def numbers(vocabulary: Sequence[str]) -> NDArray[np.bool_]:
    """Which words are numbers."""
    return np.array([word[:1].isdigit() for word in vocabulary], dtype=bool)


def by_spelling(ones: Sequence[str], others: Sequence[str]) -> Floats:
    """Names and cognates: overlap (Dice) of character 2- and 3-grams in Latin letters, 0 below 0.35, 1 from 0.8.

    Words under four letters count only when they are equal, numbers only when their digits are.
    """
    latins, other_latins = [latin(word) for word in ones], [latin(word) for word in others]
    grams, other_grams = _grams(latins), _grams(other_latins)
    sizes = grams.sum(1)[:, None] + other_grams.sum(1)[None, :]
    shared = 2 * (grams @ other_grams.T) / (sizes + 1e-6)
    alike: Floats = np.clip((shared - 0.35) / 0.45, 0, 1).astype(np.float32)
    alike[_unfit(ones, latins)] = 0
    alike[:, _unfit(others, other_latins)] = 0
    places: dict[str, list[int]] = defaultdict(list)
    for j, (word, plain) in enumerate(zip(others, other_latins, strict=True)):
        places[_identity(word, plain)].append(j)
    for i, (word, plain) in enumerate(zip(ones, latins, strict=True)):
        if identity := _identity(word, plain):
            alike[i, places.get(identity, [])] = 1
    return alike


def _identity(word: str, plain: str) -> str:
    """What makes two words the same; empty for a single letter, which says nothing."""
    if word[:1].isdigit():
        return "".join(c for c in word if c.isdigit())
    return plain if len(plain) > 1 else ""


def _unfit(vocabulary: Sequence[str], latins: Sequence[str]) -> NDArray[np.bool_]:
    short = np.array([len(word) < _SHORTEST for word in latins], dtype=bool)
    return short | numbers(vocabulary)


def _grams(words: Sequence[str]) -> Floats:
    grams = np.zeros((len(words), _HASHED), dtype=np.float32)
    for row, word in zip(grams, words, strict=True):
        edged = f"^{word}$" if len(word) >= 2 else ""
        for size in (2, 3):
            for k in range(len(edged) - size + 1):
                row[zlib.crc32(edged[k : k + size].encode()) % _HASHED] = 1
    return grams


def by_meaning(ones: Sequence[str], others: Sequence[str], langs: tuple[str, str], space: Space) -> Floats:
    """Cosine of the words encoded each on its own, 0 below 0.3, 1 from 0.9; numbers are left to their digits."""
    space = space.around([(ones, langs[0]), (others, langs[1])])
    cosine = space.cosines(space.encode(ones, langs[0]), space.encode(others, langs[1]))
    alike: Floats = np.clip((cosine - 0.3) / 0.6, 0, 1).astype(np.float32)
    alike[numbers(ones)] = 0
    alike[:, numbers(others)] = 0
    return alike


def by_use(source: Lexicon, target: Lexicon, steps: Sequence[Step], certainty: Sequence[float]) -> Floats:
    """Words that keep turning up together in the beads of a first alignment of the same documents.

    Expectation maximisation over both directions at once (after Brown et al., 1993, model 1, and Liang, Taskar and
    Klein, 2006, "Alignment by Agreement"), four rounds; a pair met in fewer than 1.2 expected beads counts nothing,
    so that no bead can confirm itself. All zero where there are too few beads to learn from.
    """
    forth = np.ones((len(source.vocabulary), len(target.vocabulary)), dtype=np.float32)
    back, met = forth.copy(), np.zeros_like(forth)
    beads = [
        (np.ix_(_types(source, i, n), _types(target, j, m)), sure)
        for (i, n, j, m), sure in zip(steps, certainty, strict=True)
        if n and m and sure > 0.3
    ]
    for _ in range(4):
        met[:] = 0
        for cells, sure in beads:
            there, here = forth[cells], back[cells]
            there = there / (there.sum(0, keepdims=True) + 0.02)
            here = here / (here.sum(1, keepdims=True) + 0.02)
            met[cells] += sure * np.sqrt(there * here)
        forth = met / (met.sum(1, keepdims=True) + 1)
        back = met / (met.sum(0, keepdims=True) + 1)
    alike: Floats = np.minimum(1.5 * np.sqrt(forth * back), 1).astype(np.float32)
    alike[met < 1.2] = 0
    alike[0], alike[:, 0] = 0, 0
    return alike


def _types(lexicon: Lexicon, first: int, count: int) -> NDArray[np.int64]:
    return np.unique(lexicon.tokens[lexicon.edges[first] : lexicon.edges[first + count]])
