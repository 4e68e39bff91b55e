"""Where in a translation a source hit is rendered, and what stands around it there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from polyglot_news.glossary.grammar import Form, Grammar
from polyglot_news.glossary.job import Job
from polyglot_news.glossary.match import Hit
from polyglot_news.glossary.termbase import Term
from polyglot_news.translate.word_alignment import Span, linked_block, words

_SENTENCE_START = re.compile(r"(?:^|[.!?…:]\s+)[\"'“«(\s—–-]*$")
_CLOSING = {'"': '"', "'": "'", "(": ")"}


@dataclass(frozen=True, slots=True)
class Place:
    """An old rendering in a translation: `text[start:end]`; `term` is set where it is a known term of the concept."""

    text: str
    start: int
    end: int
    term: Term | None = None

    @property
    def old(self) -> str:
        return self.text[self.start : self.end]

    @property
    def left(self) -> str:
        return self.text[: self.start]

    @property
    def right(self) -> str:
        return self.text[self.end :]

    @property
    def closing(self) -> str:
        """A quotation mark or bracket right after the rendering whose partner stands right before it."""
        partner = _CLOSING.get(self.left[-1:], "")
        return partner if partner and self.right.startswith(partner) else ""

    def old_form(self, grammar: Grammar) -> Form:
        """Gender and number of the old rendering, from its term or its shape."""
        bare = Term("old", "mul", self.old or "x")
        form = grammar.form(bare, plural=False)
        gender = self.term.gender if self.term and self.term.gender else form.gender
        number = self.term.number if self.term and self.old.casefold() == self.term.text.casefold() else ""
        return Form(self.old, gender, number == "pl" if number else grammar.is_plural(self.old))

    def fitted(self, form: Form) -> Form:
        """The new words in the letter case that the place asks for."""
        capitals = [text[:1].isupper() for text in self.old.split() if len(text) > 3]
        if len(self.old) > 4 and self.old.isupper() and " " in self.old:
            return form._replace(text=form.text.upper())
        if _SENTENCE_START.search(self.left):
            return form._replace(text=form.text[:1].upper() + form.text[1:])
        if len(capitals) > 1 and all(capitals) and not self.term and _is_common(form.text):
            words_of = (w[:1].upper() + w[1:] if len(w) > 3 else w for w in form.text.split(" "))
            return form._replace(text=" ".join(words_of))
        return form


def source_span(job: Job, number: int, lang: str) -> Span | None:
    """Where a want's hit stands in what the model saw, a text in `lang`; in a pivot the concept's own terms tell."""
    prepared, hit = job.draft.prepared, job.wants[number].hit
    if job.draft.origin == prepared.segment.text:
        return prepared.edited.forward(hit.start, hit.end)
    before = sum(want.hit.concept == hit.concept for want in job.wants[:number])
    found = [one for one in job.recorder.matcher(lang).find(prepared.segment.text) if one.concept == hit.concept]
    return prepared.edited.forward(found[before].start, found[before].end) if before < len(found) else None


def known_place(job: Job, number: int, near: float | None = None) -> Place | None:
    """The known term of the concept that stands in the translation's text and is not a wanted one."""
    want, text = job.wants[number], job.draft.hypothesis.text
    hits = [hit for hit in job.recorder.renderings(text, [want.hit.concept])[want.hit.concept]
            if not want.is_met_by(hit)]  # fmt: skip
    if not hits:
        return None
    share = want.hit.start / max(1, len(job.draft.origin)) * len(text)
    nearest = min(hits, key=lambda hit: abs(hit.start - (share if near is None else near)))
    return _of_hit(text, nearest)


def aligned_place(job: Job, number: int, span: Span, grammar: Grammar) -> Place | None:
    """The words that attention links to the source span, without articles and prepositions at either edge.

    A known term of the concept that overlaps them is taken instead: attention blurs at the edges.
    """
    text = job.draft.hypothesis.text
    block = linked_block(text, *span, job.draft.hypothesis.alignment)
    if block is None:
        return known_place(job, number)
    known = known_place(job, number, near=block[0])
    if known and known.start < block[1] and known.end > block[0]:
        return known
    trimmed = _trimmed(text, block, grammar)
    return Place(text, *trimmed) if trimmed else known


def phrase_place(text: str, phrase: str) -> Place | None:
    """The first place where a phrase stands in a text as whole words, any case."""
    match = re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE)
    return Place(text, *match.span()) if match else None


def _of_hit(text: str, hit: Hit) -> Place:
    return Place(text, hit.start, hit.end, hit.term)


def _trimmed(text: str, block: Span, grammar: Grammar) -> Span | None:
    inside = [span for span in words(text) if span[0] >= block[0] and span[1] <= block[1]]

    def is_loose(span: Span) -> bool:
        word = text[slice(*span)].lower()
        return word in grammar.function_words or grammar.is_determiner(word)

    while inside and is_loose(inside[0]):
        inside.pop(0)
    while inside and is_loose(inside[-1]):
        inside.pop()
    return (inside[0][0], inside[-1][1]) if inside else None


def _is_common(text: str) -> bool:
    return not any(word[:1].isupper() for word in text.split())
