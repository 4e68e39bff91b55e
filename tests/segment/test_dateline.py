"""Date lines and bylines: what is cut off, and what only looks like one."""

from __future__ import annotations

import pytest

from polyglot_news.segment.dateline import dateline_end


@pytest.mark.parametrize(
    ("lang", "dateline", "rest"),
    [
        ("en", "KYIV, March 3 (Agency) — ", "The truce held."),
        ("en", "KYIV, Ukraine (AP) — ", "“It held,” she said."),
        ("en", "WASHINGTON, D.C., Nov. 16 (Reuters) - ", "A bill passed."),
        ("en", "date 2022-11-16 ", "China hopes."),
        ("en", "Updated: 2022-11-16T14:30Z ", "The truce held."),
        ("en", "Oslo, 3 March 2022 – ", "The truce held."),
        ("en", "NAIROBI — ", "The truce held."),
        ("en", "By Anna Lund and Paul Hale, Oslo — ", "The truce held."),
        ("pt", "16 de novembro de 2022 - ", "O conselho reuniu-se."),
        ("pt", "Lisboa, 3 mar. (Lusa) – ", "O conselho reuniu-se."),
        ("es", "Buenos Aires, 3 mar (EFE).- ", "El consejo se reunió."),
        ("fr", "Paris, 1er mars 2022 (AFP) - ", "Le conseil s’est réuni."),
        ("de", "Wien (APA/dpa) - ", "Der Rat tagte."),
        ("de", "Frankfurt am Main, 3. März (dpa) - ", "Der Rat tagte."),
        ("it", "ROMA, 3 marzo 2022 - ", "Il consiglio si è riunito."),
        ("ru", "МОСКВА, 5 мая — ТАСС. ", "Совет собрался."),
        ("ru", "МОСКВА, 5 мая. /ТАСС/. ", "Совет собрался."),
        ("ru", "Москва. 5 мая. ИНТЕРФАКС - ", "Совет собрался."),
        ("ru", "16.11.2022 14:30 ", "Совет собрался."),
        ("uk", "КИЇВ. 5 травня. УНН. ", "Рада зібралася."),
        ("pl", "Warszawa, 5 maja (PAP) - ", "Rada się zebrała."),
        ("ar", "دبي، 5 مايو (رويترز) - ", "اجتمع المجلس."),
        ("zh", "新华社北京5月5日电 ", "理事会开会。"),
        ("ja", "【ワシントン共同5日】", "理事会が開かれた。"),
        ("ko", "(서울=연합뉴스) 김하나 기자 = ", "국회가 열렸다."),
        ("und", "OSLO, 2022-11-16 - ", "Batzordea bildu da."),
    ],
)
def test_a_date_line_is_cut_off(lang: str, dateline: str, rest: str) -> None:
    assert dateline_end(dateline + rest, lang) == len(dateline)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "November 16 was the day the council met."),
        ("en", "On November 16, 2022 — a Wednesday — the council met."),
        ("en", "November 16, 2022 — the day the council met — was cold."),
        ("en", "May 9 — Victory Day — is a holiday."),
        ("en", "2022 was a bad year."),
        ("en", "2022-11-16"),
        ("en", "NATO – Russia relations are bad."),
        ("en", "BREAKING — The cabinet fell."),
        ("en", "PARLIAMENT — REJECTS BUDGET"),
        ("en", "The minister (AP) — He said no."),
        ("en", "Anna Lund (the mayor) — she resigned — is gone."),
        ("en", "By Friday evening — the deadline — nothing had changed."),
        ("en", "KYIV, March 3 (Agency) — "),
        ("pt", "16 de novembro de 2022 foi uma quarta-feira."),
        ("de", "Am 16. November 2022 – einem Mittwoch – tagte der Rat."),
        ("ru", "16 ноября 2022 года — день голосования."),
        ("ru", "16.11.2022 Президент подписал указ."),
        ("ru", "Москва — столица России."),
        ("zh", "11月16日，理事会开会。"),
        ("ar", "اجتمع المجلس - أمس - في دبي."),
    ],
)
def test_an_ordinary_sentence_is_not(lang: str, text: str) -> None:
    assert dateline_end(text, lang) == 0
