"""A segment as a model should see it, and the way back from what the model says to what the reader should see."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from polyglot_news.article import Segment
from polyglot_news.translate import protect, quotes, typography
from polyglot_news.translate.edits import Edited, Replacement, edit
from polyglot_news.translate.engine import Hypothesis
from polyglot_news.translate.quotes import Mark

_LEAD = re.compile(r"[—–\-•·*▪●◦]\s+")
_TAIL = re.compile(r"\s+[—–\-]$")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Prepared:
    """One segment made ready: `edited.text` goes to the model, the rest brings its answer back.

    `marks` are the segment's quotation marks with offsets in the model's text, `placeholders` and `originals` the
    protected spans, `lead` a list bullet or dialogue dash and `tail` the dash of a date line, which both stay out of
    the model's sight.
    """

    segment: Segment
    edited: Edited
    lead: str = ""
    tail: str = ""
    marks: tuple[Mark, ...] = ()
    placeholders: tuple[str, ...] = ()
    originals: tuple[str, ...] = ()
    typographic: bool = False

    @property
    def text(self) -> str:
        """What the model sees."""
        return self.edited.text

    @property
    def is_translatable(self) -> bool:
        """False where there is nothing to translate: no letter outside what is protected."""
        bare = self.text
        for name in self.placeholders:
            bare = bare.replace(name, "")
        return any(char.isalpha() for char in bare)


@dataclass(frozen=True, slots=True)
class Restored:
    """A translation as the reader sees it, and what could not be brought back: `quotes`, or protected text."""

    text: str
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a segment's article decides about it.

    Attributes:
        marks: its quotation marks as the whole article makes them mean, with offsets in the segment.
        stem: the beginning of a placeholder's name, which the article itself does not use.
        typographic: whether the article uses typographic apostrophes or quotation marks.
    """

    marks: tuple[Mark, ...] = ()
    stem: str = protect.STEMS[0]
    typographic: bool = False


def surroundings(text: str, segments: Sequence[Segment]) -> list[Surroundings]:
    """The surroundings of the segments of one article, in their order.

    Args:
        text: the article's text, over which quotations are followed from segment to segment.
    """
    starts = [segment.start for segment in segments]
    paragraphs = [
        start
        for start, segment, before in zip(starts, segments, [None, *segments], strict=False)
        if before is None or before.paragraph != segment.paragraph
    ]
    marks = quotes.find_marks(text, paragraphs)
    places = [mark.start for mark in marks]
    stem = protect.placeholder_stem(text)
    is_typographic = typography.is_typographic(text)
    return [
        Surroundings(
            tuple(
                mark.shifted(-segment.start)
                for mark in marks[bisect_left(places, segment.start) : bisect_left(places, segment.end)]
            ),
            stem,
            is_typographic,
        )
        for segment in segments
    ]


def prepare(segment: Segment, around: Surroundings, unknown: AbstractSet[str]) -> Prepared:
    """Make one segment ready for a model, whose vocabulary lacks the characters in `unknown`."""
    text = segment.text
    name = protect.placeholder_names(around.stem)
    lead = match.group() if (match := _LEAD.match(text)) else ""
    edits = _Claims(text)
    tail = match.group() if (match := _TAIL.search(text, len(lead))) else ""
    edits.claim(0, len(lead), "")
    edits.claim(len(text) - len(tail), len(text), "")
    protected = [span for span in protect.literals(text) if edits.is_free(*span)]
    for number, span in enumerate(protected, start=1):
        edits.claim(*span, name(number))
    kept = [mark for mark in around.marks if edits.claim(mark.start, mark.end, quotes.to_straight(mark))]
    for at, char in enumerate(text):
        if char in typography.PLAIN and (char in unknown or char in typography.INVISIBLE):
            edits.claim(at, at + 1, typography.plain(text, at))
    for match in _SPACE.finditer(text):
        if match.group() != " ":
            edits.claim(*match.span(), " ")
    foreign = protect.foreign_runs(text, unknown - typography.LEAVE - typography.PLAIN.keys() - quotes.MARKS)
    for span in foreign:
        if edits.is_free(*span):
            protected.append(span)
            edits.claim(*span, name(len(protected)))
    edited = edit(text, edits.replacements)
    return Prepared(
        segment=segment,
        edited=edited,
        lead=lead,
        tail=tail,
        marks=tuple(_moved(mark, edited) for mark in kept),
        placeholders=tuple(name(number) for number in range(1, len(protected) + 1)),
        originals=tuple(text[start:end] for start, end in protected),
        typographic=around.typographic,
    )


def unquoted(prepared: Prepared) -> Prepared:
    """The same segment with its quotation marks kept from the model: for `restore` to set them by word alignment."""
    of_marks = {(start, end) for start, end, _ in _replacements_of_marks(prepared)}
    return _edited_again(
        prepared,
        [(start, end, "" if (start, end) in of_marks else new) for start, end, new in prepared.edited.replacements],
    )


def reworded(prepared: Prepared, changes: Sequence[Replacement]) -> Prepared | None:
    """The same segment with other words for the model at some spans of `segment.text`.

    None where a span holds a quotation mark or protected text, which would be lost.
    """
    kept: list[Replacement] = []
    dropped: list[Replacement] = []
    for one in prepared.edited.replacements:
        overlaps = any(one[0] < end and one[1] > start for start, end, _ in changes)
        (dropped if overlaps else kept).append(one)
    hidden = {new for *_, new in dropped} & {*prepared.placeholders}
    if hidden or set(dropped) & set(_replacements_of_marks(prepared)):
        return None
    return _edited_again(prepared, [*kept, *changes])


def _replacements_of_marks(prepared: Prepared) -> list[Replacement]:
    """For each of the segment's marks the replacement that put it into the model's text."""
    by_span = {prepared.edited.forward(one[0], one[1]): one for one in prepared.edited.replacements}
    return [by_span[mark.start, mark.end] for mark in prepared.marks]


def _edited_again(prepared: Prepared, replacements: Sequence[Replacement]) -> Prepared:
    edited = edit(prepared.edited.original, replacements)
    marks = [
        replace(mark, start=start, end=end)
        for mark, one in zip(prepared.marks, _replacements_of_marks(prepared), strict=True)
        for start, end in [edited.forward(one[0], one[1])]
    ]
    return replace(prepared, edited=edited, marks=tuple(marks))


def restore(prepared: Prepared, hypothesis: Hypothesis, target_lang: str, *, project: bool = False) -> Restored:
    """What the reader should see of one hypothesis.

    Args:
        project: where the model's quotation marks do not correspond to the source's, set the source's by word
            alignment instead of reporting them lost.
    """
    lost: list[str] = []
    text = quotes.restore_marks(hypothesis.text, prepared.marks, target_lang)
    if text is None and project:
        text = quotes.project_marks(prepared.text, hypothesis.text, prepared.marks, hypothesis.alignment, target_lang)
    if text is None:
        text = hypothesis.text
        lost.append("quotes")
    inner = prepared.segment.text.removeprefix(prepared.lead).removesuffix(prepared.tail)
    text = typography.restore_dashes(inner, text)
    if prepared.typographic:
        text = typography.restore_apostrophes(text)
    text, missing = protect.put_back(text, prepared.placeholders, prepared.originals)
    return Restored(prepared.lead + text + prepared.tail, (*lost, *missing))


class _Claims:
    """Replacements that do not overlap: who comes first has the span."""

    def __init__(self, text: str) -> None:
        self.replacements: list[Replacement] = []
        self._taken = bytearray(len(text))

    def is_free(self, start: int, end: int) -> bool:
        return not any(self._taken[start:end])

    def claim(self, start: int, end: int, new: str) -> bool:
        """Put a replacement down; False, and nothing done, where part of the span is taken or it is empty."""
        if start == end or not self.is_free(start, end):
            return False
        self._taken[start:end] = b"\1" * (end - start)
        self.replacements.append((start, end, new))
        return True


def _moved(mark: Mark, edited: Edited) -> Mark:
    start, end = edited.forward(mark.start, mark.end)
    return Mark(start, end, mark.opening, mark.level, mark.straight)
