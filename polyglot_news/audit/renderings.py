"""What became of a termbase's terms: each source term with the words that render it in the same bead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from polyglot_news.audit.pair import Pair
from polyglot_news.bitext import TermUse
from polyglot_news.glossary.match import Hit, Matcher
from polyglot_news.glossary.termbase import Term, Termbase


@dataclass(frozen=True, slots=True)
class Rendering:
    """One concept in one bead: the source's term, the translation's, or one of the two where the other is not there.

    `target` is None where the translation uses none of the termbase's words, `source` where nothing in the source
    calls for them. `offered` are the termbase's terms of the concept in the target language, `known` those in the
    source language; `sides` are the users of the concept's contested terms, in any language; `wanted` is the term to
    use by the termbase, `profiled` whether a profile was asked for.
    """

    bead: int
    concept: str
    source: Hit | None
    target: Hit | None
    offered: tuple[Term, ...]
    sides: frozenset[str]
    wanted: Term | None
    profiled: bool = False
    known: tuple[Term, ...] = ()

    def is_loaded(self, term: Term) -> bool:
        """Whether using a term takes a side: it is contested, or only users of a contested term say it."""
        return term.status == "contested" or (bool(term.whose) and set(term.whose) <= self.sides)

    @property
    def neutral(self) -> tuple[Term, ...]:
        """The terms on offer that take no side, the preferred ones first."""
        usable = [t for t in self.offered if t.status in ("preferred", "admitted") and not self.is_loaded(t)]
        return tuple(sorted(usable, key=lambda term: term.status != "preferred"))

    def use(self, termbase: str) -> TermUse:
        """The same as a cell of the table has it; `termbase` names the termbase."""
        source, target = self.source, self.target
        return TermUse(
            concept=self.concept,
            source_term=source.text if source else "",
            source_start=source.start if source else None,
            source_end=source.end if source else None,
            rendering=target.text if target else "",
            target_start=target.start if target else None,
            target_end=target.end if target else None,
            status=target.term.status if target else "",
            whose=";".join(target.term.whose) if target else "",
            outcome="found" if target else "absent",
            termbase=termbase,
        )


def find_renderings(pairs: Sequence[Pair], termbase: Termbase, profile: str = "") -> None:
    """Set `renderings` of every pair.

    Within a bead the terms of one concept are taken in order: the first of the source with the first of the target.
    A span that is a term of several concepts counts for those that the other side speaks of, if there are any.
    """
    if not pairs:
        return
    source, target = (Matcher(termbase, lang) for lang in (pairs[0].source.lang, pairs[0].target.lang))
    for pair in pairs:
        there, here = source.find(pair.source.text), target.find(pair.target.text)
        there, here = _spoken_of(there, here), _spoken_of(here, there)
        concepts = dict.fromkeys(hit.concept for hit in (*there, *here))
        pair.renderings = tuple(
            Rendering(
                pair.index,
                concept,
                of_source,
                of_target,
                termbase.of(concept, pair.target.lang),
                frozenset(tag for term in termbase.of(concept) if term.status == "contested" for tag in term.whose),
                termbase.preferred(concept, pair.target.lang, profile),
                bool(profile),
                termbase.of(concept, pair.source.lang),
            )
            for concept in concepts
            for of_source, of_target in zip_longest(_of(there, concept), _of(here, concept))
        )


def _of(hits: Sequence[Hit], concept: str) -> list[Hit]:
    return [hit for hit in hits if hit.concept == concept]


def _spoken_of(hits: Sequence[Hit], others: Sequence[Hit]) -> list[Hit]:
    """One hit a span where the other side tells which concept is meant, else the first of each span."""
    known = {hit.concept for hit in others}
    chosen: dict[tuple[int, int], Hit] = {}
    for hit in hits:
        span = (hit.start, hit.end)
        if span not in chosen or (hit.concept in known and chosen[span].concept not in known):
            chosen[span] = hit
    return list(chosen.values())
