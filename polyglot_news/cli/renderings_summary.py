"""What a corpus shows, on the terminal: one line a concept, those with findings first."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from polyglot_news.corpus.rendering_tests import FOUND
from polyglot_news.corpus.rendering_words import renderings_told, told
from polyglot_news.corpus.renderings import Concept, Study

_SHOWN = 30
"""Concepts that are listed; the others are only counted."""


def print_summary(study: Study, *, to_stderr: bool) -> None:
    """Print the summary."""
    console = Console(stderr=to_stderr, highlight=False)
    table = Table(box=None, pad_edge=False)
    for name in ("concept", "into"):
        table.add_column(name, overflow="fold")
    table.add_column("articles", justify="right", no_wrap=True)
    for name in ("most used", *study.settings.by):
        table.add_column(name, overflow="fold", ratio=1)
    for concept in study.concepts[:_SHOWN]:
        table.add_row(*_cells(concept))
    console.print(f"{study.counts.articles} articles, {study.counts.rows} rows", soft_wrap=True)
    console.print(table)
    if len(study.concepts) > _SHOWN:
        console.print(f"and {len(study.concepts) - _SHOWN} more: see the report (--html) or the table (-o)")


def _cells(concept: Concept) -> list[Text]:
    plain = [concept.concept, concept.lang, str(concept.total.articles), renderings_told(concept)]
    verdicts = [Text(told(concept, v), style="bold" if v.outcome == FOUND else "") for v in concept.verdicts]
    return [*map(_printable, plain), *verdicts]


def _printable(text: str) -> Text:
    return Text("".join(char if char.isprintable() or char == "\N{NO-BREAK SPACE}" else "\ufffd" for char in text))
