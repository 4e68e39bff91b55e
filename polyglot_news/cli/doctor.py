"""`polyglot-news doctor`."""

from __future__ import annotations

import json

import typer

from polyglot_news.cli.options import Json

_SIGNS = {"ok": "ok  ", "note": "-   ", "broken": "FAIL"}


def doctor(as_json: Json = False) -> None:
    """Show what is installed, what is missing, and which command mends it.

    \b
    Examples:
      polyglot-news doctor
      polyglot-news doctor --json
    """
    from dataclasses import asdict

    from polyglot_news.doctor import examine

    checks = examine()
    for check in checks:
        if as_json:
            typer.echo(json.dumps(asdict(check), ensure_ascii=False))
        else:
            remedy = f"\n       {check.remedy}" if check.remedy else ""
            typer.echo(f"{_SIGNS[check.state]} {check.subject}: {check.detail}{remedy}")
    if any(check.state == "broken" for check in checks):
        raise typer.Exit(1)
