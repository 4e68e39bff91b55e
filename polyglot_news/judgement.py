"""The language of one short piece of text, from its script, its letters and two statistical witnesses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from polyglot_news.article import UNDETERMINED
from polyglot_news.kin import kin_of, tell_apart
from polyglot_news.language import canonical, script_of
from polyglot_news.script import count_scripts, fitting_alphabets, han_coverage, keep_script, letters_of
from polyglot_news.witness import LANGDETECT_LANGUAGES, Ranking, ask_langdetect, ask_py3langid

_NO_SHARES: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Detection:
    """The language of a text, or `und`.

    `confidence` is between 0 and 1, and 0 for `und`. `reason` says in English what decided, or what was missing.
    `script` is the ISO 15924 code of the script most of the text is in (`Hans` and `Hant` for Chinese), empty without
    letters; `letters` how many there were, weighted by script. `alternatives` are the languages it may be as well,
    likeliest first. For a text of several lines, or a long one, `shares` gives each language's share of the letters,
    and for an article `segments` the language of each segment.
    """

    lang: str
    confidence: float
    reason: str
    script: str = ""
    letters: int = 0
    alternatives: tuple[str, ...] = ()
    shares: Mapping[str, float] = field(default_factory=lambda: _NO_SHARES)
    segments: tuple[str, ...] = ()

    @property
    def tag(self) -> str:
        """The language with its script where that is not the usual one: `zh-Hant`, `sr-Latn`, else as `lang`."""
        if self.lang == UNDETERMINED or "-" in self.lang or not self.script:
            return self.lang
        return canonical(f"{self.lang}-{self.script}")

    @property
    def mixed(self) -> bool:
        """Whether no language has at least `MIXED_BELOW` of the text."""
        return bool(self.shares) and max(self.shares.values()) < MIXED_BELOW


MIXED_BELOW = 0.8
"""A text is mixed when its commonest language has a smaller share of its letters."""

_FEWEST_LETTERS = 4
_FEW_LETTERS = 12
"""Below the first nothing is said of a text; below the second, only what both witnesses are sure of."""

_FEW_HAN = 5
"""Fewer Han characters than this, if both Chinese and Japanese write them so, leave the language open."""

_SETTLED = MappingProxyType(
    {
        "Adlm": "ff", "Armn": "hy", "Beng": "bn", "Cher": "chr", "Ethi": "am", "Geor": "ka", "Grek": "el",
        "Gujr": "gu", "Guru": "pa", "Hebr": "he", "Jpan": "ja", "Khmr": "km", "Knda": "kn", "Kore": "ko",
        "Laoo": "lo", "Mlym": "ml", "Mong": "mn", "Mymr": "my", "Nkoo": "nqo", "Orya": "or", "Sinh": "si",
        "Taml": "ta", "Telu": "te", "Thaa": "dv", "Thai": "th", "Vaii": "vai", "Yiii": "ii",
    }
)  # fmt: skip
"""The scripts that one living language of the press is written in, but for what `_TELLING_LETTERS` finds."""

_TELLING_LETTERS = (
    ("Hebr", re.compile("[\u05f0-\u05f2]|\u05d0[\u05b7\u05b8]"), 2, 0.03, "yi"),
    ("Hebr", re.compile("\u05e2"), 8, 0.09, "yi"),  # Hebrew's ayin is Yiddish's commonest vowel
    ("Ethi", re.compile("[\u1250-\u125d\u12a3\u12b8-\u12c5]"), 2, 0.02, "ti"),
    ("Beng", re.compile("[\u09f0\u09f1]"), 2, 0.01, "as"),
    ("Mymr", re.compile("[\u1050-\u109f]"), 2, 0.02, UNDETERMINED),
    ("Hani", re.compile("[嘅咗喺唔冇佢嚟哋啲嗰]"), 2, 0.03, "yue"),
)
"""Script, letters, how many of them and what share of the text it takes, and whose letters they are."""

_FIT_FLOOR = MappingProxyType({"Latn": -9.5, "Cyrl": -7.8, "Arab": -8.1, "Deva": -7.2})
"""Lowest `Ranking.fit` of a text in a language that py3langid knows, by script."""

_POSSIBLE = 0.1
"""The least probability that makes a language an alternative."""

_KIN_LEAD, _KIN_LEAD_UNCONTESTED = 1.25, 2.0
"""How many times likelier than langdetect's choice py3langid must find one of its kin to prevail: one that langdetect
knows too, or one that it could not have named."""

_KIN_DECISIVE = 0.9
"""What share of its kin's probability settles a language that langdetect finds as well."""

_FOLDED = MappingProxyType(
    {
        "wuu": "zh", "arz": "ar", "ary": "ar", "hbo": "he", "uzs": "uz", "fuv": "ff", "gug": "gn", "kik": "ki",
        "bcl": "bik", "gom": "kok", "sdh": "ckb",
    }
)  # fmt: skip
"""py3langid's labels for varieties, and the language they are reported as."""

_NEVER_ANSWERED = frozenset({"zxx", "gcf", "gcr", "guw", "ext"})

_NOISE = re.compile(
    r"""(?:https?|ftp)://\S+ | \bwww\.\S+ | \b[\w.+-]+@[\w-]+(?:\.[\w-]+)+ | \b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}/\S* |
        [@\#]\w+ | [\ud800-\udfff\xad\u200b\u2060\ufeff] """,
    re.VERBOSE,
)
_ACCENTS = re.compile("[\u0300\u0301\u0307\u0640]")


def judge(text: str) -> Detection:
    """The language of a piece of text, best up to a thousand characters; never raises, `und` where it cannot tell."""
    text = _clean(text)
    script, letters, share = _main_script(text)
    if letters < _FEWEST_LETTERS:
        return _undetermined("too few letters to go by" if letters else "no letters to go by", script, letters)
    if script == "Hani":
        found = _judge_han(text)
    elif script in _SETTLED:
        found = _judge_settled(text, script)
    elif script in _FIT_FLOOR:
        found = _judge_by_witnesses(text, script)
    else:
        found = _undetermined("no language known is written in these letters", script)
    confidence = found.confidence * (share if share < MIXED_BELOW else 1.0)
    return replace(found, confidence=round(confidence, 3), letters=letters)


def _undetermined(reason: str, script: str, letters: int = 0, alternatives: tuple[str, ...] = ()) -> Detection:
    return Detection(UNDETERMINED, 0.0, reason, script, letters, alternatives)


def _clean(text: str) -> str:
    """Compatibility forms unified; addresses, handles and stress marks removed; capitals lowered if they prevail."""
    text = _NOISE.sub(" ", text)
    text = _ACCENTS.sub("", unicodedata.normalize("NFKC", text))
    capitals = sum(map(str.isupper, text))
    if capitals > sum(map(str.islower, text)):
        text = _ACCENTS.sub("", text.lower())
    return " ".join(text.split())


def _main_script(text: str) -> tuple[str, int, float]:
    """The script most of the text is in, the letters in it, and their share of all letters."""
    scripts = count_scripts(text)
    total = scripts.total()
    han, kana, hangul = (scripts.pop(name, 0) for name in ("Hani", "Kana", "Hang"))
    if kana * 8 > han:
        scripts.update(Jpan=kana + han, Kore=hangul)
    elif hangul * 2 > han:
        scripts.update(Kore=hangul + han)
    else:
        scripts.update(Hani=han + kana, Kore=hangul)
    script = max(scripts, key=lambda name: (scripts[name], name))
    return (script, scripts[script], scripts[script] / total) if total else ("", 0, 0.0)


def _telling_letters(text: str, script: str) -> str | None:
    length = sum(map(str.isalpha, text))
    for written_in, letters, fewest, share, lang in _TELLING_LETTERS:
        if written_in == script and len(letters.findall(text)) >= max(fewest, share * length):
            return lang
    return None


def _judge_settled(text: str, script: str) -> Detection:
    usual = _SETTLED[script]
    told = _telling_letters(text, script)
    if told == UNDETERMINED:
        return _undetermined(f"letters that {usual} does not use", script)
    if told:
        return Detection(told, 0.9, "telling letters", script, alternatives=(usual,))
    return Detection(usual, 0.99, "the script decides", script)


def _judge_han(text: str) -> Detection:
    """Chinese, or Japanese without kana: by which national character set has the characters."""
    told = _telling_letters(text, "Hani")
    if told:
        return Detection(told, 0.9, "telling characters", "Hant", alternatives=("zh",))
    coverage = han_coverage(text)
    hans, hant, jpan = coverage["Hans"], coverage["Hant"], coverage["Jpan"]
    if jpan > max(hans, hant):
        return Detection("ja", 0.8, "characters that only Japanese uses, no kana", "Jpan", alternatives=("zh",))
    script = "Hant" if hant > hans else "Hans"
    if jpan < max(hans, hant):
        return Detection("zh", 0.99, "the script decides", script)
    if jpan < _FEW_HAN:
        return _undetermined("characters that Chinese and Japanese share", script, alternatives=("zh", "ja"))
    confidence = 0.95 if jpan >= 3 * _FEW_HAN else 0.8
    return Detection("zh", confidence, "Chinese characters without kana", script, alternatives=("ja",))


def _judge_by_witnesses(text: str, script: str) -> Detection:
    text = keep_script(text, script)
    letters = letters_of(text, script)
    fitting = fitting_alphabets(letters, script)
    if fitting is not None and not fitting:
        return _undetermined("letters of no alphabet known", script)
    ranking = ask_py3langid(text)
    if ranking is None:
        return _undetermined("nothing that looks like a language known", script)
    votes = _votes(ranking, script, fitting)
    vote = ask_langdetect(text, script)
    second = vote if vote is not None and (fitting is None or vote in fitting) else None
    return _weigh(text, script, letters.total(), ranking.fit, votes, second)


def _votes(ranking: Ranking, script: str, fitting: frozenset[str] | None) -> dict[str, float]:
    """py3langid's probabilities by the product's codes, what the alphabet rules out left out, best first."""
    folded: dict[str, float] = {}
    for label, probability in ranking.probabilities.items():
        lang = "ckb" if script == "Arab" and label == "ku" else _FOLDED.get(label, label)
        if fitting is None or lang in fitting:
            folded[lang] = folded.get(lang, 0.0) + probability
    total = sum(folded.values())
    return {lang: folded[lang] / total for lang in sorted(folded, key=lambda lang: -folded[lang])}


def _weigh(
    text: str, script: str, letters: int, fit: float, votes: Mapping[str, float], second: str | None
) -> Detection:
    """Turn the witnesses' votes into an answer, or into the alternatives that remain."""
    top = next(iter(votes))
    kin = kin_of(top)
    sure = sum(votes.get(lang, 0.0) for lang in kin)
    agreed = second in kin
    others = tuple(lang for lang, p in votes.items() if p >= _POSSIBLE and lang not in _NEVER_ANSWERED)
    heard = others if second is None or second in others else (*others, second)
    if fit < _FIT_FLOOR[script]:
        return _undetermined("unlike any language known", script, alternatives=heard if agreed else ())
    if top in _NEVER_ANSWERED or _script_is_foreign(top, script):
        return _undetermined("no language known in this script", script)
    if letters < _FEW_LETTERS and not (agreed and sure >= 0.8):
        return _undetermined("too few letters to tell the language", script, alternatives=heard)
    if agreed and sure >= 0.4:
        found, reason = (1 + sure) / 2, "langdetect and py3langid agree"
    elif sure >= 0.7:
        found, reason = 0.9 * sure, "py3langid is sure"
    else:
        return _undetermined("the detectors disagree", script, alternatives=heard)
    rest = tuple(lang for lang in others if lang not in kin)
    return _among_kin(Detection(top, found, reason, script, alternatives=rest), text, votes, second)


def _script_is_foreign(lang: str, script: str) -> bool:
    """Whether py3langid named a language that is not written so: what it sees is a transliteration, or noise."""
    return script in ("Latn", "Deva") and lang != "sr" and script_of(lang) != script


def _among_kin(found: Detection, text: str, votes: Mapping[str, float], second: str | None) -> Detection:
    """Choose among languages that n-grams do not separate, and name those that cannot be ruled out."""
    if not kin_of(found.lang) - {found.lang} & votes.keys():
        return found
    possible = tell_apart(text, found.lang) & votes.keys()
    ranked = sorted(possible, key=lambda lang: (-votes.get(lang, 0.0), lang))
    lead = _KIN_LEAD if ranked[0] in LANGDETECT_LANGUAGES[found.script] else _KIN_LEAD_UNCONTESTED
    if second in possible and votes[ranked[0]] < lead * votes[second]:
        ranked.sort(key=lambda lang: lang != second)
    if len(ranked) == 1:
        return replace(found, lang=ranked[0], confidence=min(found.confidence, 0.9), reason="telling words")
    kin_share = votes[ranked[0]] / sum(votes[lang] for lang in kin_of(found.lang) & votes.keys())
    if kin_share >= _KIN_DECISIVE and ranked[0] == second:
        return replace(found, lang=ranked[0])
    others = (*ranked[1:], *found.alternatives)
    reason = f"hardly told from {', '.join(ranked[1:])}"
    confidence = min(found.confidence, 0.6)
    return replace(found, lang=ranked[0], confidence=confidence, reason=reason, alternatives=others)
