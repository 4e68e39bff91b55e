"""One run of `renderings`: what can fail early is checked first, then the study is made and written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from polyglot_news.corpus.renderings import Settings, Study, study
from polyglot_news.write.atomic import check_writable


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where to write the table, the plot and the page; None: not wanted."""

    table: Path | None = None
    plot: Path | None = None
    html: Path | None = None


def run(corpus: Path, settings: Settings, outputs: Outputs, on_progress: Callable[[int], None]) -> Study:
    """Study a corpus and write what is asked for.

    Raises:
        ReadError: the corpus cannot be read.
        UsageError: there is nothing to count or to group by, or an ending names no format.
        WriteError: an output cannot be written.
        MissingExtraError: a format needs a library that is not installed.
    """
    from polyglot_news.corpus.rendering_plots import check_plot, write_plot
    from polyglot_news.corpus.rendering_report import write_page
    from polyglot_news.corpus.rendering_table import check_table, write_table

    if outputs.table:
        check_table(outputs.table)
    if outputs.plot:
        check_plot(outputs.plot)
    if outputs.html:
        check_writable(outputs.html)
    made = study(corpus, settings, on_progress)
    if outputs.table:
        write_table(made, outputs.table)
    if outputs.plot:
        write_plot(made, outputs.plot)
    if outputs.html:
        write_page(made, outputs.html)
    return made
