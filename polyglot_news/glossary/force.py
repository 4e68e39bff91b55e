"""Decoding again with a term constrained: a target prefix up to and with the term, and the model goes on from there.

The prefix begins as the translation did, up to the start of the noun phrase in which the old rendering stood; its
article and adjectives are made to agree; then comes the term. What follows is the model's, so that verbs, participles
and pronouns after the term agree with it: the old translation's own words as far as the model stands by them
(`confirm`), which it is much faster to ask than to decode, and new ones from there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from polyglot_news.glossary.confirm import doubts
from polyglot_news.glossary.grammar import Form, Grammar
from polyglot_news.glossary.job import Job, Proposal
from polyglot_news.glossary.place import Place, aligned_place, source_span
from polyglot_news.glossary.record import FORCED, REPLACED, Intervention
from polyglot_news.translate.edits import edit
from polyglot_news.translate.engine import Hypothesis, Judgement
from polyglot_news.translate.revision import Workshop
from polyglot_news.translate.word_alignment import Span, words

_NEXT = re.compile(r"([\s,;:]*)([^\W\d_]+|[.!?…]+$)?")
_BROKEN = 9
"""Flaws of a translation in which the model has gone on inside the term."""

_LOOK_FOR_LEFTOVERS = 2
"""Words after a term in which what the old rendering left behind is looked for."""


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One prefix for one want: `base` ends with the term, `prefix` perhaps later; `span` is the hit in the source.

    `whole` where the prefix is all of the sentence, so that the model only judges it, and `is_sure` where it has no
    doubts; `agrees` where the term has the gender and number of the old rendering, so that nothing around it must
    change.
    """

    job: Job
    number: int
    place: Place
    form: Form
    base: str
    prefix: str
    span: Span
    whole: bool = False
    is_sure: bool = False
    agrees: bool = False


def force(jobs: Sequence[Job], workshop: Workshop) -> None:
    """Force the missing wants of every job, one a job and round, from the first to the last.

    Three steps, each for the jobs that none before has led to a proposal without a flaw: the old sentence with its
    words exchanged, where the model stands by the rest; the model goes on from what it stands by; all other prefixes.
    """
    for job in jobs:
        job.tried = set()
    while open_jobs := [(job, number) for job in jobs if (number := job.next_missing()) is not None]:
        attempts = [_attempts(job, number, workshop) for job, number in open_jobs]
        found = _judged(attempts, workshop)
        for step in (slice(0, 1), slice(1, None)):
            rest = [
                [] if any(job.is_clean(one) for one in proposals) else of_job[step]
                for (job, _), of_job, proposals in zip(open_jobs, attempts, found, strict=True)
            ]
            found = [[*a, *b] for a, b in zip(found, _tried(rest, workshop), strict=True)]
        for (job, _), proposals in zip(open_jobs, found, strict=True):
            job.take_best(proposals)


def _judged(attempts: Sequence[list[_Attempt]], workshop: Workshop) -> list[list[Proposal]]:
    """For each job the proposal to exchange the words and nothing else, which is then no longer to be tried.

    Where the model does not stand by it, the prefixes with what it does stand by are to be tried first.
    """
    wholes = [next(attempt for attempt in of_job if attempt.whole) for of_job in attempts if of_job]
    texts = [attempt.job.draft.prepared.text for attempt in wholes]
    before = workshop.judge(texts, [attempt.place.text for attempt in wholes])
    after = workshop.judge(texts, [attempt.prefix for attempt in wholes])
    judged = iter(zip(wholes, before, after, strict=True))
    return [[_verdict(of_job, *next(judged), workshop)] if of_job else [] for of_job in attempts]


def _verdict(
    attempts: list[_Attempt], whole: _Attempt, before: Judgement, after: Judgement, workshop: Workshop
) -> Proposal:
    """The proposal of one job that `_judged` speaks of; prefixes are put in front of the other attempts."""
    place = whole.place
    found = doubts(before, after, place.text, whole.prefix, place.end, len(whole.base), agrees=whole.agrees)
    attempts.remove(whole)
    for doubt in reversed(found):
        prefix = whole.prefix[:doubt].rstrip()
        if len(whole.base) < len(prefix) < len(whole.prefix) and prefix not in {one.prefix for one in attempts}:
            attempts.insert(0, replace(whole, prefix=prefix, whole=False))
    return _proposal(replace(whole, is_sure=not found), _given(whole, after), workshop)


def _tried(attempts: Sequence[Sequence[_Attempt]], workshop: Workshop) -> list[list[Proposal]]:
    """The proposals that the attempts of each job lead to, all decoded in one go, or judged where nothing is open."""
    flat = [attempt for of_job in attempts for attempt in of_job]
    texts = {whole: [a.job.draft.prepared.text for a in flat if a.whole == whole] for whole in (True, False)}
    prefixes = {whole: [a.prefix for a in flat if a.whole == whole] for whole in (True, False)}
    judged = iter(workshop.judge(texts[True], prefixes[True]))
    decoded = iter(workshop.decode(texts[False], prefixes[False]))
    return [
        [_proposal(a, _given(a, next(judged)) if a.whole else next(decoded), workshop) for a in of_job]
        for of_job in attempts
    ]


def _given(attempt: _Attempt, judgement: Judgement) -> Hypothesis:
    """The old hypothesis with the text of an attempt that is all of a sentence."""
    return replace(with_text(attempt.job.draft.hypothesis, attempt.prefix), score=judgement.score, search_score=None)


def _attempts(job: Job, number: int, workshop: Workshop) -> list[_Attempt]:
    grammar = job.target_grammar
    span = source_span(job, number, workshop.model.source)
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
    repaired = grammar.right(right, old, form)
    following = _following(right, repaired, grammar, any_word=old.plural == form.plural)
    for base in bases(place, form, job, number, grammar):
        for prefix in (base + following, base, base + repaired):
            attempt = _Attempt(
                job, number, place, form, base, prefix, span, whole=prefix == base + repaired, agrees=agrees
            )
            attempts.setdefault(prefix, attempt)
    return list(attempts.values())


def bases(place: Place, form: Form, job: Job, number: int, grammar: Grammar) -> list[str]:
    """The translation up to and with the term, in every way in which its left context may agree."""
    named = job.wants[number].hit.term.pos == "name" and form.text[:1].islower()
    lefts = grammar.lefts(place.left, place.old_form(grammar), form, named=named)
    return [left + place.fitted(form).text + place.closing if left == place.left else left + form.text + place.closing
            for left in lefts]  # fmt: skip


def _following(right: str, repaired: str, grammar: Grammar, *, any_word: bool) -> str:
    """The next word with what stands before it: it keeps the model from adding to the term what belonged to the old
    rendering. None where it may be a verb in the wrong number.
    """
    match, before = _NEXT.match(repaired), _NEXT.match(right)
    if match is None or before is None or not match[2]:
        return ""
    is_repaired = match[2] != before[2]
    safe = any_word or is_repaired or not match[2].isalpha() or match[2].lower() in grammar.function_words
    return match.group() if safe else ""


def _proposal(attempt: _Attempt, hypothesis: Hypothesis, workshop: Workshop) -> Proposal:
    draft = attempt.job.draft
    repaired = _repaired(attempt, hypothesis)
    return Proposal(
        attempt.number,
        workshop.draft(draft.origin, draft.prepared, _anchored(attempt, repaired)),
        _intervention(attempt, _cost(draft.hypothesis, hypothesis), is_repaired=repaired is not hypothesis),
        2 * _leftovers(attempt, hypothesis) + _losses(attempt, hypothesis) + (attempt.whole and not attempt.is_sure),
    )


def _anchored(attempt: _Attempt, hypothesis: Hypothesis) -> Hypothesis:
    """The hypothesis with the term's words, and no others, linked to the hit: attention to a given word is vague.

    Quotation marks around the hit are set by these links where the model has not set them.
    """
    if not hypothesis.text.startswith(attempt.base):
        return hypothesis
    end = len(attempt.base) - len(attempt.place.closing)
    start = end - len(attempt.form.text)
    of_term = [(*attempt.span, *word) for word in words(hypothesis.text) if start <= word[0] < end]
    others = [
        (s, e, t, u)
        for s, e, t, u in hypothesis.alignment
        if not start <= t < end and (e <= attempt.span[0] or s >= attempt.span[1])
    ]
    links = sorted([*others, *of_term], key=lambda link: link[2:])
    return replace(hypothesis, alignment=tuple(links))


def _repaired(attempt: _Attempt, hypothesis: Hypothesis) -> Hypothesis:
    """The hypothesis with what still agrees with the old rendering after the term made to agree with the new one."""
    if attempt.whole or attempt.agrees or not hypothesis.text.startswith(attempt.base):
        return hypothesis
    grammar = attempt.job.target_grammar
    old = attempt.place.old_form(grammar)
    rest = hypothesis.text[len(attempt.base) :]
    for was in (old, old._replace(plural=attempt.form.plural)):
        rest = grammar.right(rest, was, attempt.form)
    text = attempt.base + rest
    return hypothesis if text == hypothesis.text else with_text(hypothesis, text)


def with_text(hypothesis: Hypothesis, text: str) -> Hypothesis:
    """The hypothesis with another text, its alignment carried across what changed."""
    old = hypothesis.text
    start = next((i for i, (a, b) in enumerate(zip(old, text, strict=False)) if a != b), min(len(old), len(text)))
    most = min(len(old), len(text)) - start
    same = next((i for i in range(most) if old[-1 - i] != text[-1 - i]), most)
    change = edit(old, [(start, len(old) - same, text[start : len(text) - same])])
    links = tuple((s, e, *change.forward(t, u)) for s, e, t, u in hypothesis.alignment)
    return replace(hypothesis, text=text, alignment=links)


def _intervention(attempt: _Attempt, cost: float | None, *, is_repaired: bool) -> Intervention:
    if attempt.whole:
        reason = f"put in the place of '{attempt.place.old}'"
        return Intervention(REPLACED, f"{reason}; the model goes on as before" if attempt.is_sure else reason, cost)
    return Intervention(FORCED, "agreement repaired" if is_repaired else "", cost)


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
    if text[start : start + 1].isalnum():
        return _BROKEN
    of_term = {attempt.form.text[slice(*span)].lower() for span in words(attempt.form.text)}
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
        count += _stem(word) in map(_stem, old) or word in of_term or (is_first and inside)
        is_first = False
    again = attempt.place.term is not None and text.lower().count(attempt.place.old.lower()) >= max(
        1, attempt.place.text.lower().count(attempt.place.old.lower())
    )
    return count + again


def _stem(word: str) -> str:
    """A word without what gender and number change."""
    return word.rstrip("s").rstrip("oae")
