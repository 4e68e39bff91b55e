"""Terms: which of several words was chosen, and whether the source supports it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import ClassVar

from polyglot_news.audit.frequency import zipf
from polyglot_news.audit.pair import Pair
from polyglot_news.audit.registry import ArticleCheck, Hit, Span
from polyglot_news.audit.renderings import Rendering
from polyglot_news.glossary.termbase import Term

_SUPPORTED = 0.6
"""Cosine from which a word has a counterpart on the other side."""

_STEM, _SHARED = 4, 0.75
"""Letters, and share of the shorter word, that two words of one stem begin with."""

_SURE, _LIKELY, _POSSIBLE = 0.85, 0.7, 0.5


class Terms(ArticleCheck):
    """Loaded, discouraged or inconsistent term.

    Needs a termbase. A term is loaded where its status is `contested`, or where only those use it who also use a
    contested term of the same concept. Reported are: a neutral term of the source that became a loaded one, and the
    reverse; a loaded term that became the other side's; a loaded word that no term of the source supports (in a
    translation without its source, every loaded word); a deprecated term; a term other than the profile's; and a
    source term that was rendered otherwise elsewhere in the article.
    """

    name: ClassVar[str] = "terms"
    severity: ClassVar[str] = "minor"
    target_only: ClassVar[bool] = True

    def article_hits(self, pairs: Sequence[Pair]) -> Iterator[tuple[int, Hit]]:
        for i, pair in enumerate(pairs):
            for rendering in pair.renderings:
                hit = _choice(rendering, pair) or _disallowed(rendering)
                if hit is not None:
                    yield i, hit
        yield from _inconsistent(pairs)


def _choice(rendering: Rendering, pair: Pair) -> Hit | None:
    """What is to say of the choice between loaded and neutral words."""
    source, target = rendering.source, rendering.target
    if target is None:
        return None
    loaded = rendering.is_loaded(target.term)
    if source is None:
        if not loaded or _derived(rendering, pair):
            return None
        message = f"“{target.text}” is a loaded word ({_user(target.term)})"
        if not pair.source.text:
            return Hit(message, None, _span(rendering, 1), _SURE, "note", _neutral(rendering))
        if _renders_something(pair, target.start, target.end):
            message += "; the termbase does not know the term it renders"
            return Hit(message, None, _span(rendering, 1), _SURE, "note", _neutral(rendering))
        message += "; no term of the source supports it"
        return Hit(message, None, _span(rendering, 1), _POSSIBLE, "minor", _neutral(rendering))
    from_loaded = rendering.is_loaded(source.term)
    spans = _span(rendering, 0), _span(rendering, 1)
    if loaded and not from_loaded:
        message = f"neutral “{source.text}” became loaded “{target.text}” ({_user(target.term)})"
        return Hit(message, *spans, _SURE, "major", _neutral(rendering))
    if from_loaded and not loaded:
        message = f"loaded “{source.text}” ({_user(source.term)}) became neutral “{target.text}”"
        return Hit(message, *spans, _LIKELY, "minor")
    if loaded and source.term.whose and target.term.whose and not set(source.term.whose) & set(target.term.whose):
        message = f"“{source.text}” ({_user(source.term)}) became “{target.text}” ({_user(target.term)})"
        return Hit(message, *spans, _SURE, "major")
    return None


def _derived(rendering: Rendering, pair: Pair) -> bool:
    """Whether a word of the source has the stem of a term with the same users: "golpistas", of "golpe de Estado"."""
    users = set(rendering.target.term.whose) if rendering.target else set()
    stems = [_rarest(term.text, pair.source.lang) for term in rendering.known if users & set(term.whose)]
    return any(_akin(word.key, stem) for word in pair.source.words for stem in stems)


def _rarest(term: str, lang: str) -> str:
    """The word that makes a term what it is."""
    return min(term.casefold().split(), key=lambda word: zipf(word, lang) or 0.0)


def _akin(one: str, other: str) -> bool:
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= _STEM and shared >= _SHARED * min(len(one), len(other))


def _renders_something(pair: Pair, start: int, end: int) -> bool:
    """Whether every word of a span of the translation has a counterpart, as far as the encoder can tell."""
    if pair.evidence is None:
        return False
    words = [i for i, word in enumerate(pair.target.words) if start <= word.start and word.end <= end]
    support = [float(pair.evidence.support[1][i]) for i in words if not pair.target.is_function(pair.target.words[i])]
    return bool(support) and min(support) >= _SUPPORTED


def _disallowed(rendering: Rendering) -> Hit | None:
    """A term that the termbase discourages, or that is not the one asked for."""
    source, target, wanted = rendering.source, rendering.target, rendering.wanted
    if target is None:
        return None
    spans = _span(rendering, 0), _span(rendering, 1)
    suggestion = wanted.text if wanted else ""
    if target.term.status == "deprecated":
        return Hit(f"“{target.text}” is deprecated", *spans, _SURE, "minor", suggestion)
    if source and rendering.profiled and wanted and wanted.text.casefold() != target.term.text.casefold():
        return Hit(f"“{target.text}” is not the term asked for", *spans, _SURE, "minor", suggestion)
    return None


def _inconsistent(pairs: Sequence[Pair]) -> Iterator[tuple[int, Hit]]:
    """Renderings of a source term that differ from the article's first one."""
    of_term: dict[tuple[str, str], list[tuple[int, Rendering]]] = defaultdict(list)
    for i, pair in enumerate(pairs):
        for rendering in pair.renderings:
            if rendering.source and rendering.target:
                of_term[rendering.concept, rendering.source.term.text].append((i, rendering))
    for uses in of_term.values():
        first, rendered = uses[0][0], uses[0][1].target
        for i, rendering in uses[1:]:
            source, target = rendering.source, rendering.target
            if source and target and rendered and target.term.text != rendered.term.text:
                same = rendering.is_loaded(target.term) == rendering.is_loaded(rendered.term)
                message = f"“{source.text}” is “{target.text}” here and “{rendered.text}” in bead {first}"
                severity = "note" if same else "minor"
                yield i, Hit(message, _span(rendering, 0), _span(rendering, 1), _LIKELY, severity)


def _span(rendering: Rendering, side: int) -> Span | None:
    hit = (rendering.source, rendering.target)[side]
    return (hit.start, hit.end) if hit else None


def _user(term: Term) -> str:
    return f"{term.status}: {', '.join(term.whose)}" if term.whose else term.status


def _neutral(rendering: Rendering) -> str:
    """The first three neutral words that the termbase offers instead."""
    return ", ".join(term.text for term in rendering.neutral[:3])
