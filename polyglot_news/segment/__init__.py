"""Segments of a text: sentences, headings, items of lists and date lines, with offsets into the untouched text."""

from __future__ import annotations

import re
from itertools import pairwise

from polyglot_news.article import UNDETERMINED, Segment
from polyglot_news.language import primary_language
from polyglot_news.segment.amend import sentence_starts
from polyglot_news.segment.blocks import blocks
from polyglot_news.segment.dateline import dateline_end
from polyglot_news.segment.srx import signature
from polyglot_news.segment.view import view
from polyglot_news.verb import make_callable

__all__ = ["segment", "segment_lines", "signature"]


def segment(text: str, lang: str = UNDETERMINED) -> list[Segment]:
    """Cut `text` into sentence-like segments.

    `lang` is a BCP 47 tag; only its primary subtag matters, and a language without SRX rules is cut by the rule of
    thumb. Every character that is not white space belongs to exactly one segment; a segment neither begins nor ends
    with white space and never crosses a paragraph. Linear in the length of the text.
    """
    primary = primary_language(lang)
    segments: list[Segment] = []
    for paragraph, (start, end) in enumerate(blocks(text)):
        cuts = [start, *_cuts(text, start, end, primary), end]
        for a, b in pairwise(cuts):
            b = a + len(text[a:b].rstrip())
            segments.append(Segment(len(segments), a, b, text[a:b], paragraph))
    return segments


def segment_lines(text: str) -> list[Segment]:
    """One segment a line, as it stands: an empty line is an empty segment, `index` is the line number from 0.

    A line ends with `\\n` or `\\r\\n` (with `\\r` in a text that has no `\\n`), never with another separator of
    Unicode, so that line numbers agree with other tools'. A line break at the end of the text begins no further line.
    """
    end_of_line = re.compile("\r?\n" if "\n" in text else "\r")
    segments: list[Segment] = []
    start = 0
    for found in end_of_line.finditer(text):
        segments.append(Segment(len(segments), start, found.start(), text[start : found.start()], len(segments)))
        start = found.end()
    if start < len(text):
        segments.append(Segment(len(segments), start, len(text), text[start:], len(segments)))
    return segments


def _cuts(text: str, start: int, end: int, lang: str) -> list[int]:
    """Offsets inside the paragraph `text[start:end]` at which a further segment begins."""
    seen = view(text, start, end)
    dateline = dateline_end(seen.text, lang)
    body = seen.text[dateline:]
    starts = [position for position in (dateline,) if position]
    starts += [dateline + position for position in sentence_starts(body, lang)]
    cuts: list[int] = []
    for position in starts:
        cut = seen.origin(position)
        if text[(cuts or [start])[-1] : cut].strip():
            cuts.append(cut)
    return cuts


make_callable(__name__, "polyglot_news.segment:segment")
