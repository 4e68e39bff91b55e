"""`polyglot-news models`: what can be installed, what is, and moving it to a machine without a network."""

from __future__ import annotations

import json
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from polyglot_news.errors import ModelError, UsageError

if TYPE_CHECKING:
    from polyglot_news.models.install import Installed
    from polyglot_news.models.progress import Progress

app = typer.Typer(help="Install, list, check and move translation models.", no_args_is_help=True)

Engine = Annotated[str, typer.Option("--engine", help="argos or firefox.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")]


@app.command()
def available(
    source: Annotated[str, typer.Argument(help="Only from this language.")] = "",
    target: Annotated[str, typer.Argument(help="Only to this language.")] = "",
    refresh: Annotated[bool, typer.Option("--refresh", help="Fetch the index again.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the packages of the Argos index, and which of them are installed.

    Examples: models available · models available ru · models available --refresh
    """
    from polyglot_news.models import index, store

    found = index.load(refresh)
    here = {(model.source, model.target): model for model in reversed(store.installed("argos"))}
    rows = []
    for entry in found.entries:
        if source in ("", entry.source) and target in ("", entry.target):
            model = here.get((entry.source, entry.target))
            state = "" if model is None else f"{'bundled' if model.bundled else 'installed'} {model.version}"
            names = f"{entry.source_name} → {entry.target_name}"
            rows.append(
                {"pair": f"{entry.source}-{entry.target}", "version": entry.version, "name": names, "here": state}
            )
    _print(rows, as_json, note=f"{found.url}, as of {found.fetched}")


@app.command()
def install(
    what: Annotated[list[str], typer.Argument(help="A file, folder or address; or two language codes.")],
    engine: Engine = "argos",
    sha256: Annotated[str, typer.Option("--sha256", help="What the file's SHA-256 must be.")] = "",
    quiet: Quiet = False,
) -> None:
    """Install a model by language pair, or from an .argosmodel file, a bundle, a folder, an address.

    Examples: models install ru en · models install ru en --engine firefox · models install bundle.zip
    """
    from polyglot_news.models.install import install as install_from
    from polyglot_news.models.install import install_pair

    if len(what) > 2 or (len(what) == 2 and sha256):
        raise UsageError("give one file, folder or address (with --sha256 if you like), or two language codes")
    with _progress(quiet) as progress:
        if len(what) == 2:
            done = install_pair(what[0], what[1], engine, progress)
        else:
            done = install_from(what[0], sha256, progress)
    for item in done:
        typer.echo(_told(item))


@app.command("list")
def list_models(engine: Engine = "", as_json: AsJson = False) -> None:
    """List the models on this machine, the preferred one of each pair first."""
    from polyglot_news.models import store

    rows = [
        {
            "engine": model.engine,
            "pair": f"{model.source}-{model.target}",
            "name": model.name,
            "version": model.version,
            "licence": model.licence,
            "bundled": model.bundled,
            "path": str(model.path),
        }
        for model in store.installed(engine)
    ]
    _print(rows, as_json, hidden=("path", "version"))
    for _, reason in store.unusable(engine):
        typer.echo(reason, err=True)


@app.command()
def remove(
    what: Annotated[str, typer.Argument(help="A pair (ru-en) or a name.")],
    engine: Engine = "",
) -> None:
    """Remove an installed model. Bundled ones stay."""
    from polyglot_news.models import store

    for path in store.remove(what, engine):
        typer.echo(f"removed {path}")


@app.command()
def verify(
    what: Annotated[str, typer.Argument(help="A pair (ru-en) or a name; all if left out.")] = "",
    engine: Engine = "",
    as_json: AsJson = False,
) -> None:
    """Hash every file again and name those that are not what was installed. Exit code 1 if there are any."""
    from polyglot_news.models.verify import verify as check

    verdicts = check(what, engine)
    rows = [{"name": item.name, "state": item.state, "faults": "; ".join(item.faults)} for item in verdicts]
    _print(rows, as_json)
    if bad := [item.name for item in verdicts if not item.good]:
        raise ModelError(f"not as installed: {', '.join(bad)}; install again, or remove")


@app.command()
def pack(
    what: Annotated[list[str], typer.Argument(help="Pairs (ru-en) or names.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write.")],
    engine: Engine = "",
    quiet: Quiet = False,
) -> None:
    """Put models, their hashes and licences into one file; `models install` takes it on a machine without a network.

    Example: models pack ru-en en-pt -o bundle.zip
    """
    from polyglot_news.models.pack import pack as pack_models

    with _progress(quiet) as progress:
        models = pack_models(what, output, engine, progress)
    names = ", ".join(f"{model.source}-{model.target}" for model in models)
    typer.echo(f"{output}: {names}, {output.stat().st_size >> 20} MiB")


@app.command()
def path(
    what: Annotated[str, typer.Argument(help="A pair (ru-en) or a name; the directories if left out.")] = "",
    engine: Engine = "",
) -> None:
    """Print where a model is, or where models are installed."""
    from polyglot_news.models import places, store

    if what:
        typer.echo(store.find(what, engine)[0].path)
        return
    for name, folders in (("argos", places.argos_folders()), ("firefox", [places.firefox_home()])):
        if engine in ("", name):
            typer.echo("\n".join(f"{name}\t{folder}" for folder in folders))


def _told(item: Installed) -> str:
    model = item.model
    name = f"{model.source}→{model.target} ({model.engine}, {model.name})"
    if item.already:
        return f"{name} was {'bundled' if model.bundled else 'installed'} already: {model.path}"
    replaced = f", in place of {', '.join(item.replaced)}" if item.replaced else ""
    return f"{name} installed{replaced}; licence: {model.licence}; {model.path}"


def _progress(quiet: bool) -> AbstractContextManager[Progress]:
    """Bars on a terminal, else silence: off a terminal an error is the only line on standard error."""
    from polyglot_news.models.progress import SILENT, BarProgress

    return nullcontext(SILENT) if quiet or not sys.stderr.isatty() else BarProgress()


def _print(rows: list[dict[str, Any]], as_json: bool, hidden: tuple[str, ...] = (), note: str = "") -> None:
    if as_json:
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(*(name for name in (rows[0] if rows else {}) if name not in hidden), box=None, caption=note or None)
    for row in rows:
        table.add_row(*(_shown(value) for name, value in row.items() if name not in hidden))
    Console().print(table)


def _shown(value: object) -> str:
    return ("yes" if value else "") if isinstance(value, bool) else str(value)
