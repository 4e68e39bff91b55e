"""Terms looked for in a corpus, in any inflection: a lemma, a concept of a termbase, or one recorded in the table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from polyglot_news.corpus.expressions import NO_BEAD, Expression, all_of, any_of, phrase
from polyglot_news.corpus.folding import index_words
from polyglot_news.corpus.forms import UNSPACED
from polyglot_news.corpus.index import Condition, Index, IndexedBead
from polyglot_news.corpus.query import Found
from polyglot_news.errors import UsageError
from polyglot_news.glossary.match import Matcher
from polyglot_news.glossary.patterns import Pattern, patterns
from polyglot_news.glossary.record import Recorder
from polyglot_news.glossary.termbase import EVERY_LANGUAGE, Term, Termbase
from polyglot_news.language import primary_language

_LEMMA = "lemma"


class LemmaQuery:
    """A word or phrase in any of its forms, as the glossary matches terms.

    Raises:
        UsageError: there is no word in it, or it has a `*`.
    """

    def __init__(self, words: str) -> None:
        if "*" in words:
            raise UsageError("a lemma has no *: leave out the *, or --lemma")
        if not any(sign.isalnum() for sign in words):
            raise UsageError(f"'{words}' has no letter and no digit; give a word")
        self._words = words
        self._matchers: dict[str, Matcher] = {}

    def expression(self, index: Index, side: str) -> Expression:
        """The forms of the words in each of the side's languages."""
        languages = {primary_language(lang) for lang in index.languages(side)}
        return any_of(_of_term(self._term(lang), index, lang) for lang in sorted(languages))

    def conditions(self) -> Sequence[Condition]:
        return ()

    def find(self, bead: IndexedBead, side: str) -> Iterator[Found]:
        """The hits of the words as a term of the text's language."""
        lang = bead.lang(side)
        if lang not in self._matchers:
            self._matchers[lang] = Matcher(Termbase((self._term(primary_language(lang)),)), lang)
        return (Found(hit.start, hit.end) for hit in self._matchers[lang].find(bead.text(side)))

    def _term(self, lang: str) -> Term:
        return Term(_LEMMA, lang, self._words)


class ConceptQuery:
    """A concept of a termbase: its terms on one side, each with the term on the other side that renders it.

    Raises:
        UsageError: the termbase has no such concept.
    """

    def __init__(self, concept: str, termbase: Termbase) -> None:
        if concept not in termbase.concepts:
            raise UsageError(f"no concept '{concept}' in {termbase.name or 'the termbase'}")
        self._concept = concept
        self._termbase = termbase
        self._recorders: dict[tuple[str, str], Recorder] = {}

    def expression(self, index: Index, side: str) -> Expression:
        """The forms of the concept's terms in each of the side's languages."""
        languages = sorted({primary_language(lang) for lang in index.languages(side)})
        terms = self._termbase.of(self._concept)
        return any_of(
            _of_term(term, index, lang)
            for lang in languages
            for term in terms
            if primary_language(term.lang) in (lang, EVERY_LANGUAGE)
        )

    def conditions(self) -> Sequence[Condition]:
        return ()

    def find(self, bead: IndexedBead, side: str) -> Iterator[Found]:
        """The hits of the concept, paired with its terms on the other side as the glossary pairs them."""
        other = "target" if side == "source" else "source"
        langs = (bead.lang(side), bead.lang(other))
        if langs not in self._recorders:
            self._recorders[langs] = Recorder(self._termbase, *langs)
        recorder = self._recorders[langs]
        wanted = [want for want in recorder.wants(bead.text(side)) if want.hit.concept == self._concept]
        for want, rendering in zip(wanted, recorder.pair(wanted, bead.text(other)), strict=True):
            counterpart = (rendering.start, rendering.end) if rendering else None
            yield Found(want.hit.start, want.hit.end, counterpart)


class RecordedQuery:
    """A concept as the table's column `terms` records it, by whichever termbase that was."""

    def __init__(self, concept: str) -> None:
        self._concept = concept

    def expression(self, index: Index, side: str) -> Expression:
        return None

    def conditions(self) -> Sequence[Condition]:
        """The beads in which a use of the concept is recorded."""
        return (Condition("beads.id IN (SELECT bead FROM uses WHERE concept = ?)", (self._concept,)),)

    def find(self, bead: IndexedBead, side: str) -> Iterator[Found]:
        """The recorded spans that lie in the text."""
        return (found for concept, found in recorded(bead, side) if concept == self._concept)


def recorded(bead: IndexedBead, side: str) -> Iterator[tuple[str, Found]]:
    """The uses of terms that the table records for one side of a bead, each with its concept."""
    other = "target" if side == "source" else "source"
    for use in json.loads(bead.terms) if bead.terms else ():
        span = _span(use, side, bead)
        if span is not None:
            yield use["concept"], Found(*span, _span(use, other, bead))


def _span(use: dict[str, object], side: str, bead: IndexedBead) -> tuple[int, int] | None:
    start, end = use.get(f"{side}_start"), use.get(f"{side}_end")
    if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(bead.text(side)):
        return start, end
    return None


def _of_term(term: Term, index: Index, lang: str) -> Expression:
    """The words of every pattern by which the glossary finds a term in texts of a language."""
    return any_of(
        _of_pattern(pattern, index, lang) for pattern in patterns(term, 0, lang) if not pattern.is_exception
    )


def _of_pattern(pattern: Pattern, index: Index, lang: str) -> Expression:
    if lang in UNSPACED:
        words = [word for text in pattern.words for word in index_words(text)]
        return phrase(words) if words else None
    asked: list[Expression] = []
    for word, keys in zip(pattern.words, pattern.keys, strict=True):
        if index_words(word):
            forms = index.forms(lang, keys)
            asked.append(any_of(phrase(form.split(" ")) for form in forms) if forms else NO_BEAD)
    return all_of(asked)
