from __future__ import annotations

import pytest

from polyglot_news.audit.checks.numbers import Numbers
from polyglot_news.audit.hanzi import hanzi_value
from polyglot_news.audit.pair import pairs_of
from polyglot_news.audit.quantities import quantities

AGREE = [
    ("fr", "Il a payé 3,8 millions d'euros.", "He paid 3.8 million euros."),
    ("fr", "Quatre-vingt-douze élus ont signé.", "Ninety-two deputies signed."),
    ("de", "Mehr als 272.000 Menschen kamen.", "More than 272,000 people came."),
    ("de", "Zweiundzwanzig Städte stimmten zu.", "Twenty-two cities agreed."),
    ("es", "El tren sale a las 20:30.", "The train leaves at 8:30 p.m."),
    ("es", "Costó 2 mil millones de pesos.", "It cost 2 billion pesos."),
    ("ru", "Три года назад приехали 25 тысяч человек.", "Three years ago 25,000 people came."),
    ("ru", "Встреча прошла в среду, 7 марта.", "The meeting took place on Wednesday, March 7."),
    ("uk", "Двісті солдатів прибули в п’ятницю.", "Two hundred soldiers arrived on Friday."),
    ("zh", "大约三百二十万人在7月离开。", "About 3.2 million people left in July."),
    ("zh", "15时50分发生爆炸。", "The blast happened at 3:50 p.m."),
    ("pt", "Na quarta-feira, 12 deputados saíram.", "On Wednesday, 12 deputies left."),
    ("es", "Pesaba 250 kilos.", "It weighed 550 pounds."),
    ("fr", "C'était au XIXe siècle.", "It was in the 19th century."),
    ("en", "Half of the members left.", "Half of the members left."),
    ("de", "500.000 Kinder starben.", "Half a million children died."),
    ("zh", "五十万儿童死亡。", "Half a million children died."),
    ("fr", "Plus de 250 000 personnes sont parties.", "More than a quarter of a million people left."),
    ("es", "Medio millón de niños murieron.", "500,000 children died."),
    ("ru", "Погибли полтора миллиона человек.", "1.5 million people died."),
    ("fr", "1,5 million de personnes sont parties.", "One and a half million people left."),
    ("es", "Esperó 2,5 años.", "He waited two and a half years."),
    ("fr", "Elle a attendu deux ans et demi.", "She waited two and a half years."),
]


@pytest.mark.parametrize(("lang", "source", "target"), AGREE)
def test_the_same_quantity_written_otherwise_is_left_alone(lang: str, source: str, target: str) -> None:
    pair = pairs_of([(source, target)], lang, "en")[0]
    assert [hit.message for hit in Numbers().hits(pair)] == []


CHANGED = [
    ("de", "5.000.000 Kinder starben.", "Half a million children died.", ("5.000.000", "Half a million")),
    ("de", "Am Dienstag kamen 80 Gäste.", "On Tuesday 90 guests came.", ("80", "90")),
    ("ru", "Это случилось три года назад.", "It happened two years ago.", ("три", "two")),
    ("es", "Llegó el lunes.", "He arrived on Thursday.", ("lunes", "Thursday")),
    ("pt", "Subiu 80 %.", "It rose 99.99%.", ("80", "99.99")),
    ("fr", "Elle a 2,5 millions d'abonnés.", "She has 2.5 billion followers.", ("2,5 millions", "2.5 billion")),
    ("uk", "Загинули 14 людей.", "People died.", ("14", "")),
    ("es", "Murieron varios.", "Some 14 died.", ("", "14")),
]


@pytest.mark.parametrize(("lang", "source", "target", "spans"), CHANGED)
def test_a_changed_dropped_or_added_quantity_is_pointed_at(
    lang: str, source: str, target: str, spans: tuple[str, str]
) -> None:
    pair = pairs_of([(source, target)], lang, "en")[0]
    hits = list(Numbers().hits(pair))
    assert len(hits) == 1
    found = tuple(
        text[span[0] : span[1]] if span else "" for text, span in ((source, hits[0].source), (target, hits[0].target))
    )
    assert found == spans


@pytest.mark.parametrize(
    ("text", "value"),
    [("三百二十万", 3_200_000), ("二〇一九", 2019), ("十五", 15), ("1.25亿", 125_000_000), ("两千", 2000)],
)
def test_numbers_in_chinese_characters(text: str, value: float) -> None:
    assert hanzi_value(text) == value


def test_spans_of_quantities_are_those_of_the_text() -> None:
    text = "Some 1,200 of 3.5 million voters"
    assert [text[q.start : q.end] for q in quantities(text, "en")] == ["1,200", "3.5 million"]
