"""The term uses of a corpus's rows: as the rows record them, or found anew with a termbase."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from polyglot_news.audit.choices import NOT_LISTED
from polyglot_news.bitext import REVIEWED, Bead, Row, TermUse, from_rows
from polyglot_news.errors import ReadError
from polyglot_news.glossary.record import Recorder
from polyglot_news.glossary.termbase import Termbase
from polyglot_news.language import primary_language

LEFT_OUT = "left out"
"""The status where the row has no translation at all."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One way a concept was rendered: a term of the termbase in whatever inflection, or without a termbase the words.

    `text` is empty where the row is not translated (`LEFT_OUT`), or has none of the termbase's words (`NOT_LISTED`:
    other words, or the concept left out of the sentence; which of the two cannot be told).
    """

    text: str
    status: str = ""
    whose: str = ""

    @property
    def label(self) -> str:
        """The words, or in parentheses why there are none."""
        return self.text or f"({self.status})"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A use of a term of the source, and how it was rendered."""

    use: TermUse
    wording: Wording


class TermUses:
    """Reads the term uses of rows; those that only the target has (no source term) are left out.

    Args:
        termbase: with one, uses are found with it, unless a row was annotated with just this termbase; without one,
            they are what the rows' `terms` say.
    """

    def __init__(self, termbase: Termbase | None = None) -> None:
        self._termbase = termbase
        self._mark = f"@sha256:{termbase.digest[:16]}" if termbase else ""
        self._recorders: dict[tuple[str, str], Recorder] = {}
        self._wordings: dict[tuple[str, str, str], Wording] = {}
        self._spelled: dict[tuple[str, str], str] = {}

    def of(self, row: Row) -> Iterator[Rendered]:
        """The uses of one row.

        Raises:
            ReadError: the row lacks its texts or languages, or its `terms` cannot be read.
        """
        if self._termbase is None and not row.get("terms"):
            return
        [bitext] = from_rows([row])
        [bead] = bitext.beads
        langs = bitext.source_lang, bitext.target_lang
        for use in self._recorded(bead, langs) if self._termbase else bead.terms:
            if use.source_term:
                yield Rendered(use, self._wording(use, bead.target, langs))

    def label(self, concept: str, wording: Wording) -> str:
        """A wording for people: of words without a termbase the spelling with the fewest capitals that was met."""
        return self._spelled.get((concept, wording.text), wording.label)

    def _recorded(self, bead: Bead, langs: tuple[str, str]) -> tuple[TermUse, ...]:
        last = bead.provenance.rpartition("termbase:")[2]
        if self._mark in last and bead.review not in REVIEWED:
            return bead.terms
        return self._recorder(langs).record(bead.source, bead.target)

    def _recorder(self, langs: tuple[str, str]) -> Recorder:
        if langs not in self._recorders:
            if self._termbase is None:
                raise ReadError("no termbase to find terms with; give one with --glossary")
            self._recorders[langs] = Recorder(self._termbase, *langs)
        return self._recorders[langs]

    def _wording(self, use: TermUse, target: str, langs: tuple[str, str]) -> Wording:
        if not use.rendering:
            return Wording("", NOT_LISTED if target.strip() else LEFT_OUT)
        if self._termbase:
            return self._term(use, langs)
        words = " ".join(use.rendering.split())
        key = (use.concept, words.casefold())
        known = self._spelled.get(key, words)
        self._spelled[key] = min(known, words, key=lambda text: (sum(map(str.isupper, text)), text))
        return Wording(key[1], use.status, use.whose)

    def _term(self, use: TermUse, langs: tuple[str, str]) -> Wording:
        """The termbase's term that the rendering is a form of."""
        key = (primary_language(langs[1]), use.concept, use.rendering)
        if key not in self._wordings:
            hits = self._recorder(langs).renderings(use.rendering, [use.concept])[use.concept]
            terms = [hit.term for hit in sorted(hits, key=lambda hit: hit.start - hit.end)]
            self._wordings[key] = (
                Wording(terms[0].text, terms[0].status, ";".join(terms[0].whose))
                if terms
                else Wording(" ".join(use.rendering.casefold().split()), use.status, use.whose)
            )
        return self._wordings[key]
