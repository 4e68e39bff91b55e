"""Which renderings of a source hit are wanted in the target language, under a profile."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from polyglot_news.glossary.match import Hit
from polyglot_news.glossary.termbase import STATUSES, Term, Termbase, profile_tags

_UNIFORM = re.compile("[’ʼ‘`´]")
_JOINS = re.compile(r"[\s\-‐‑]")


@dataclass(frozen=True, slots=True)
class Want:
    """A source hit and the terms that are wanted for it, best first; none where the termbase does not decide.

    `reason` says why there is none.
    """

    hit: Hit
    terms: tuple[Term, ...] = ()
    reason: str = ""

    def accepts(self, term: Term) -> bool:
        return term in self.terms

    def is_met_by(self, rendering: Hit) -> bool:
        """Whether a rendering is a wanted term, also in its hyphens and spaces, which matching leaves free."""
        written, term = (_UNIFORM.sub("'", text.casefold()) for text in (rendering.text, rendering.term.text))
        spelled_otherwise = written != term and _JOINS.sub("", written) == _JOINS.sub("", term)
        return self.accepts(rendering.term) and not spelled_otherwise


def wants(hits: Sequence[Hit], termbase: Termbase, lang: str, profile: str) -> list[Want]:
    """What is wanted for each hit. Where words are a term of several concepts, the first that decides has them."""
    taken: dict[tuple[int, int], str] = {}
    found = []
    for hit in hits:
        terms = wanted_terms(termbase, hit.concept, lang, profile)
        other = taken.get((hit.start, hit.end), "")
        if terms and not other:
            taken[hit.start, hit.end] = hit.concept
            found.append(Want(hit, terms))
        elif terms:
            found.append(Want(hit, (), f"taken as {other}"))
        else:
            found.append(Want(hit, (), _why_undecided(termbase, hit.concept, lang)))
    return found


def wanted_terms(termbase: Termbase, concept: str, lang: str, profile: str) -> tuple[Term, ...]:
    """The term that `Termbase.preferred` decides on, and after it those that rank as high.

    Two terms of one status that the same tag of the profile uses (or, without a profile, two preferred or two
    admitted terms) are equally right: neither is put in the place of the other.
    """
    first = termbase.preferred(concept, lang, profile)
    if first is None:
        return ()
    tag = next((tag for tag in profile_tags(profile) if tag in first.whose), "")
    equal = [
        term
        for term in termbase.of(concept, lang)
        if term.status == first.status and term != first and (not tag or tag in term.whose)
    ]
    return (first, *equal)


def _why_undecided(termbase: Termbase, concept: str, lang: str) -> str:
    terms = termbase.of(concept, lang)
    if not terms:
        return f"no term in {lang}"
    if all(term.status == STATUSES[2] for term in terms):
        return f"only deprecated terms in {lang}"
    return "contested, and the profile decides for no side"
