"""Rules for inflected words that a lemma dictionary leaves out or reads one-sidedly, by language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_INFINITIVE = {
    "pt": r"[aeioô]r", "gl": r"[aei]r", "es": r"[aeií]r", "ca": r"[aei]r|re", "it": r"[aeir]re", "fr": r"[ei]r|re",
    "de": r"e[lr]?n", "uk": r"ти(?:ся|сь)?", "nl": r"en", "pl": r"ć|ć się", "ro": r"[aeiî]",
}  # fmt: skip
_VERB = {lang: re.compile(rf"[^\WA-Z\d_].*(?:{ending})") for lang, ending in _INFINITIVE.items()}

_IBERIAN = r"(.+(?:[aií]d|[uo]est|[oe]rt|[ei]ch|crit|pres|lus))[oa]s?"
_PARTICIPLE = {
    "pt": (re.compile(_IBERIAN), "o"),
    "gl": (re.compile(_IBERIAN), "o"),
    "es": (re.compile(_IBERIAN), "o"),
    "fr": (re.compile(r"(.+(?:[éiu]|ert|ait|it|is|[ae]int))e?s?"), ""),
    "de": (re.compile(r"([^\WA-ZÄÖÜ].+(?:t|en))e[nmrs]?"), ""),
}

_VERB_OF_PARTICIPLE = {
    "pt": (
        (r"(.+)ad[oa]s?", "ar"), (r"(.+)[ií]d[oa]s?", "er"), (r"(.+)[ií]d[oa]s?", "ir"), (r"(.*)post[oa]s?", "por"),
        (r"(.*)escrit[oa]s?", "escrever"), (r"(.*)feit[oa]s?", "fazer"), (r"(.*)vist[oa]s?", "ver"),
        (r"(.*)dit[oa]s?", "dizer"), (r"(.+)bert[oa]s?", "brir"), (r"(.*)pres[oa]s?", "prender"),
        (r"(.*)mort[oa]s?", "morrer"), (r"(.*)mort[oa]s?", "matar"), (r"(.*)eleit[oa]s?", "eleger"),
        (r"(.+)ens[oa]s?", "ender"), (r"(.+)puls[oa]s?", "pulsar"),
    ),
    "es": (
        (r"(.+)ad[oa]s?", "ar"), (r"(.+)[ií]d[oa]s?", "er"), (r"(.+)[ií]d[oa]s?", "ir"),
        (r"(.*)puest[oa]s?", "poner"), (r"(.*)vuelt[oa]s?", "volver"), (r"(.*)suelt[oa]s?", "solver"),
        (r"(.+)scrit[oa]s?", "scribir"),
        (r"(.+)biert[oa]s?", "brir"), (r"(.*)dich[oa]s?", "decir"), (r"(.*)hech[oa]s?", "hacer"),
        (r"(.*)vist[oa]s?", "ver"), (r"(.*)muert[oa]s?", "morir"), (r"(.*)elect[oa]s?", "elegir"),
        (r"(.*)pres[oa]s?", "prender"),
    ),
    "fr": (
        (r"(.+)ée?s?", "er"), (r"(.+)ie?s?", "ir"), (r"(.+)ue?s?", "re"), (r"(.*)prise?s?", "prendre"),
        (r"(.+)uite?s?", "uire"), (r"(.+)erte?s?", "rir"), (r"(.*)mise?s?", "mettre"), (r"(.+)ainte?s?", "aindre"),
    ),
    "de": (
        (r"([a-zäöü]+ier)t(?:e[nmrs]?)?", "en"), (r"([a-zäöü]+)t(?:e[nmrs]?)?", "en"),
        (r"((?:ein|aus|ab|an|auf|vor|zu|um|nach|weg|zurück|be|nieder)?)ge([a-zäöü]+?)e?t(?:e[nmrs]?)?", "en"),
    ),
}  # fmt: skip
_VERBS = {
    lang: tuple((re.compile(pattern), ending) for pattern, ending in rules)
    for lang, rules in _VERB_OF_PARTICIPLE.items()
}

_PT_CUT = {"á": "ar", "ê": "er", "é": "er", "í": "ir", "ô": "or"}
_ES_ENCLITIC = re.compile(r"(.+(?:[aáeéií]r|[aá]ndo|i[eé]ndo|y[eé]ndo))(?=.)(?:me|te|se|nos|os)?(?:l[oae]s?)?")
_EN_VERBAL = re.compile(r".+(?:ed|ing)")

_UK_ADJECTIVE = re.compile(r"(.+(?:[сзц]ьк|[иі]чн|н))(?:ий|ого|ому|им|ім|а|ої|ій|у|ою|е|і|их|ими)")
_UK_ENDING = re.compile(r"(.{3,}?)(?:ами|ями|ові|еві|ою|ею|єю|ом|ем|єм|ам|ям|ах|ях|ів|їв|[аяуюіїеєийоь])?")


def is_verb_of(lemma: str, word: str, lang: str) -> bool:
    """Whether a lemma is an infinitive and the word no mere plural of it (militar of militares is none)."""
    if lang not in _VERB or not _VERB[lang].fullmatch(lemma):
        return False
    return not unaccented(word.lower()).startswith(unaccented(lemma).rstrip("e"))


def participle(word: str, lang: str) -> str:
    """The base of what has the shape of an inflected participle (ocupadas → ocupado, besetzten → besetzt), or empty.

    English participles are told by their endings and do not inflect.
    """
    if lang == "en":
        return word if _EN_VERBAL.fullmatch(word) else ""
    if lang not in _PARTICIPLE:
        return ""
    pattern, ending = _PARTICIPLE[lang]
    match = pattern.fullmatch(word if lang == "de" else word.lower())
    return match[1] + ending if match else ""


def verbs_of(word: str, lang: str) -> Iterator[str]:
    """Infinitives, real or not, that a participle, or a verb with a pronoun after it, may come from."""
    for pattern, ending in _VERBS.get(lang, ()):
        if match := pattern.fullmatch(word if lang == "de" else word.lower()):
            yield "".join(match.groups()) + ending
    if lang == "pt" and word[-1:] in _PT_CUT:
        yield word[:-1].lower() + _PT_CUT[word[-1]]
    if lang == "es" and (match := _ES_ENCLITIC.fullmatch(word.lower())):
        yield unaccented(match[1])


def singulars(word: str, lang: str) -> Iterator[str]:
    """Base forms that a word in no dictionary, mostly a name or a recent coinage, may be an inflection of."""
    if lang in ("en", "pt", "es", "fr", "de") and word.endswith("s"):
        yield word[:-1]
    if lang == "en" and word.endswith("ies"):
        yield word[:-3] + "y"
    if lang in ("pt", "es") and word.endswith("es"):
        yield word[:-2]
    if lang in ("pt", "es") and (match := re.fullmatch(r"(.+)as?", word)):
        yield match[1] + "o"
    if lang == "de" and (match := re.fullmatch(r"([^\WA-ZÄÖÜ].{3,})e[nmrs]?", word)):
        yield match[1]
    if lang == "uk":
        if match := _UK_ADJECTIVE.fullmatch(word.lower()):
            yield match[1] + "ий"
        elif match := _UK_ENDING.fullmatch(word.lower()):
            # Before -і of the dative, к becomes ц: Авдіївка, Авдіївці.
            yield (match[1][:-1] + "к" if word.endswith("ці") else match[1]) + "-"


def without_gender(word: str, lang: str) -> str:
    """A word without the signs of gender and number, where lemma dictionaries part them (preso, presas); or empty."""
    word = word.lower()
    if lang in ("pt", "es"):
        return re.sub(r"a$", "o", re.sub(r"(?<=[^aeiou])es$|s$", "", word))
    if lang == "fr":
        return re.sub(r"e?s?$", "", word)
    return ""


@lru_cache(maxsize=65536)
def unaccented(word: str) -> str:
    """A word without its accents."""
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
