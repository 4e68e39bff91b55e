"""Negations that one side has and the other lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import ClassVar

from polyglot_news.audit.frequency import zipf
from polyglot_news.audit.lexicon import languages
from polyglot_news.audit.pair import Pair, Side
from polyglot_news.audit.registry import Check, Hit, Span
from polyglot_news.audit.words import Word

_NEAR, _NEAR_AFTER = 4, 2
"""Words before and after a verb within which a negation is its own."""

_CLAUSE_BREAK = re.compile(r"[,;:.!?–—，。；]")

_CONCORD = 5
"""Words within which several negatives are one negation ("ne … jamais", "никто не")."""

_PREFIXES = {
    "en": ("un", "in", "im", "il", "ir", "non", "dis"),
    "de": ("un", "nicht"),
    "fr": ("in", "im", "il", "ir", "mé", "dés"),
    "es": ("in", "im", "il", "ir", "des"),
    "pt": ("in", "im", "il", "ir", "des"),
    "ru": ("не", "без", "бес"),
    "uk": ("не", "без"),
}
"""Prefixes that negate: a word with one may stand for a negation of the other side."""


class Negation(Check):
    """Negation dropped or added.

    Counts the negations of both sides; several negatives of one clause are one. A side that has more is reported,
    unless the other has as many words that negate by their meaning ("refused", "unable", "hardly") or by a prefix,
    or says "only" where the first says "not until".
    Where the counts agree, a verb that negates by its meaning must be negated on both sides or on neither ("do not
    rule out").
    """

    name: ClassVar[str] = "negation"
    severity: ClassVar[str] = "critical"
    languages: ClassVar[frozenset[str] | None] = languages()

    def hits(self, pair: Pair) -> Iterator[Hit]:
        source, target = negations(pair.source), negations(pair.target)
        more, less = (pair.target, pair.source) if len(target) > len(source) else (pair.source, pair.target)
        spans = target if more is pair.target else source
        if abs(len(source) - len(target)) <= _implicit(less) + _until(more, less):
            yield from _reversed(pair)
            return
        span = (
            spans[-1]
            if not (source and target)
            else _unpaired(spans, more, source if more is pair.target else target, less)
        )
        text = _with_what_it_negates(more, span)
        sure = 0.8 if not (source and target) else 0.5
        severity = "" if sure > 0.5 else "minor"
        if more is pair.target:
            yield Hit(f"“{text}”: a negation that the source does not have", None, span, sure, severity)
        else:
            yield Hit(f"“{text}”: a negation that the translation does not have", span, None, sure, severity)


def negations(side: Side) -> list[Span]:
    """The negations of a side: spans of the first negative of each clause."""
    known = side.lexicon
    exempt = [match.span() for match in known.negation_exempt.finditer(side.text)]
    cues = [(word.start, word.end) for word in side.words if word.key in known.negation]
    cues += [match.span() for match in known.negation_pattern.finditer(side.text)]
    found: list[Span] = []
    last = -1
    for start, end in sorted(cues):
        if any(start < b and end > a for a, b in exempt):
            continue
        if found and start < found[-1][1]:
            continue
        between = side.text[last:start] if found else ""
        if found and len(between.split()) <= _CONCORD and not _CLAUSE_BREAK.search(between):
            last = end
            continue
        found.append((start, end))
        last = end
    return found


def _reversed(pair: Pair) -> Iterator[Hit]:
    """Verbs such as "rule out" and "deny" that one side negates wherever it has them, and the other nowhere."""
    for concept, pattern in pair.source.lexicon.reversible.items():
        other = pair.target.lexicon.reversible.get(concept)
        if other is None:
            continue
        source = _uses(pair.source, pattern)
        target = _uses(pair.target, other) if source else []
        negated = [{is_negated for _, is_negated in uses} for uses in (source, target)]
        if negated in ([{True}, {False}], [{False}, {True}]):
            ours, theirs = source[0][0], target[0][0]
            was, became = pair.source.text[slice(*ours)], pair.target.text[slice(*theirs)]
            kept = "without" if negated[0] == {True} else "with"
            yield Hit(f"“{was}” became “{became}” {kept} a negation: the reverse", ours, theirs, 0.7)


def _uses(side: Side, pattern: re.Pattern[str]) -> list[tuple[Span, bool]]:
    """Where a verb stands, with its negation, and whether it has one: in the verb, shortly before, or after it."""
    uses = []
    for match in pattern.finditer(side.text):
        start, end = match.span()
        before = [word for word in side.words if word.end <= start][-_NEAR:]
        before = [word for word in before if not _CLAUSE_BREAK.search(side.text, word.end, start)]
        inside = [word for word in side.words if start <= word.start < end]
        after = [word for word in side.words if word.start >= end][:_NEAR_AFTER]
        after = [word for word in after if not _CLAUSE_BREAK.search(side.text, end, word.start)]
        negatives = [word for word in (*before, *inside, *after) if _negates(side, word, word in before)]
        attached = side.lexicon.negation_pattern.search(side.text, max(0, start - 2), start)
        begins = min([start, *(word.start for word in negatives if word in before)])
        uses.append(((attached.start() if attached else begins, end), bool(negatives) or attached is not None))
    return uses


def _negates(side: Side, word: Word, before: bool) -> bool:
    known = side.lexicon
    return word.key in known.negation or (before and word.key in known.negation_implicit)


def _implicit(side: Side) -> int:
    known = side.lexicon.negation_implicit
    count = sum(word.key in known for word in side.words)
    if side.lang.split("-")[0] == "zh":
        return sum(side.text.count(word) for word in known)
    lang = side.lang.split("-")[0]
    return count + sum(_is_prefixed(word.key, lang) for word in side.words if not word.capital or word.opens)


def _until(more: Side, less: Side) -> int:
    """How many negations of one side the other may put without ("not until Monday" – "erst am Montag")."""
    untils, onlys = more.lexicon.negation_until.findall(more.text), less.lexicon.negation_only.findall(less.text)
    return min(len(untils), len(onlys))


@lru_cache(maxsize=65536)
def _is_prefixed(key: str, lang: str) -> bool:
    """Whether a word is another word of the language with a negating prefix or suffix: "unsafe", "insalubre"."""
    if (lang == "en" and key.endswith("less")) or (lang == "de" and re.search(r"los(?:e[nrsm]?)?$", key)):
        return len(key) > 6
    prefix = next((prefix for prefix in _PREFIXES.get(lang, ()) if key.startswith(prefix)), "")
    rest = key.removeprefix(prefix)
    return (
        bool(prefix)
        and len(rest) > 3
        and (zipf(rest, lang) or 0.0) > 2.5
        and (zipf(key, lang) or 0.0) < (zipf(rest, lang) or 0.0)
    )


def _with_what_it_negates(side: Side, span: Span) -> str:
    """A negative and what follows up to the next content word of its clause: "n'a pas signé", "не приехал"."""
    start, end = span
    for word, is_content in zip(side.words, side.content, strict=True):
        if word.start < end:
            continue
        if _CLAUSE_BREAK.search(side.text, end, word.start):
            break
        end = word.end
        if is_content:
            break
    return side.text[start:end]


def _unpaired(spans: list[Span], more: Side, others: list[Span], less: Side) -> Span:
    """The negation farthest, by place in its text, from all of the other side's."""
    places = [start / max(len(less.text), 1) for start, _ in others]
    return max(spans, key=lambda span: min(abs(span[0] / max(len(more.text), 1) - place) for place in places))
