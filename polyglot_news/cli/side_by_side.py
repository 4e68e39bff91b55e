"""A bitext on the terminal: original and translation in two columns."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from polyglot_news.bitext import Bitext
from polyglot_news.language import english_name


def print_side_by_side(bitext: Bitext) -> None:
    """Print one bitext; a line between paragraphs, and what is wrong with a row under it."""
    table = Table(title=Text(bitext.article_id), expand=True)
    for lang in (bitext.source_lang, bitext.target_lang):
        table.add_column(english_name(lang), ratio=1, overflow="fold")
    for number, bead in enumerate(bitext.beads):
        if number and bead.paragraph != bitext.beads[number - 1].paragraph:
            table.add_section()
        target = Text(bead.target)
        if bead.findings:
            target.append(f"\n{'; '.join(bead.findings)}", style="yellow")
        table.add_row(Text(bead.source), target)
    Console().print(table)
