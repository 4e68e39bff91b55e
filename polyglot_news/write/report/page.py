"""Audits as one HTML page; the template, style sheet and scripts beside this file go into it."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from polyglot_news import __version__
from polyglot_news.article import UNDETERMINED
from polyglot_news.audit.audit import Audit
from polyglot_news.audit.choices import ChoiceCard
from polyglot_news.audit.finding import SEVERITIES, Finding
from polyglot_news.bitext import Bead
from polyglot_news.language import english_name
from polyglot_news.write.atomic import atomic
from polyglot_news.write.report.charts import Gap, by_check, by_status, strip
from polyglot_news.write.report.marked import Mark, marked, message, plain
from polyglot_news.write.report.saved import as_script, saved_table
from polyglot_news.write.templates import templates

if TYPE_CHECKING:
    from jinja2 import Template

_FOLDER = Path(__file__).parent
_SCRIPTS = ("table.js", "work.js", "desk.js", "filter.js", "keys.js")
"""In this order they make one script: each uses what stands before it."""

_MOST_STRIPS = 12
"""Articles that get a strip of what was dropped and added; more would push the text out of sight."""

_LONGEST_QUOTE = 400
"""Characters of a message that the margin shows."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a report shows: audits, the choice cards of each, findings dismissed before, and how it was made."""

    audits: Sequence[Audit]
    cards: Sequence[Sequence[ChoiceCard]] = ()
    ignored: Mapping[str, str] = field(default_factory=dict)
    provenance: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    """One bead as the template draws it: `number` counts through the report, `bead_number` through its article."""

    number: int
    bead_number: int
    bead: Bead
    source: Markup
    target: Markup
    risk: float
    findings: list[tuple[int, Finding]]
    cards: list[tuple[int, ChoiceCard]]


@dataclass(frozen=True, slots=True)
class _Section:
    """One article as the template draws it."""

    article_id: str
    langs: tuple[str, str]
    alone: bool
    unrelated: bool
    rows: list[_Row]
    gaps: list[Gap]


def write_report(report: Report, path: Path) -> None:
    """Write a report, whole or not at all.

    Raises:
        WriteError: the file cannot be written.
    """
    data = render(report, path.stem).encode("utf-8", "replace")
    with atomic(path) as stream:
        stream.write(data)


def render(report: Report, name: str) -> str:
    """The page; files saved from it are called after `name`."""
    cards = report.cards or [()] * len(report.audits)
    sections = _sections(report.audits, cards)
    findings = [finding for found in report.audits for finding in found.findings]
    all_cards = [card for of_article in cards for card in of_article]
    style = _read("desk.css")
    script = "(() => {\n" + "\n".join(_read(part) for part in _SCRIPTS) + "})();\n"
    beads = [row.bead for section in sections for row in section.rows]
    return _template().render(
        title=", ".join(section.article_id or name for section in sections[:3]),
        name=name,
        sections=sections,
        strips=[section for section in sections if not section.alone][:_MOST_STRIPS],
        counts=Counter(finding.severity for finding in findings),
        severities=SEVERITIES[::-1],
        checks=by_check(findings),
        statuses=by_status(all_cards),
        beads=len(beads),
        findings=len(findings),
        version=__version__,
        provenance=[*report.provenance, *dict.fromkeys(bead.provenance for bead in beads if bead.provenance)],
        data=as_script(saved_table(report.audits, name, report.ignored)),
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
    )


def _sections(audits: Sequence[Audit], cards: Sequence[Sequence[ChoiceCard]]) -> list[_Section]:
    sections: list[_Section] = []
    first_bead = first_finding = first_card = 0
    for found, of_article in zip(audits, cards, strict=True):
        findings: dict[int, list[tuple[int, Finding]]] = defaultdict(list)
        for number, finding in enumerate(found.findings, start=first_finding):
            findings[finding.bead].append((number, finding))
        choices: dict[int, list[tuple[int, ChoiceCard]]] = defaultdict(list)
        for number, card in enumerate(of_article, start=first_card):
            choices[card.bead].append((number, card))
        rows = [
            _row((first_bead + i, i), bead, risk, findings[i], choices[i])
            for i, (bead, risk) in enumerate(zip(found.bitext.beads, found.risk, strict=True))
        ]
        bitext = found.bitext
        alone = not any(bead.source for bead in bitext.beads)
        gaps = strip(found, first_finding)
        langs = (bitext.source_lang, bitext.target_lang)
        sections.append(_Section(bitext.article_id, langs, alone, bitext.is_unrelated, rows, gaps))
        first_bead += len(rows)
        first_finding += len(found.findings)
        first_card += len(of_article)
    return sections


def _row(
    numbers: tuple[int, int],
    bead: Bead,
    risk: float,
    findings: list[tuple[int, Finding]],
    cards: list[tuple[int, ChoiceCard]],
) -> _Row:
    source: list[Mark] = []
    target: list[Mark] = []
    for n, finding in findings:
        for marks, start, end, offset in (
            (source, finding.source_start, finding.source_end, bead.source_start),
            (target, finding.target_start, finding.target_end, bead.target_start),
        ):
            if start is not None and end is not None:
                marks.append(Mark(start - (offset or 0), end - (offset or 0), finding.severity, finding=n))
    for n, card in cards:
        kind = "loaded" if card.loaded else "term"
        for marks, start, end in (
            (source, card.source_start, card.source_end),
            (target, card.target_start, card.target_end),
        ):
            if start is not None and end is not None:
                marks.append(Mark(start, end, kind, card=n))
    return _Row(*numbers, bead, marked(bead.source, source), marked(bead.target, target), risk, findings, cards)


@cache
def _template() -> Template:
    environment = templates(_FOLDER)
    environment.filters |= {"plain": plain, "message": message, "clipped": _clipped}
    environment.filters |= {"language": _language, "percent": _percent}
    environment.globals |= {"lang_attribute": _lang_attribute}
    return environment.get_template("page.html.jinja")


def _language(tag: str) -> str:
    return "language unknown" if tag == UNDETERMINED else english_name(tag)


def _lang_attribute(tag: str) -> Markup:
    return Markup("") if tag == UNDETERMINED else Markup(' lang="{}"').format(tag)


def _clipped(text: str) -> str:
    """A text that quotes others, short enough for the margin; the text itself stands whole beside it."""
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The source expression by which a content security policy allows exactly this inline text."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
