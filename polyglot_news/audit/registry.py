"""The checks: what one is, and which there are."""

from __future__ import annotations

import inspect
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from polyglot_news.errors import UsageError

if TYPE_CHECKING:
    from polyglot_news.audit.pair import Pair

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check reports: spans are characters of the pair's cells, None where that side shows nothing.

    `confidence` is the check's own certainty, which the audit turns into the share of such findings that are right
    (`confidence.calibrated`); `severity` overrides the check's own.
    """

    message: str
    source: Span | None
    target: Span | None
    confidence: float
    severity: str = ""
    suggestion: str = ""


class Check(ABC):
    """One question asked of every bead. Its docstring is its documentation; the first line is its title."""

    name: ClassVar[str]
    severity: ClassVar[str]
    languages: ClassVar[frozenset[str] | None] = None
    """ISO 639-1 codes it can read, on both sides; None for every language."""
    needs_encoder: ClassVar[bool] = False
    needs_witness: ClassVar[bool] = False
    target_only: ClassVar[bool] = False
    """Whether it also reads a bead that has no source text."""
    any_length: ClassVar[bool] = False
    """Whether it also reads a bead that is oversized."""

    def speaks(self, *langs: str) -> bool:
        """Whether it can read all of these languages."""
        return self.languages is None or all(lang.split("-")[0] in self.languages for lang in langs)

    def applies(self, pair: Pair) -> bool:
        """Whether this pair can be asked at all."""
        if not pair.target.text or not (pair.source.text or self.target_only):
            return False
        return self.speaks(pair.target.lang, *([pair.source.lang] if pair.source.text else []))

    @abstractmethod
    def hits(self, pair: Pair) -> Iterable[Hit]:
        """What is wrong with one pair."""


class ArticleCheck(Check):
    """A check that needs the whole article: it gets every pair at once and names the pair of each hit."""

    def hits(self, pair: Pair) -> Iterable[Hit]:
        """Never asked of a single pair."""
        return ()

    @abstractmethod
    def article_hits(self, pairs: Sequence[Pair]) -> Iterator[tuple[int, Hit]]:
        """(index into `pairs`, hit) for everything wrong in the article."""


def checks() -> dict[str, Check]:
    """Every check by name, in the order in which they run."""
    from polyglot_news.audit.checks import ALL

    return {check.name: check() for check in ALL}


def select(names: Iterable[str] | None) -> list[Check]:
    """The checks of these names, or all of them; a name that begins with `-` takes one away from all.

    Raises:
        UsageError: no such check.
    """
    every = checks()
    if names is None:
        return list(every.values())
    wanted = list(names)
    for name in wanted:
        if name.removeprefix("-") not in every:
            raise UsageError(f"there is no check '{name.removeprefix('-')}'; there are {', '.join(every)}")
    taken = {name.removeprefix("-") for name in wanted if name.startswith("-")}
    given = [name for name in wanted if not name.startswith("-")] or list(every)
    return [every[name] for name in every if name in given and name not in taken]


def describe(check: Check) -> str:
    """The check's documentation."""
    return inspect.getdoc(type(check)) or ""
