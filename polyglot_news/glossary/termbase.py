"""The termbase: concepts, and the terms that name them in each language, after TBX (ISO 30042).

A concept is one thing meant; a term is one way to say it in one language. A term's `status` is `preferred`,
`admitted` or `deprecated`, as in TBX, or `contested`: its use takes a side, and `whose` says which one.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, field
from functools import cached_property

from polyglot_news.errors import UsageError

STATUSES = ("preferred", "admitted", "deprecated", "contested")
PARTS_OF_SPEECH = ("", "noun", "adj", "verb", "phrase", "name")
GENDERS = ("", "m", "f", "n", "c")
NUMBERS = ("", "sg", "pl")

EVERY_LANGUAGE = "mul"
"""The language (ISO 639-2 `mul`) of a term that is the same in all of them: a do-not-translate entry."""

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-([A-Za-z\d]{5,8}|\d[A-Za-z\d]{3}))*")
_CHOICES = {"status": STATUSES, "pos": PARTS_OF_SPEECH, "gender": GENDERS, "number": NUMBERS}


def language_tag(text: str) -> str:
    """A BCP-47 tag in its usual casing (`PT-br` → `pt-BR`).

    Raises:
        UsageError: `text` has not the form of a language tag.
    """
    if not _TAG.fullmatch(text):
        raise UsageError(f"'{text}' is not a language tag such as en, pt-BR or zh-Hant")
    first, *rest = text.split("-")
    casing = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(casing.get(len(part), str.lower)(part) for part in rest)])


@dataclass(frozen=True, slots=True)
class Term:
    """One way to say a concept in one language; `docs/glossaries.md` documents the fields.

    Attributes:
        whose: tags of those who use this wording (`un`, `us-gov`), none for everybody.
        source: where that can be checked: a style guide, resolution, law or dictionary.
        exact: only this very form is a hit; otherwise every inflected form is.
        exceptions: phrases that contain the term and are no hit.
        extra: columns of the file that have no meaning here, kept.
        origin, row: the file and the row the term was read from; not compared.

    Raises:
        UsageError: a field has a value outside its list, or `concept` or `text` is empty.
    """

    concept: str
    lang: str
    text: str
    status: str = "admitted"
    whose: tuple[str, ...] = ()
    source: str = ""
    pos: str = ""
    gender: str = ""
    number: str = ""
    case_sensitive: bool = False
    exact: bool = False
    exceptions: tuple[str, ...] = ()
    note: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    origin: str = field(default="", compare=False)
    row: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        for name, value in (("concept", self.concept), ("term", self.text)):
            if not value.strip():
                raise UsageError(f"the {name} is empty")
        for name, choices in _CHOICES.items():
            if getattr(self, name) not in choices:
                listed = ", ".join(choice for choice in choices if choice)
                raise UsageError(f"{name} '{getattr(self, name)}' is none of {listed}")
        object.__setattr__(self, "lang", language_tag(self.lang))


@dataclass(frozen=True)
class Termbase:
    """Terms in the order of precedence, grouped by concept and language (the constructor groups them).

    Two termbases are equal when their terms are, whatever their names.
    """

    terms: tuple[Term, ...]
    name: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        groups: dict[str, dict[str, list[Term]]] = {}
        for term in self.terms:
            groups.setdefault(term.concept, {}).setdefault(term.lang, []).append(term)
        grouped = tuple(term for langs in groups.values() for terms in langs.values() for term in terms)
        object.__setattr__(self, "terms", grouped)

    def __len__(self) -> int:
        return len(self.terms)

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    @cached_property
    def _index(self) -> dict[str, dict[str, tuple[Term, ...]]]:
        index: dict[str, dict[str, tuple[Term, ...]]] = {}
        for term in self.terms:
            langs = index.setdefault(term.concept, {})
            langs[term.lang] = (*langs.get(term.lang, ()), term)
        return index

    @property
    def concepts(self) -> tuple[str, ...]:
        """The concepts' ids, in order of first appearance."""
        return tuple(self._index)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The language tags in use, sorted; without `EVERY_LANGUAGE`."""
        return tuple(sorted({term.lang for term in self.terms} - {EVERY_LANGUAGE}))

    @cached_property
    def profiles(self) -> tuple[str, ...]:
        """The tags found in `whose`, sorted: what can be given as a profile."""
        return tuple(sorted({tag for term in self.terms for tag in term.whose}))

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all terms, hexadecimal: names a version of the termbase in the provenance."""
        rows = [astuple(term)[:-2] for term in self.terms]
        return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()

    def of(self, concept: str, lang: str = "") -> tuple[Term, ...]:
        """The concept's terms: all of them, or those that serve for `lang`, in order of precedence.

        For `lang`, the nearest tag that has terms serves: `pt-BR`, then `pt`, then (a plain `pt` asked for)
        any of its regions; then a term that is the same in every language.
        """
        langs = self._index.get(concept, {})
        if not lang:
            return tuple(term for terms in langs.values() for term in terms)
        tag = language_tag(lang)
        while tag:
            if tag in langs:
                return langs[tag]
            tag = tag.rpartition("-")[0]
        within = [terms for other, terms in langs.items() if other.startswith(f"{language_tag(lang)}-")]
        return within[0] if within else langs.get(EVERY_LANGUAGE, ())

    def contested(self, concept: str) -> bool:
        """Whether any of the concept's terms, in any language, takes a side."""
        return any(term.status == "contested" for term in self.of(concept))

    def preferred(self, concept: str, lang: str, profile: str = "") -> Term | None:
        """The term to use for a concept in `lang`, or None where the termbase does not decide.

        A profile is one tag of `whose`, or several separated by `;` or `,` in order of precedence. The first of
        them that uses a term of the concept decides: its preferred term, else its admitted, else its contested
        one. Where the profile is silent, a contested concept stays undecided, so that no side is taken without
        being asked for; any other concept gets its preferred term, else its first admitted one. A deprecated
        term is never returned.
        """
        usable = sorted(
            (term for term in self.of(concept, lang) if term.status != "deprecated"),
            key=lambda term: STATUSES.index(term.status),
        )
        for tag in profile_tags(profile):
            for term in usable:
                if tag in term.whose:
                    return term
        if not usable or self.contested(concept):
            return None
        return usable[0]


def profile_tags(profile: str) -> tuple[str, ...]:
    """The tags of a profile given as text: `un; ap` → `("un", "ap")`."""
    return tuple(tag.strip() for tag in re.split(r"[;,]", profile) if tag.strip())


def check_profile(termbase: Termbase, profile: str) -> None:
    """See that a profile names somebody.

    Raises:
        UsageError: the termbase has no term of theirs; the message lists whose terms it has.
    """
    unknown = [tag for tag in profile_tags(profile) if tag not in termbase.profiles]
    if unknown:
        known = ", ".join(termbase.profiles) or "none"
        raise UsageError(f"no term of the termbase is used by '{unknown[0]}'; its profiles are: {known}")


def merge(termbases: Sequence[Termbase]) -> Termbase:
    """One termbase of several: a later one takes precedence over an earlier one.

    A later row replaces the earlier rows that have its concept, language and text (letter case aside). All
    other rows are kept, those of later termbases first, so that they also come first in `Termbase.preferred`
    and where a span is a term of several concepts.
    """
    kept: list[Term] = []
    taken: set[tuple[str, str, str]] = set()
    for termbase in reversed(termbases):
        kept += [term for term in termbase if _identity(term) not in taken]
        taken.update(map(_identity, termbase))
    return Termbase(tuple(kept), "+".join(termbase.name for termbase in termbases if termbase.name))


def _identity(term: Term) -> tuple[str, str, str]:
    return term.concept, term.lang, term.text.casefold()
