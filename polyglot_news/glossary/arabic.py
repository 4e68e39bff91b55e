"""Arabic words: proclitics and pronouns by rule, lemmas (broken plurals among them) from simplemma."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simplemma import is_known, lemmatize

from polyglot_news.glossary.tokens import fold

_PRONOUN = re.compile(r"(.{3,})(?:ها|هم|هما|هن|كما|كم|نا|ه|ك|ي)")
_SHORTEST = 3
"""Letters that must remain when a proclitic is taken off, or وطن would be "and" + طن."""


class ArabicReadings:
    """Arabic: a key is a stem without its article; a word with the article has the key with it as well."""

    def of_text(self, word: str) -> frozenset[str]:
        """The form and, for every way to take off proclitics, the stem, its lemma and its singular."""
        keys = {fold(word, "ar")}
        for stem, definite in _stems(word):
            for form in _forms(stem):
                keys.add(fold(form, "ar"))
                if definite:
                    keys.add(fold("ال" + form, "ar"))
        return frozenset(keys)

    def of_term(self, word: str, pos: str, last: bool, alone: bool) -> tuple[str, ...]:
        """The lemma; with the article where the term is a name or a phrase that has it."""
        definite = word.startswith("ال") and len(word) >= _SHORTEST + 2
        stem = word[2:] if definite else word
        article = "ال" if definite and (pos == "name" or not alone) else ""
        return tuple(fold(article + form, "ar") for form in _own(stem, pos))


def _stems(word: str) -> Iterator[tuple[str, bool]]:
    """What is left of a word by each way to take off proclitics (none is one), and whether it had the article."""
    yield word, False
    for conjunction in ("", *(word[:1] if word[:1] in "وف" else "")):
        rest = word[len(conjunction) :]
        if conjunction and len(rest) >= _SHORTEST:
            yield rest, False
        if rest.startswith("لل") and len(rest) >= _SHORTEST + 2:
            yield rest[2:], True
        for preposition in ("", *(rest[:1] if rest[:1] in "بكل" else "")):
            stem = rest[len(preposition) :]
            if stem.startswith("ال") and len(stem) >= _SHORTEST + 2:
                yield stem[2:], True
            elif preposition and len(stem) >= _SHORTEST:
                yield stem, False


def _own(stem: str, pos: str) -> tuple[str, ...]:
    """What a term's stem is found by: itself, and its lemma, unless that is the verb it is formed from (م-)."""
    lemma = _lemma(stem)
    if not lemma or (pos != "verb" and lemma[0] != stem[0] and stem[0] not in "أاآ"):
        return (stem,)
    return tuple(dict.fromkeys((lemma, stem)))


def _forms(stem: str) -> set[str]:
    """A stem, without its pronoun, in the singular: every guess, as a text's word may be any of them."""
    forms = {stem}
    bare = {stem}
    if match := _PRONOUN.fullmatch(stem):
        bare.add(match[1])
        if match[1].endswith("ت"):
            bare.add(match[1][:-1] + "ة")
    if stem.endswith("ا") and len(stem) > _SHORTEST:
        bare.add(stem[:-1])
    for form in bare:
        forms.add(form)
        if lemma := _lemma(form):
            forms.add(lemma)
            if form.endswith("ات"):
                forms.add(form[:-2] + "ة")
        else:
            forms.update(_singulars(form))
    return forms


def _lemma(stem: str) -> str:
    """simplemma's lemma, with the hamza that a careless writer leaves out put back; empty if it knows none."""
    candidates = [stem]
    if stem.startswith("ا"):
        candidates += ["أ" + stem[1:], "إ" + stem[1:]]
    for candidate in candidates:
        if is_known(candidate, "ar"):
            return str(lemmatize(candidate, "ar"))
    return ""


def _singulars(form: str) -> Iterator[str]:
    for ending, singulars in (("ات", ("", "ة", "ا")), ("ون", ("",)), ("ين", ("",)), ("ان", ("", "ة")), ("ة", ("",))):
        if form.endswith(ending) and len(form) - len(ending) >= _SHORTEST:
            yield from (form[: -len(ending)] + singular for singular in singulars)
