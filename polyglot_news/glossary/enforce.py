"""Enforcement: a termbase's wording put into translations while they are made, with a record of every occurrence.

For each source hit, in this order: it is rendered as wanted already; another of the model's own hypotheses has the
wanted rendering at small cost; the model decodes again with the term given (`force`); the wording is exchanged
outside the model (`exchange`); or it stays unmet, with the reason. Nothing is changed that the record does not say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.metadata import version

from polyglot_news.bitext import TermUse
from polyglot_news.glossary.exchange import exchange
from polyglot_news.glossary.force import force
from polyglot_news.glossary.given import check_mode
from polyglot_news.glossary.job import Job, Proposal
from polyglot_news.glossary.record import PICKED, Intervention, Recorder, signature
from polyglot_news.glossary.termbase import Termbase, check_profile
from polyglot_news.translate.revision import Draft, Workshop

SMALL_COST = 0.15
"""Mean log-probability per token that another of the model's hypotheses may be worse to be picked."""

PREFERRED_COST = 0.5
"""What a forced decoding may cost in the mode `prefer`."""

_HYPOTHESES = 4

_LIBRARIES = ("simplemma", "pymorphy3", "pymorphy3-dicts-ru", "rjieba")


@dataclass(frozen=True)
class Enforcement:
    """What a translation is told about terms: a termbase, a mode (see `given.MODES`) and a profile.

    For the profile see `Termbase.preferred`.

    Raises:
        UsageError: no such mode, or the profile names users that the termbase does not know.
    """

    termbase: Termbase
    mode: str = "enforce"
    profile: str = ""

    def __post_init__(self) -> None:
        check_mode(self.mode)
        check_profile(self.termbase, self.profile)

    @property
    def signature(self) -> str:
        return signature(self.termbase, self.mode, self.profile)

    @cached_property
    def fingerprint(self) -> str:
        """A digest of the terms and the files they come from, mode, profile, and the libraries that inflect them."""
        origins = [term.origin for term in self.termbase]
        libraries = [f"{name}-{version(name)}" for name in _LIBRARIES]
        facts = [self.signature, self.termbase.digest, *origins, *libraries]
        return hashlib.sha256("\n".join(facts).encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def _revisers(self) -> dict[tuple[str, str], Enforcer]:
        return {}

    def reviser(self, source_lang: str, target_lang: str) -> Enforcer:
        """The enforcer for a language pair; its matchers are built once."""
        pair = (source_lang, target_lang)
        if pair not in self._revisers:
            recorder = Recorder(self.termbase, source_lang, target_lang, self.profile)
            self._revisers[pair] = Enforcer(recorder, self.mode, source_lang)
        return self._revisers[pair]


class Enforcer:
    """Sees to the terms of one language pair (a `Reviser`)."""

    def __init__(self, recorder: Recorder, mode: str, source_lang: str) -> None:
        self._recorder = recorder
        self._mode = mode
        self._source_lang = source_lang

    @property
    def hypotheses(self) -> int:
        return _HYPOTHESES if self._mode in ("prefer", "enforce") else 1

    def revise(self, drafts: Sequence[Draft], workshop: Workshop) -> list[Draft]:
        jobs = [self.job(draft) for draft in drafts]
        if self._mode in ("prefer", "enforce"):
            self._change([job for job in jobs if job.missing], workshop)
        default = "terms are only recorded" if self._mode == "annotate" else ""
        return [
            replace(job.draft, terms=job.recorder.record(job.draft.origin, job.draft.text, job.done, default))
            for job in jobs
        ]

    def record(self, source: str, target: str) -> tuple[TermUse, ...]:
        """The term uses of a translation that somebody else has worded."""
        return self._recorder.record(source, target, default="the wording is a reader's")

    def job(self, draft: Draft) -> Job:
        """The work to be done on a draft."""
        return Job(draft, self._recorder.wants(draft.origin), self._recorder, self._source_lang)

    def _change(self, jobs: Sequence[Job], workshop: Workshop) -> None:
        _pick(jobs, workshop)
        before = [(job, job.draft, job.missing, dict(job.done)) for job in jobs]
        can = workshop.capabilities
        if can.prefix and can.alignment and can.scores:
            force([job for job in jobs if job.missing], workshop)
        if self._mode == "enforce":
            exchange([job for job in jobs if job.missing], workshop)
            return
        for job, draft, missing, done in before:
            _keep_cheap(job, draft, missing, done)


def _pick(jobs: Sequence[Job], workshop: Workshop) -> None:
    """Take another hypothesis of the n-best list where it renders more terms as wanted and costs little."""
    for job in jobs:
        best = job.draft.hypothesis.score or 0.0
        proposals = [
            Proposal(
                number,
                workshop.draft(job.draft.origin, job.draft.prepared, hypothesis),
                Intervention(PICKED, cost=round(best - (hypothesis.score or 0.0), 4)),
            )
            for hypothesis in job.draft.others
            if best - (hypothesis.score or 0.0) <= SMALL_COST
            for number in job.missing
        ]
        job.take_best(proposals)


def _keep_cheap(job: Job, draft: Draft, missing: tuple[int, ...], done: dict[int, Intervention]) -> None:
    """Go back to a draft when what was forced since costs too much."""
    costs = [one.cost for number, one in job.done.items() if done.get(number) != one and one.cost is not None]
    if costs and max(costs) > PREFERRED_COST:
        forced = set(missing) - set(job.missing)
        job.draft, job.missing, job.done = draft, missing, done
        for number in forced:
            job.give_up(number, f"would cost {max(costs):.2f}, more than {PREFERRED_COST:.2f}")
