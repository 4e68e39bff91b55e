"""The date line or byline stuck to the first sentence of a paragraph: `KYIV, March 3 (Agency) — The …`.

A date line is only recognised whole: place, date and agency in an order that news uses, a separator, and then the
beginning of a sentence. `Moscow, May 5 – a day of …` and `16 November was …` stay the sentences that they are.
"""

from __future__ import annotations

import re
from functools import lru_cache

_AGENCIES = (
    r"AP|AFP|Reuters|REUTERS|dpa|DPA|EFE|Efe|Lusa|LUSA|ANSA|AGI|Adnkronos|LaPresse|TASS|"
    r"ITAR-TASS|RIA Novosti|Interfax|INTERFAX|INTERFAX\.RU|Sputnik|Xinhua|Kyodo|Jiji|Yonhap|PAP|"
    r"APA|ATS|Belga|BELGA|ANP|NTB|TT|Ritzau|STT|CTK|ČTK|MTI|TASR|BTA|Hina|Tanjug|AA|DHA|"
    r"IHA|İHA|Anadolu|IRNA|ISNA|PTI|ANI|UPI|UNN|UNIAN|Ukrinform|Ukrayinska Pravda|CNN|BBC|"
    r"DW|RFE/RL|VOA|RFI|Europa Press|EUROPA PRESS|Télam|Agência Brasil|Agência Estado|Folhapress|"
    r"Bloomberg|Belta|BelTA|ТАСС|ИТАР-ТАСС|РИА Новости|РИА|Интерфакс|ИНТЕРФАКС|Интерфакс-Украина|"
    r"Интерфакс-Україна|Спутник|РБК|Регнум|ИА Регнум|REGNUM|Росбалт|БЕЛТА|БелТА|УНН|УНІАН|"
    r"УНИАН|Укрінформ|Укринформ|БТА|ТАНЮГ|رويترز|أ ف ب|ا ف ب|فرانس برس|د ب أ|أ ب|الأناضول|"
    r"وكالات|واس|قنا|وام|سانا|شينخوا|سبوتنيك|بترا|إيرنا"
)
_SOME_AGENCY = "agency|agência|agencia|agence|agentur|agenzia|агентство|агенція|agencja|ajans"
_AGENCY = rf"(?:{_AGENCIES}|(?i:{_SOME_AGENCY}))"
_LETTER = r"[^\W\d_]"
_NAME = rf"{_LETTER}[\w'’.]*(?:-{_LETTER}[\w'’]*){{0,3}}"
_LINKS = frozenset(
    {
        "de",
        "da",
        "do",
        "del",
        "la",
        "le",
        "les",
        "sur",
        "am",
        "an",
        "der",
        "on",
        "upon",
        "na",
        "над",
        "на",
        "al",
        "el",
        "und",
    }
)
_PLACE = rf"{_NAME}(?:[ /]{_NAME}){{0,3}}"
_PLACES = rf"(?P<place>{_PLACE}(?:, ?{_PLACE}){{0,2}})"
_SEPARATOR = r"(?: ?(?:--|[-–—―|])|\.[-–—]) "
_CLOCK = (
    r"(?:,? (?:at |às |a las |à |um |в |о )?\d{1,2}[:.h]\d{2}(?::\d{2})?"
    r"(?: ?(?:UTC|GMT|CET|CEST|EST|EDT|BRT|MSK|МСК|Uhr|[ap]\.?m\.?))?)"
)
_ISO = rf"\d{{4}}[-/]\d{{2}}[-/]\d{{2}}(?:T\d{{2}}:\d{{2}}(?::\d{{2}})?(?:Z|[+-]\d{{2}}:?\d{{2}})?|{_CLOCK})?"
_NUMERIC = r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})"
_LABEL = (
    r"(?i:date|data|fecha|datum|дата|tarih|published|updated|posted|publicado(?: em| el)?|publié le|"
    r"veröffentlicht(?: am)?|опубликовано|опубліковано|pubblicato(?: il)?|opublikowano)"
)
_BYLINE = r"(?:By|Por|Von|Par|Di|Textos?:|Autora?:|Автор:|Текст:)"
_PERSON = rf"{_LETTER}[\w'’.-]+(?: (?:(?:de|da|do|von|van|der|del) )?{_LETTER}[\w'’.-]+){{1,3}}"
_ENGLISH_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
)
_ACRONYMS = frozenset(
    {
        "NATO",
        "OPEC",
        "OPEP",
        "UNESCO",
        "UNICEF",
        "BRICS",
        "ASEAN",
        "MERCOSUL",
        "MERCOSUR",
        "OTAN",
        "ONU",
        "USMCA",
        "COVID",
        "НАТО",
        "ОПЕК",
        "ЮНЕСКО",
        "БРИКС",
        "СССР",
        "ОБСЕ",
        "ОДКБ",
        "UPDATE",
        "BREAKING",
        "EXCLUSIVE",
        "ANALYSIS",
        "FACTBOX",
        "OPINION",
        "EDITORIAL",
    }
)
_EAST_ASIAN = re.compile(
    r"(?:\([^()\n]{1,12}=[^()\n]{2,12}\) (?:\S{2,8} ){1,4}= )"
    r"|(?:[^\s。，、！？：；（(]{0,24}?\d{1,2}月\d{1,2}日(?:电|電|讯|訊|综合电|專電|专电)"
    r"(?: ?[（(][^）)\n]{1,30}[）)])?[：: ]*)"
    r"|(?:[【［\[（(][^】］\]）)\n。]{1,24}(?:＝|=|\d{1,2}日)[^】］\]）)\n。]{0,16}[】］\]）)]"
    r"(?: ?[-‐－—–] ?| )?)"
)
_SIGN = re.compile(r"[-–—―|/)]|\d{4}|[月＝=】］]|^[^\W\d_]+[.,] \d")
"""One of these stands in every date line, and in few other beginnings."""
_WORD = re.compile(r"[\"'“”„«»‹‘(\[¿¡「『《 ]*([\w'’-]+)")
_LONGEST = 160


def dateline_end(text: str, lang: str) -> int:
    """Length of the date line or byline that opens `text`, one paragraph with white space normalised; 0 without one.

    The separator belongs to the date line. What remains is never empty.
    """
    opening = text[:_LONGEST]
    if not _SIGN.search(opening):
        return 0
    for pattern in (_EAST_ASIAN, *_patterns(lang)):
        found = pattern.match(opening)
        if found and _is_place(found.groupdict().get("place")) and _begins_sentence(text, found):
            return found.end()
    return 0


def _is_place(place: str | None) -> bool:
    """Whether all words are capitalised (or of a script without case), but for links as in `Rio de Janeiro`."""
    words = re.findall(r"[\w'’.-]+", place or "")
    return all(word in _LINKS or not word[0].islower() for word in words)


def _begins_sentence(text: str, dateline: re.Match[str]) -> bool:
    """Whether a sentence begins behind the date line: a capital, a figure or a script without case."""
    word = _WORD.match(text, dateline.end())
    if not word or word[1][0].islower():
        return False
    if "capitals" not in dateline.groupdict():
        return True
    # `NATO – Russia`, and a headline in capitals, are no place and its news.
    place = dateline["capitals"]
    return place.isupper() and place not in _ACRONYMS and (len(word[1]) == 1 or not word[1].isupper())


@lru_cache(maxsize=64)
def _patterns(lang: str) -> tuple[re.Pattern[str], ...]:
    """Date lines of scripts that separate words, in the order tried."""
    months = f"(?i:{_months(lang)})"
    of = r"(?: (?:de|of|del) | d['’]|\. ?| )"
    day = r"\d{1,2}(?:º|ª|er|st|nd|rd|th)?"
    weekday = rf"(?:{_LETTER}{{2,12}}\.?,? )?"
    day_month = rf"{weekday}(?:{day}{of}{months}|{months} {day})"
    year = r"(?:,? (?:de |del )?\d{4}(?: ?(?:г\.|р\.|r\.))?)"
    date = rf"(?:{day_month}{year}?|{_ISO}|{_NUMERIC})"
    full_date = rf"{day_month}{year}{_CLOCK}?"
    source = rf"[(/]{_AGENCY}(?:[/, -][^()/]{{1,30}})?[)/]"
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"{_LABEL}:? (?:{_ISO}|{_NUMERIC}{_CLOCK}?|{full_date})(?:{_SEPARATOR}|[.:;,]? )",
            rf"{_ISO}(?:{_SEPARATOR}|: | )",
            rf"{_NUMERIC}(?:{_CLOCK}(?:{_SEPARATOR}| )|{_SEPARATOR})",
            rf"{full_date}{_SEPARATOR}",
            rf"{source}(?:{_SEPARATOR}| )(?:{_PLACES}(?:,? {date})?{_SEPARATOR})?",
            rf"{_PLACES}(?:[,.،] ?{date})?\.? ?{source}(?:{_SEPARATOR}|[.:] )",
            rf"{_PLACES}[,.،] ?{date} \([^()\d]{{2,30}}\){_SEPARATOR}",
            rf"{_PLACES}[,.] ?{date}\.?(?:{_SEPARATOR}| )(?:{source}|{_AGENCY})(?:{_SEPARATOR}|[.:] )",
            rf"{_PLACES} - (?:{source}|{_AGENCY})(?:{_SEPARATOR}|[.:] )",
            rf"{_PLACES}, ?{date}{_SEPARATOR}",
            rf"{_BYLINE} (?P<person>{_PERSON}(?:,? (?:and|e|y|und|et|и|і|та) {_PERSON})?)"
            rf"(?:, ?{_PLACES})?(?:,? {date})?{_SEPARATOR}",
            rf"(?P<capitals>{_LETTER}[\w'’.-]{{3,}}(?:[ /,]{{1,2}}{_LETTER}[\w'’.-]*){{0,3}}){_SEPARATOR}",
        )
    )


@lru_cache(maxsize=64)
def _months(lang: str) -> str:
    """Names of the months of `lang` (CLDR, by babel) and of English, as alternatives."""
    from babel import Locale, UnknownLocaleError

    try:
        months = Locale.parse(lang).months
    except (UnknownLocaleError, ValueError):
        return _ENGLISH_MONTHS
    names = {
        name.lower().rstrip(".")
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for name in months[context][width].values()
    }
    own = "|".join(rf"{re.escape(name)}\.?" for name in sorted(names, key=len, reverse=True))
    return f"{_ENGLISH_MONTHS}|{own}"
