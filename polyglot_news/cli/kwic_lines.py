"""A concordance on the terminal: keyword and rendering in the middle, source above target."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.table import Table
from rich.text import Text

from polyglot_news.corpus.concordance import Tally
from polyglot_news.corpus.index import SIDES
from polyglot_news.corpus.kwic import BY_GUESS, Line

_HIT, _RENDERING, _GUESS = "bold red", "bold green", "underline green"
_NARROWEST = 10
_MOST_RENDERINGS = 30


def print_lines(lines: Iterator[Line], width: int | None) -> None:
    """Print lines as they come, in as many cells of context either side as are given or the terminal has."""
    console = Console(highlight=False)
    for line in lines:
        for side in SIDES:
            console.print(_kwic(line, side, width, console.width), soft_wrap=True)
        bead = line.bead
        about = (
            f"{bead.article_id}:{bead.bead}",
            bead.date[:10],
            bead.outlet,
            line.paired_by and f"by {line.paired_by}",
        )
        console.print(Text("  " + "  ".join(filter(None, map(_plain, about))), style="dim"), soft_wrap=True)


def print_count(tally: Tally, *, to_stderr: bool) -> None:
    """Print how often each rendering stands for what was looked for."""
    console = Console(stderr=to_stderr, highlight=False)
    table = Table(box=None, pad_edge=False)
    table.add_column("hits", justify="right")
    table.add_column("share", justify="right")
    table.add_column("rendering", overflow="fold")
    for words, count in tally.renderings.most_common(_MOST_RENDERINGS):
        shown = Text(_plain(words)) if words else Text("none found", style="dim")
        table.add_row(str(count), f"{100 * count / tally.hits:.1f} %", shown)
    console.print(table)
    if len(tally.renderings) > _MOST_RENDERINGS:
        console.print(f"and {len(tally.renderings) - _MOST_RENDERINGS} more")


def _kwic(line: Line, side: str, width: int | None, terminal: int) -> Text:
    before, middle, after = (_plain(part) for part in line.around(side))
    if not middle:
        return Text(_start(before, 2 * width if width else terminal), style="dim")
    room = width or max(_NARROWEST, (terminal - cell_len(middle)) // 2)
    style = _HIT if side == line.side else _GUESS if line.paired_by == BY_GUESS else _RENDERING
    return Text.assemble(_end(before, room), (middle, style), _start(after, room))


def _end(text: str, room: int) -> str:
    """The end of a text, in exactly so many cells."""
    if cell_len(text) > room:
        text = text[-room:]
        while cell_len(text) > room - 1:
            text = text[1:]
        text = f"…{text}"
    return " " * (room - cell_len(text)) + text


def _start(text: str, room: int) -> str:
    """The start of a text, in at most so many cells."""
    return text if cell_len(text) <= room else f"{set_cell_size(text, room - 1).rstrip()}…"


def _plain(text: str) -> str:
    """A text on one line, without what a terminal would obey."""
    return "".join(sign if sign.isprintable() else " " if sign.isspace() else "\ufffd" for sign in text)
