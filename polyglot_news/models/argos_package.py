"""An Argos package on disk: what its metadata says, and whether that is true."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from polyglot_news.errors import ModelError
from polyglot_news.models.codes import is_language_code
from polyglot_news.models.licence import stated_licence
from polyglot_news.models.loadcheck import check_loads

TOKENIZERS = ("sentencepiece.model", "bpe.model")

_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+-]{0,31}")
_NAMED_PAIR = re.compile(r"(?:translate-)?([a-z]{2,3})_([a-z]{2,3})(?:[-_.].*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ArgosPackage:
    """The facts of one package, as its metadata gives them."""

    folder: Path
    source: str
    target: str
    version: str
    licence: str
    target_prefix: str = ""
    """The piece by which a multilingual model is told its target language."""

    @property
    def name(self) -> str:
        """The name of its folder in the way the Argos index names them: `translate-en_pt-1_0`."""
        version = self.version.replace(".", "_")
        return f"translate-{self.source}_{self.target}" + (f"-{version}" if version else "")


def is_argos(folder: Path) -> bool:
    return (folder / "metadata.json").is_file()


def read_package(folder: Path) -> ArgosPackage | None:
    """Read a package's metadata and see that its parts are there; nothing is loaded.

    Returns:
        None for a package of another type than `translate` (sentence splitters, say).

    Raises:
        ModelError: it is no usable package; the message says what is wrong.
    """
    metadata = _metadata(folder)
    if metadata.get("type", "translate") != "translate":
        return None
    package = ArgosPackage(
        folder,
        _code(folder, metadata, "from_code"),
        _code(folder, metadata, "to_code"),
        _version(folder, metadata),
        stated_licence(folder, metadata),
        _target_prefix(folder, metadata),
    )
    if package.source == package.target:
        raise ModelError(f"{folder} is refused: it translates from {package.source} to {package.source}")
    if not _is_filled(folder / "model" / "model.bin"):
        raise ModelError(f"{folder} is refused: model/model.bin is missing or empty")
    if not any(_is_filled(folder / name) for name in TOKENIZERS):
        raise ModelError(f"{folder} is refused: it has no tokenizer ({' or '.join(TOKENIZERS)})")
    return package


def check_package(folder: Path, called: str) -> ArgosPackage:
    """Read a package and see that it is what it says, and that it loads and translates.

    Args:
        folder: where it is.
        called: the name its folder had in the archive; a language pair in it must be the metadata's.

    Raises:
        ModelError: it is not to be installed; the message says why.
    """
    package = read_package(folder)
    if package is None:
        raise ModelError(f"{called} is refused: its metadata says it is no translation model")
    named = _NAMED_PAIR.fullmatch(called)
    primary = tuple(re.split(r"[-_]", code)[0].lower() for code in (package.source, package.target))
    if named and primary != (named[1].lower(), named[2].lower()):
        raise ModelError(
            f"{called} is refused: the folder is named {named[1]}→{named[2]}, "
            f"its metadata says {package.source}→{package.target}"
        )
    check_loads(folder, "argos")
    return package


def _metadata(folder: Path) -> dict[str, Any]:
    path = folder / "metadata.json"
    try:
        metadata = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise ModelError(f"{folder} is no Argos package: it has no metadata.json") from error
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"{path} cannot be understood: {error}") from error
    if not isinstance(metadata, dict):
        raise ModelError(f"{path} cannot be understood: it is no JSON object")
    return metadata


def _code(folder: Path, metadata: dict[str, Any], key: str) -> str:
    code = metadata.get(key)
    if not isinstance(code, str) or not is_language_code(code):
        raise ModelError(f"{folder} is refused: {key} in its metadata is {code!r}, which is no language code")
    return code


def _version(folder: Path, metadata: dict[str, Any]) -> str:
    version = metadata.get("package_version", "")
    if isinstance(version, (int, float)) and not isinstance(version, bool):
        version = str(version)
    if not isinstance(version, str) or (version and not _VERSION.fullmatch(version)):
        raise ModelError(f"{folder} is refused: package_version in its metadata is {version!r}, which is no version")
    return version


def _target_prefix(folder: Path, metadata: dict[str, Any]) -> str:
    prefix = metadata.get("target_prefix") or ""
    if not isinstance(prefix, str):
        raise ModelError(f"{folder} is refused: target_prefix in its metadata is {prefix!r}, which is no text")
    return prefix


def _is_filled(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0
