"""Abbreviations and opening words that decide whether a full stop ends a sentence, by language.

In an abbreviation of several parts a full stop stands for a full stop and an optional space (`т.п` is `т.п.` and
`т. п.`), and `_` for a space.
"""

from __future__ import annotations

import re
from functools import lru_cache

NEVER_LAST = {
    "": "Dr Prof Mr Mrs Ms Mt Ch Ph Th vs cf ca approx e.g i.e",
    "en": "Gen Lt Col Maj Capt Cmdr Sgt Cpl Adm Brig Gov Sen Rep Reps Sens Pres Rev Hon Supt Atty Messrs Mmes Msgr "
    "Det Insp Ft",
    "pt": "Sr Sra Srs Sras Srta Dra Drs Profa Exmo Exma Eng Arq Gen Cel Cap Maj Ten Sgt Dep Sen Gov Min Av Pç Pça "
    "Trav Estr Rod Sto Sta D p.ex cf aprox sr sra dr dra gen cel cap ten sgt dep sen gov eng",
    "es": "Sr Sra Srta Sres Dra Profa D Dña Da Ing Lic Arq Gral Cnel Cap Tte Sgto Av Avda Pza Cdad Sto Sta p.ej "
    "aprox núm sr sra dr dra ing lic arq gral avda",
    "fr": "Me Mlle Mme MM M Mgr Pr Dr St Ste av bd boul p.ex env",
    "de": "Hr Fr Frl Hrn Prof Dipl Ing bzw ca z.B d.h u.a sog evtl ggf St Msgr Gen Min i.V",
    "it": "Sig Sig.ra Dott Dott.ssa On Sen Avv Ing Gen Col Cap Mons Prof.ssa P.zza V.le C.so art n sig sig.ra dott "
    "dott.ssa on sen avv ing gen col mons prof prof.ssa",
    "ru": "ул пер просп пл бульв наб д кв корп стр оф пос дер обл р-н гр тов проф акад доц чл.-корр ген полк "
    "подполк кап лейт г-н г-жа св т.е т.н т.к см ср напр тел Ген Полк Проф Акад Доц Тов Ул Св Дж Ю Ж.-Л ок "
    "рис табл",
    "uk": "ім вул просп пл бульв наб буд кв корп оф обл р-н смт с проф акад доц ген полк підполк кап п св т.зв див "
    "пор напр тел Ген Полк Проф Акад Доц Св Вул Дж бл о рис табл",
    "be": "ім вул пр праф акад ген гл напр Дж",
    "bg": "ул бул пл кв бл проф акад доц ген полк св напр т.нар т.е Дж",
    "pl": "ul al pl os prof dr hab mgr inż ks bp abp kard gen płk ppłk kpt por św tzw tj np m.in woj pow gm nr "
    "tel ok red",
    "tr": "Prof Doç Yrd Av Gen Alb Bnb Yzb Sn Cad Sok Mah Apt örn bkz çev",
    "nl": "dhr mevr Dhr Mevr Mw Drs mw drs ir ing mr prof bijv m.b.t o.a d.w.z nl ca St",
    "ro": "dl dna dlui d-na d-l Dl Dna str bd nr prof dr",
    "ar": "د أ أ.د ص.ب",
}
"""An abbreviation that a name, a number or the rest of its phrase follows."""

BEFORE_NUMBER = {
    "": "No Nos Nr nr Nº N n p pp Art Fig fig Vol vol Tel tel "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec JAN FEB MAR APR JUN JUL AUG SEP SEPT OCT NOV DEC",
    "en": "Arts art arts Sec sec ch Ch par para",
    "pt": "art arts cap Cap núm pág págs jan fev mar abr mai jun jul ago set out nov dez",
    "es": "art arts cap Cap núm pág págs ene feb mar abr jun jul ago sept oct nov dic",
    "fr": "chap pág janv févr avr juil sept oct nov déc",
    "de": "Abs Kap Ziff Bd S Jän Mär Mrz Okt Dez",
    "it": "art artt cap pag lett L gen feb mar apr mag giu lug ago set ott nov dic",
    "ru": "п пп ст стр с рис табл гл т тт см ч д корп кв оф оп янв февр фев мар апр июн июл авг сент сен окт "
    "нояб ноя дек",
    "uk": "п пп ст стор с рис табл гл т див ч буд корп кв оф січ лют бер квіт трав черв лип серп вер верес жовт "
    "лист листоп груд",
    "be": "п арт с гл т ч кв",
    "bg": "чл ал т стр с гл бл",
    "pl": "art ust pkt poz zał ryc rys str s dz sty lut kwi maj cze lip sie wrz paź lis gru",
    "cs": "č čl odst str s",
    "sk": "č čl ods str s",
    "nl": "art blz nr",
    "tr": "s sf md",
}
"""An abbreviation that belongs to the number after it."""

MAY_BE_LAST = {
    "": "etc a.m p.m Inc Ltd Co Corp Jr Bros U.S U.K U.N E.U U.A.E D.C U.S.A U.S.S.R S.A St",
    "en": "B.C A.D Ave Blvd Rd",
    "pt": "E.U.A Ltda Cia d.C a.C séc sécs V.Exa pág págs art",
    "es": "EE.UU E.E.U.U RR.HH a.C d.C p.m S.L Cía Uds Vds ss",
    "fr": "av.J.-C apr.J.-C J.-C S.A.R.L éd",
    "de": "usw v.Chr n.Chr Mio Mrd Jh Jhd u.a d.J d.M GmbH",
    "it": "ecc a.C d.C S.p.A S.r.l sec",
    "ru": "им г гг в вв н.э т.д т.п др пр руб тыс млн млрд трлн долл ч мин сек чел экз р",
    "uk": "р рр ст н.е т.д т.п ін грн тис млн млрд год хв сек ос руб дол",
    "be": "г гг ст н.э г.д г.п інш руб тыс млн млрд",
    "bg": "г гг в пр.н.е н.е лв хил млн млрд др",
    "pl": "im itd itp r w n.e p.n.e tys proc godz",
    "tr": "vb vs M.Ö M.S A.Ş Ltd.Şti",
    "nl": "enz v.Chr n.Chr mln mld N.V B.V",
}
"""An abbreviation that ends a sentence only when a word follows that opens one."""

LISTING = {
    "": "",
    "ru": "т.д т.п и_др и_пр",
    "uk": "т.д т.п та_ін й_ін і_т.ін",
    "pl": "itd itp",
    "it": "ecc",
    "pt": "etc",
    "es": "etc",
    "fr": "etc",
    "en": "etc",
}
"""“And so on”: after it a capital letter opens a sentence."""

OPENING_WORDS = {
    "en": "The This That These Those It He She We They You I But And Or So Yet In On At For From As By With A An "
    "His Her Its Their Our There Here When While If After Before Since However Meanwhile Earlier Later Then "
    "Now Some Many Most Both Under Until What Who Why How Asked Last Officials Critics According Although "
    "Despite During Not No",
    "pt": "O A Os As Um Uma Ele Ela Eles Elas Isso Isto Este Esta Esse Essa Mas E Em No Na Nos Nas De Do Da Para "
    "Por Com Já Segundo Após Depois Antes Quando Se Ao À Não Também Desde Entre Até Além Então Agora Como "
    "Embora",
    "es": "El La Los Las Un Una Él Ella Ellos Ellas Este Esta Esto Ese Esa Pero Y En De Del Para Por Con Según Tras "
    "Después Antes Cuando Si Al No También Desde Entre Hasta Además Entonces Ahora Como Aunque Se Su Sus",
    "fr": "Le La Les Un Une Il Elle Ils Elles Ce Cet Cette Ces Mais Et En De Du Des Pour Par Avec Selon Après Avant "
    "Quand Si Au Aux Ne Depuis Entre Dans Sur On Nous Vous Je Son Sa Ses Leur",
    "de": "Der Die Das Ein Eine Er Sie Es Wir Ihr Dies Diese Dieser Dieses Aber Und In Im Am An Auf Aus Bei Für Mit "
    "Nach Vor Von Zu Zum Zur Als Wenn Wie Doch Auch Nun Dann Damals Danach Später Heute Gestern Damit Dabei "
    "Seit Unter Über Nicht Den Dem",
    "it": "Il Lo La I Gli Le Un Una Egli Lui Lei Loro Questo Questa Ma E In Nel Nella Di Del Della Per Con Secondo "
    "Dopo Prima Quando Se Al Non Anche Da Dal Tra Fra Poi Ora Come",
    "ru": "В Во На Но И А Он Она Оно Они Мы Вы Я Это Этот Эта Эти Тот По После До При Для Из От За К Ко С Со О Об У "
    "Как Когда Если Что То Также Однако Затем Тогда Сейчас Ранее Позже Его Её Ее Их Все Не Под Среди Между "
    "Через Кроме Согласно Там Так Потом Теперь Сегодня Вчера",
    "uk": "У В Во На Але І Й Та А Він Вона Воно Вони Ми Ви Я Це Цей Ця Ці Той По Після До При Для Із З Зі Від За К "
    "О Об Як Коли Якщо Що Тобто Також Однак Проте Потім Тоді Зараз Раніше Пізніше Його Її Їх Усі Всі Не Під "
    "Серед Між Через Крім Згідно Там Так Потом Теперь Сегодня Вчера",
    "pl": "W We Na Ale I A On Ona Ono Oni One My To Ten Ta Te Po Przed Przy Dla Z Ze Od Za Do O U Jak Kiedy Jeśli "
    "Jednak Potem Teraz Jego Jej Ich Nie Pod Wśród Między Według",
    "nl": "De Het Een Hij Zij Ze We Wij Dit Dat Deze Maar En In Op Aan Bij Voor Met Na Van Als Toen Ook Nu",
    "tr": "Bu Bir O Ve Ama Ancak Daha Sonra Şu Onlar Biz Ben",
    "bg": "В Във На Но И А Той Тя То Те Ние Вие Това Този Тази След До При За От Със С По Как Когато Ако",
    "be": "У Ў На Але І Ён Яна Яно Яны Мы Гэта Пасля Да Пры Для З Ад За Як Калі",
}

_TABLES = {
    "never last": NEVER_LAST,
    "before number": BEFORE_NUMBER,
    "may be last": MAY_BE_LAST,
    "listing": LISTING,
}

NAME_PARTICLES = frozenset(
    {
        "De",
        "Di",
        "Da",
        "Do",
        "Dos",
        "Das",
        "Del",
        "Della",
        "La",
        "Le",
        "Les",
        "El",
        "Al",
        "Von",
        "Van",
        "Du",
        "Des",
        "Lo",
        "I",
        "Los",
        "Las",
        "Den",
        "Der",
        "Ten",
    }
)
"""Opening words that are also the first part of a surname, so that an initial before them stays one."""


@lru_cache(maxsize=256)
def abbreviation(table: str, lang: str) -> re.Pattern[str]:
    """A pattern that finds, at the end of a string, an abbreviation of one of the tables above."""
    words = _TABLES[table]
    return _at_end(f"{words['']} {words.get(lang, '')}".split())


@lru_cache(maxsize=256)
def opening_words(lang: str) -> frozenset[str]:
    """The words that open a sentence often, for `lang`."""
    return frozenset(OPENING_WORDS.get(lang, "").split())


def _at_end(words: list[str]) -> re.Pattern[str]:
    alternatives = "|".join(
        re.escape(word).replace(r"\.", r"\. ?").replace("_", " ") for word in sorted(words, key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w.])(?:{alternatives})\.$" if words else r"(?!)")
