"""The termbase that a user gives: files, names of shipped termbases, or several of either."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from polyglot_news.errors import UsageError
from polyglot_news.glossary.bundled import bundled_names, load_bundled
from polyglot_news.glossary.formats import read_termbase
from polyglot_news.glossary.termbase import Termbase, check_profile, merge

if TYPE_CHECKING:
    from polyglot_news.glossary.enforce import Enforcement


MODES = ("off", "annotate", "prefer", "enforce")
"""`annotate` records only; `prefer` changes a translation where it costs little; `enforce` wherever it can."""


def check_mode(mode: str) -> None:
    """Raises UsageError if it is none of `MODES`."""
    if mode not in MODES:
        raise UsageError(f"unknown mode '{mode}' for terms; choose one of: {', '.join(MODES)}")


def given_termbase(given: Sequence[str], source_lang: str = "", target_lang: str = "") -> Termbase:
    """One termbase of all that are given, the later before the earlier ones (see `merge`).

    Args:
        given: each the path of a file, or the name of a termbase that ships.
        source_lang, target_lang: the languages of word lists that do not name theirs.

    Raises:
        UsageError: a name that is neither.
        ReadError: a file cannot be read.
    """
    termbases = [_one(name, source_lang, target_lang) for name in given]
    return termbases[0] if len(termbases) == 1 else merge(termbases)


def termbase_asked(
    given: Sequence[str], profile: str, source_lang: str = "", target_lang: str = ""
) -> Termbase | None:
    """The termbase whose terms a profile chooses among; None where none is given.

    Args:
        given, source_lang, target_lang: see `given_termbase`.
        profile: see `Termbase.preferred`.

    Raises:
        UsageError: as `given_termbase`, there is a profile and no termbase, or the profile names users that the
            termbase does not know.
        ReadError: a file cannot be read.
    """
    if not given:
        if profile:
            raise UsageError("--profile chooses between the terms of a termbase: name one with --glossary")
        return None
    termbase = given_termbase(given, source_lang, target_lang)
    check_profile(termbase, profile)
    return termbase


def terminology(
    given: Sequence[str], mode: str, profile: str, source_lang: str = "", target_lang: str = ""
) -> Enforcement | None:
    """What a translation is told about terms; None without a termbase, or with the mode `off`.

    Args:
        given, profile, source_lang, target_lang: see `termbase_asked`.
        mode: see `Enforcement`.

    Raises:
        UsageError: as `termbase_asked`, or there is no such mode.
        ReadError: a file cannot be read.
    """
    check_mode(mode)
    termbase = termbase_asked(given, profile, source_lang, target_lang)
    if termbase is None or mode == "off":
        return None
    from polyglot_news.glossary.enforce import Enforcement  # what it needs to inflect takes long to import

    return Enforcement(termbase, mode, profile)


def _one(name: str, source_lang: str, target_lang: str) -> Termbase:
    if name in bundled_names():
        return load_bundled(name)
    if not Path(name).suffix and not Path(name).is_file():
        raise UsageError(f"'{name}' is no file, and no termbase that ships: {', '.join(bundled_names())}")
    return read_termbase(Path(name), source_lang, target_lang)
