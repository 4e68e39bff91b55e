"""The record of term uses: for every term hit of a source text, what stands for it in the target text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from polyglot_news.bitext import Bitext, TermUse
from polyglot_news.glossary.match import Hit, Matcher
from polyglot_news.glossary.termbase import Term, Termbase
from polyglot_news.glossary.wanted import Want, wants

ALREADY, PICKED, FORCED, REPLACED, UNMET = "already", "picked", "forced", "replaced", "unmet"
UNDECIDED, UNSOURCED = "undecided", "unsourced"
OUTCOMES = (ALREADY, PICKED, FORCED, REPLACED, UNMET, UNDECIDED, UNSOURCED)
"""What may become of a term; `docs/glossaries.md` says what each means."""


@dataclass(frozen=True, slots=True)
class Intervention:
    """How a wanted rendering got into a translation, or why it did not: an outcome, its reason and cost."""

    outcome: str
    reason: str = ""
    cost: float | None = None


class Recorder:
    """Finds and pairs the terms of one language pair.

    Args:
        termbase: the terms, all languages.
        source_lang, target_lang: tags of the two texts.
        profile: whose wording is wanted; see `Termbase.preferred`.
    """

    def __init__(self, termbase: Termbase, source_lang: str, target_lang: str, profile: str = "") -> None:
        self.termbase = termbase
        self.target_lang = target_lang
        self._profile = profile
        self._source = Matcher(termbase, source_lang)
        self._target = Matcher(termbase, target_lang)
        self._matchers = {source_lang: self._source, target_lang: self._target}

    def matcher(self, lang: str) -> Matcher:
        """The matcher of any language of the termbase, such as one that a translation goes through; built once."""
        if lang not in self._matchers:
            self._matchers[lang] = Matcher(self.termbase, lang)
        return self._matchers[lang]

    def wants(self, source: str) -> list[Want]:
        """The term hits of a source text, in its order, and what is wanted for each."""
        return wants(self._source.find(source), self.termbase, self.target_lang, self._profile)

    def renderings(self, target: str, concepts: Iterable[str]) -> dict[str, list[Hit]]:
        """The concepts' terms in a target text, in its order; one inside a longer one of its concept left out."""
        found: dict[str, list[Hit]] = {concept: [] for concept in concepts}
        if found:
            for hit in self._target.find_all(target):
                if hit.concept in found:
                    found[hit.concept].append(hit)
        return {concept: _outermost(hits) for concept, hits in found.items()}

    def pair(self, wanted: Sequence[Want], target: str, places: Mapping[int, float] = {}) -> list[Hit | None]:
        """For each want the rendering of its concept in the target that stands for it, or None.

        Args:
            places: where in the target, in characters, a want is known to be rendered; else its share of the text.
        """
        found = self.renderings(target, (want.hit.concept for want in wanted))
        members: dict[str, list[int]] = defaultdict(list)
        for i, want in enumerate(wanted):
            members[want.hit.concept].append(i)
        paired: list[Hit | None] = [None] * len(wanted)
        for concept, indices in members.items():
            for i, hit in _matched(indices, found[concept], wanted, places):
                paired[i] = hit
        return paired

    def record(
        self, source: str, target: str, interventions: Mapping[int, Intervention] = {}, default: str = ""
    ) -> tuple[TermUse, ...]:
        """The term uses of one pair of texts, in the order of the source, then those that only the target has.

        Args:
            interventions: by the number of the want, what a translation did about it.
            default: the reason of an unmet want that nothing was done about.
        """
        wanted = self.wants(source)
        paired = self.pair(wanted, target)
        uses = [
            _use(want, hit, interventions.get(i), default)
            for i, (want, hit) in enumerate(zip(wanted, paired, strict=True))
        ]
        return (*uses, *self._unsourced(target, paired))

    def _unsourced(self, target: str, paired: Sequence[Hit | None]) -> list[TermUse]:
        """Deprecated renderings that stand for no hit of the source and are no part of a rendering that does."""
        taken = [(hit.start, hit.end) for hit in paired if hit]
        reason = "deprecated, and no term of the source asks for it"
        return [
            replace(_of_rendering(hit), outcome=UNSOURCED, reason=reason)
            for hit in self._target.find(target)
            if hit.term.status == "deprecated"
            and not any(hit.start < end and hit.end > start for start, end in taken)
        ]


def annotate(bitext: Bitext, termbase: Termbase, profile: str = "") -> Bitext:
    """The bitext with the `terms` of every bead recorded anew; no text is changed.

    Works for any bitext, whether the target was translated here or by somebody else. What is rendered as wanted is
    `already`, anything else `unmet`, `undecided` or `unsourced`. The provenance of every bead gets the termbase's.
    """
    recorder = Recorder(termbase, bitext.source_lang, bitext.target_lang, profile)
    with_what = signature(termbase, "annotate", profile)
    return replace(
        bitext,
        beads=tuple(
            replace(
                bead,
                terms=recorder.record(bead.source, bead.target),
                provenance="|".join(filter(None, (bead.provenance, with_what))),
            )
            for bead in bitext.beads
        ),
    )


def signature(termbase: Termbase, mode: str, profile: str) -> str:
    """Termbase, mode and profile, for the provenance."""
    of_profile = f"|profile:{profile}" if profile else ""
    return f"termbase:{termbase.name}@sha256:{termbase.digest[:16]}|terms:{mode}{of_profile}"


def _outermost(hits: Sequence[Hit]) -> list[Hit]:
    """The hits that lie in no longer one, one for each span."""
    kept: dict[tuple[int, int], Hit] = {}
    for hit in hits:
        if not any(o.start <= hit.start and hit.end <= o.end and o.end - o.start > hit.end - hit.start for o in hits):
            kept.setdefault((hit.start, hit.end), hit)
    return list(kept.values())


def _matched(
    indices: Sequence[int], hits: Sequence[Hit], wanted: Sequence[Want], places: Mapping[int, float]
) -> list[tuple[int, Hit]]:
    """Pairs of want and rendering: in order where there are as many, else the wanted ones, then the nearest first."""
    if len(indices) == len(hits):
        return list(zip(indices, hits, strict=True))
    end = max((wanted[i].hit.end for i in indices), default=1) or 1
    last = max((hit.end for hit in hits), default=1)

    def distance(i: int, hit: Hit) -> tuple[bool, float]:
        return not wanted[i].accepts(hit.term), abs(places.get(i, wanted[i].hit.start / end * last) - hit.start)

    pairs: list[tuple[int, int]] = []
    for _, i, place in sorted((distance(i, hit), i, place) for i in indices for place, hit in enumerate(hits)):
        if i not in {one for one, _ in pairs} and place not in {other for _, other in pairs}:
            pairs.append((i, place))
    return [(i, hits[place]) for i, place in pairs]


def _use(want: Want, hit: Hit | None, intervention: Intervention | None, default: str) -> TermUse:
    use = replace(
        _of_rendering(hit) if hit else TermUse(want.hit.concept),
        source_term=want.hit.text,
        source_start=want.hit.start,
        source_end=want.hit.end,
        termbase=_origin(want.hit.term),
    )
    if not want.terms:
        return replace(use, outcome=UNDECIDED, reason=want.reason)
    if hit and want.accepts(hit.term):
        done = intervention if intervention and intervention.outcome != UNMET else Intervention(ALREADY)
        return replace(use, outcome=done.outcome, reason=done.reason, cost=done.cost)
    reason = intervention.reason if intervention else default
    wanted = f"wanted '{want.terms[0].text}'"
    return replace(use, outcome=UNMET, reason=f"{wanted}: {reason}" if reason else wanted)


def _of_rendering(hit: Hit) -> TermUse:
    return TermUse(
        hit.concept,
        rendering=hit.text,
        target_start=hit.start,
        target_end=hit.end,
        status=hit.term.status,
        whose=";".join(hit.term.whose),
        termbase=_origin(hit.term),
    )


def _origin(term: Term) -> str:
    return Path(term.origin).stem
