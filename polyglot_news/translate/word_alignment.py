"""Word alignment from the attention that a translation model gives: which source word a target word came from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from html import unescape

Span = tuple[int, int]
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|\d+(?:[.,]\d+)*")
_ESCAPED = re.compile(r"&(?:amp|lt|gt|quot|apos|#124|#91|#93);")
"""What the Moses tokenizer in front of BPE makes of characters that mean something to Moses."""
_LOOKAHEAD = 12
_SHARED = 0.6


def words(text: str) -> list[Span]:
    """The word spans of a text, in characters; hyphenated words and elisions are one word."""
    return [match.span() for match in _WORD.finditer(text)]


def piece_spans(text: str, pieces: Sequence[str]) -> list[Span]:
    """Where each subword piece stands in `text`: character spans in order, empty where a piece left no trace.

    Works for SentencePiece (`▁` marks a word's beginning) and BPE (`@@` marks its continuation) alike; a piece that
    the tokenizer normalised (a ligature, a full-width digit) is searched a few characters ahead, and otherwise
    takes the next character.
    """
    spans: list[Span] = []
    cursor = 0
    for surface in _surfaces(pieces):
        while cursor < len(text) and text[cursor].isspace():
            cursor += 1
        if not surface:
            spans.append((cursor, cursor))
            continue
        start = text.find(surface, cursor, cursor + len(surface) + _LOOKAHEAD)
        end = start + len(surface) if start >= 0 else min(cursor + 1, len(text))
        spans.append((start if start >= 0 else cursor, end))
        cursor = end
    return spans


def _surfaces(pieces: Sequence[str]) -> list[str]:
    """The characters of each piece; those of a token that stands for one character all with its first piece."""
    surfaces: list[str] = []
    begun: list[str] = []
    for piece in pieces:
        begun.append(piece.replace("▁", "").removesuffix("@@"))
        if piece.endswith("@@"):
            continue
        token = "".join(begun)
        surfaces += [unescape(token), *[""] * (len(begun) - 1)] if _ESCAPED.search(token) else begun
        begun = []
    return surfaces + begun


def link_words(
    source: str,
    source_pieces: Sequence[Span],
    target: str,
    target_pieces: Sequence[Span],
    attention: Sequence[Sequence[float]],
) -> tuple[tuple[int, int, int, int], ...]:
    """Link each target word to the source words that its pieces attended to most.

    The attention of a target word is the sum over its pieces; it links to the source word with the largest sum and
    to every other that has at least 0.6 of it (a compound or a noun phrase translated by one word).

    Args:
        source_pieces, target_pieces: character spans of the pieces, as `piece_spans` gives them.
        attention: one row a target piece, one column a source piece; further rows and columns (end of sentence)
            are ignored.

    Returns:
        (source_start, source_end, target_start, target_end) for each link, in target order.
    """
    source_words = _word_of_piece(words(source), source_pieces)
    target_words = _word_of_piece(words(target), target_pieces)
    weights: dict[Span, dict[Span, float]] = defaultdict(lambda: defaultdict(float))
    for target_word, row in zip(target_words, attention, strict=False):
        if target_word is not None:
            for source_word, weight in zip(source_words, row, strict=False):
                if source_word is not None:
                    weights[target_word][source_word] += weight
    links = []
    for target_word in sorted(weights):
        shares = weights[target_word]
        best = max(shares.values())
        if best > 0:
            links += [(*word, *target_word) for word in sorted(shares) if shares[word] >= _SHARED * best]
    return tuple(links)


def linked_block(target: str, begin: int, end: int, links: Sequence[tuple[int, int, int, int]]) -> Span | None:
    """The run of target words that best holds what `source[begin:end]` became.

    Each word counts +1 when it links into the passage, -1 when only elsewhere, slightly less than 0 when nowhere;
    the run with the largest sum is taken (Kadane's maximum subarray), so one stray link does not stretch it.
    """
    best: tuple[float, Span] | None = None
    total, start = 0.0, 0
    for span in words(target):
        inside = [begin <= s and e <= end for s, e, t, u in links if t < span[1] and u > span[0]]
        if total <= 0:
            total, start = 0.0, span[0]
        total += (1.0 if any(inside) else -1.0) if inside else -0.1
        if any(inside) and (best is None or total > best[0]):
            best = total, (start, span[1])
    return best[1] if best else None


def _word_of_piece(word_spans: Sequence[Span], pieces: Sequence[Span]) -> list[Span | None]:
    """For each piece the word that it overlaps most, None for punctuation."""
    result: list[Span | None] = []
    first = 0
    for start, end in pieces:
        while first < len(word_spans) and word_spans[first][1] <= start:
            first += 1
        best = None
        for word in word_spans[first:]:
            if word[0] >= end:
                break
            if best is None or _overlap(word, (start, end)) > _overlap(best, (start, end)):
                best = word
        result.append(best)
    return result


def _overlap(a: Span, b: Span) -> int:
    return min(a[1], b[1]) - max(a[0], b[0])
