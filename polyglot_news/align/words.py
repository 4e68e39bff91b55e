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

_PAIRS = """
    а=a б=b в=v г=g д=d е=e ж=zh з=z и=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch
    ъ= ы=y ь= э=e ю=iu я=ia є=e і=i ґ=g ў=u ј=i љ=l њ=n ћ=ch ђ=dj џ=dz ѓ=g ќ=k ѕ=z α=a β=v γ=g δ=d ε=e ζ=z η=i
    θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=i φ=f χ=ch ψ=ps ω=o א=a ב=b ג=g ד=d ה=h ו=v ז=z ח=kh
    ט=t י=i כ=k ך=k ל=l מ=m ם=m נ=n ן=n ס=s ע=a פ=p ף=p צ=ts ץ=ts ק=k ר=r ש=sh ת=t ا=a ب=b ت=t ث=th ج=j ح=h خ=kh
    د=d ذ=d ر=r ز=z س=s ش=sh ص=s ض=d ط=t ظ=z ع=a غ=g ف=f ق=k ك=k ل=l م=m ن=n ه=h و=u ي=i پ=p چ=ch ژ=j گ=g ک=k
    ی=i ئ=i ؤ=u أ=a إ=i آ=a ة=a ى=a ß=ss æ=ae œ=oe ø=o ł=l đ=d
"""
_LETTERS = str.maketrans(dict(pair.split("=") for pair in _PAIRS.split()))


@lru_cache(maxsize=200_000)
def latin(word: str) -> str:
    """A word in lower-case Latin letters without marks, so that a name looks alike in every alphabet.

    Han, Kana and other scripts without a letter table stay as they are.
    """
    decomposed = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)


def detokenised(text: str) -> str:
    """The text without the spaces that a tokeniser put around punctuation (`d' environ` → `d'environ`)."""
    return _BEFORE.sub("", text)


def words(text: str) -> list[str]:
    """The words of a text in lower case; a run of a script without spaces gives its pairs of characters."""
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
