"""What an outcome depends on, as a key: two tasks with one key have one outcome."""

from __future__ import annotations

import hashlib
import json
import platform
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from polyglot_news import __version__
from polyglot_news.models.digest import digest
from polyglot_news.translate.routes import Route, describe

if TYPE_CHECKING:
    from polyglot_news.translate.engine import Decoding, Engine
    from polyglot_news.translate.hop import Task

_PACKAGE = Path(__file__).parents[2]
TRANSLATION = ("translate/*.py", "glossary/*.py", "bitext.py", "language.py")
"""The program's files that decide what an outcome is."""

DETECTION = (
    "detect.py",
    "judgement.py",
    "kin.py",
    "language.py",
    "script.py",
    "witness.py",
    "translate/left_alone.py",
)
"""The program's files that decide in which language a text is."""

_SIZE = 16
"""Bytes of a key: with 10⁹ entries two keys meet by chance with a probability of 10⁻²¹."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What the outcomes of one run share: everything they depend on but the segments.

    Attributes:
        source_lang, target_lang: tags of the article and of the text that the last model of the route makes.
        route: the languages gone through, `ru→en→pt`; for a model in the middle of a chain, up to it.
        engine: its class, its signature, what it can do.
        models: names and SHA-256, one a hop.
        terms: the fingerprint of the termbase, mode and profile; empty where no terms are looked after.
        program: digest of this program's own files that take part.
    """

    source_lang: str
    target_lang: str
    route: str
    engine: str
    models: tuple[str, ...]
    decoding: str
    terms: str
    program: str

    def facts(self) -> str:
        """As JSON, the same for equal setups."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    def digest(self) -> bytes:
        return hashlib.sha256(self.facts().encode()).digest()


def setup_of(engine: Engine, route: Route, langs: tuple[str, str], decoding: Decoding, terms: str = "") -> Setup:
    """The setup of the last model of a route.

    Args:
        route: the models gone through so far, the last of which is at work.
        langs: tags of the article and of what the last model makes.
        terms: see `Setup`.
    """
    kind = type(engine)
    return Setup(
        *langs,
        describe(route),
        f"{kind.__module__}.{kind.__qualname__}|{engine.signature}|{engine.capabilities}|{engine.longest_input}",
        tuple(f"{model.name}@sha256:{digest(model.path)}" for model in route),
        "|".join(f"{name}:{value}" for name, value in asdict(decoding).items()),
        terms,
        program(TRANSLATION),
    )


@cache
def program(patterns: tuple[str, ...]) -> str:
    """A digest of this program's files, and of what they stand on: another program may have other outcomes."""
    state = hashlib.sha256(f"{__version__} {unicodedata.unidata_version} {platform.machine()}".encode())
    for pattern in patterns:
        for path in sorted(_PACKAGE.glob(pattern)):
            state.update(f"\n{path.name}\n".encode() + path.read_bytes())
    return state.hexdigest()


def task_keys(setup: bytes, tasks: Sequence[Task]) -> list[bytes]:
    """The keys of tasks under the setup with that digest."""
    return [_key(setup, _described(task)) for task in tasks]


def question_keys(question: str, texts: Sequence[str]) -> list[bytes]:
    """The keys of a question that is asked of several texts."""
    asked = hashlib.sha256(question.encode()).digest()
    return [_key(asked, text) for text in texts]


def _described(task: Task) -> str:
    """A task in writing; lengths come first, so that no two tasks read the same."""
    text, origin, around = task.segment.text, task.origin, task.around
    marks = ";".join(f"{m.start},{m.end},{m.opening:d},{m.level},{m.straight:d}" for m in around.marks)
    return f"{len(text)},{len(origin)},{around.typographic:d},{around.stem},{marks}|{text}{origin}"


def _key(about: bytes, text: str) -> bytes:
    # A text may hold half a surrogate pair, which plain UTF-8 cannot say.
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_SIZE, key=about).digest()
