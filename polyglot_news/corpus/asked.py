"""The query of a concordance as it is given on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from polyglot_news.corpus.concordance_files import PAGE_LINES, ending
from polyglot_news.corpus.query import Query, RegexQuery, WordQuery
from polyglot_news.corpus.term_query import ConceptQuery, LemmaQuery, RecordedQuery
from polyglot_news.errors import UsageError
from polyglot_news.glossary.given import given_termbase

_SHOWN = 100
"""Lines on the terminal, unless more are asked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: words, or a concept, and what the other side must have.

    Raises:
        UsageError: nothing is asked for, or what is asked for excludes each other.
    """

    words: str = ""
    target: str = ""
    regex: bool = False
    lemma: bool = False
    concept: str = ""
    glossaries: tuple[str, ...] = ()
    case: bool = False

    def __post_init__(self) -> None:
        if not self.words.strip() and not self.concept:
            raise UsageError("the query is empty; give a word, or a concept with --concept")
        if self.words and self.concept:
            raise UsageError(
                f"'{self.words}' and --concept exclude each other; --target asks for words beside a concept"
            )
        if self.regex and self.lemma:
            raise UsageError("--regex and --lemma exclude each other")
        if self.glossaries and not self.concept:
            raise UsageError("--glossary is for --concept; name the concept")
        if self.case and (self.lemma or (self.concept and not self.target)):
            raise UsageError("--case is for words and regular expressions; a termbase says itself where case counts")

    @property
    def title(self) -> str:
        """What was looked for, in a few words."""
        return f"{self.words or self.concept}{f' → {self.target}' if self.target else ''}"

    def query(self) -> Query:
        """The query for the side that is searched."""
        if not self.concept:
            return self._words(self.words)
        if self.glossaries:
            return ConceptQuery(self.concept, given_termbase(self.glossaries))
        return RecordedQuery(self.concept)

    def other(self) -> Query | None:
        """The query for the other side, if there is one."""
        return self._words(self.target) if self.target else None

    def most_lines(self, limit: int | None, output: Path | None) -> int:
        """How many lines there may be, 0 for any number: as asked for, else as many as the place is good for."""
        by_place = _SHOWN if output is None else {".html": PAGE_LINES}.get(ending(output), 0)
        return by_place if limit is None else limit

    def _words(self, words: str) -> Query:
        if self.regex:
            return RegexQuery(words, case=self.case)
        return LemmaQuery(words) if self.lemma else WordQuery(words, case=self.case)
