"""One audit from files to files: what is read, with which settings, and what is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from polyglot_news.article import UNDETERMINED, Article
from polyglot_news.audit.audit import Audit, SecondWitness, audit
from polyglot_news.audit.choices import argos_foresight, choice_cards
from polyglot_news.audit.finding import severity_rank
from polyglot_news.audit.findings_file import check_destination, write_findings
from polyglot_news.audit.ignore import read_ignore
from polyglot_news.audit.registry import select
from polyglot_news.bitext import Bead, Bitext
from polyglot_news.errors import UsageError
from polyglot_news.glossary.given import termbase_asked
from polyglot_news.language import canonical
from polyglot_news.write import destination, write_bitexts
from polyglot_news.write.atomic import check_writable

if TYPE_CHECKING:
    from polyglot_news.glossary.termbase import Termbase


@dataclass(frozen=True, slots=True)
class Inputs:
    """What to audit: one table, or an article and its translation, or `target_only`; languages where not told."""

    files: tuple[Path, ...] = ()
    target_only: Path | None = None
    source_lang: str | None = None
    target_lang: str | None = None
    segmented: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """How to audit; `glossaries` are files or names of those that ship, `ignore` is a file of fingerprints."""

    glossaries: tuple[str, ...] = ()
    profile: str = ""
    checks: tuple[str, ...] | None = None
    min_severity: str | None = None
    ignore: Path | None = None
    witness: str | None = None


@dataclass(frozen=True, slots=True)
class Outputs:
    """What to write; `fail_on` is the severity from which a finding fails the run."""

    findings: Path | None = None
    table: Path | None = None
    html: Path | None = None
    fail_on: str | None = None

    def check(self) -> None:
        """Find out before the work begins whether everything can be written.

        Raises:
            UsageError: an ending names no format, there is no such severity, or two outputs are one file.
            WriteError: a file cannot be written.
        """
        if self.fail_on is not None:
            severity_rank(self.fail_on)
        if self.findings is not None:
            check_destination(self.findings)
        if self.table is not None:
            destination(self.table, None)
        if self.html is not None:
            check_writable(self.html)
        given = [path.resolve() for path in (self.findings, self.table, self.html) if path is not None]
        if len(set(given)) < len(given):
            raise UsageError("two results would go into the same file: name one file for each")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: an audit for each article, the files written, and whether `fail_on` was reached."""

    audits: tuple[Audit, ...]
    written: tuple[Path, ...]
    failed: bool


def run_audit(inputs: Inputs, settings: Settings, outputs: Outputs) -> Outcome:
    """Read, audit and write.

    Raises:
        UsageError: options that cannot be meant, or a language that cannot be told.
        ReadError, WriteError: a file cannot be read or written.
        NoRouteError: the second witness has no model for the languages.
    """
    outputs.check()
    select(settings.checks)
    ignored = read_ignore(settings.ignore) if settings.ignore else {}
    langs = (inputs.source_lang or "", inputs.target_lang or "")
    termbase = termbase_asked(settings.glossaries, settings.profile, *langs)
    audits = tuple(_audit(bitext, settings, termbase, ignored) for bitext in read_inputs(inputs))
    if outputs.table is not None:
        write_bitexts([found.table() for found in audits], outputs.table)
    if outputs.findings is not None:
        write_findings([finding for found in audits for finding in found.findings], outputs.findings)
    if outputs.html is not None:
        _write_report(audits, settings, ignored, outputs.html)
    written = (path for path in (outputs.table, outputs.findings, outputs.html) if path and str(path) != "-")
    failed = outputs.fail_on is not None and any(found.reaches(outputs.fail_on) for found in audits)
    return Outcome(audits, tuple(written), failed)


def _audit(bitext: Bitext, settings: Settings, termbase: Termbase | None, ignored: Mapping[str, str]) -> Audit:
    return audit(
        bitext,
        checks=settings.checks,
        min_severity=settings.min_severity,
        ignore=frozenset(ignored),
        witness=_witness(settings.witness, bitext) if settings.witness else None,
        termbase=termbase,
        profile=settings.profile,
    )


def _write_report(audits: Sequence[Audit], settings: Settings, ignored: Mapping[str, str], path: Path) -> None:
    from polyglot_news.write.report import Report, write_report

    cards = [
        choice_cards(found, argos_foresight(found.bitext.source_lang, found.bitext.target_lang))
        if found.renderings
        else []
        for found in audits
    ]
    told = [f"checks: {', '.join(check.name for check in select(settings.checks))}"]
    told += [f"termbase: {found.termbase}" for found in audits[:1] if found.termbase]
    told += [f"profile: {settings.profile}"] if settings.profile else []
    told += [f"second witness: {settings.witness}"] if settings.witness else []
    told += [f"findings below {settings.min_severity} left out"] if settings.min_severity else []
    told += [f"{len(ignored)} findings dismissed before"] if ignored else []
    write_report(Report(audits, cards, ignored, told), path)


def read_inputs(inputs: Inputs) -> list[Bitext]:
    """The bitexts to audit.

    Raises:
        UsageError: neither one table, nor two articles, nor a translation alone; or a language cannot be told.
        ReadError: a file cannot be read.
    """
    source_lang, target_lang = (canonical(x) if x else "" for x in (inputs.source_lang, inputs.target_lang))
    given = len(inputs.files)
    if inputs.target_only is not None:
        if given:
            raise UsageError("--target-only names the translation itself: leave out the other files")
        return [_alone(inputs.target_only, target_lang, inputs.segmented)]
    if given == 1:
        if inputs.segmented:
            raise UsageError("--segmented is for texts: the rows of a table are its segments")
        from polyglot_news.read.table import read_bitexts

        return read_bitexts(inputs.files[0], source_lang, target_lang)
    if given == 2:
        from polyglot_news.align.documents import AlignOptions, align_articles
        from polyglot_news.read import read_article

        options = AlignOptions(inputs.source_lang, inputs.target_lang, inputs.segmented)
        return [align_articles(read_article(inputs.files[0]), read_article(inputs.files[1]), options)]
    raise UsageError("give one table (.csv .tsv .jsonl), or an article and its translation, or --target-only TEXT")


def _alone(path: Path, lang: str, segmented: bool) -> Bitext:
    """A translation on its own as a bitext without sources."""
    from polyglot_news.detect import detect_article
    from polyglot_news.read import read_article
    from polyglot_news.segment import segment, segment_lines

    article = read_article(path)
    if not lang:
        found = detect_article(article, ())
        if found.lang == UNDETERMINED:
            raise UsageError(f"{path}: the language cannot be told ({found.reason}); give it with --to")
        lang = found.lang
    article = replace(article, lang=lang)
    beads = tuple(
        Bead("", s.text, (), (s.index,), target_start=s.start, target_end=s.end, paragraph=s.paragraph)
        for s in (segment_lines(article.text) if segmented else segment(article.text, lang))
    )
    return Bitext(article.id, UNDETERMINED, lang, beads, target=article)


def _witness(engine_name: str, bitext: Bitext) -> SecondWitness:
    """A second witness: the engine's translation of each source text as an article of its own."""
    from polyglot_news.translate.engines import engine_by_name
    from polyglot_news.translate.pipeline import Options, translate_articles

    engine = engine_by_name(engine_name)
    options = Options(bitext.target_lang, bitext.source_lang)

    def translate(texts: list[str]) -> list[str]:
        articles = [Article(bitext.article_id, text) for text in texts]
        bitexts = translate_articles(articles, options, engine)
        return [" ".join(bead.target for bead in found.beads) for found in bitexts]

    return translate
