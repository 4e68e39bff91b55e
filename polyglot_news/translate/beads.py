"""From outcomes to beads: the translation assembled as an article, and where each part of it comes from."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from polyglot_news.article import Article, Segment, gaps
from polyglot_news.bitext import Bead, Bitext
from polyglot_news.language import base, word_separator
from polyglot_news.translate.hop import Document, Outcome
from polyglot_news.translate.plan import Plan


def assembled(document: Document, texts: Sequence[str], lang: str) -> Document:
    """The translated segments as a document of their own, the white space between them as it was."""
    between = gaps(document.text, document.segments)
    parts: list[str] = []
    segments: list[Segment] = []
    length = 0
    for i, (old, text) in enumerate(zip(document.segments, texts, strict=True)):
        gap = between[i] if i == 0 else _gap(between[i], lang)
        start = length + len(gap)
        length = start + len(text)
        parts += [gap, text]
        segments.append(Segment(old.index, start, length, text, old.paragraph, lang))
    return Document("".join([*parts, between[-1]]), segments)


def _gap(gap: str, lang: str) -> str:
    """White space between two segments of the target: line breaks stay, within a line the language's custom rules."""
    if "\n" in gap or "\r" in gap:
        return gap
    return gap if gap.strip(" ") else word_separator(lang) and (gap or " ")


def as_bitext(
    plan: Plan, translated: Sequence[Outcome], edited: Mapping[int, Outcome], to: str, provenance: Mapping[int, str]
) -> Bitext:
    """The bitext of an article.

    Args:
        translated: the outcomes of `plan.for_models`.
        edited: those of the segments that a reader has edited, by index.
        provenance: what produced a row, by the segment's index.
    """
    models = iter(translated)
    of_segment = [
        edited[s.index] if s.index in edited
        else Outcome(s.text, None, (f"left-alone:already {base(to)}",)) if s.index in plan.left_alone
        else _named(next(models))
        for s in plan.segments
    ]  # fmt: skip
    target = assembled(Document(plan.article.text, plan.segments), [outcome.text for outcome in of_segment], to)
    beads = tuple(
        Bead(
            source=s.text,
            target=t.text,
            source_segments=(s.index,),
            target_segments=(t.index,),
            source_start=s.start,
            source_end=s.end,
            target_start=t.start,
            target_end=t.end,
            paragraph=s.paragraph,
            score=None if outcome.score is None else round(math.exp(outcome.score), 4),
            terms=outcome.terms,
            findings=outcome.faults,
            provenance=provenance[s.index],
        )
        for s, t, outcome in zip(plan.segments, target.segments, of_segment, strict=True)
    )
    article = Article(plan.article.id, target.text, to, plan.article.metadata)
    return Bitext(plan.article.id, plan.article.lang, to, beads, plan.article, article)


def _named(outcome: Outcome) -> Outcome:
    """The outcome with its faults as the table names them."""
    if not outcome.faults:
        return outcome
    return replace(outcome, faults=tuple(f"degenerate:{fault}" for fault in dict.fromkeys(outcome.faults)))
