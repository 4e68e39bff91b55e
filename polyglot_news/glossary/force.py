"""Decoding again with a term constrained: a target prefix up to and with the term, and the model goes on from there.

The prefix begins as the translation did, up to the start of the noun phrase in which the old rendering stood; its
article and adjectives are made to agree; then comes the term. What follows is the model's, so that verbs, participles
and pronouns after the term agree with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from polyglot_news.glossary.grammar import Form, Grammar
from polyglot_news.glossary.job import Job, Proposal
from polyglot_news.glossary.match import Matcher
from polyglot_news.glossary.place import Place, aligned_place, source_span
from polyglot_news.glossary.record import FORCED, REPLACED, Intervention
from polyglot_news.translate.engine import Hypothesis
from polyglot_news.translate.revision import Workshop
from polyglot_news.translate.word_alignment import Span, words

_NEXT = re.compile(r"([\s,;:]*)([^\W\d_]+|[.!?…]+$)?")
_LOOK_FOR_LEFTOVERS = 2
"""Words after a term in which what the old rendering left behind is looked for."""


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One prefix for one want: `base` ends with the term, `prefix` perhaps later; `span` is the hit in the source.

    `whole` where the prefix is all of the sentence, so that the model has only judged it; `agrees` where the term has
    the gender and number of the old rendering, so that nothing around it must change.
    """

    job: Job
    number: int
    place: Place
    form: Form
    base: str
    prefix: str
    span: Span
    whole: bool = False
    agrees: bool = False


def force(jobs: Sequence[Job], workshop: Workshop) -> None:
    """Force the missing wants of every job, one a job and round, from the first to the last."""
    if not jobs:
        return
    pivot = Matcher(jobs[0].recorder.termbase, workshop.model.source)
    for job in jobs:
        job.tried = set()
    while open_jobs := [(job, number) for job in jobs if (number := job.next_missing()) is not None]:
        attempts = [_attempts(job, number, pivot, workshop) for job, number in open_jobs]
        proposals = _decoded([of_job[:1] for of_job in attempts], workshop)
        rest = [
            [] if found and job.is_clean(found[0]) else of_job[1:]
            for (job, _), of_job, found in zip(open_jobs, attempts, proposals, strict=True)
        ]
        further = _decoded(rest, workshop)
        for (job, _), first, second in zip(open_jobs, proposals, further, strict=True):
            job.take_best([*first, *second])


def _decoded(attempts: Sequence[Sequence[_Attempt]], workshop: Workshop) -> list[list[Proposal]]:
    """The proposals that the attempts of each job lead to, all decoded in one go."""
    flat = [attempt for of_job in attempts for attempt in of_job]
    found = iter(
        workshop.decode(
            [attempt.job.draft.prepared.text for attempt in flat], [attempt.prefix for attempt in flat]
        )
    )
    return [[_proposal(attempt, next(found), workshop) for attempt in of_job] for of_job in attempts]


def _attempts(job: Job, number: int, pivot: Matcher, workshop: Workshop) -> list[_Attempt]:
    grammar = job.target_grammar
    span = source_span(job, number, pivot)
    place = aligned_place(job, number, span, grammar) if span else None
    if span is None or place is None or not workshop.fit([job.draft.prepared.text])[0]:
        job.give_up(number, "where it is rendered cannot be told")
        return []
    job.give_up(number, "the model does not go on from it")
    form = job.form(number, place.old, job.wants[number].terms[0])
    attempts: dict[str, _Attempt] = {}
    old = place.old_form(grammar)
    right = place.right.removeprefix(place.closing)
    agrees = bool(form.gender) and (old.gender, old.plural) == (form.gender, form.plural)
    for base in bases(place, form, job, number, grammar):
        whole = base + grammar.right(right, old, form)
        further = base + _following(right, grammar, any_word=agrees)
        for prefix in (further, base, whole) if agrees else (base, further, whole):
            attempt = _Attempt(job, number, place, form, base, prefix, span, prefix == whole, agrees)
            attempts.setdefault(prefix, attempt)
    return list(attempts.values())


def bases(place: Place, form: Form, job: Job, number: int, grammar: Grammar) -> list[str]:
    """The translation up to and with the term, in every way in which its left context may agree."""
    named = job.wants[number].hit.term.pos == "name" and form.text[:1].islower()
    lefts = grammar.lefts(place.left, place.old_form(grammar), form, named=named)
    return [left + place.fitted(form).text + place.closing if left == place.left else left + form.text + place.closing
            for left in lefts]  # fmt: skip


def _following(right: str, grammar: Grammar, *, any_word: bool) -> str:
    """The next word with what stands before it, unless it may have to agree with the term; or the full stop."""
    match = _NEXT.match(right)
    if match is None or not match[2]:
        return ""
    safe = any_word or not match[2].isalpha() or match[2].lower() in grammar.function_words
    return match.group() if safe else ""


def _proposal(attempt: _Attempt, hypothesis: Hypothesis, workshop: Workshop) -> Proposal:
    draft = attempt.job.draft
    return Proposal(
        attempt.number,
        workshop.draft(draft.origin, draft.prepared, hypothesis),
        _intervention(attempt, _cost(draft.hypothesis, hypothesis)),
        2 * _leftovers(attempt, hypothesis) + _losses(attempt, hypothesis) + (attempt.whole and not attempt.agrees),
    )


def _intervention(attempt: _Attempt, cost: float | None) -> Intervention:
    if attempt.whole:
        return Intervention(REPLACED, f"put in the place of '{attempt.place.old}'", cost)
    return Intervention(FORCED, cost=cost)


def _cost(old: Hypothesis, new: Hypothesis) -> float | None:
    return None if old.score is None or new.score is None else round(old.score - new.score, 4)


def _losses(attempt: _Attempt, hypothesis: Hypothesis) -> int:
    """How many words of the source outside the hit the old translation attended to, and the new one does not."""
    start, end = attempt.span

    def covered(one: Hypothesis) -> set[Span]:
        return {(s, e) for s, e, *_ in one.alignment if e <= start or s >= end}

    return len(covered(attempt.job.draft.hypothesis) - covered(hypothesis))


def _leftovers(attempt: _Attempt, hypothesis: Hypothesis) -> int:
    """How many words right after the term the old rendering left behind: its own words, or its source's again."""
    text, start = hypothesis.text, len(attempt.base)
    if not text.startswith(attempt.base):
        return 1
    of_term = {text[slice(*span)].lower() for span in words(attempt.form.text)}
    old = {attempt.place.text[slice(*span)].lower() for span in words(attempt.place.text)
           if attempt.place.start <= span[0] < attempt.place.end}  # fmt: skip
    grammar = attempt.job.target_grammar
    following = [span for span in words(text) if span[0] >= start][:_LOOK_FOR_LEFTOVERS]
    count, is_first = 0, True
    for span in following:
        word = text[slice(*span)].lower()
        if word in grammar.function_words or grammar.is_determiner(word):
            continue
        links = [(s, e) for s, e, t, u in hypothesis.alignment if (t, u) == span]
        inside = bool(links) and all(attempt.span[0] <= s and e <= attempt.span[1] for s, e in links)
        count += word in old or word in of_term or (is_first and inside)
        is_first = False
    again = attempt.place.term is not None and text.lower().count(attempt.place.old.lower()) >= max(
        1, attempt.place.text.lower().count(attempt.place.old.lower())
    )
    return count + again
