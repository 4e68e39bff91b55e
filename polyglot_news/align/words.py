"""Segments as words: what is compared when no model is at hand, and what a model is asked about word by word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_WORD = re.compile(r"\d+(?:[.,:’'  ]\d+)*|[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+")
_BEFORE = re.compile(r"\s+(?=[,.;:!?…)\]}»”’%])|(?<=\w['’])\s+(?=\w)|(?<=[(\[{«“])\s+")

_CYRILLIC = dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўјљњћђџѓќѕ", (
    "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch  y  e iu ia e i i e g u i l n ch dj dz g k z".split(" ")
), strict=True))  # fmt: skip
_GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", (
    "a v g d e z i th i k l m n x o p r s s t i f ch ps o".split(" ")
), strict=True))  # fmt: skip
_SEMITIC = dict(zip("אבגדהוזחטיכךלמםנןסעפףצץקרשתابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگکیئؤأإآةى", (
    "a b g d h v z kh t i k k l m m n n s a p p ts ts k r sh t "
    "a b t th j h kh d d r z s sh s d t z a g f k k l m n h u i p ch j g k i i u a i a a a".split(" ")
), strict=True))  # fmt: skip
_LETTERS = str.maketrans({**_CYRILLIC, **_GREEK, **_SEMITIC, "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"})


@lru_cache(maxsize=200_000)
def latin(word: str) -> str:
    """A word in lower-case Latin letters without marks, so that a name looks alike in every alphabet.

    Han, Kana and other scripts without a letter table stay as they are.
    """
    decomposed = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)


def detokenised(text: str) -> str:
    """The text with the spaces that a tokeniser put around punctuation taken out again (`d' environ` → `d'environ`)."""
    return _BEFORE.sub("", text)


def words(text: str) -> list[str]:
    """The words of a text in lower case; a run of a script without spaces gives its overlapping pairs of characters."""
    found: list[str] = []
    for match in _WORD.finditer(text):
        word = match.group().lower()
        if _UNSPACED.search(word):
            found.extend(_pairs(word))
        else:
            found.append(word)
    return found


def _pairs(word: str) -> list[str]:
    parts: list[str] = []
    last = 0
    for run in _UNSPACED.finditer(word):
        parts.extend(part for part in [word[last : run.start()]] if part)
        characters = run.group()
        parts.extend(characters[i : i + 2] for i in range(max(1, len(characters) - 1)))
        last = run.end()
    return [*parts, *([word[last:]] if word[last:] else [])]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The distinct words of one side and where they stand.

    `tokens` holds for every token, in reading order, its index into `vocabulary`; `edges` (length N + 1) where each
    segment's tokens begin; `weights` (one a word) how telling a word is: log of segments over segments that have it.
    """

    vocabulary: list[str]
    tokens: Ints
    edges: Ints
    weights: Floats

    @classmethod
    def of(cls, segments: Sequence[str]) -> Lexicon:
        """The lexicon of a side's segments. A segment without a word gets an empty one of no weight."""
        known: dict[str, int] = {"": 0}
        tokens: list[int] = []
        edges = [0]
        seen: dict[int, int] = {}
        for segment in segments:
            ids = [known.setdefault(word, len(known)) for word in words(segment)] or [0]
            tokens.extend(ids)
            edges.append(len(tokens))
            for word_id in set(ids):
                seen[word_id] = seen.get(word_id, 0) + 1
        counts = np.array([max(1, seen.get(i, 0)) for i in range(len(known))], dtype=np.float32)
        weights = np.log((len(segments) + 1) / counts).astype(np.float32) + np.float32(0.1)
        weights[0] = 1e-3
        return cls(list(known), np.array(tokens, dtype=np.int64), np.array(edges, dtype=np.int64), weights)
