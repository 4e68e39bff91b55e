"""A Firefox Translations model on disk: a folder with the model, its vocabularies and, often, a shortlist."""

from __future__ import annotations

import importlib.util
import re
from dataclasses import dataclass
from pathlib import Path

from polyglot_news.errors import MissingExtraError, ModelError
from polyglot_news.models.codes import is_language_code
from polyglot_news.models.licence import stated_licence
from polyglot_news.models.loadcheck import check_loads

_MODEL = re.compile(r"model\.([a-z]{4,})\..*bin", re.IGNORECASE)
_NAMED_PAIR = re.compile(r"([A-Za-z]{2,3}(?:_[A-Za-z0-9]+)?)-([A-Za-z]{2,3}(?:_[A-Za-z0-9]+)?)(?:-[0-9].*)?")


@dataclass(frozen=True, slots=True)
class FirefoxFiles:
    """What `fxtranslate.Translator` is built from; both vocabularies are the same file for most pairs."""

    model: Path
    source_vocabulary: Path
    target_vocabulary: Path
    shortlist: Path | None


@dataclass(frozen=True, slots=True)
class FirefoxPackage:
    """The facts of one model: its languages are in the names of its files, its version is known to the index only."""

    folder: Path
    source: str
    target: str
    files: FirefoxFiles
    licence: str

    def name(self, version: str) -> str:
        return f"{self.source}-{self.target}" + (f"-{version.replace('.', '_')}" if version else "")


def is_firefox(folder: Path) -> bool:
    return any(_MODEL.fullmatch(path.name) for path in folder.glob("model.*.bin"))


def find_files(folder: Path) -> FirefoxFiles:
    """The parts of a model by their names.

    Raises:
        ModelError: a part is missing, or there are two of one.
    """
    shared = any(folder.glob("vocab.*.spm"))
    return FirefoxFiles(
        model=_only(folder, "model.*.bin"),
        source_vocabulary=_only(folder, "vocab.*.spm" if shared else "srcvocab.*.spm"),
        target_vocabulary=_only(folder, "vocab.*.spm" if shared else "trgvocab.*.spm"),
        shortlist=_only(folder, "lex.*.bin") if any(folder.glob("lex.*.bin")) else None,
    )


def read_package(folder: Path, pair: tuple[str, str] | None = None) -> FirefoxPackage:
    """Find a model's files and languages; nothing is loaded.

    Args:
        folder: where it is.
        pair: source and target, where they are known from elsewhere; else names tell.

    Raises:
        ModelError: a part is missing, or its languages cannot be told.
    """
    files = find_files(folder)
    source, target = pair or _languages(folder.name, files.model)
    return FirefoxPackage(folder, source, target, files, stated_licence(folder, {}))


def check_package(folder: Path, called: str, pair: tuple[str, str] | None = None) -> FirefoxPackage:
    """Read a model and see that it loads and translates.

    Args:
        folder: where it is.
        called: the name its folder had; a language pair in it must be that of the files.
        pair: source and target, where they are known from elsewhere.

    Raises:
        ModelError: it is not to be installed; the message says why.
        MissingExtraError: fxtranslate is not installed, so it cannot be tried.
    """
    package = read_package(folder, pair or _languages(called, find_files(folder).model))
    if importlib.util.find_spec("fxtranslate") is None:
        raise MissingExtraError("A Firefox model", "firefox")
    check_loads(folder, "firefox")
    return package


def _only(folder: Path, pattern: str) -> Path:
    found = list(folder.glob(pattern))
    if len(found) != 1:
        raise ModelError(f"{folder} is no Firefox model: it has {len(found) or 'no'} {pattern}, one is needed")
    return found[0]


def _languages(called: str, model: Path) -> tuple[str, str]:
    """The pair from `model.enpt.….bin`, cut as the folder's name (`en-pt`) or two letters each say."""
    match = _MODEL.fullmatch(model.name)
    joined = match[1].lower() if match else ""
    named = _NAMED_PAIR.fullmatch(called)
    if named:
        primary = [code.partition("_")[0].lower() for code in named.groups()]
        if joined not in ("".join(primary), "".join(named.groups()).replace("_", "").lower()):
            raise ModelError(f"{called} is refused: the folder is named so, its model file {model.name}")
        pair = named[1], named[2]
    elif len(joined) == 4:
        pair = joined[:2], joined[2:]
    else:
        raise ModelError(f"the languages of {model} cannot be told: name its folder like en-pt")
    if wrong := [code for code in pair if not is_language_code(code)]:
        raise ModelError(f"{called} is refused: {wrong[0]!r} in its name is no language code")
    return pair
