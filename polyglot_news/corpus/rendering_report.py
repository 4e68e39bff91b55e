"""A study as one self-contained HTML page: no script, nothing fetched, light and dark, fit to print."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from polyglot_news import __version__
from polyglot_news.article import UNDETERMINED
from polyglot_news.corpus.permutation import LEAST_SIDE
from polyglot_news.corpus.rendering_plots import concept_panels, environment, is_drawn
from polyglot_news.corpus.rendering_words import NOT_GIVEN, percent, renderings_told, told
from polyglot_news.corpus.renderings import Study
from polyglot_news.errors import UsageError
from polyglot_news.language import english_name
from polyglot_news.write.atomic import atomic
from polyglot_news.write.report.marked import Mark, marked, plain

if TYPE_CHECKING:
    from jinja2 import Template

_FOLDER = Path(__file__).parent


def write_page(study: Study, path: Path) -> None:
    """Write the page, whole or not at all.

    Raises:
        WriteError: the file cannot be written.
    """
    data = render(study).encode("utf-8", "replace")
    with atomic(path) as stream:
        stream.write(data)


def render(study: Study) -> str:
    """The page."""
    return _template().render(
        study=study,
        by=study.settings.by,
        drawn=[concept for concept in study.concepts if is_drawn(concept)],
        found=[verdict for concept in study.concepts for verdict in concept.found],
        tested=sum(verdict.q is not None for concept in study.concepts for verdict in concept.verdicts),
        panels=lambda concept: concept_panels(concept, study, titled=False),
        notes=_notes(study),
        made=_made(study),
        version=__version__,
        panel_style=Markup(_read("rendering_panel.css")),
        style=Markup(_read("rendering_report.css")),
    )


def _notes(study: Study) -> list[str]:
    """How the figures came about, for a reader who does not know them."""
    settings = study.settings
    lines = [
        "Share: each article that speaks of a concept has one vote, divided among the renderings it uses. Intervals "
        "are Wilson’s, 95 %, with the article as the unit: uses in one article are not independent.",
        "(not listed): the row has none of the words that the termbase or the record of terms knows for the concept, "
        "be they other words or left out; (left out): the row is not translated.",
    ]
    if settings.by:
        lines += [
            "Tests: the likelihood ratio statistic G², set against articles dealt out at random to the groups"
            f"{', within the groups of the other columns' if len(settings.by) > 1 else ''}. Over time, all "
            f"cuts into before and after with {LEAST_SIDE} articles on either side count, and the month is the one "
            "with the greatest G². q: adjusted over the concepts, however they hang together "
            "(Benjamini–Yekutieli). V: Cramér’s V, bias-corrected, 0 to 1.",
            "That groups differ says nothing about why: what they write about, when, and out of which languages may "
            "differ too. A month is the most likely one, not a certain one.",
        ]
    return lines


def _made(study: Study) -> list[str]:
    settings = study.settings
    termbase = settings.termbase
    found = f"found with {termbase.name}@sha256:{termbase.digest[:16]}" if termbase else "as the rows have them"
    lines = [
        f"terms: {found}",
        f"concepts with fewer than {settings.min_count} articles are counted, not tested",
    ]
    lines += [
        f"{study.counts.ungrouped[name]} rows without {name}: not in its test"
        for name in settings.by
        if study.counts.ungrouped[name]
    ]
    return lines


@cache
def _template() -> Template:
    made = environment().overlay()
    made.filters["plain"] = plain
    made.globals |= {
        "told": told, "renderings_told": renderings_told, "percent": percent, "not_given": NOT_GIVEN,
        "language": _language, "lang_attribute": _lang_attribute, "marked": _marked,
    }  # fmt: skip
    return made.get_template("rendering_report.html.jinja")


def _marked(text: str, span: tuple[int, int] | None) -> Markup:
    return marked(text, [Mark(*span, "term")] if span else [])


def _language(tag: str) -> str:
    try:
        return english_name(tag)
    except UsageError:
        return tag


def _lang_attribute(tag: str) -> Markup:
    return Markup("") if tag in ("", UNDETERMINED) else Markup(' lang="{}"').format(tag)


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
