"""What CC-CEDICT says of words, of pairs, and what becomes of it in the evidence."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from polyglot_news.audit import cedict, chinese, dictionary, forms
from polyglot_news.audit.link import KNOWN, LIKELY
from polyglot_news.audit.pair import Pair, Side, pairs_of
from polyglot_news.audit.registry import checks

Make = Callable[[str, str, str, str], Pair]


@pytest.mark.parametrize(
    ("word", "among"),
    [
        ("访问", {"to visit", "to interview"}),
        ("訪問", {"to visit"}),
        ("默克尔", {"Angela Merkel"}),
        ("中央情报局", {"US Central Intelligence Agency", "CIA"}),
        ("法新社", {"AFP", "Agence France Presse"}),
        ("基辅", {"Kyiv", "Kiev"}),
        ("沙糖", {"granulated sugar"}),
        ("世卫组织", {"World Health Organization", "WHO"}),
        ("总统", {"president"}),
    ],
)
def test_glosses(word: str, among: set[str]) -> None:
    assert among <= {gloss.text for gloss in cedict.glosses(word)}


def test_remarks_are_no_glosses() -> None:
    for word in ("沙糖", "总统", "杨", "瞭解", "国务院", "美"):
        for gloss in cedict.glosses(word):
            assert not any(mark in gloss.text for mark in ("CL:", "variant", "[", "(", "surname", "abbr")), gloss
            assert gloss.text.isascii()
    assert "PRC" not in {gloss.text for gloss in cedict.glosses("国务院")}
    assert cedict.glosses("不是词典里的词") == ()


@pytest.mark.parametrize(
    ("word", "name"), [("默克尔", True), ("华沙", True), ("和平", False), ("美元", False), ("访问", False)]
)
def test_names_of_the_dictionary(word: str, name: bool) -> None:
    assert cedict.is_name(word) == name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("默克尔周二抵达华沙。", ["默克尔", "华沙"]),
        ("他住在倫敦。", ["倫敦"]),
        ("根据世界卫生组织的数据", ["世界卫生组织"]),
        ("日本首相岸田文雄发表了讲话。", []),
        ("他们希望和平。", []),
    ],
)
def test_names_of_a_text(text: str, found: list[str]) -> None:
    assert [text[name.start : name.end] for name in chinese.names(Side(text, "zh"))] == found


@pytest.mark.parametrize(
    ("one", "other"),
    [("injured", "injuries"), ("elected", "elections"), ("organisation", "organized"), ("economy", "economic"),
     ("children", "child"), ("arrested", "arrest"), ("government", "govern")],
)  # fmt: skip
def test_forms_of_one_word_have_one_root(one: str, other: str) -> None:
    assert forms.root(one) == forms.root(other)


@pytest.mark.parametrize(("one", "other"), [("state", "station"), ("country", "county"), ("united", "union")])
def test_different_words_do_not(one: str, other: str) -> None:
    assert forms.root(one) != forms.root(other)


LINKS = [
    ("两名警察受伤。", "The police had two wounded.", {("警察", "police"), ("受伤", "wounded")}),
    (
        "他是警察。總統拒絕了。",
        "He is a policeman. The president declined.",
        {("拒絕", "declined"), ("總統", "president")},
    ),
    ("法新社报道了此事。", "AFP reported it.", {("新社", "AFP"), ("报道", "reported")}),
    (
        "中国大使拒绝评论。",
        "The Chinese ambassador declined to comment.",
        {("中国", "Chinese"), ("拒绝", "declined")},
    ),
    ("警察没有受伤。", "The weather was fine.", set()),
]


@pytest.mark.parametrize(("chinese", "english", "expected"), LINKS)
def test_links(chinese: str, english: str, expected: set[tuple[str, str]]) -> None:
    (pair,) = pairs_of([(chinese, english)], "zh", "en")
    (reverse,) = pairs_of([(english, chinese)], "en", "zh")
    found = {
        (pair.source.words[i].text, pair.target.words[j].text)
        for link in dictionary.links(pair)
        for i in link.source
        for j in link.target
    }
    assert expected <= found
    assert bool(found) == bool(expected)
    swapped = {(link.target, link.source, link.support) for link in dictionary.links(reverse)}
    assert swapped == {(link.source, link.target, link.support) for link in dictionary.links(pair)}


@pytest.mark.parametrize(
    ("chinese", "english", "word", "support"),
    [("记者访问了村庄。", "Reporters visited the village.", "visited", KNOWN),
     ("那里有很多人。", "There were many people.", "people", LIKELY),
     ("警察来了，但人走了。", "The police came, but the person had left.", "person", LIKELY)],
)  # fmt: skip
def test_a_single_character_or_a_commonplace_says_less(chinese: str, english: str, word: str, support: float) -> None:
    (pair,) = pairs_of([(chinese, english)], "zh", "en")
    at = [w.text for w in pair.target.words].index(word)
    assert max(link.support for link in dictionary.links(pair) if at in link.target) == support


def test_the_dictionary_raises_support_and_table(encoded: Make) -> None:
    pair = encoded("消防员扑灭了仓库的大火。", "Firefighters put out the blaze in the warehouse.", "zh", "en")
    assert pair.evidence is not None
    row = [word.text for word in pair.target.words].index("warehouse")
    column = next(i for i, word in enumerate(pair.source.words) if "仓" in word.text)
    assert pair.evidence.words[row, column] >= KNOWN
    assert pair.evidence.support[0][column] >= KNOWN
    assert pair.evidence.support[1][row] >= KNOWN


@pytest.mark.parametrize(
    ("source", "target", "spans"),
    [
        ("默克尔在柏林会见了记者。", "Merkel met reporters in Berlin.", None),
        ("默克尔在柏林会见了记者。", "Johnson met reporters in Berlin.", ("默克尔", "Johnson")),
        ("他在挪威生活。", "He lives with a Norwegian family.", None),
        ("外交部拒绝评论。", "The foreign ministry declined to comment.", None),
    ],
)
def test_names_are_compared(encoded: Make, source: str, target: str, spans: tuple[str, str] | None) -> None:
    hits = list(checks()["names"].hits(encoded(source, target, "zh", "en")))
    said = [
        (source[slice(*hit.source)] if hit.source else "", target[slice(*hit.target)] if hit.target else "")
        for hit in hits
    ]
    assert said == ([spans] if spans else [])


def test_other_languages_do_not_load_it() -> None:
    code = (
        "from polyglot_news.audit import cedict\n"
        "from polyglot_news.audit.evidence import gather\n"
        "from polyglot_news.audit.pair import pairs_of\n"
        "from polyglot_news.sentence_encoder import sentence_encoder\n"
        "gather(pairs_of([('记者来了。', 'Journalisten kamen.')], 'zh', 'de'), sentence_encoder())\n"
        "gather(pairs_of([('Der Hund schläft.', 'The dog sleeps.')], 'de', 'en'), sentence_encoder())\n"
        "assert cedict._text.cache_info().currsize == 0\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
