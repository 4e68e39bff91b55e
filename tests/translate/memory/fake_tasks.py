"""Segments, outcomes and a setup, without a model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from polyglot_news.article import Segment
from polyglot_news.translate.hop import Outcome, Task
from polyglot_news.translate.memory.keys import Setup
from polyglot_news.translate.prepare import Surroundings

SETUP = Setup("en", "pt", "en→pt", "fake|fake-1|", ("fake-en_pt@sha256:00",), "beam_size:4", "", "program")


def task(text: str, around: Surroundings | None = None) -> Task:
    return Task(Segment(0, 0, len(text), text, 0), text, around or Surroundings())


def tasks(count: int, prefix: str = "sentence") -> list[Task]:
    return [task(f"{prefix} {number}") for number in range(count)]


def shouted(work: Sequence[Task]) -> list[Outcome]:
    """Every text in capitals, with faults for some."""
    return [
        Outcome(one.origin.upper(), -0.01 * len(one.origin), ("numbers",) if "7" in one.origin else ())
        for one in work
    ]


@dataclass
class Shouting:
    """Translates as `shouted`, and counts the texts that it was asked for."""

    asked: list[str] = field(default_factory=list)

    def __call__(self, work: Sequence[Task]) -> list[Outcome]:
        self.asked += [one.origin for one in work]
        return shouted(work)
