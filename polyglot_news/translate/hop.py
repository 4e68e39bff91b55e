"""One model's work on the segments of many articles: prepare, translate in one batch, restore, look again where
the outcome shows that the model failed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from polyglot_news.article import Segment
from polyglot_news.bitext import TermUse
from polyglot_news.language import word_separator
from polyglot_news.translate.clauses import split_clauses
from polyglot_news.translate.engine import (
    PLAIN_DECODING,
    Capabilities,
    Decoding,
    Engine,
    Hypothesis,
    Judgement,
    Model,
)
from polyglot_news.translate.guard import signs
from polyglot_news.translate.prepare import (
    Prepared,
    Restored,
    Surroundings,
    prepare,
    restore,
    surroundings,
    unquoted,
)
from polyglot_news.translate.revision import Draft, Reviser

_BEAM_AFTER_PREFIX = 2
"""With its beginning given, a translation branches little: a wider beam costs time and changes no figure."""


@dataclass(frozen=True, slots=True)
class Document:
    """The segments of one article that are to be translated; `text` is what their offsets refer to.

    `origins` are the segments in the article's own language, where these come out of a hop before.
    """

    text: str
    segments: Sequence[Segment]
    origins: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one segment: its translation, the model's score (None where it was only copied), and what is
    wrong with it: signs from `guard`, `quotes` or protected text that was lost; `terms` says what became of those
    that a reviser looked for.
    """

    text: str
    score: float | None = None
    faults: tuple[str, ...] = ()
    terms: tuple[TermUse, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """One segment with everything that its outcome depends on besides the model and its settings.

    `origin` is the segment in the article's own language, `segment.text` unless a pivot was gone through.
    """

    segment: Segment
    origin: str
    around: Surroundings


Translate = Callable[[Sequence[Task]], list[Outcome]]


class Recall(Protocol):
    """What remembers the outcomes of tasks for one model and its settings."""

    def outcomes(self, tasks: Sequence[Task], translate: Translate) -> list[Outcome]:
        """The outcome of every task, in their order: remembered, or else made by `translate` in one call."""
        ...


@dataclass(frozen=True, slots=True)
class _Candidate:
    draft: Draft
    rank: float


def translate_documents(
    engine: Engine,
    model: Model,
    documents: Sequence[Document],
    decoding: Decoding = PLAIN_DECODING,
    reviser: Reviser | None = None,
    recall: Recall | None = None,
) -> list[list[Outcome]]:
    """Translate all segments of all documents in one go, those left out that `recall` remembers.

    A segment without anything to translate is copied. A segment that comes out degenerate is tried again: the other
    hypotheses of the beam, the source's quotation marks set by word alignment, cut at clauses, and with repetition
    forbidden where it repeats; the candidate with the fewest faults is kept, and what is still wrong with it is
    reported. Last, the reviser sees to the terms.
    """
    hypotheses = reviser.hypotheses if reviser and engine.capabilities.n_best else decoding.hypotheses

    def translate(tasks: Sequence[Task]) -> list[Outcome]:
        return _Hop(engine, model, replace(decoding, hypotheses=hypotheses)).run(tasks, reviser)

    tasks = [task for document in documents for task in _tasks(document)]
    outcomes = iter(recall.outcomes(tasks, translate) if recall else translate(tasks))
    return [[next(outcomes) for _ in document.segments] for document in documents]


def _tasks(document: Document) -> list[Task]:
    around = surroundings(document.text, document.segments)
    origins = document.origins or [segment.text for segment in document.segments]
    return [Task(*task) for task in zip(document.segments, origins, around, strict=True)]


class _Hop:
    """One run of one model; also the `Workshop` of a reviser."""

    def __init__(self, engine: Engine, model: Model, decoding: Decoding) -> None:
        self._engine = engine
        self._model = model
        self._decoding = decoding
        self._known: dict[tuple[str, Decoding], tuple[Hypothesis, ...]] = {}

    def run(self, tasks: Sequence[Task], reviser: Reviser | None) -> list[Outcome]:
        characters = frozenset[str]().union(*(task.segment.text for task in tasks))
        unknown = self._engine.unknown(self._model, characters)
        prepared = [prepare(task.segment, task.around, unknown) for task in tasks]
        drafts = self._translate([item for item in prepared if item.is_translatable])
        if reviser is not None:
            origins = [task.origin for task, item in zip(tasks, prepared, strict=True) if item.is_translatable]
            known = [replace(draft, origin=origin) for draft, origin in zip(drafts, origins, strict=True)]
            drafts = reviser.revise(known, self)
        done = iter(drafts)
        return [_outcome(next(done)) if item.is_translatable else Outcome(item.segment.text) for item in prepared]

    @property
    def model(self) -> Model:
        return self._model

    @property
    def capabilities(self) -> Capabilities:
        return self._engine.capabilities

    def fit(self, texts: Sequence[str]) -> list[bool]:
        return [length <= self._engine.longest_input for length in self._engine.lengths(self._model, texts)]

    def decode(self, texts: Sequence[str], prefixes: Sequence[str] | None = None) -> list[Hypothesis]:
        if prefixes is None:
            return [found[0] for found in self._decode(texts, replace(self._decoding, hypotheses=1))]
        beam = min(self._decoding.beam_size, _BEAM_AFTER_PREFIX)
        decoding = replace(self._decoding, hypotheses=1, prefixes=prefixes, beam_size=beam)
        return [found[0] for found in self._engine.translate(self._model, texts, decoding)]

    def judge(self, texts: Sequence[str], translations: Sequence[str]) -> list[Judgement]:
        return self._engine.judge(self._model, texts, translations)

    def draft(self, origin: str, prepared: Prepared, hypothesis: Hypothesis) -> Draft:
        return replace(self._draft(prepared, hypothesis, project=True), origin=origin)

    def _translate(self, work: Sequence[Prepared]) -> list[Draft]:
        shown = [unquoted(item) if _begins_inside(item) else item for item in work]
        first = self._decode([item.text for item in shown])
        candidates = [
            self._first_candidate(item, hypotheses, project=_begins_inside(whole))
            for whole, item, hypotheses in zip(work, shown, first, strict=True)
        ]
        self._retry(work, candidates, _needs_quotes, self._with_quotes)
        has_search = self._engine.capabilities.n_best
        if has_search:
            self._retry(work, candidates, _is_faulty, self._n_best)
        self._retry(work, candidates, _is_faulty, self._projected)
        self._retry(work, candidates, _is_faulty, self._by_clause)
        if has_search:
            self._retry(work, candidates, _is_repetitive, self._unrepeated)
        return [_best(found) for found in candidates]

    def _retry(
        self,
        work: Sequence[Prepared],
        candidates: Sequence[list[_Candidate]],
        is_needed: Callable[[Prepared, Sequence[_Candidate]], bool],
        attempt: Callable[[Sequence[Prepared]], Iterable[Sequence[_Candidate]]],
    ) -> None:
        again = [i for i, item in enumerate(work) if is_needed(item, candidates[i])]
        if again:
            for i, found in zip(again, attempt([work[i] for i in again]), strict=True):
                candidates[i] += found

    def _with_quotes(self, work: Sequence[Prepared]) -> list[list[_Candidate]]:
        hypotheses = self._decode([item.text for item in work])
        return [self._first_candidate(item, found) for item, found in zip(work, hypotheses, strict=True)]

    def _n_best(self, work: Sequence[Prepared]) -> list[list[_Candidate]]:
        hypotheses = self._decode([item.text for item in work], replace(self._decoding, hypotheses=4))
        return [self._candidates(item, found) for item, found in zip(work, hypotheses, strict=True)]

    def _projected(self, work: Sequence[Prepared]) -> list[list[_Candidate]]:
        hypotheses = self._decode([item.text for item in work])
        return [
            self._first_candidate(item, found, project=True) for item, found in zip(work, hypotheses, strict=True)
        ]

    def _by_clause(self, work: Sequence[Prepared]) -> list[list[_Candidate]]:
        hypotheses = self._decode([item.text for item in work], longest=max(8, self._engine.longest_input // 4))
        return [self._candidates(item, found, project=True) for item, found in zip(work, hypotheses, strict=True)]

    def _unrepeated(self, work: Sequence[Prepared]) -> list[list[_Candidate]]:
        decoding = replace(self._decoding, no_repeat_ngram_size=3, beam_size=1, hypotheses=1)
        hypotheses = self._decode([item.text for item in work], decoding)
        return [self._candidates(item, found, project=True) for item, found in zip(work, hypotheses, strict=True)]

    def _decode(
        self, texts: Sequence[str], decoding: Decoding | None = None, longest: int | None = None
    ) -> list[tuple[Hypothesis, ...]]:
        """Hypotheses for each text; a text longer than `longest` pieces is cut at clauses and joined again.

        What was decoded with the same settings before is not decoded again.
        """
        limit = longest or self._engine.longest_input
        settings = decoding or self._decoding

        def fits(parts: Sequence[str]) -> list[bool]:
            return [length <= limit for length in self._engine.lengths(self._model, parts)]

        whole = fits(texts)
        groups = [[text] if short else split_clauses(text, fits) for text, short in zip(texts, whole, strict=True)]
        parts = dict.fromkeys(part for group in groups for part in group)
        new = [part for part in parts if (part, settings) not in self._known]
        for part, hypotheses in zip(new, self._engine.translate(self._model, new, settings), strict=True):
            self._known[part, settings] = hypotheses
        found = {part: self._known[part, settings] for part in parts}
        separator = word_separator(self._model.target)
        return [
            found[group[0]]
            if len(group) == 1
            else (_joined(text, group, [found[part][0] for part in group], separator),)
            for text, group in zip(texts, groups, strict=True)
        ]

    def _first_candidate(
        self, item: Prepared, hypotheses: Sequence[Hypothesis], *, project: bool = False
    ) -> list[_Candidate]:
        """The best hypothesis as a candidate, the others kept with it."""
        best = self._candidate(item, hypotheses[0], project=project)
        return [replace(best, draft=replace(best.draft, others=tuple(hypotheses[1:])))]

    def _candidates(
        self, item: Prepared, hypotheses: Sequence[Hypothesis], *, project: bool = False
    ) -> list[_Candidate]:
        return [self._candidate(item, hypothesis, project=project) for hypothesis in hypotheses]

    def _candidate(self, item: Prepared, hypothesis: Hypothesis, *, project: bool) -> _Candidate:
        return _Candidate(self._draft(item, hypothesis, project=project), (hypothesis.score or 0.0))

    def _draft(self, item: Prepared, hypothesis: Hypothesis, *, project: bool) -> Draft:
        restored: Restored = restore(item, hypothesis, self._model.target, project=project)
        source = item.segment.text
        faults = restored.lost + signs(source, restored.text, self._model.source, self._model.target)
        return Draft(source, item, hypothesis, restored.text, faults)


def _is_faulty(item: Prepared, candidates: Sequence[_Candidate]) -> bool:
    return bool(_best(candidates).faults)


def _is_repetitive(item: Prepared, candidates: Sequence[_Candidate]) -> bool:
    return bool({"repetition", "length"} & set(_best(candidates).faults))


def _needs_quotes(item: Prepared, candidates: Sequence[_Candidate]) -> bool:
    return _begins_inside(item) and _is_faulty(item, candidates)


def _begins_inside(item: Prepared) -> bool:
    """Whether a quotation begins in the middle of a sentence: models cut the word after its mark badly, so they are
    shown the sentence without its marks first."""
    return any(mark.opening and item.text[mark.end : mark.end + 1].islower() for mark in item.marks)


def _best(candidates: Sequence[_Candidate]) -> Draft:
    """The candidate with the fewest faults; among those the one the model finds most probable."""
    return max(candidates, key=lambda candidate: (-len(candidate.draft.faults), candidate.rank)).draft


def _outcome(draft: Draft) -> Outcome:
    return Outcome(draft.text, draft.hypothesis.score, draft.faults, draft.terms)


def _joined(text: str, sources: Sequence[str], parts: Sequence[Hypothesis], separator: str) -> Hypothesis:
    """The translations of the parts of one segment as one hypothesis; its score is the mean weighted by length."""
    alignment: list[tuple[int, int, int, int]] = []
    at_source = at_target = 0
    for source, part in zip(sources, parts, strict=True):
        at_source = text.index(source, at_source)
        alignment += [(s + at_source, e + at_source, t + at_target, u + at_target) for s, e, t, u in part.alignment]
        at_source += len(source)
        at_target += len(part.text) + len(separator)
    scored = [(part.score, len(part.text) + 1) for part in parts if part.score is not None]
    score = sum(score * size for score, size in scored) / sum(size for _, size in scored) if scored else None
    return Hypothesis(separator.join(part.text for part in parts), score, tuple(alignment))
