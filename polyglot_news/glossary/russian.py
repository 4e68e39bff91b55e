"""Russian words: pymorphy3's readings, weighed."""

from __future__ import annotations

from functools import lru_cache

import pymorphy3
from pymorphy3.analyzer import Parse

from polyglot_news.glossary.tokens import fold

_LEAST = 0.04
"""A reading less likely than this is left out: сталь for стали (0.01). pymorphy3 gives likelihoods in 0–1."""

_PARTICIPLES = frozenset({"PRTF", "PRTS"})
_VERBAL = frozenset({"VERB", "INFN", "GRND"})


class RussianReadings:
    """Russian by pymorphy3; a participle is both itself and a form of its verb."""

    def __init__(self) -> None:
        self._analyser = pymorphy3.MorphAnalyzer(lang="ru")
        self._parses = lru_cache(maxsize=65536)(self._likely)

    def of_text(self, word: str) -> frozenset[str]:
        """The form, the lemmas of its likely readings, and the base of the participle it may be."""
        keys = {fold(word, "ru")}
        for parse in self._parses(word):
            keys.add(fold(parse.normal_form, "ru"))
            if parse.tag.POS in _PARTICIPLES:
                keys.add(_participle(parse))
        return frozenset(keys)

    def of_term(self, word: str, pos: str, last: bool, alone: bool) -> tuple[str, ...]:
        """The lemmas of the readings that fit the part of speech; a participle only as itself."""
        form = fold(word, "ru")
        if word.isupper() and len(word) > 1:
            return (form,)
        parses = self._parses(word)
        # Киев is the city, which the term is written as, not the genitive plural of кий.
        parses = [parse for parse in parses if fold(parse.normal_form, "ru") == form] or parses
        if pos == "verb":
            fitting = [parse for parse in parses if parse.tag.POS in _VERBAL | _PARTICIPLES] or parses
            return tuple(dict.fromkeys(fold(parse.normal_form, "ru") for parse in fitting)) or (form,)
        nominal = [parse for parse in parses if parse.tag.POS not in _VERBAL]
        if alone and pos in ("noun", "name"):
            nominal = [parse for parse in nominal if parse.tag.POS == "NOUN"] or nominal
        keys = dict.fromkeys(
            _participle(parse) if parse.tag.POS in _PARTICIPLES else fold(parse.normal_form, "ru")
            for parse in nominal
        )
        return tuple(keys) or (form,)

    def _likely(self, word: str) -> list[Parse]:
        return [parse for parse in self._analyser.parse(word) if parse.score >= _LEAST]


def _participle(parse: Parse) -> str:
    base = parse.inflect({"PRTF", "nomn", "masc", "sing"}) or parse.inflect({"nomn", "masc", "sing"})
    return fold(base.word if base else parse.word, "ru")
