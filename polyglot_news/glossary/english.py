"""English: plurals, and `a` or `an` before a term."""

from __future__ import annotations

import re

from polyglot_news.glossary.grammar import Form, PlainGrammar
from polyglot_news.glossary.termbase import Term

_ARTICLE = re.compile(r"\b(a|an)(\s+[\"'(]?)$", re.IGNORECASE)
_VOWEL = re.compile(r"[\"'(]?(?:[aeio]|u(?!n[iaeo]|s[aeiu]))", re.IGNORECASE)
_POSTMODIFIER = re.compile(r"\s+(?:of|in|on|for|from|to|at|with|without|against|by|between|who|under)\b")
_IRREGULAR = {"man": "men", "woman": "women", "child": "children", "person": "people", "crisis": "crises"}
_NO_PLURAL = re.compile(r".*(?:[^aeiou]s|ics|ese|people|police|aid|news)", re.IGNORECASE)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


class EnglishGrammar(PlainGrammar):
    """English agrees in number only."""

    function_words = _words(
        "of in on for from to at with without against by between and or that which who as is was has had will"
    )

    def form(self, term: Term, *, plural: bool) -> Form:
        if not plural or term.number == "pl" or term.pos == "name":
            return Form(term.text, "", term.number == "pl")
        return Form(pluralise(term.text), "", True)

    def is_plural(self, rendering: str) -> bool:
        head = _POSTMODIFIER.split(rendering, maxsplit=1)[0].split()[-1].lower() if rendering.split() else ""
        return head in _IRREGULAR.values() or (head.endswith("s") and not head.endswith(("ss", "us", "is")))

    def lefts(self, left: str, old: Form, new: Form, *, named: bool) -> list[str]:
        return [_ARTICLE.sub(lambda match: _article(match, new.text), left)]


def pluralise(phrase: str) -> str:
    """The plural of a noun phrase: its head is the last word before a preposition."""
    cut = _POSTMODIFIER.search(phrase)
    head, rest = (phrase[: cut.start()], phrase[cut.start() :]) if cut else (phrase, "")
    before, space, word = head.rpartition(" ")
    return f"{before}{space}{_plural(word)}{rest}"


def _plural(word: str) -> str:
    if word.lower() in _IRREGULAR:
        return _IRREGULAR[word.lower()]
    if _NO_PLURAL.fullmatch(word):
        return word
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return word + ("es" if re.search(r"(?:s|x|z|ch|sh)$", word) else "s")


def _article(match: re.Match[str], noun: str) -> str:
    fitting = "an" if _VOWEL.match(noun) else "a"
    return (fitting.capitalize() if match[1][0].isupper() else fitting) + match[2]
