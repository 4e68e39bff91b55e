"""What a word may be a form of: the keys by which a term's words and a text's words meet.

A text's word gets every key it may stand for (its form, its lemmas, the participle it may be); a term's word gets
the few it means, the one to be trusted most first. So a term's noun is not found in a verb that looks like it,
and "occupied territories" not in "they occupied territories", where the languages keep the two apart.

Russian: pymorphy3, because it weighs several readings. Arabic: clitics by rule, then simplemma. Other languages
that simplemma knows: simplemma, and rules for what it leaves out. Any other language: the form alone.
"""

from __future__ import annotations

from functools import cache
from typing import Protocol

from simplemma import is_known, lemmatize
from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

from polyglot_news.glossary.inflection import is_verb_of, participle, singulars, verbs_of, without_gender
from polyglot_news.glossary.tokens import fold


class Readings(Protocol):
    """The keys of the words of one language; words are cleaned (`tokens.clean`), keys folded (`tokens.fold`)."""

    def of_text(self, word: str) -> frozenset[str]:
        """Every key that a word of a text may stand for."""

    def of_term(self, word: str, pos: str, last: bool, alone: bool) -> tuple[str, ...]:
        """The keys of a term's word, best first; `pos` is the term's, `last` and `alone` are its place there."""


@cache
def readings(lang: str) -> Readings:
    """The readings of a primary language; loads its dictionary."""
    if lang == "ru":
        from polyglot_news.glossary.russian import RussianReadings

        return RussianReadings()
    if lang == "ar":
        from polyglot_news.glossary.arabic import ArabicReadings

        return ArabicReadings()
    dictionary = {"no": "nb", "hr": "hbs", "sr": "hbs", "bs": "hbs"}.get(lang, lang)
    return DictionaryReadings(lang, dictionary) if dictionary in SUPPORTED_LANGUAGES else FormReadings(lang)


class FormReadings:
    """A language without a dictionary: a word is what it is."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def of_text(self, word: str) -> frozenset[str]:
        """The folded form."""
        return frozenset({fold(word, self._lang)})

    def of_term(self, word: str, pos: str, last: bool, alone: bool) -> tuple[str, ...]:
        """The folded form."""
        return (fold(word, self._lang),)


_VERBAL = "+"
"""Begins the key of the verb behind an English word in -ed or -ing, so that masked is no form of the noun mask."""

_WEAK = "~"
"""Begins a key without gender and number, which counts in terms of several words only: presas is no sure preso."""


class DictionaryReadings:
    """A language of simplemma's, with rules (`inflection`) for what its dictionary leaves out."""

    def __init__(self, lang: str, dictionary: str) -> None:
        self._lang = lang
        self._dictionary = dictionary

    def of_text(self, word: str) -> frozenset[str]:
        """The form, its lemma, the participle and the verb it may be, guesses if unknown, and the weak key."""
        if self._lang == "en" and participle(fold(word, "en"), "en"):
            return frozenset({fold(word, "en"), *(_VERBAL + fold(lemma, "en") for lemma in self._lemmas(word))})
        forms = {word, *self._lemmas(word), participle(word, self._lang)}
        forms.update(verb for verb in verbs_of(word, self._lang) if is_known(verb, self._dictionary))
        if not self._knows(word):
            forms.update(singulars(word, self._lang))
        forms.discard("")
        return frozenset({*(fold(form, self._lang) for form in forms), *self._weak(word)})

    def of_term(self, word: str, pos: str, last: bool, alone: bool) -> tuple[str, ...]:
        """The lemma, or the form where the lemma would be of another part of speech."""
        form = fold(word, self._lang)
        if word.isupper() and len(word) > 1:
            return (form,)
        lemma = lemmatize(word, self._dictionary)
        if pos == "verb":
            verbal = (_VERBAL + fold(lemma, "en"),) if self._lang == "en" else ()
            return tuple(dict.fromkeys((fold(lemma, self._lang), form, *verbal)))
        if not pos and alone and self._lang == "en":
            return tuple(dict.fromkeys((*self._nominal(word, lemma, last), _VERBAL + form)))
        weak = () if alone else self._weak(word)
        return (*self._nominal(word, lemma, last), *weak)

    def _nominal(self, word: str, lemma: str, last: bool) -> tuple[str, ...]:
        form = fold(word, self._lang)
        if self._lang == "en":
            plural = last or form.endswith("s")
            return (fold(lemma, self._lang) if plural and not participle(form, "en") else form,)
        if is_verb_of(lemma, word, self._lang):
            return (fold(participle(word, self._lang) or word, self._lang),)
        if not self._knows(word):
            return (form, *(fold(guess, self._lang) for guess in singulars(word, self._lang)))
        return (fold(lemma, self._lang),)

    def _lemmas(self, word: str) -> set[str]:
        if self._lang == "de":
            # An initial capital tells a noun from a verb: only a word all in capitals is tried otherwise.
            title = word.capitalize() if word.isupper() and len(word) > 1 else word
            return {lemmatize(word, self._dictionary), lemmatize(title, self._dictionary)}
        return {lemmatize(word, self._dictionary), lemmatize(word.lower(), self._dictionary)}

    def _knows(self, word: str) -> bool:
        return len(word) < 3 or is_known(word, self._dictionary) or is_known(word.lower(), self._dictionary)

    def _weak(self, word: str) -> tuple[str, ...]:
        neutral = without_gender(word, self._lang)
        return (_WEAK + fold(neutral, self._lang),) if neutral else ()
