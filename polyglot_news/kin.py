"""Languages too close for n-grams: which those are, and the words that tell them apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARGIN = 2
"""By how many telling words a language must lead its kin."""


@dataclass(frozen=True, slots=True)
class _Kin:
    """A group of languages, and patterns of whole words, each with those of the group that use them."""

    languages: frozenset[str]
    words: tuple[tuple[frozenset[str], re.Pattern[str]], ...]


def _kin(languages: str, **words: str) -> _Kin:
    """Words are given by the languages that use them (`hr_bs=`); a trailing `-` stands for any ending."""
    patterns = []
    for users, listed in words.items():
        stems = "|".join(word[:-1] + r"\w*" if word.endswith("-") else word for word in listed.split())
        patterns.append((frozenset(users.split("_")), re.compile(rf"\b(?:{stems})\b")))
    return _Kin(frozenset(languages.split()), tuple(patterns))


_KINS = (
    _kin(
        "hr bs sr",
        # the old vowel yat: (i)je in Croatian and Bosnian, e in the Serbian of Serbia
        hr_bs="""predsjedni- vrijeme- gdje negdje ovdje prije poslije mjest- mjesec- mjer- dijel- djel- riječ- rješ-
            svijet- svjet- zahtjev- sljedeć- dvije uvijek smjer- posjet- cijen- primjer- uspje- promjen- namjer-
            vrijedn- vjer- općin- vijeć- izvješ- izvje- sjever- riješ- htje- vidje- djec- ljep- lijep- cijel-
            obje obavijest-""",
        sr="""predsedni- vreme- gde negde ovde pre posle mesto mesta mestu mesec- mera mere meru merama deo delu
            delova reč reči rečju reš- svet svetu svetsk- zahtev- sledeć- dve uvek smer- poset- cena cene cenu
            primer- uspe- promen- namer- vredn- veru- opštin- izvešt- sever- istorij- hteo htela bezbed- šta
            nedelj- saopšt- dece deca lep- ceo cela obe obavešt- sprečav- takođe""",
        hr="""tko netko nitko tisuć- europ- tjed- priopć- glazb- suradnj- sudjel- točk- povijes- vlakom zrakoplov-
            obitelj- uvjet- tijekom glede stožer- kazneno siječnj- veljač- ožujk- travnj- svibnj- lipnj- srpnj-
            kolovoz- rujna listopad- studenog- prosin- izvješć- također sveučili-""",
        bs_sr="""ko neko niko hiljad- evrop- saop- muzik- saradnj- učestv- tačk- vozom porodic- uslov- tokom januar-
            februar- aprila juna jula avgust- septemb- oktob- novemb- decemb- univerzitet-""",
        bs="sedmic- historij- saopć- lahko mehk- kahv- takođe",
    ),
    _kin(
        "id ms",
        id="""bahwa karena bisa polisi rabu kamis senin minggu uang mobil berbeda maret agustus desember perusahaan
            provinsi persen inggris anggota kantor ujar yakni tetapi parlemen mengatakan resmi""",
        ms="""bahawa kerana polis khamis isnin ahad wang berbeza mac ogos disember jun julai syarikat peratus inggeris
            iaitu manakala sekiranya selepas parlimen mesyuarat berkenaan rasmi""",
    ),
    _kin(
        "bg mk",
        bg="""от в с във със който която което които през към след вече още са съм този тази това тези ще че като
            когато между един""",
        mk="од во со кој која кое кои преку кон веќе уште сум овој оваа ова овие ќе дека како кога меѓу еден што",
    ),
    _kin(
        "da nn no",
        da="""af hvad blev bliver mellem efter meget noget nogen nogle nu uge ugen sagde siger op ud mod været havde
            sig mig dig gennem igen fik gik""",
        no_nn="av etter opp ut mot hadde seg meg deg gjennom fikk gikk",
        no="hva ble blir mellom mye noe noen nå uke uken sier vært igjen",
        nn="ikkje eg ein eit frå dei kva kven vart mellom mykje noko nokon berre meir veke seier vore korleis igjen",
    ),
)


def kin_of(lang: str) -> frozenset[str]:
    """The languages that `lang` is easily taken for, itself included."""
    return next((kin.languages for kin in _KINS if lang in kin.languages), frozenset((lang,)))


def tell_apart(text: str, lang: str) -> frozenset[str]:
    """Those among the kin of `lang` that the text's telling words leave possible."""
    kin = next((kin for kin in _KINS if lang in kin.languages), None)
    if kin is None:
        return frozenset((lang,))
    lowered = text.lower()
    scores = dict.fromkeys(kin.languages, 0)
    for users, pattern in kin.words:
        hits = len(pattern.findall(lowered))
        for user in users:
            scores[user] += hits
    return frozenset(lang for lang, score in scores.items() if score > max(scores.values()) - _MARGIN)
