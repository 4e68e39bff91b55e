"""What a multilingual sentence encoder says of a pair: how near the sides are, and which words of each have a
counterpart on the other.

A word's support is the cosine between it, encoded alone, and the nearest word of the other side: an encoder trained
on translation ranking is a bilingual dictionary for single words. Words without support are tried again in their
dictionary form ("санкциями" – "sanctions"), and together with a neighbour ("film studio" – "Filmstudio"), and a
bilingual dictionary is asked where there is one of the two languages. What stays unsupported is left out of its
sentence in turn: where that brings the sentence nearer to the other side, it is likely not to belong there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from polyglot_news.audit.apart import separate
from polyglot_news.audit.chinese import names
from polyglot_news.audit.counterparts import WELL_SUPPORTED, Forms, support_forms, support_names
from polyglot_news.audit.dictionary import links, serves
from polyglot_news.audit.suspects import suspects

if TYPE_CHECKING:
    from polyglot_news.audit.names import Name
    from polyglot_news.audit.pair import Pair, Side

Vectors = NDArray[np.float32]

_PHRASE_MARGIN = 0.03
"""By how much a phrase must be nearer than the neighbour alone, lest the neighbour lend its support."""

_REMEMBERED = 30_000
"""Words whose vectors are kept from one bitext to the next (some 60 MB)."""

_LONGEST = 2_000
"""Characters of a word or a side that are encoded: no sentence is longer, and time grows faster than length."""

_MOST_WORDS = 1_500
"""Words of a side up to which there is evidence: a table of all words with all words must fit into memory."""

_BLAS = ThreadpoolController()
"""The libraries behind numpy, looked for once: looking takes longer than a short article's checks."""

_BATCH = 256
"""Pairs worked on at a time: bounds memory, and is enough for the encoder to run at full speed."""


class Encoder(Protocol):
    """A sentence encoder whose vectors are comparable across languages."""

    def encode(self, texts: list[str]) -> Vectors:
        """One L2-normalised row a text: shape (len(texts), dimension), float32."""
        ...


@dataclass(frozen=True, slots=True)
class Suspect:
    """A content word of one side without a counterpart on the other.

    `position` is its place among the side's words; `gain` is by how much the sentence comes nearer to the other side
    without it.
    """

    position: int
    gain: float


@dataclass(slots=True)
class Evidence:
    """Similarities of one pair.

    `cosine` is that of the whole sides; `words` has a row for every target word and a column for every source word;
    `support` holds, for source and target, each word's support: that of phrases, dictionary forms, like spellings of
    names, and opening words without their capital included; `names` and `suspects` likewise. `likely` and `standings`
    remember what has been worked out: of suspects by side, of names by side and word.
    """

    cosine: float
    words: Vectors
    support: tuple[Vectors, Vectors]
    names: tuple[list[Name], list[Name]]
    suspects: tuple[tuple[Suspect, ...], tuple[Suspect, ...]] = ((), ())
    likely: dict[int, NDArray[np.float64]] = field(default_factory=dict)
    standings: dict[tuple[int, int], float] = field(default_factory=dict)


def gather(pairs: Sequence[Pair], encoder: Encoder) -> None:
    """Fill in `evidence` of every pair that has text on both sides, and not more than anybody would call a bead.

    On one thread: the products are small, and several threads would wait for each other longer than they compute.
    """
    with _BLAS.limit(limits=1, user_api="blas"):
        _gather(pairs, encoder)


def _gather(pairs: Sequence[Pair], encoder: Encoder) -> None:
    readable = [pair for pair in pairs if not pair.oversized]
    full = [pair for pair in readable if all(0 < len(s.words) <= _MOST_WORDS for s in (pair.source, pair.target))]
    memory = _word_memory(encoder)
    for start in range(0, len(full), _BATCH):
        batch = full[start : start + _BATCH]
        sides = [side for pair in batch for side in (pair.source, pair.target)]
        memory.encode([word.text for side in sides for word in side.words], encoder)
        memory.encode([side.words[i].text.lower() for side in sides for i in side.opening], encoder)
        sentences = _Memory()
        sentences.encode([side.text for side in sides], encoder)
        for pair in batch:
            pair.evidence = _words(pair, memory, sentences)
            if serves(pair):
                _look_up(pair, pair.evidence)
            support_names(pair)
        _inflected(batch, encoder, memory)
        _phrases(batch, encoder, memory)
        for pair in batch:
            separate(pair)
        _leave_out(batch, encoder, sentences)


class _Memory:
    """Vectors of texts already encoded, by their first `_LONGEST` characters."""

    def __init__(self) -> None:
        self._row: dict[str, int] = {}
        self._rows: Vectors = np.empty((0, 0), dtype=np.float32)

    def __len__(self) -> int:
        return len(self._row)

    def encode(self, texts: Iterable[str], encoder: Encoder) -> None:
        read = dict.fromkeys(text[:_LONGEST] for text in texts)
        new = sorted((text for text in read if text not in self._row), key=len)
        if not new:
            return
        rows = encoder.encode(new)
        used = len(self._row)
        if used + len(new) > len(self._rows):
            grown = np.empty((2 * used + len(new), rows.shape[1]), dtype=np.float32)
            if used:
                grown[:used] = self._rows[:used]
            self._rows = grown
        self._rows[used : used + len(new)] = rows
        self._row.update({text: used + i for i, text in enumerate(new)})

    def __call__(self, texts: Sequence[str]) -> Vectors:
        rows: Vectors = self._rows[[self._row[text[:_LONGEST]] for text in texts]]
        return rows


_remembered: WeakKeyDictionary[Encoder, _Memory] = WeakKeyDictionary()


def _word_memory(encoder: Encoder) -> _Memory:
    """The vectors of words this encoder has already made, for news repeats its words."""
    memory = _remembered.get(encoder)
    if memory is None or len(memory) > _REMEMBERED:
        memory = _remembered[encoder] = _Memory()
    return memory


def _words(pair: Pair, words: _Memory, sentences: _Memory) -> Evidence:
    vectors = [words([word.text for word in side.words]) for side in (pair.source, pair.target)]
    table = vectors[1] @ vectors[0].T
    support = table.max(axis=0), table.max(axis=1)
    for this, side in enumerate((pair.source, pair.target)):
        opening = side.opening
        if opening:
            near = words([side.words[i].text.lower() for i in opening]) @ vectors[1 - this].T
            support[this][opening] = np.maximum(support[this][opening], near.max(axis=1))
            np.maximum(support[1 - this], near.max(axis=0), out=support[1 - this])
    whole = sentences([pair.source.text, pair.target.text])
    return Evidence(float(whole[0] @ whole[1]), table, support, (pair.source.names, pair.target.names))


def _look_up(pair: Pair, evidence: Evidence) -> None:
    """Raise the support of words, and their place in the table, where a dictionary makes them counterparts.

    Of a writing without capitals the dictionary knows the names, too.
    """
    found = [names(side) if side.lang.startswith("zh") else side.names for side in (pair.source, pair.target)]
    evidence.names = found[0], found[1]
    for link in links(pair):
        here = np.ix_(link.target, link.source)
        evidence.words[here] = np.maximum(evidence.words[here], link.support)
        for support, positions in zip(evidence.support, (link.source, link.target), strict=True):
            support[list(positions)] = np.maximum(support[list(positions)], link.support)


def _inflected(batch: Sequence[Pair], encoder: Encoder, words: _Memory) -> None:
    """Raise the support of words whose dictionary form has the counterpart that the form at hand lacks."""
    forms = [(Forms(pair, 0), Forms(pair, 1)) for pair in batch]
    words.encode([text for both in forms for side in both for text in side.texts], encoder)
    for pair, both in zip(batch, forms, strict=True):
        support_forms(pair, both, words)


def _phrases(batch: Sequence[Pair], encoder: Encoder, words: _Memory) -> None:
    """Raise the support of words that, with a neighbour, have a counterpart they lack alone."""
    memory = _Memory()
    tried = [(pair, (_neighbours(pair, 0), _neighbours(pair, 1))) for pair in batch]
    asked = [
        _text(side, first, first + 1)
        for pair, both in tried
        for side, firsts in zip((pair.source, pair.target), both, strict=True)
        for first in firsts
    ]
    memory.encode(asked, encoder)
    for pair, both in tried:
        if not any(both):
            continue
        evidence = _evidence(pair)
        sides = (pair.source, pair.target)
        for this, firsts in enumerate(both):
            if not firsts:
                continue
            other = sides[1 - this]
            phrases = memory([_text(sides[this], first, first + 1) for first in firsts])
            near = phrases @ words([word.text for word in other.words]).T
            table = evidence.words.T if this == 0 else evidence.words
            for row, first in enumerate(firsts):
                _raise(evidence.support[this], table, near[row], first)


def _raise(support: Vectors, table: Vectors, near: Vectors, first: int) -> None:
    for word, neighbour in ((first, first + 1), (first + 1, first)):
        better = near[near > table[neighbour] + _PHRASE_MARGIN]
        if better.size:
            support[word] = max(support[word], float(better.max()))


def _neighbours(pair: Pair, this: int) -> list[int]:
    """First words of the two-word phrases worth trying: two content words, one of which has little support."""
    side = (pair.source, pair.target)[this]
    support = _evidence(pair).support[this]
    content = side.content
    weak = [content[i] and support[i] < WELL_SUPPORTED for i in range(len(side.words))]
    return [i for i in range(len(weak) - 1) if content[i] and content[i + 1] and (weak[i] or weak[i + 1])]


def _text(side: Side, first: int, last: int) -> str:
    return side.text[side.words[first].start : side.words[last].end]


def _evidence(pair: Pair) -> Evidence:
    if pair.evidence is None:
        raise AssertionError("words come before phrases")
    return pair.evidence


def _leave_out(batch: Sequence[Pair], encoder: Encoder, sentences: _Memory) -> None:
    """Find the suspects of every pair, and what leaving each out does to the similarity of the sides."""
    tried = [(pair, this, position) for pair in batch for this in (0, 1) for position in suspects(pair, this)]
    if not tried:
        return
    shorter = encoder.encode(
        [
            _without((pair.source, pair.target)[this].text, *_span(pair, this, at))[:_LONGEST]
            for pair, this, at in tried
        ]
    )
    found: dict[tuple[int, int], list[Suspect]] = {}
    for (pair, this, at), vector in zip(tried, shorter, strict=True):
        other = sentences([(pair.target, pair.source)[this].text])[0]
        suspect = Suspect(at, float(vector @ other) - _evidence(pair).cosine)
        found.setdefault((id(pair), this), []).append(suspect)
    for pair in batch:
        _evidence(pair).suspects = (tuple(found.get((id(pair), 0), ())), tuple(found.get((id(pair), 1), ())))


def _span(pair: Pair, this: int, at: int) -> tuple[int, int]:
    word = (pair.source, pair.target)[this].words[at]
    return word.start, word.end


def _without(text: str, start: int, end: int) -> str:
    """A text less a span and the space after it."""
    return text[:start] + text[end:].lstrip()
