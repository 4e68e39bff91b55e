"""The command line: one Typer application, one module a command."""

from __future__ import annotations

import os
import sys
import warnings
from typing import Annotated

import typer

from polyglot_news import __version__
from polyglot_news.cli import (
    align,
    audit,
    batch,
    concordance,
    detect,
    doctor,
    glossary,
    memory,
    models,
    renderings,
    segment,
    translate,
)
from polyglot_news.errors import PolyglotNewsError

app = typer.Typer(
    name="polyglot-news",
    help="Translate, align and audit foreign-language news on your own machine.",
    epilog="Example: polyglot-news translate article.txt --to pt -o article.csv",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(value: bool) -> None:
    if value:
        typer.echo(f"polyglot-news {__version__}")
        raise typer.Exit


@app.callback()
def options(
    offline: Annotated[
        bool, typer.Option("--offline", help="Refuse every use of the network (also POLYGLOT_NEWS_OFFLINE=1).")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options for all commands."""
    if offline:
        from polyglot_news.offline import go_offline

        go_offline()


app.command()(translate.translate)
app.command()(align.align)
app.command()(audit.audit)
app.command()(batch.batch)
app.command()(concordance.concordance)
app.command()(detect.detect)
app.command()(segment.segment)
app.command()(renderings.renderings)
app.add_typer(glossary.app, name="glossary")
app.add_typer(memory.app, name="memory")
app.add_typer(models.app, name="models")
app.command()(doctor.doctor)


def main() -> None:
    """Run the command line: an error is one line on standard error and an exit code, never a traceback."""
    warnings.showwarning = _warn
    try:
        app()
    except PolyglotNewsError as error:
        _fail(str(error), error.exit_code)
    except KeyboardInterrupt:
        _fail("interrupted", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        if os.environ.get("POLYGLOT_NEWS_DEBUG"):
            raise
        _fail(
            f"unexpected {type(error).__name__}: {error}; please report it with what POLYGLOT_NEWS_DEBUG=1 prints", 1
        )


def _warn(message: Warning | str, *_: object, **__: object) -> None:
    _say(str(message))


def _fail(message: str, exit_code: int) -> None:
    _say(message)
    sys.exit(exit_code)


def _say(message: str) -> None:
    print(f"polyglot-news: {' '.join(message.split())}", file=sys.stderr)
