"""One part of the output from one slice of the corpus: rows, findings, rejects, counts; nothing is written here."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock, local
from typing import TYPE_CHECKING, TypeVar

from polyglot_news.article import UNDETERMINED, Article
from polyglot_news.audit.finding import Finding
from polyglot_news.bitext import Bead, Bitext
from polyglot_news.corpus.columns import METADATA
from polyglot_news.corpus.job import Job
from polyglot_news.corpus.records import Record
from polyglot_news.errors import NoRouteError, PolyglotNewsError, ReadError
from polyglot_news.language import base, english_name
from polyglot_news.translate.pipeline import translate_plans
from polyglot_news.translate.plan import Plan, Planner
from polyglot_news.translate.routes import describe, find_route
from polyglot_news.translate.run import Run
from polyglot_news.write import writer

Reject = dict[str, str | int]
Counts = dict[str, Counter[str]]
Finished = tuple[Bitext, Sequence[Finding]]

COUNTED = ("languages", "routes", "outcomes", "terms", "findings", "rejects")
"""What is counted: articles by language, rows by route and by outcome, term uses by outcome, findings by check,
records left out by reason."""

if TYPE_CHECKING:
    from polyglot_news.translate.memory import Memory

_A = TypeVar("_A")
_B = TypeVar("_B")


@dataclass(slots=True)
class Made:
    """A finished part: the table's bytes (none if there is no row), the findings as JSON Lines, and what to count."""

    records: int
    articles: int = 0
    rows: int = 0
    table: bytes = b""
    findings: bytes = b""
    rejects: list[Reject] = field(default_factory=list)
    counts: Counts = field(default_factory=lambda: {name: Counter() for name in COUNTED})


class _RefusedError(Exception):
    """A record is left out, for a reason that can be counted."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class _Tools:
    """What articles are translated with."""

    memory: Memory | None
    planner: Planner
    run: Run


class Maker:
    """Makes parts; several threads may use one at a time, and share its models.

    Reading, detecting, segmenting and auditing are Python, of which only one thread runs anyway: a lock keeps them
    apart, while the models translate another part.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._engine = job.open_engine()
        self._python = Lock()
        self._of_thread = local()
        self._ways: dict[str, str] = {}

    def make(self, records: Sequence[Record]) -> Made:
        """The part of these records.

        Raises:
            ModelError: a model cannot be loaded.
        """
        work = _Slice(records)
        with self._python:
            articles = work.each(dict(enumerate(records)), self._article)
            if self._job.align:
                pairs = {place: (article, records[place]) for place, article in articles.items()}
                bitexts = work.each(pairs, self._aligned)
            else:
                plans = work.each(articles, self._plan)
        if not self._job.align:
            bitexts = self._translated(plans, work)
        with self._python:
            return self._made(work.each(bitexts, self._finished), work)

    def _article(self, record: Record) -> Article:
        """The article of a record, its language known and one that can be treated."""
        if record.fault is not None:
            raise _RefusedError(record.fault.reason, record.fault.message)
        article = record.article()
        lang, why = self._tools.planner.language(article)
        if lang == UNDETERMINED:
            raise _RefusedError("language-unknown", f"the language cannot be told ({why})")
        if base(lang) == base(self._job.to):
            raise _RefusedError("already-target", f"the article is in {english_name(lang)} already")
        return replace(article, lang=lang)

    def _plan(self, article: Article) -> Plan:
        return self._tools.planner.plan(article)

    def _translated(self, plans: Mapping[int, Plan], work: _Slice) -> dict[int, Bitext]:
        """The translations of all articles in one go; one by one where some article makes that fail."""

        def translate(some: Sequence[Plan]) -> list[Bitext]:
            return translate_plans(some, self._tools.run)

        try:
            return dict(zip(plans, translate(list(plans.values())), strict=True))
        except PolyglotNewsError:
            raise
        except Exception:  # whatever a strange text may do to a tokenizer: the others of the part are not lost
            return work.each(plans, lambda plan: translate([plan])[0])
        finally:
            if self._tools.memory is not None:
                self._tools.memory.flush()

    @property
    def _tools(self) -> _Tools:
        """This thread's own: a memory gathers what is new until it is flushed."""
        if not hasattr(self._of_thread, "tools"):
            from polyglot_news.translate.memory import Memory

            memory = Memory(self._job.memory) if self._job.memory else None
            options = self._job.options(memory)
            self._of_thread.tools = _Tools(memory, Planner(options, self._engine), Run(options, self._engine))
        tools: _Tools = self._of_thread.tools
        return tools

    def _aligned(self, pair: tuple[Article, Record]) -> Bitext:
        from polyglot_news.align.documents import AlignOptions, align_articles
        from polyglot_news.glossary.record import annotate

        article, record = pair
        target = Article(article.id, record.translation, self._job.to)
        bitext = align_articles(article, target, AlignOptions(segmented=self._job.segmented))
        terms = self._job.terms
        return annotate(bitext, terms.termbase, terms.profile) if terms else bitext

    def _finished(self, bitext: Bitext) -> Finished:
        """The bitext with its metadata columns, audited if asked for; what the audit adds stands beside the rest."""
        metadata = bitext.source.metadata if bitext.source else {}
        extra = {name: metadata.get(name, "") for name in (*METADATA, *self._job.keep)}
        if not self._job.audit:
            return replace(bitext, beads=tuple(replace(bead, extra=extra) for bead in bitext.beads)), ()
        from polyglot_news.audit.audit import audit

        terms = self._job.terms
        found = audit(bitext, termbase=terms.termbase if terms else None, profile=terms.profile if terms else "")
        beads = [
            replace(
                before,
                findings=(*before.findings, *after.findings),
                extra={"risk": after.extra["risk"], **extra},
            )
            for before, after in zip(bitext.beads, found.table().beads, strict=True)
        ]
        return replace(bitext, beads=tuple(beads)), found.findings

    def _made(self, finished: Mapping[int, Finished], work: _Slice) -> Made:
        made = Made(len(work.records), len(finished), rejects=work.rejects())
        bitexts = [bitext for bitext, _ in finished.values()]
        for bitext, findings in finished.values():
            made.rows += len(bitext.beads)
            _count(made.counts, bitext, self._way(bitext.source_lang), findings)
        made.counts["rejects"].update(str(reject["reason"]) for reject in made.rejects)
        if made.rows:
            table = io.BytesIO()
            writer(self._job.format)(bitexts, table)
            made.table = table.getvalue()
        lines = [
            json.dumps(found.row(), ensure_ascii=False) for _, found_in in finished.values() for found in found_in
        ]
        made.findings = "".join(f"{line}\n" for line in lines).encode()
        return made

    def _way(self, lang: str) -> str:
        """How an article of a language got its translation: a route, or alignment with what was given."""
        if lang not in self._ways:
            job = self._job
            route = "" if job.align else describe(find_route(self._engine, lang, job.to, job.via))
            self._ways[lang] = route or f"{lang} aligned {job.to}"
        return self._ways[lang]


class _Slice:
    """The records of a part, and those that are refused on the way."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.records = records
        self._refused: dict[int, Reject] = {}

    def each(self, items: Mapping[int, _A], work: Callable[[_A], _B]) -> dict[int, _B]:
        """What comes of each item, by the place of its record; a record whose work fails is refused."""
        done: dict[int, _B] = {}
        for place, item in items.items():
            try:
                done[place] = work(item)
            except _RefusedError as error:
                self._refuse(place, error.reason, error)
            except NoRouteError as error:
                self._refuse(place, "no-route", error)
            except ReadError as error:
                self._refuse(place, "unreadable", error)
            except PolyglotNewsError:
                raise
            except Exception as error:  # one strange text among a million must not end the run
                self._refuse(place, "failed", error)
        return done

    def rejects(self) -> list[Reject]:
        """The refused records in the order of the corpus."""
        return [self._refused[place] for place in sorted(self._refused)]

    def _refuse(self, place: int, reason: str, error: Exception) -> None:
        told = str(error) if reason != "failed" else f"unexpected {type(error).__name__}: {error}"
        self._refused[place] = self.records[place].reject(reason, told)


def _count(counts: Counts, bitext: Bitext, way: str, findings: Sequence[Finding]) -> None:
    counts["languages"][bitext.source_lang] += 1
    counts["routes"][way] += len(bitext.beads)
    for bead in bitext.beads:
        counts["outcomes"][_outcome(bead)] += 1
        counts["terms"].update(use.outcome for use in bead.terms)
        faults = [found for found in bead.findings if found.startswith("degenerate:")]
        counts["findings"].update(faults)
    counts["findings"].update(finding.check for finding in findings)


def _outcome(bead: Bead) -> str:
    if any(found.startswith("left-alone:") for found in bead.findings):
        return "left-alone"
    if any(found.startswith("degenerate:") for found in bead.findings):
        return "degenerate"
    if "|memory:edited(" in bead.provenance:
        return "edited"
    if not bead.source or not bead.target:
        return "unaligned"
    return "aligned" if "|align:" in bead.provenance else "translated"
