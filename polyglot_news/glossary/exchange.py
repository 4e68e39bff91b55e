"""Wording exchanged outside the model, for engines that cannot be given a target prefix, and where that failed.

The first way that works is taken: the old rendering is found in the output and replaced, when the words around it
agree with the new one as they are; the source's words are exchanged for another term of the concept that the model
renders as wanted, so that the agreement is the model's; the old rendering is replaced and what agreed with it
repaired by rule; a placeholder stands for the term while the model translates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from polyglot_news.glossary.force import bases, with_text
from polyglot_news.glossary.grammar import Form, grammar_of
from polyglot_news.glossary.job import Job, Proposal
from polyglot_news.glossary.place import Place, aligned_place, known_place, phrase_place, source_span
from polyglot_news.glossary.record import REPLACED, Intervention
from polyglot_news.glossary.termbase import Term
from polyglot_news.language import primary_language
from polyglot_news.translate.engine import Hypothesis
from polyglot_news.translate.prepare import Prepared, reworded
from polyglot_news.translate.protect import placeholder_names, placeholder_stem
from polyglot_news.translate.revision import Workshop

_MOST_EXCHANGES = 4
"""Other terms of a concept that are tried in the source's place."""


def exchange(jobs: Sequence[Job], workshop: Workshop) -> None:
    """See to the missing wants of every job, one a job and round."""
    if not jobs:
        return
    for job in jobs:
        # A new translation must not lose what is rendered as wanted already.
        job.tried = {*range(len(job.wants))} - {*job.missing}
    while open_jobs := [(job, number) for job in jobs if (number := job.next_missing()) is not None]:
        _round(open_jobs, workshop)


def _round(open_jobs: Sequence[tuple[Job, int]], workshop: Workshop) -> None:
    lang = workshop.model.source
    alone = _translated_alone(open_jobs, workshop)
    rewordings: list[_Rewording] = []
    places: list[Place | None] = []
    for (job, number), phrase in zip(open_jobs, alone, strict=True):
        place = _old_place(job, number, lang, phrase)
        places.append(place)
        if place is None or not (_edited(job, number, place, workshop, repair=False)):
            rewordings += _rewordings(job, number, lang)
    found = workshop.decode([one.prepared.text for one in rewordings])
    decoded = list(zip(rewordings, found, strict=True))
    for (job, number), place in zip(open_jobs, places, strict=True):
        if number not in job.missing:
            continue
        mine = [(one, hypothesis) for one, hypothesis in decoded if one.job is job and one.number == number]
        if not _see_to(job, number, place, mine, workshop):
            job.give_up(number, "its rendering was not found in the output, and no other wording led to it")


@dataclass(frozen=True, slots=True)
class _Rewording:
    """A segment whose hit was exchanged: for another source term (`term`), or for a placeholder (`name`)."""

    job: Job
    number: int
    prepared: Prepared
    term: Term | None = None
    name: str = ""


def _see_to(
    job: Job, number: int, place: Place | None, decoded: Sequence[tuple[_Rewording, Hypothesis]], workshop: Workshop
) -> bool:
    for one, hypothesis in decoded:
        if one.term is not None:
            draft = workshop.draft(job.draft.origin, one.prepared, hypothesis)
            reason = f"translated as if the source said '{one.term.text}'"
            if job.take_best([Proposal(number, draft, Intervention(REPLACED, reason))]):
                return True
    if place is not None and _edited(job, number, place, workshop, repair=True):
        return True
    return any(_filled(job, number, one, hypothesis, workshop) for one, hypothesis in decoded if one.name)


def _translated_alone(open_jobs: Sequence[tuple[Job, int]], workshop: Workshop) -> list[str]:
    """What the model makes of each hit's words alone: often what it made of them in the sentence."""
    texts = [job.wants[number].hit.text for job, number in open_jobs]
    unique = list(dict.fromkeys(texts))
    found = dict(zip(unique, workshop.decode(unique), strict=True))
    return [found[text].text.rstrip(".") for text in texts]


def _old_place(job: Job, number: int, lang: str, alone: str) -> Place | None:
    if job.draft.hypothesis.alignment:
        span = source_span(job, number, lang)
        place = aligned_place(job, number, span, job.target_grammar) if span else None
        if place:
            return place
    return known_place(job, number) or _alone_place(job, alone)


def _alone_place(job: Job, alone: str) -> Place | None:
    """Where the hit's words, translated alone, stand in the translation; without an article at their beginning."""
    first, _, rest = alone.partition(" ")
    phrase = rest if rest and job.target_grammar.is_determiner(first) else alone
    return phrase_place(job.draft.hypothesis.text, phrase) if len(phrase) > 2 else None


def _edited(job: Job, number: int, place: Place, workshop: Workshop, *, repair: bool) -> bool:
    """Replace the old rendering in the output; without `repair` only where nothing around it must change."""
    grammar = job.target_grammar
    form = job.form(number, place.old, job.wants[number].terms[0])
    old = place.old_form(grammar)
    base = bases(place, form, job, number, grammar)[0]
    right = place.right.removeprefix(place.closing)
    same = bool(form.gender) and (old.gender, old.plural) == (form.gender, form.plural)
    if not repair and not same:
        return False
    hypothesis = with_text(job.draft.hypothesis, base + grammar.right(right, old, form))
    draft = workshop.draft(job.draft.origin, job.draft.prepared, hypothesis)
    reason = f"put in the place of '{place.old}'"
    return job.take_best([Proposal(number, draft, Intervention(REPLACED, reason))])


def _rewordings(job: Job, number: int, lang: str) -> list[_Rewording]:
    """The segment with each other source term of the concept, those of the wanted side first, and a placeholder."""
    prepared, want = job.draft.prepared, job.wants[number]
    span = (want.hit.start, want.hit.end)
    if job.draft.origin != prepared.segment.text:
        hits = [
            hit for hit in job.recorder.matcher(lang).find(prepared.segment.text) if hit.concept == want.hit.concept
        ]
        if not hits:
            return []
        span = (hits[0].start, hits[0].end)
    name = placeholder_names(placeholder_stem(prepared.text))(len(prepared.placeholders) + 1)
    found = []
    for term in _others(job, number, lang):
        if changed := reworded(prepared, [_source_words(job, number, term, prepared.segment.text, span)]):
            found.append(_Rewording(job, number, changed, term=term))
    if changed := reworded(prepared, [(*span, name)]):
        found.append(_Rewording(job, number, changed, name=name))
    return found


def _others(job: Job, number: int, lang: str) -> list[Term]:
    want = job.wants[number]
    terms = [
        term
        for term in job.recorder.termbase.of(want.hit.concept, lang)
        if term.text.casefold() != want.hit.term.text.casefold() and not term.text.isupper()
    ]
    side = set(want.terms[0].whose)
    return sorted(terms, key=lambda term: not side & set(term.whose))[:_MOST_EXCHANGES]


def _source_words(job: Job, number: int, term: Term, text: str, span: tuple[int, int]) -> tuple[int, int, str]:
    """The replacement of the hit by another term, in its number and letter case, `a` or `an` before it seen to."""
    grammar = grammar_of(primary_language(term.lang))
    hit = job.wants[number].hit
    plural = grammar.is_plural(hit.text) and not grammar.is_plural(hit.term.text)
    form = Place(text, *span).fitted(grammar.form(term, plural=plural))
    left = grammar.lefts(text[: span[0]], Form(hit.text), form, named=False)[0]
    same = next((i for i, (a, b) in enumerate(zip(left, text, strict=False)) if a != b), min(len(left), span[0]))
    start = min(same, span[0])
    return start, span[1], left[start:] + form.text


def _filled(job: Job, number: int, one: _Rewording, hypothesis: Hypothesis, workshop: Workshop) -> bool:
    """Put the term where the model copied its placeholder, agreement repaired."""
    match = re.search(rf"{one.name}(?!\d)", hypothesis.text)
    if match is None:
        return False
    grammar = job.target_grammar
    place = Place(hypothesis.text, *match.span())
    form = job.form(number, "", job.wants[number].terms[0])
    old = Form(one.name, _gender_before(place.left), form.plural)
    left = grammar.lefts(place.left, old, form, named=False)[0]
    text = left + place.fitted(form).text + grammar.right(place.right, old, form)
    # Its alignment is to the source with the placeholder.
    draft = workshop.draft(job.draft.origin, job.draft.prepared, replace(hypothesis, text=text, alignment=()))
    return job.take_best([Proposal(number, draft, Intervention(REPLACED, "by a placeholder"))])


def _gender_before(left: str) -> str:
    word = re.search(r"(\w+)\W*$", left)
    return "f" if word and re.fullmatch(r"(?:[dn]?a|pela|uma|à)s?", word[1].lower()) else "m"
