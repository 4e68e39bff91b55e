"""What a text must hold for a regular expression to match it: the literals that no match can do without.

As in Cox, "Regular Expression Matching with a Trigram Index" (2012), a pattern becomes a formula of "all of" and
"any of" over pieces of text. What is not understood for certain asks for nothing: no text is wrongly left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAMED = re.compile(r"\(\?(?:P?<(?![=!])\w+>|[imsu]*:|>)|\((?!\?|\*)")
_FLAGS = re.compile(r"\(\?[imsu]+\)")
_LOOK = re.compile(r"\(\?<?[=!]")
_COMMENT = re.compile(r"\(\?#[^)]*\)")
_CLASS = re.compile(r"\[\^?\]?(?:[^\]\\]|\\.)*\]", re.DOTALL)
_PROPERTY = re.compile(r"\\[pP](?:\{[^}]*\}|\w)")
_SIMPLE_ESCAPE = re.compile(r"\\[wWdDsSbBAZmMRXnrtfv]")
_QUANTIFIER = re.compile(r"(?:[*+?]|\{[^}]*\})[?+]?")
_AT_LEAST_ONCE = re.compile(r"\+|\{0*[1-9]\d*(?:,\d*)?\}")


@dataclass(frozen=True, slots=True)
class Literal:
    """A piece of text that a match holds, in any letter case."""

    text: str


@dataclass(frozen=True, slots=True)
class All:
    """Everything here is needed; with no members, nothing is."""

    members: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """One of these is needed."""

    members: tuple[Need, ...]


Need = Literal | All | Any
NOTHING = All(())


class _NotUnderstoodError(Exception):
    """The pattern has something that could change the meaning of the rest."""


def needs(pattern: str) -> Need:
    """What a text must hold for a pattern of the `regex` module to match in it, whatever the letter case."""
    try:
        scanner = _Scanner(pattern)
        need = scanner.alternatives()
    except (_NotUnderstoodError, RecursionError):
        return NOTHING
    return need if scanner.place == len(pattern) else NOTHING


class _Scanner:
    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self.place = 0

    def alternatives(self) -> Need:
        """Up to the end, or to the bracket that closes the group."""
        members = [self._sequence()]
        while self._next() == "|":
            self.place += 1
            members.append(self._sequence())
        if len(members) == 1:
            return members[0]
        return NOTHING if NOTHING in members else Any(tuple(members))

    def _sequence(self) -> Need:
        members: list[Need] = []
        run = ""
        while self._next() not in ("", "|", ")"):
            item = self._item()
            optional, repeated = self._quantifier()
            if isinstance(item, str) and not optional:
                run += item
            if isinstance(item, str) and item and not optional and not repeated:
                continue
            if run:
                members.append(Literal(run))
            run = ""
            if not isinstance(item, str) and not optional and item != NOTHING:
                members.append(item)
        if run:
            members.append(Literal(run))
        return members[0] if len(members) == 1 else All(tuple(members))

    def _item(self) -> Need | str:
        """One thing that a quantifier may follow: a literal character, a group's need, or `` for anything else."""
        char = self._next()
        if char == "\\":
            return self._escape()
        if char == "(":
            return self._group()
        if char == "[":
            self._skip(_CLASS)
            return ""
        self.place += 1
        return "" if char in ".^$" else char

    def _escape(self) -> str:
        following = self._pattern[self.place + 1 : self.place + 2]
        if following and not (following.isalnum() and following.isascii()):
            self.place += 2
            return following
        for known in (_PROPERTY, _SIMPLE_ESCAPE):
            if known.match(self._pattern, self.place):
                self._skip(known)
                return ""
        raise _NotUnderstoodError

    def _group(self) -> Need:
        for passed_over in (_FLAGS, _COMMENT):
            if passed_over.match(self._pattern, self.place):
                self._skip(passed_over)
                return NOTHING
        is_look = _LOOK.match(self._pattern, self.place) is not None
        self._skip(_LOOK if is_look else _NAMED)
        need = self.alternatives()
        if self._next() != ")":
            raise _NotUnderstoodError
        self.place += 1
        return NOTHING if is_look else need

    def _quantifier(self) -> tuple[bool, bool]:
        """Whether what stands before may be missing or inexact, and whether it may come again."""
        optional = repeated = False
        while found := _QUANTIFIER.match(self._pattern, self.place):
            repeated = True
            optional |= not _AT_LEAST_ONCE.match(found[0])
            self.place = found.end()
        return optional, repeated

    def _next(self) -> str:
        return self._pattern[self.place : self.place + 1]

    def _skip(self, known: re.Pattern[str]) -> None:
        found = known.match(self._pattern, self.place)
        if found is None:
            raise _NotUnderstoodError
        self.place = found.end()
