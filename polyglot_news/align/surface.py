"""What a segment looks like: its length, its punctuation, its letters, and its first and last part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from polyglot_news.align.cuts import doubtful
from polyglot_news.align.words import Floats, detokenised

_PART = re.compile(r"(?<=[.;:!?,])\s+|(?<=[。；：！？，])")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[«\"“]?[^\W\d_a-zà-öø-ÿа-яё])|(?<=[。！？])(?=.)")
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_WIDE = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")
_CLOSING = " \t\"”»’')」』）]"
_ENDINGS = {mark: kind for kind, marks in enumerate((".。…", "!！", "?？", ":：", ";；", ",，、")) for mark in marks}
OPEN_ENDING = 3
"""Endings from here on (`:` `;` `,` none) do not close a sentence."""

_COUNTED = {"commas": r"[,;，；、]", "quotes": r"[\"“”«»„「」『』]", "questions": r"[?？]", "brackets": r"[(（]"}


@dataclass(frozen=True, slots=True)
class Surface:
    """One side of a pair; every array has one entry a segment, but for `doubtful`.

    `length` is in characters without spaces, plus one; `ending` a kind of final mark; `lower` whether the first
    letter is lower case; `upper` whether nearly all letters are capitals; `counted` holds how many marks of a kind
    there are, `sentences` how many sentence ends inside; `doubtful` what speaks against the cuts between segments
    (see `cuts`); `heads` and `tails` are the first and last clause of a segment that has several (`parted`), else the
    whole of it.
    """

    texts: list[str]
    lang: str
    length: Floats
    ending: NDArray[np.int64]
    lower: Floats
    upper: Floats
    digits: Floats
    counted: dict[str, Floats]
    sentences: Floats
    doubtful: Floats
    parted: Floats
    heads: list[str]
    tails: list[str]

    @classmethod
    def of(cls, segments: Sequence[str], lang: str) -> Surface:
        """The surface of a side's segments."""
        texts = [detokenised(_SPACES.sub(" ", segment).strip()) for segment in segments]
        ends = [_head_and_tail(text) for text in texts]
        return cls(
            texts=texts,
            lang=lang,
            length=_floats([len(text) - text.count(" ") + 1 for text in texts]),
            ending=np.array([_ending(text) for text in texts], dtype=np.int64),
            lower=_floats([next((c for c in text if c.isalnum()), "").islower() for text in texts]),
            upper=_floats([_capitals(text) for text in texts]),
            digits=_floats([sum(map(str.isdigit, text)) for text in texts]),
            counted={
                name: _floats([len(re.findall(mark, text)) for text in texts]) for name, mark in _COUNTED.items()
            },
            sentences=_floats([len(_SENTENCE.findall(text)) for text in texts]),
            doubtful=doubtful(texts),
            parted=_floats([end is not None for end in ends]),
            heads=[end[0] if end else text for end, text in zip(ends, texts, strict=True)],
            tails=[end[1] if end else text for end, text in zip(ends, texts, strict=True)],
        )

    def __len__(self) -> int:
        return len(self.texts)


def _floats(values: Sequence[float]) -> Floats:
    return np.array(values, dtype=np.float32)


def _ending(text: str) -> int:
    return _ENDINGS.get(text.rstrip(_CLOSING)[-1:], 6)


def _capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 2 and sum(map(str.isupper, letters)) > 0.7 * len(letters)


def _head_and_tail(text: str) -> tuple[str, str] | None:
    """The first and the last clause, each long enough to mean something; None where they would overlap."""
    parts = [part for part in _PART.split(text) if part]
    enough = 8 if _WIDE.search(text) else 18
    head = next((grown for grown in accumulate(parts, "{} {}".format) if len(grown) >= enough), text)
    tail = next((grown for grown in accumulate(parts[::-1], "{1} {0}".format) if len(grown) >= enough), text)
    return (head, tail) if len(head) + len(tail) <= len(text) + 2 else None
