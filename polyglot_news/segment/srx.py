"""Sentence boundaries by SRX rules: `choppa` with LanguageTool's rule file, loaded when first needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import version
from threading import Lock
from typing import Any

from polyglot_news.language import primary_language

_OWN_RULES = "ar ast be br ca crh da de el en eo es fa fr ga gl is it ja lt ml nl pl pt ro ru sk sl sr sv ta tl uk zh"
RULES_FOR = {
    **{lang: lang for lang in _OWN_RULES.split()},
    "bg": "ru",
    "bs": "sr",
    "cs": "sk",
    "fi": "da",
    "hr": "sr",
    "mk": "ru",
    "nb": "da",
    "nn": "da",
    "no": "da",
    "tr": "de",
    "yue": "zh",
}
"""Primary language subtag → the language whose rules serve it."""

_WINDOW = 4096
_MARGIN = 256
"""Characters. Some rules need quadratic time on hostile text, so a longer paragraph is cut through a sliding window;
no rule looks further than the margin."""

_PUNCTUATION = re.compile(r"[^\w\s]")
"""Every rule that breaks needs some."""

_lock = Lock()


def signature(lang: str | None = None) -> str:
    """What cuts texts, or texts in `lang` (a BCP 47 tag), for provenance: `choppa-1.0.0` or `rule-of-thumb`."""
    if lang is not None and not has_rules(primary_language(lang)):
        return "rule-of-thumb"
    return f"choppa-{version('choppa-srx')}"


def has_rules(lang: str) -> bool:
    """Whether there are SRX rules for a primary language subtag."""
    return lang in RULES_FOR


def srx_starts(text: str, lang: str) -> set[int]:
    """Positions in `text`, white space normalised, at which a further sentence begins by the rules for `lang`."""
    if len(text) <= _WINDOW:
        return set(_starts(text, lang))
    starts: set[int] = set()
    begin = 0
    while begin < len(text):
        end = min(begin + _WINDOW, len(text))
        last = end == len(text)
        found = [begin + start for start in _starts(text[begin:end], lang)]
        settled = found if last else [start for start in found if start <= end - _MARGIN]
        starts.update(settled)
        if last:
            break
        begin = max(settled[-1] if settled else begin, end - 2 * _MARGIN)
    return starts


def _starts(text: str, lang: str) -> Iterator[int]:
    if not _PUNCTUATION.search(text):
        return
    from choppa import SrxTextIterator

    position = 0
    for piece in SrxTextIterator(_document(RULES_FOR[lang]), RULES_FOR[lang], text):
        position += len(piece)
        start = position
        while text[start : start + 1] == " ":
            start += 1
        if start < len(text):
            yield start


def _document(rules: str) -> Any:
    with _lock:
        return _warm(rules)


@lru_cache(maxsize=64)
def _warm(rules: str) -> Any:
    """The rule document with the rules of one language compiled, so that threads only read its caches afterwards."""
    from choppa import SrxTextIterator

    document = _load()
    list(SrxTextIterator(document, rules, "A. B"))
    return document


@lru_cache(maxsize=1)
def _load() -> Any:
    """The rule file, without two kinds of rules.

    Those that count two and more full stops inside brackets take minutes on a few hundred characters of dotted
    leaders (up to four nested gaps of up to 100 characters), and the rule for one full stop covers what they say. The
    one with nothing before the break, for a mark of a translation plug-in, tries every character: half the time.
    """
    from choppa import DEFAULT_SRX_RULESET, SrxDocument

    document = SrxDocument(ruleset=DEFAULT_SRX_RULESET)
    for mapping in document.language_map_list:
        rules = mapping.language_rule.rules
        rules[:] = [
            rule
            for rule in rules
            if rule.before_pattern.count(r"[^\)]*") < 2 and (rule.before_pattern or not rule.is_break)
        ]
    return document
