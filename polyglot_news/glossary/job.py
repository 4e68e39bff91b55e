"""One segment while its terms are seen to: the current draft, what is wanted, what has been done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from polyglot_news.glossary.grammar import Form, Grammar, grammar_of
from polyglot_news.glossary.match import Hit
from polyglot_news.glossary.record import Intervention, Recorder
from polyglot_news.glossary.termbase import Term
from polyglot_news.glossary.wanted import Want
from polyglot_news.language import primary_language
from polyglot_news.translate.revision import Draft


@dataclass(frozen=True, slots=True)
class Proposal:
    """A draft that may take the place of the current one, for the sake of the want `number`.

    `flaws` counts words that the old rendering left behind, and words of the source that got lost.
    """

    number: int
    draft: Draft
    intervention: Intervention
    flaws: int = 0


@dataclass
class Job:
    """The state of one segment.

    `done` holds, by the number of a want, what was done about it last; `tried` are the wants that the current way of
    changing things has seen to: those may not be lost again.
    """

    draft: Draft
    wants: Sequence[Want]
    recorder: Recorder
    source_lang: str
    done: dict[int, Intervention] = field(default_factory=dict)
    tried: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.missing = self.unmet_in(self.draft)

    def unmet_in(self, draft: Draft) -> tuple[int, ...]:
        """The numbers of the wants that a draft does not render as wanted."""
        paired = self.recorder.pair(self.wants, draft.text)
        return tuple(
            i
            for i, (want, hit) in enumerate(zip(self.wants, paired, strict=True))
            if want.terms and not (hit and want.is_met_by(hit))
        )

    @property
    def target_grammar(self) -> Grammar:
        return grammar_of(primary_language(self.recorder.target_lang))

    def take_best(self, proposals: Sequence[Proposal]) -> bool:
        """Take the best proposal that meets its want, loses no other for it and is no worse translation.

        The fewest wants unmet count first, then flaws, then the model's score. Returns whether one was taken.
        """
        unmet_of = [self.unmet_in(proposal.draft) for proposal in proposals]
        sound = [
            (len(unmet), proposal.flaws, -(proposal.draft.hypothesis.score or 0.0), place, unmet, proposal)
            for place, (unmet, proposal) in enumerate(zip(unmet_of, proposals, strict=True))
            if self._is_sound(proposal, unmet)
        ]
        if not sound:
            return False
        *_, unmet, best = min(sound, key=lambda one: one[:4])
        for number in set(self.missing) - set(unmet):
            self.done[number] = best.intervention
        self.draft, self.missing = best.draft, unmet
        return True

    def is_clean(self, proposal: Proposal) -> bool:
        """Whether a proposal could be taken and has no flaw."""
        return not proposal.flaws and self._is_sound(proposal, self.unmet_in(proposal.draft))

    def _is_sound(self, proposal: Proposal, unmet: Sequence[int]) -> bool:
        lost = set(unmet) - set(self.missing)
        # "the 1948 exodus" may become a name without the year.
        in_term = {"numbers"} if any(char.isdigit() for char in self.wants[proposal.number].hit.text) else set()
        faults = [fault for fault in proposal.draft.faults if fault not in in_term]
        return (
            proposal.number not in unmet
            and not lost & self.tried
            and len(unmet) <= len(self.missing)
            and len(faults) <= len(self.draft.faults)
        )

    def next_missing(self) -> int | None:
        """The first want that is missing and not tried yet, which then counts as tried."""
        number = next((number for number in self.missing if number not in self.tried), None)
        if number is not None:
            self.tried.add(number)
        return number

    def give_up(self, number: int, reason: str) -> None:
        """Note why a want is not met; the reason of a later attempt takes the place of an earlier one's."""
        self.done[number] = Intervention("unmet", reason)

    def form(self, number: int, old: str, term: Term) -> Form:
        """The wanted term in the number that the source's words have.

        Where the source's words stand in their dictionary form, so does the term. The old rendering tells the
        number of source languages without rules here.
        """
        hit = self.wants[number].hit
        plural = self._is_plural(hit, old)
        return self.target_grammar.form(term, plural=plural)

    def _is_plural(self, hit: Hit, old: str) -> bool:
        if hit.term.number == "pl":
            return False
        grammar = grammar_of(primary_language(self.source_lang))
        if grammar.function_words:
            return grammar.is_plural(hit.text) and not grammar.is_plural(hit.term.text)
        return hit.text.casefold() != hit.term.text.casefold() and self.target_grammar.is_plural(old)
