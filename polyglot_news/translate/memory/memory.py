"""Outcomes by key, verdicts by key, and what readers have edited, in one SQLite file."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from threading import RLock
from typing import TypeVar

from polyglot_news.article import Article
from polyglot_news.language import base
from polyglot_news.translate.hop import Outcome, Task, Translate
from polyglot_news.translate.left_alone import are_in
from polyglot_news.translate.memory import rows
from polyglot_news.translate.memory.database import DamageHandler, Database
from polyglot_news.translate.memory.keys import DETECTION, Setup, program, question_keys, task_keys
from polyglot_news.translate.memory.reviewed import Reviewed, find_edited, normal

_Self = TypeVar("_Self", bound="Memory")
_Key = TypeVar("_Key")
_Found = TypeVar("_Found")

AT_ONCE = 500
"""Keys that are asked for in one query."""


@dataclass(slots=True)
class _Pending:
    """What is to be written at the next `flush`."""

    process: int
    outcomes: dict[bytes, rows.Entry] = field(default_factory=dict)
    verdicts: dict[bytes, str] = field(default_factory=dict)
    hits: Counter[Setup] = field(default_factory=Counter)
    old: set[bytes] = field(default_factory=set)
    """Keys of entries that were used today for the first time."""


class Memory:
    """A translation memory.

    Safe for several threads and processes at once: every process opens the file for itself, also after a fork or when
    a memory was pickled. What is new is written by `flush`, which a translation calls after every chunk, and by
    `close`.

    Args:
        path: the file; made when it is first needed.
        on_damage: told, in one line, that the file was damaged, set aside and begun anew; by default a warning.

    Attributes:
        hits, misses: segments that were remembered, and that were not, a hop each, since this object was made.

    Raises:
        UsageError: the file cannot be a memory.
    """

    def __init__(self, path: Path | str, *, on_damage: DamageHandler | None = None) -> None:
        self.database = Database(Path(path), on_damage)
        self.hits = 0
        self.misses = 0
        self._written_here = _Pending(os.getpid())
        self._lock = RLock()

    def __enter__(self: _Self) -> _Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def __reduce__(self) -> tuple[type[Memory], tuple[Path]]:
        return Memory, (self.database.path,)

    def at(self, setup: Setup) -> SetupMemory:
        """What is remembered of one setup, for `translate_documents`."""
        return SetupMemory(self, setup)

    def language(self, article: Article) -> str:
        """The language that was detected for an article with this text; empty if none was."""
        keys = question_keys(_language_question(article), [article.text])
        return next(iter(self._verdicts(keys).values()), "")

    def keep_language(self, article: Article, lang: str) -> None:
        """Keep what was detected, for `language`."""
        keys = question_keys(_language_question(article), [article.text])
        with self._lock:
            self._pending.verdicts.update(dict.fromkeys(keys, lang))

    def are_in(self, texts: Sequence[str], lang: str) -> list[bool]:
        """Which segments are in `lang` (see `left_alone.are_in`)."""

        def judge(new: Sequence[str]) -> list[str]:
            return [lang if is_in else "" for is_in in are_in(new, lang)]

        return [bool(verdict) for verdict in self.judged(f"is it {lang}? {program(DETECTION)}", texts, judge)]

    def judged(
        self, question: str, texts: Sequence[str], judge: Callable[[Sequence[str]], Sequence[str]]
    ) -> list[str]:
        """The answer of `judge` to every text: remembered, or else asked for in one call.

        Args:
            question: all that the answers depend on but the text.
        """
        keys = question_keys(question, texts)
        known = self._verdicts(keys)
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if new:
            found = dict(zip(new, judge(list(new.values())), strict=True))
            known.update(found)
            with self._lock:
                self._pending.verdicts.update(found)
        return [known[key] for key in keys]

    def edited(self, source_lang: str, target_lang: str, texts: Sequence[str]) -> dict[int, Reviewed]:
        """What readers have made of the segments, by their place among `texts`; those not edited are left out.

        A target language matches as it is written: an edit in `pt` says nothing about `pt-BR`.
        """
        wanted = [normal(text) for text in texts]

        def find(connection: sqlite3.Connection, asked: Sequence[str]) -> dict[str, Reviewed]:
            return find_edited(connection, base(source_lang), target_lang, asked)

        known = self._look_up(wanted, find)
        return {place: known[text] for place, text in enumerate(wanted) if text in known}

    def flush(self) -> None:
        """Write what is new, in one transaction.

        Raises:
            WriteError: the file cannot be written.
        """
        with self._lock:
            pending, self._written_here = self._pending, _Pending(os.getpid())
        if pending.outcomes or pending.verdicts or pending.hits:
            self.database.write(
                lambda connection: rows.write(
                    connection, pending.outcomes, pending.verdicts, pending.hits, pending.old
                )
            )

    def close(self) -> None:
        """Write what is new and let go of the file; the memory may still be used, and opens it again."""
        self.flush()
        self.database.close()

    def remembered(self, setup: Setup, tasks: Sequence[Task], translate: Translate) -> list[Outcome]:
        """The outcome of every task under a setup: remembered, or else made by `translate` in one call."""
        keys = task_keys(setup.digest(), tasks)
        with self._lock:
            pending = self._pending.outcomes
            known = {key: pending[key].outcome for key in keys if key in pending}
        found = self._look_up([key for key in keys if key not in known], rows.find_outcomes)
        known.update((key, outcome) for key, (outcome, _) in found.items())
        new = {key: task for key, task in zip(keys, tasks, strict=True) if key not in known}
        hits = sum(key in known for key in keys)
        made = dict(zip(new, translate(list(new.values())), strict=True)) if new else {}
        with self._lock:
            self._pending.outcomes.update(
                (key, rows.Entry(setup, new[key].origin, outcome)) for key, outcome in made.items()
            )
            self._pending.old.update(key for key, (_, is_fresh) in found.items() if not is_fresh)
            self._pending.hits[setup] += hits
            self.hits += hits
            self.misses += len(keys) - hits
        known.update(made)
        return [known[key] for key in keys]

    def _verdicts(self, keys: Sequence[bytes]) -> dict[bytes, str]:
        with self._lock:
            pending = self._pending.verdicts
            known = {key: pending[key] for key in keys if key in pending}
        return known | self._look_up([key for key in keys if key not in known], rows.find_verdicts)

    @property
    def _pending(self) -> _Pending:
        """What is new in this process; a child leaves to its parent what it got from it."""
        if self._written_here.process != os.getpid():
            self._written_here = _Pending(os.getpid())
        return self._written_here

    def _look_up(
        self, keys: Sequence[_Key], find: Callable[[sqlite3.Connection, Sequence[_Key]], dict[_Key, _Found]]
    ) -> dict[_Key, _Found]:
        """What is found for the keys, asked for `AT_ONCE` of them at a time."""

        def work(connection: sqlite3.Connection) -> dict[_Key, _Found]:
            found: dict[_Key, _Found] = {}
            rest = iter(dict.fromkeys(keys))
            while asked := list(islice(rest, AT_ONCE)):
                found.update(find(connection, asked))
            return found

        return self.database.run(work) if keys else {}


def _language_question(article: Article) -> str:
    return f"which language? {article.metadata.get('lang_hint', '')} {program(DETECTION)}"


@dataclass(frozen=True, slots=True)
class SetupMemory:
    """What a memory holds of one setup (a `hop.Recall`)."""

    memory: Memory
    setup: Setup

    def outcomes(self, tasks: Sequence[Task], translate: Translate) -> list[Outcome]:
        return self.memory.remembered(self.setup, tasks, translate)
