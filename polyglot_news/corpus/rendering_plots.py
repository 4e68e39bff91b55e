"""A study as one drawing: small multiples as SVG, or as PNG drawn from the same SVG.

Colours are Okabe and Ito's (2008, "Color Universal Design"), told apart by readers with any colour vision; every
rendering also has a shape of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from polyglot_news.corpus.rendering_panels import WIDTH, Panel, panels
from polyglot_news.corpus.rendering_tests import TOO_FEW
from polyglot_news.corpus.rendering_words import told
from polyglot_news.corpus.renderings import Concept, Study
from polyglot_news.errors import MissingExtraError, UsageError, WriteError
from polyglot_news.write.atomic import atomic, check_writable
from polyglot_news.write.templates import templates
from polyglot_news.write.xml_cells import visible

if TYPE_CHECKING:
    from jinja2 import Environment

FOOT = (
    "One vote an article, divided among the renderings it uses; Wilson 95 % intervals; marks: one month or group.",
    "q: articles dealt out at random, adjusted over the concepts (Benjamini–Yekutieli). V: Cramér’s V.",
)
_FOLDER = Path(__file__).parent
_ENDINGS = (".svg", ".png")
_MOST = 24
_MARGIN, _ACROSS, _DOWN, _HEAD = 24, 28, 26, 56
_ZOOM = 2.0
_LONGEST_LABEL = 19


@dataclass(frozen=True, slots=True)
class _Placed:
    panel: Panel
    x: int
    y: int


def check_plot(path: Path) -> None:
    """Find out before the work begins whether a plot can be drawn and written.

    Raises:
        UsageError: the ending is neither .svg nor .png.
        MissingExtraError: PNG needs a library that is not installed.
        WriteError: the file cannot be written.
    """
    if path.suffix.lower() not in _ENDINGS:
        raise UsageError(f"{path}: plots are written as {' or '.join(_ENDINGS)}")
    if path.suffix.lower() == ".png" and find_spec("resvg_py") is None:
        raise MissingExtraError("PNG", "png")
    check_writable(path)


def write_plot(study: Study, path: Path) -> None:
    """Draw a study, whole or not at all.

    Raises:
        UsageError, MissingExtraError: as `check_plot`.
        WriteError: the file cannot be written, or there is no font to draw letters of a PNG with.
    """
    check_plot(path)
    svg = draw(study)
    data = svg.encode("utf-8") if path.suffix.lower() == ".svg" else _png(svg)
    with atomic(path) as stream:
        stream.write(data)


def draw(study: Study) -> str:
    """The drawing as SVG: the concepts that were tested, those with findings first; of many, the first ones."""
    drawable = [concept for concept in study.concepts if is_drawn(concept)] or list(study.concepts)
    drawn: list[Panel] = []
    shown = 0
    while shown < len(drawable) and len(drawn) < _MOST:
        drawn += concept_panels(drawable[shown], study)
        shown += 1
    columns = 1 if len(drawn) == 1 else 2 if len(drawn) <= 8 else 3
    placed, y = [], _HEAD
    for start in range(0, len(drawn), columns):
        row = drawn[start : start + columns]
        placed += [_Placed(panel, _MARGIN + i * (WIDTH + _ACROSS), y) for i, panel in enumerate(row)]
        y += round(max(panel.height for panel in row)) + _DOWN
    left_out = len(study.concepts) - shown
    foot = [*FOOT, *([f"Not drawn: {left_out} more concepts; see the table."] if left_out else [])]
    width = 2 * _MARGIN + columns * (WIDTH + _ACROSS) - _ACROSS
    svg = environment().get_template("rendering_plot.svg.jinja").render(
        panels=placed, width=max(width, 660), height=y + 16 * len(foot) + 12, title=f"Renderings in {study.corpus}",
        foot=foot, style=Markup((_FOLDER / "rendering_panel.css").read_text(encoding="utf-8")),
    )  # fmt: skip
    return visible(svg)


def is_drawn(concept: Concept) -> bool:
    """Whether there is enough to draw: articles to test at least one grouping, or no grouping at all."""
    return any(verdict.outcome != TOO_FEW for verdict in concept.verdicts) or not concept.verdicts


def concept_panels(concept: Concept, study: Study, *, titled: bool = True) -> list[Panel]:
    """The panels of one concept, with its name and verdicts above the first where `titled`."""
    if not titled:
        return panels(concept, study.settings.by, "", "")
    several = len({one.lang for one in study.concepts}) > 1
    title = f"{concept.concept} ({concept.lang})" if several else concept.concept
    note = "; ".join(told(concept, verdict) for verdict in concept.verdicts)
    return panels(concept, study.settings.by, title, note or f"{concept.total.articles} articles")


@cache
def environment() -> Environment:
    """The templates beside this file."""
    made = templates(_FOLDER)
    made.filters["short"] = _short
    return made


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_LABEL else f"{text[: _LONGEST_LABEL - 1]}…"


def _png(svg: str) -> bytes:
    import resvg_py

    blank = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'
    letter = blank.format('<text y="9" font-family="Arial, Liberation Sans, DejaVu Sans, Noto Sans">M</text>')
    if resvg_py.svg_to_bytes(letter) == resvg_py.svg_to_bytes(blank.format("")):
        raise WriteError("cannot draw a PNG: no font is installed here; install one (DejaVu, Noto) or write .svg")
    return bytes(resvg_py.svg_to_bytes(svg, zoom=_ZOOM))
