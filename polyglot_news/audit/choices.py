"""Choice cards: for every term of a termbase, what was chosen, what else there was, and what a model expected."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from polyglot_news.audit.audit import Audit
from polyglot_news.audit.renderings import Rendering
from polyglot_news.bitext import Bead
from polyglot_news.errors import ModelError

Foresight = Callable[[str, str], list[tuple[str, float]]]
"""A source text and the beginning of its translation, to the words that may come next with their probabilities."""

NOT_LISTED = "not listed"
"""The status of a rendering for which the termbase has no term."""

_LEAST_CHANCE = 0.01
"""Words less probable than this are no expectation."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One term that the termbase offers for a concept."""

    term: str
    status: str
    whose: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChoiceCard:
    """One choice of words. Offsets are characters of the bead's cells, None where that side shows nothing.

    Attributes:
        term: the termbase's term that the rendering is a form of, empty where it is of none.
        loaded: whether the rendering takes a side.
        status: of the rendering: a status of the termbase, or `NOT_LISTED` where none of its terms is used.
        offered: all terms of the concept in the target language, the one used among them.
        expected: the words a model would have gone on with at the place of the rendering, and their probability.
        elsewhere: (bead, rendering) wherever the same source term was rendered differently.
    """

    bead: int
    concept: str
    source_span: str
    source_start: int | None
    source_end: int | None
    source_status: str
    source_whose: tuple[str, ...]
    rendering: str
    term: str
    target_start: int | None
    target_end: int | None
    status: str
    whose: tuple[str, ...]
    loaded: bool
    offered: tuple[Offer, ...]
    expected: tuple[tuple[str, float], ...] = ()
    elsewhere: tuple[tuple[int, str], ...] = ()


def choice_cards(found: Audit, foresight: Foresight | None = None) -> list[ChoiceCard]:
    """The cards of an audit with a termbase, in the order of the beads.

    A model is asked only where some term of the concept takes a side: one question costs as much as a translation.
    """
    by_term: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for rendering in found.renderings:
        if rendering.source and rendering.target:
            by_term[_key(rendering)].setdefault(rendering.bead, rendering.target.text)
    return [
        _card(rendering, found.bitext.beads[rendering.bead], by_term[_key(rendering)], foresight)
        for rendering in found.renderings
    ]


@dataclass(frozen=True, slots=True)
class Wording:
    """One way in which a term was put into words: the fields of its cards, and how many beads have it."""

    source_span: str
    rendering: str
    status: str
    whose: tuple[str, ...]
    loaded: bool
    beads: tuple[int, ...]


def wordings(cards: Sequence[ChoiceCard]) -> list[Wording]:
    """The ways in which terms were put into words, letter case aside; those that take a side first, then by place."""
    groups: dict[tuple[str, str, str, str], list[ChoiceCard]] = defaultdict(list)
    for card in cards:
        groups[card.concept, card.source_span.casefold(), card.rendering.casefold(), card.status].append(card)
    found = [
        Wording(
            cards[0].source_span,
            cards[0].rendering,
            cards[0].status,
            cards[0].whose,
            cards[0].loaded,
            tuple(dict.fromkeys(card.bead for card in cards)),
        )
        for cards in groups.values()
    ]
    return sorted(found, key=lambda wording: not wording.loaded)


def _key(rendering: Rendering) -> tuple[str, str]:
    return rendering.concept, rendering.source.term.text if rendering.source else ""


def _card(rendering: Rendering, bead: Bead, others: dict[int, str], foresight: Foresight | None) -> ChoiceCard:
    source, target = rendering.source, rendering.target
    said = target.text if target else ""
    expected: list[tuple[str, float]] = []
    if foresight and rendering.sides and source and target:
        expected = foresight(bead.source, bead.target[: target.start].rstrip())
    return ChoiceCard(
        bead=rendering.bead,
        concept=rendering.concept,
        source_span=source.text if source else "",
        source_start=source.start if source else None,
        source_end=source.end if source else None,
        source_status=source.term.status if source else "",
        source_whose=source.term.whose if source else (),
        rendering=said,
        term=target.term.text if target else "",
        target_start=target.start if target else None,
        target_end=target.end if target else None,
        status=target.term.status if target else NOT_LISTED,
        whose=target.term.whose if target else (),
        loaded=target is not None and rendering.is_loaded(target.term),
        offered=tuple(Offer(term.text, term.status, term.whose) for term in rendering.offered),
        expected=tuple(expected),
        elsewhere=tuple(
            (number, text)
            for number, text in others.items()
            if number != rendering.bead and text.casefold() != said.casefold()
        ),
    )


def argos_foresight(source_lang: str, target_lang: str) -> Foresight | None:
    """What the Argos model of a pair expects, or None where no model leads straight from the one to the other."""
    from polyglot_news.translate.argos import ArgosEngine
    from polyglot_news.translate.routes import find_route

    engine = ArgosEngine()
    try:
        route = find_route(engine, source_lang, target_lang)
    except ModelError:
        return None
    if len(route) != 1:
        return None

    def expected(source: str, prefix: str) -> list[tuple[str, float]]:
        text = " ".join(source.split())
        if engine.lengths(route[0], [text])[0] > engine.longest_input:
            return []
        chances: dict[str, float] = defaultdict(float)
        for one in engine.alternatives(route[0], text, prefix, 5):
            chances[one.word] += math.exp(one.log_probability)  # one word may be cut into pieces in several ways
        return [(word, round(chance, 3)) for word, chance in chances.items() if chance >= _LEAST_CHANCE]

    return expected
