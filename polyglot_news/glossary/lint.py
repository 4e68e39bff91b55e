"""What is wrong with a termbase: contradictions, duplicates, terms never found, uncited claims, one side only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from polyglot_news.glossary.languages import is_language
from polyglot_news.glossary.match import Hit, Matcher
from polyglot_news.glossary.termbase import EVERY_LANGUAGE, Term, Termbase
from polyglot_news.glossary.tokens import fold, tokenise
from polyglot_news.language import primary_language

SEVERITIES = ("info", "warning", "error")

_CONCEPT_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one row: `row` is the row's number in the file `origin`, 0 where it came from none.

    `severity` is `error` (the termbase contradicts itself, or a row has no effect), `warning` (it probably does not
    do what is meant) or `info`.
    """

    origin: str
    row: int
    severity: str
    code: str
    concept: str
    message: str


def lint(termbase: Termbase) -> list[Problem]:
    """The problems of a termbase, in the order of its rows."""
    problems = [
        Problem(term.origin, term.row, severity, check.__name__.strip("_").replace("_", "-"), term.concept, message)
        for check in _CHECKS
        for term, severity, message in check(termbase)
    ]
    return sorted(problems, key=lambda problem: (problem.origin, problem.row, -SEVERITIES.index(problem.severity)))


_Finding = tuple[Term, str, str]


def _duplicate(termbase: Termbase) -> Iterator[_Finding]:
    """Two rows give a concept the same term (error), or two spellings that are found alike (info)."""
    for group in _by(termbase, lambda term: (term.concept, term.lang, _folded(term))):
        for place, term in enumerate(group):
            same = [other for other in group[:place] if other.text.casefold() == term.text.casefold()]
            if same:
                yield term, "error", f"'{term.text}' ({term.lang}) is already in row {same[0].row}"
            elif place:
                yield term, "info", f"'{term.text}' ({term.lang}) is found wherever row {group[0].row} is"


def _contradiction(termbase: Termbase) -> Iterator[_Finding]:
    """Two preferred terms of one language for the same users, or spellings of one term, one of them deprecated."""
    for group in _by(termbase, lambda term: (term.concept, term.lang)):
        preferred = [term for term in group if term.status == "preferred"]
        for place, term in enumerate(preferred):
            for other in preferred[:place]:
                if set(term.whose) & set(other.whose) or not (term.whose or other.whose):
                    users = "; ".join(sorted(set(term.whose) & set(other.whose))) or "everybody"
                    yield term, "error", f"'{term.text}' and '{other.text}' are both preferred for {users}"
        for term in group:
            if term.status == "deprecated" and not term.exact:
                for other in (other for other in group if other.status != "deprecated"):
                    if any(hit.text == other.text for hit in _hits(term, other.text)):
                        yield term, "error", f"deprecated, but '{other.text}' (row {other.row}) is a form of it"


def _ambiguous(termbase: Termbase) -> Iterator[_Finding]:
    """One term names two concepts."""
    for group in _by(termbase, lambda term: (term.lang, _folded(term))):
        first = group[0]
        for term in group[1:]:
            if term.concept != first.concept:
                yield term, "warning", f"'{term.text}' is also a term of '{first.concept}' (row {first.row})"


def _never_found(termbase: Termbase) -> Iterator[_Finding]:
    """A term that the matcher does not find in its own words, and an exception without effect."""
    for term in termbase:
        if term.lang != EVERY_LANGUAGE and not is_language(term.lang):
            yield term, "error", f"'{term.lang}' is no language that is known"
        elif not _hits(term, term.text):
            why = "an exception covers it" if term.exceptions else "it holds no word, or a break"
            yield term, "error", f"'{term.text}' is never found: {why}"
        else:
            without = Term(term.concept, term.lang, term.text, pos=term.pos, exact=term.exact)
            for phrase in term.exceptions:
                if not _hits(without, phrase):
                    yield term, "warning", f"the exception '{phrase}' does not contain '{term.text}'"


def _uncited(termbase: Termbase) -> Iterator[_Finding]:
    """A term is said to be preferred or deprecated, and no source says by whom."""
    for term in termbase:
        if term.status in ("preferred", "deprecated") and not term.source:
            yield term, "warning", f"'{term.text}' is {term.status} without a source"


def _one_sided(termbase: Termbase) -> Iterator[_Finding]:
    """A contested concept with the words of fewer than two sides."""
    for concept in termbase.concepts:
        if not termbase.contested(concept):
            continue
        terms = termbase.of(concept)
        sides = {tag for term in terms for tag in term.whose}
        contested = next(term for term in terms if term.status == "contested")
        if len(sides) < 2:
            named = f"only {next(iter(sides))} is" if sides else "nobody is"
            yield contested, "error", f"a contested concept needs two sides, {named} named in 'whose'"


def _unattributed(termbase: Termbase) -> Iterator[_Finding]:
    """In a contested concept, a contested or preferred term of nobody's."""
    for term in termbase:
        if not term.whose and (term.status == "contested" or _takes_a_side(termbase, term)):
            yield term, "warning", f"'{term.text}' is {term.status} in a contested concept, but 'whose' is empty"


def _one_sided_language(termbase: Termbase) -> Iterator[_Finding]:
    """A contested concept that one language can only say in one side's words."""
    for group in _by(termbase, lambda term: (term.concept, term.lang)):
        sides = {tag for term in group for tag in term.whose}
        if termbase.contested(group[0].concept) and len(sides) == 1 and all(term.whose for term in group):
            yield group[0], "info", f"in {group[0].lang} there are only the words of {next(iter(sides))}"


def _one_language(termbase: Termbase) -> Iterator[_Finding]:
    """A concept without a translation."""
    for concept in termbase.concepts:
        terms = termbase.of(concept)
        if {term.lang for term in terms} != {EVERY_LANGUAGE} and len({primary_language(t.lang) for t in terms}) == 1:
            yield terms[0], "warning", f"there are terms in {terms[0].lang} only"


def _concept_id(termbase: Termbase) -> Iterator[_Finding]:
    """A concept's id that is not in kebab-case."""
    for concept in termbase.concepts:
        if not _CONCEPT_ID.fullmatch(concept):
            yield termbase.of(concept)[0], "warning", f"the concept '{concept}' is not written like-this"


_CHECKS: tuple[Callable[[Termbase], Iterator[_Finding]], ...] = (
    _duplicate, _contradiction, _ambiguous, _never_found, _uncited, _one_sided, _unattributed, _one_sided_language,
    _one_language, _concept_id,
)  # fmt: skip


def _by(termbase: Termbase, key: Callable[[Term], tuple[str, ...]]) -> list[list[Term]]:
    groups: dict[tuple[str, ...], list[Term]] = defaultdict(list)
    for term in termbase:
        groups[key(term)].append(term)
    return list(groups.values())


def _folded(term: Term) -> str:
    """A term's words without what the matcher does not tell apart; its letters where their case counts."""
    lang = primary_language(term.lang)
    words = [token.word for token in tokenise(term.text, lang)]
    return " ".join(words if term.case_sensitive else [fold(word, lang) for word in words])


def _takes_a_side(termbase: Termbase, term: Term) -> bool:
    return term.status == "preferred" and termbase.contested(term.concept)


def _hits(term: Term, text: str) -> list[Hit]:
    """Where the term is found in a text by a matcher that knows no other."""
    lang = "en" if term.lang == EVERY_LANGUAGE else term.lang
    return Matcher(Termbase((term,)), lang).find_all(text)
