"""An article and its segments: the text as it came, and offsets into it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

UNDETERMINED = "und"
"""The language tag (ISO 639-2) of a text whose language is not known."""


@dataclass(frozen=True, slots=True)
class Article:
    """One document.

    `text` is never changed after reading: segments, beads and findings refer to it by character offset.
    `metadata` holds what the reader learnt besides the text, as strings: `title`, `outlet`, `url`, `date`
    (ISO 8601), `encoding` (as detected), `lang_hint` (what the file itself declares).
    """

    id: str
    text: str
    lang: str = UNDETERMINED
    metadata: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence-like span of an article: `text == article.text[start:end]`, offsets in characters.

    `index` counts from 0 through the article, `paragraph` likewise; `lang` is set once it is known to differ
    from, or was checked against, the article's language.
    """

    index: int
    start: int
    end: int
    text: str
    paragraph: int
    lang: str = UNDETERMINED


def gaps(text: str, segments: Sequence[Segment]) -> list[str]:
    """The text before, between and after the segments: `len(segments) + 1` strings.

    Interleaved with the segments' own texts they give back `text` exactly.
    """
    edges = [0, *(edge for segment in segments for edge in (segment.start, segment.end)), len(text)]
    return [text[a:b] for a, b in list(pairwise(edges))[::2]]
