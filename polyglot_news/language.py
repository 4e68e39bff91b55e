"""Language tags: one canonical form inside the product, and English names for people."""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from polyglot_news.article import UNDETERMINED
from polyglot_news.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from babel import Locale

_TAG = re.compile(r"(?P<lang>[a-z]{2,3})(-(?P<script>[a-z]{4}))?(-(?P<region>[a-z]{2}|\d{3}))?", re.IGNORECASE)

_OURS = MappingProxyType(
    {
        "nb": "no",  # one written Norwegian is meant by both; Nynorsk stays nn
        "fil": "tl",  # Filipino is the standard form of Tagalog, and `tl` is what models and detectors call it
        "zt": "zh-Hant",  # how Argos names its packages
        "pb": "pt-BR",
    }
)
"""Where this product's name for a language differs from the CLDR's."""


_UNSPACED = frozenset({"zh", "ja", "th", "my", "km", "lo"})


def canonical(tag: str) -> str:
    """The one form of a language tag used in articles, tables and model pairs.

    BCP 47 order and case, CLDR aliases resolved (`iw` → `he`, `por` → `pt`), Norwegian Bokmål as `no`, a script only
    where it is not the language's usual one (`ru-Cyrl` → `ru`, `sr-Latn` stays), a region as given (`pt_BR` →
    `pt-BR`). For Chinese the region only tells the script: `zh-CN` → `zh`, `zh-TW` → `zh-Hant`.

    Raises:
        UsageError: the tag is malformed, or names no language, script or region that the CLDR knows.
    """
    return _canonical(tag)


def base(tag: str) -> str:
    """The language of a tag without script and region: `pt-BR` → `pt`, `zh-Hant` → `zh`.

    Raises:
        UsageError: as `canonical`.
    """
    return canonical(tag).partition("-")[0]


def primary_language(tag: str) -> str:
    """The language of a tag as it is written: `PT_br` → `pt`. Unlike `base` it resolves no alias and never raises."""
    return tag.replace("_", "-").partition("-")[0].lower()


def english_name(tag: str) -> str:
    """What the language is called in English: `pt-BR` → `Brazilian Portuguese`, `sr-Latn` → `Serbian (Latin)`.

    Raises:
        UsageError: as `canonical`.
    """
    return _english_name(canonical(tag))


def word_separator(tag: str) -> str:
    """What stands between the words, and so between the sentences, of a language: a space, or nothing.

    Raises:
        UsageError: as `canonical`.
    """
    return "" if base(tag) in _UNSPACED else " "


def script_of(tag: str) -> str:
    """The ISO 15924 script a tag stands for: `ru` → `Cyrl`, `zh` → `Hans`, `zh-Hant` → `Hant`; empty for `und`.

    Raises:
        UsageError: as `canonical`.
    """
    lang, *rest = canonical(tag).split("-")
    given = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    return given or _likely_script(lang, "")


@cache
def _canonical(tag: str) -> str:
    match = _TAG.fullmatch(tag.strip().replace("_", "-"))
    if match is None:
        raise UsageError(f"not a language tag: {tag!r}; give one like en, pt-BR or zh-Hant")
    lang, script, region = (match[part] or "" for part in ("lang", "script", "region"))
    lang, script, region = _resolve_alias(lang.lower(), script.title(), region.upper())
    _require_known(tag, lang, script, region)
    if lang == "zh" and region:
        script, region = script or _likely_script(lang, region), ""
    if script == _likely_script(lang, ""):
        script = ""
    return "-".join(part for part in (lang, script, region) if part)


def _resolve_alias(lang: str, script: str, region: str) -> tuple[str, str, str]:
    """Follow the CLDR's aliases, then our own; what the tag itself says of script and region is kept."""
    replacement = _OURS.get(lang) or _language_aliases().get(lang, lang).replace("_", "-")
    alias = _TAG.fullmatch(_OURS.get(replacement, replacement))
    if alias is None:  # an alias with a variant, such as hy_arevmda: the plain language is what is meant
        return lang, script, region
    return alias["lang"], script or alias["script"] or "", region or alias["region"] or ""


def _require_known(tag: str, lang: str, script: str, region: str) -> None:
    names = _english()
    if lang not in names.languages:
        raise UsageError(f"unknown language: {tag}; give a code such as en, pt-BR or zh-Hant")
    if script and script not in names.scripts:
        raise UsageError(f"unknown script in the language tag {tag}: {script}")
    if region and region not in names.territories:
        raise UsageError(f"unknown region in the language tag {tag}: {region}")


@cache
def _english_name(tag: str) -> str:
    names = _english()
    lang, *rest = tag.split("-")
    whole = names.languages.get(tag.replace("-", "_"))
    if whole is not None or not rest:
        return str(whole or names.languages[lang])
    parts = [names.scripts[part] if len(part) == 4 else names.territories[part] for part in rest]
    return f"{names.languages[lang]} ({', '.join(parts)})"


def _likely_script(lang: str, region: str) -> str:
    """The script a language is usually written in (in a region), by the CLDR's likely subtags; empty if unknown."""
    if lang == UNDETERMINED:
        return ""
    from babel.core import get_global

    likely = get_global("likely_subtags")
    found = likely.get(f"{lang}_{region}") if region else None
    parts = (found or likely.get(lang, "")).split("_")
    return next((part for part in parts[1:] if len(part) == 4), "")


@cache
def _english() -> Locale:
    from babel import Locale

    return Locale("en")


@cache
def _language_aliases() -> Mapping[str, str]:
    from babel.core import get_global

    return get_global("language_aliases")
