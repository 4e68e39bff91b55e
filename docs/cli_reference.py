"""Write docs/cli.md from the commands' own help, or check that it says what they say.

python -m docs.cli_reference [--check]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import typer.main
from typer.core import TyperCommand, TyperGroup

from polyglot_news.cli.app import app

PAGE = Path(__file__).parent / "cli.md"
_HEAD = "# Command line\n\nWritten by `make docs` from the commands' own help.\n"


def page() -> str:
    """The whole reference as Markdown."""
    command = typer.main.get_command(app)
    return _HEAD + "".join(_section(path, text) for path, text in _helps(command, "polyglot-news"))


def _helps(
    command: TyperCommand | TyperGroup, path: str, parent: typer.Context | None = None
) -> Iterator[tuple[str, str]]:
    context = typer.Context(command, parent=parent, info_name=path.rpartition(" ")[2], terminal_width=88)
    yield path, command.get_help(context)
    if isinstance(command, TyperGroup):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is not None and not child.hidden:
                yield from _helps(child, f"{path} {name}", context)


def _section(path: str, text: str) -> str:
    return f"\n## {path}\n\n```\n{text}\n```\n"


def main() -> None:
    """Write the page, or with --check compare it and exit 1."""
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(page(), encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page():
        sys.exit("docs/cli.md does not say what the commands say: run `make docs`")


if __name__ == "__main__":
    main()
