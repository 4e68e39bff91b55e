"""What the checks know of a language: one JSON file a language in `lexicon/`, see docs/audit.md for its fields."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from polyglot_news.audit.grammar import ENDINGS, Grammar

_FOLDER = Path(__file__).parent / "lexicon"
_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Number words of a language, by case-folded word; `loose` ones only ever confirm a number, never miss one."""

    cardinals: Mapping[str, float]
    scales: Mapping[str, float]
    scale_stems: tuple[tuple[str, float], ...]
    ordinals: Mapping[str, float]
    ordinal_stems: Mapping[str, float]
    loose: Mapping[str, frozenset[float]]
    joiner: str
    decimal: str
    group: str

    def scale(self, word: str) -> float | None:
        """The factor of a scale word ("million"), inflected or derived ("тысячную") forms included."""
        return self.scales.get(word) or next((v for stem, v in self.scale_stems if word.startswith(stem)), None)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words and patterns of one language that the checks look for; empty where the language has no file."""

    lang: str
    function: frozenset[str]
    homographs: frozenset[str]
    """Words of the language's own that are function words of another one ("war", "die", "son")."""
    negation: frozenset[str]
    negation_pattern: re.Pattern[str]
    negation_exempt: re.Pattern[str]
    negation_implicit: frozenset[str]
    negation_until: re.Pattern[str]
    """Negations that mean "only then" ("not … until")."""
    negation_only: re.Pattern[str]
    """What says so without a negation ("erst", "только")."""
    reversible: Mapping[str, re.Pattern[str]]
    """Verbs that negate by meaning, by concept: with a negation they mean the reverse ("do not rule out")."""
    loaded: Mapping[str, re.Pattern[str]]
    """Words that judge what they name, by concept ("invasion", "regime")."""
    any_loaded: re.Pattern[str]
    """All of them at once, for few texts have any."""
    supports: Mapping[str, re.Pattern[str]]
    """Words that a loaded word of the other side may render although they judge less, by concept."""
    hyphenated: tuple[str, ...]
    """Expressions that take hyphens, in English before a noun only."""
    cues: Mapping[str, re.Pattern[str]]
    numbers: NumberWords
    grammar: Grammar | None


def languages() -> frozenset[str]:
    """The languages that have a lexicon."""
    return frozenset(path.stem for path in _FOLDER.glob("*.json"))


def lexicon(lang: str) -> Lexicon:
    """The lexicon of a language tag (its region is ignored)."""
    return _load(lang.split("-")[0].lower())


@cache
def _load(lang: str) -> Lexicon:
    path = _FOLDER / f"{lang}.json"
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    negation = data.get("negation", {})
    return Lexicon(
        lang=lang,
        function=_words(data.get("function", "")),
        homographs=_words(data.get("homographs", "")),
        negation=_words(negation.get("words", "")),
        negation_pattern=_pattern(negation.get("phrases", ())),
        negation_exempt=_pattern(negation.get("exempt", ())),
        negation_implicit=_words(negation.get("implicit", "")),
        negation_until=_pattern(negation.get("until", ())),
        negation_only=_pattern(negation.get("only", ())),
        reversible=_by_concept(negation.get("reversible", {})),
        loaded=_by_concept(data.get("loaded", {})),
        any_loaded=_pattern(list(data.get("loaded", {}).values())),
        supports=_by_concept(data.get("supports", {})),
        hyphenated=tuple(data.get("hyphenated", ())),
        cues=MappingProxyType({kind: _pattern(patterns) for kind, patterns in data.get("cues", {}).items()}),
        numbers=_numbers(data),
        grammar=_grammar(data["grammar"]) if "grammar" in data else None,
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(text.casefold().split())


def _by_concept(patterns: Mapping[str, str]) -> Mapping[str, re.Pattern[str]]:
    return MappingProxyType({concept: _pattern([pattern]) for concept, pattern in patterns.items()})


def _pattern(alternatives: list[str] | tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE) if alternatives else _NOTHING


def _numbers(data: dict[str, Any]) -> NumberWords:
    ordinals = _by_word(data.get("ordinals", {}))
    scales = _by_word(data.get("scales", {}))
    loose: dict[str, set[float]] = {}
    for value, text in data.get("loose", {}).items():
        for word in _words(text):
            loose.setdefault(word, set()).add(float(value))
    return NumberWords(
        cardinals=_by_word(data.get("numbers", {})),
        scales=scales,
        scale_stems=tuple((word[:-1], value) for word, value in scales.items() if word.endswith("*")),
        ordinals=MappingProxyType({word: value for word, value in ordinals.items() if not word.endswith("*")}),
        ordinal_stems=MappingProxyType({word[:-1]: value for word, value in ordinals.items() if word.endswith("*")}),
        loose=MappingProxyType({word: frozenset(values) for word, values in loose.items()}),
        joiner=data.get("joiner", ""),
        decimal=data.get("decimal", "."),
        group=data.get("group", ","),
    )


def _grammar(data: dict[str, Any]) -> Grammar:
    return Grammar(
        determiners=_words(data["determiners"]),
        prepositions=_words(data["prepositions"]),
        auxiliaries=_words(data["auxiliaries"]),
        endings={name: _pattern([rf"(?:{data['endings'][name]})$"]) for name in ENDINGS},
    )


def _by_word(by_value: dict[str, str]) -> Mapping[str, float]:
    return MappingProxyType({word: float(value) for value, text in by_value.items() for word in _words(text)})
