"""Words with offsets: what every check counts, compares and points at."""

from __future__ import annotations

import re
from dataclasses import dataclass

from polyglot_news.audit.frequency import zipf
from polyglot_news.sentence_encoder import vocabulary

UNSPACED = frozenset({"zh", "ja", "th"})
"""Languages written without spaces between words; their words are pieces of the encoder's vocabulary, characters
joined where a list of the language's words has the whole ("访", "问": "访问")."""

_LONGEST, _UNHEARD = 4, 8.0
"""Pieces that may make one word; the cost of a piece that no list has, in powers of ten of its rarity."""

_APOSTROPHES = "'’ʼ"
_WORD = re.compile(r"[^\W_]+")
_WORD_WITH_APOSTROPHE = re.compile(rf"[^\W_]+(?:[{_APOSTROPHES}][^\W\d_]+)*")
_APOSTROPHE_INSIDE = frozenset({"uk", "be"})
_SENTENCE_BREAK = re.compile(r"[.!?…:;。！？：；“«„‘「『(\[–—]|(?:^|\s)[\"']")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: `text == whole[start:end]`; `key` is its case-folded form.

    `opens` is true where grammar or typography asks for a capital anyway: first in the text, after a
    sentence-final mark, or after an opening quotation mark.
    """

    text: str
    start: int
    end: int
    key: str
    opens: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


def words(text: str, lang: str) -> tuple[Word, ...]:
    """The words of a text in order, punctuation left out.

    Apostrophes separate ("l'accord" is two words), except in Ukrainian and Belarusian, where they are letters.
    """
    base = lang.split("-")[0].lower()
    pattern = _WORD_WITH_APOSTROPHE if base in _APOSTROPHE_INSIDE else _WORD
    found: list[Word] = []
    previous = 0
    for match in pattern.finditer(text):
        start = match.start()
        opens = not found or (
            text[previous:start] != " " and _SENTENCE_BREAK.search(text, previous, start) is not None
        )
        previous = match.end()
        if base in UNSPACED and _CJK.search(match[0]):
            found += [
                Word(text[a:b], a, b, text[a:b].casefold(), opens)
                for a, b in _joined(text, _pieces(text, *match.span()), base)
            ]
        else:
            found.append(Word(match[0], start, previous, match[0].casefold(), opens))
    return tuple(found)


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the vocabulary pieces of one unspaced run; a piece that normalisation changed joins its neighbour."""
    spans = []
    at = start
    for piece in vocabulary().encode(text[start:end], out_type=str):
        bare = piece.replace("▁", "")
        found = text.find(bare, at, end) if bare else -1
        if found < 0:
            continue
        if found > at:
            spans.append((at, found))
        at = found + len(bare)
        spans.append((found, at))
    if at < end:
        spans.append((at, end))
    return spans


def _joined(text: str, pieces: list[tuple[int, int]], lang: str) -> list[tuple[int, int]]:
    """The likeliest words that pieces in a row make, by their frequencies as if independent (Viterbi)."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(pieces) + 1):
        paths = []
        for start in range(max(0, end - _LONGEST), end):
            if start < end - 1 and any(b - a > 1 for a, b in pieces[start:end]):
                continue
            seen = zipf(text[pieces[start][0] : pieces[end - 1][1]], lang) or 0.0
            if seen or start == end - 1:
                paths.append((best[start][0] + (9 - seen if seen else _UNHEARD), start))
        best.append(min(paths))
    spans = []
    end = len(pieces)
    while end:
        start = best[end][1]
        spans.append((pieces[start][0], pieces[end - 1][1]))
        end = start
    return spans[::-1]
