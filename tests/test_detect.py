from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyglot_news import witness
from polyglot_news.article import Article, Segment
from polyglot_news.detect import Detection, detect, detect_article, label_segments
from polyglot_news.errors import UsageError

SENTENCES = {
    "en": (
        "The parliament voted on Tuesday to extend the sanctions for another year.",
        "Opposition leaders said the bill had been pushed through without any debate.",
        "The ministry did not answer questions about the cost of the programme.",
        "Prices have risen sharply since the beginning of the summer.",
    ),
    "ru": (
        "Парламент во вторник проголосовал за продление санкций ещё на один год.",
        "Лидеры оппозиции заявили, что законопроект приняли без всякого обсуждения.",
        "Министерство не ответило на вопросы о стоимости программы.",
        "С начала лета цены заметно выросли, признают чиновники.",
    ),
    "uk": (
        "Парламент у вівторок проголосував за продовження санкцій ще на один рік.",
        "Лідери опозиції заявили, що законопроєкт ухвалили без жодного обговорення.",
        "Міністерство не відповіло на запитання про вартість програми.",
        "Від початку літа ціни помітно зросли, визнають посадовці.",
    ),
    "pt": (
        "O parlamento aprovou na terça-feira a prorrogação das sanções por mais um ano.",
        "Os líderes da oposição disseram que o projeto foi aprovado sem nenhum debate.",
        "O ministério não respondeu às perguntas sobre o custo do programa.",
        "Os preços subiram muito desde o começo do verão.",
    ),
    "de": (
        "Das Parlament stimmte am Dienstag für eine Verlängerung der Sanktionen um ein Jahr.",
        "Führende Oppositionelle sagten, der Entwurf sei ohne jede Debatte beschlossen worden.",
        "Das Ministerium beantwortete Fragen nach den Kosten des Programms nicht.",
        "Seit Beginn des Sommers sind die Preise deutlich gestiegen.",
    ),
    "zh": (
        "议会周二投票决定将制裁措施再延长一年。",
        "反对党领导人说，这项法案未经任何辩论就获得通过。",
        "该部没有回答有关这个项目费用的问题。",
        "自今年夏初以来，物价大幅上涨。",
    ),
}

UNDETERMINED = {
    "empty": "",
    "blanks": " \n\t ",
    "digits": "2022-11-16, 14:30, 3,5 %",
    "emoji": "😀🔥🇺🇦",
    "punctuation": "!!! ??? — … « »",
    "URL": "https://example.org/politics/elections-2024.html",
    "bare host": "www.example.org/novosti/politika",
    "e-mail": "editor@example.org",
    "handles and tags": "@some_outlet #sanctions #санкции",
    "one letter": "a",
    "Greek letter": "π",
    "abbreviation": "OK",
    "agency": "Reuters",
    "alliance": "NATO",
    "name": "Vladimir Putin",
    "names": "Joe Biden, Xi Jinping, Emmanuel Macron, Olaf Scholz, Giorgia Meloni",
    "two Han characters": "中国",
    "Han characters of either language": "北京大学",
    "lone surrogate": "\ud83d",
    "keyboard row": "asdf ghjk qwerty zxcv uiop lkjh",
    "consonants": "xq zrrt plmk vvbn wqqa jkkl mnbv",
    "transliterated Russian": "Prezident Rossii zayavil, chto peregovory nachnutsya na sleduyushchey nedele",
    "transliterated Russian, speech": "Vystupaya pered deputatami, on podcherknul, chto sanktsii ne dostigli tseli",
    "transliterated Russian, war": "Ministr oborony soobshchil o novykh udarakh po pozitsiyam protivnika",
    "transliterated Ukrainian": "Prezydent Ukrayiny zayavyv, shcho perehovory pochnutsya nastupnoho tyzhnya",
    "transliterated Yiddish": "Dos kabinet hot nekhtn bashlosn di naye gezetsn",
    "Inuktitut": "ᓄᓇᕗᑦ ᒐᕙᒪᖓ ᐅᖃᖅᐳᖅ",
    "Tibetan": "བོད་ཀྱི་སྲིད་གཞུང་གིས་གསར་འགྱུར་བཏང་བ་རེད།",
    "Sakha": "Президент ҕысыыны көрдөрдө, саха сирэ ыраах сытар дойду буоларын эттэ",
    "Chechen": "Нохчийн Республикин куьйгалхочо аьлла, керла закон тӏеэцна",
    "Maori": "I te Rāhina i kī te pirimia ka whakaaetia e te whare te pire hou mō ngā whare",
    "Hawaiian": "Ua ʻōlelo ka meia e kūkulu hou ʻia ke alanui ma ka mokupuni",
    "Upper Sorbian": "Serbske knježerstwo je wčera nowy zakoń wo rěčach schwaliło",
    "Interlingua": "Le governo decideva heri que le nove lege entrara in vigor in januario",
    "Sindhi": "صدر اعلان ڪيو ته ڳالهيون ايندڙ هفتي گاديءَ واري هنڌ شروع ٿينديون.",
}

DETERMINED = [
    ("en", "PRESIDENT SIGNS THE LAW ON FOREIGN AGENTS AFTER A LONG DEBATE"),
    ("ru", "ПРЕЗИДЕНТ ПОДПИСАЛ ЗАКОН ОБ ИНОСТРАННЫХ АГЕНТАХ"),
    ("tr", "CUMHURBAŞKANI İSTİFA EDEN BAKANIN YERİNE YENİ BİR İSİM ATADI"),
    ("de", "DIE REGIERUNG WILL DAS GESETZ ÜBER DIE STEUERN NOCH IN DIESEM JAHR ÄNDERN"),
    ("en", "The word \ud800 is broken \udfff but the sentence about the government is not."),
    ("ru", "Прези\u0301дент заяви\u0301л, что перегово\u0301ры начну\u0301тся на сле\u0301дующей неде\u0301ле."),
    ("en", "Read more: https://example.ru/novosti-segodnya the ministry denied the report."),
    ("ar", "ﺃﻋﻠﻦ ﺍﻟﺮﺋﻴﺲ ﺃﻥ ﺍﻟﻤﺤﺎﺩﺛﺎﺕ ﺳﺘﺒﺪﺃ ﺍﻷﺳﺒﻮﻉ ﺍﻟﻤﻘﺒﻞ"),
    ("be", "Парламент ухваліў закон аб пашырэнні санкцый."),
    ("bg", "Парламентът одобри закона за разширяване на санкциите."),
    ("mk", "Парламентот го усвои законот за проширување на санкциите."),
    ("sr", "Парламент је јуче усвојио закон о проширењу санкција."),
    ("sr", "Predsednik vlade je u sredu izjavio da će svet pre kraja nedelje videti izveštaj."),
    ("hr", "Predsjednik vlade u srijedu je izjavio da će europske zemlje tko zna kada vidjeti izvješće."),
    ("id", "Presiden mengatakan bahwa polisi tidak bisa menutup kantor itu karena perusahaan sudah membayar."),
    ("ms", "Presiden berkata bahawa polis tidak menutup pejabat itu kerana syarikat telah membayar wang."),
    ("gl", "O parlamento aprobou onte a lei que amplía as sancións contra o país veciño."),
    ("es", "El parlamento aprobó ayer la ley que amplía las sanciones contra el país vecino."),
    ("no", "Regjeringen la i går fram et forslag om å øke skattene for de rikeste."),
    ("nn", "Regjeringa la i går fram eit framlegg om å auka skattane for dei rikaste, men ikkje no."),
    ("da", "Regeringen fremlagde i går et forslag om at hæve skatterne for de rigeste."),
    ("cs", "Vláda včera schválila zákon o daních, který začne platit příští rok."),
    ("sk", "Vláda včera schválila zákon o daniach, ktorý začne platiť budúci rok."),
    ("af", "Die regering het gister besluit om die belasting te verhoog."),
    ("eu", "Gobernuak atzo onartu zuen zergen lege berria, eztabaida luze baten ondoren."),
    ("zh", "中国外交部发言人"),
    ("zh", "他表示，雙方將在下週舉行會談，並討論經濟問題。"),
    ("yue", "佢哋話唔會喺下個禮拜開會，因為仲未傾掂數。"),
    ("ja", "東京都知事選挙"),
    ("ja", "首相、訪中を検討"),
    ("ko", "대통령은 다음 주에 회담이 열릴 것이라고 밝혔다."),
    ("he", "השווקים בוושינגטון הגיבו בעליות להודעה"),
    ("yi", "די רעגירונג האָט נעכטן באַשלאָסן צו פֿאַרשטאַרקן די סאַנקציעס קעגן דעם לאַנד"),
    ("fa", "رئیس جمهور اعلام کرد که گفت‌وگوها هفته آینده در پایتخت آغاز می‌شود."),
    ("ur", "صدر نے اعلان کیا کہ مذاکرات اگلے ہفتے دارالحکومت میں شروع ہوں گے۔"),
    ("ckb", "سەرۆک ڕایگەیاند کە گفتوگۆکان هەفتەی داهاتوو لە پایتەخت دەست پێ دەکەن."),
    ("am", "ፕሬዚዳንቱ ውይይቱ በሚቀጥለው ሳምንት እንደሚጀመር አስታወቁ።"),
    ("ti", "ፕረዚደንት ኣብ ዝቕጽል ሰሙን ዘተ ከም ዝጅምር ኣፍሊጦም።"),
    ("el", "Ο πρόεδρος δήλωσε ότι οι συνομιλίες θα αρχίσουν."),
    ("hy", "Նախագահը հայտարարեց, որ բանակցությունները կսկսվեն։"),
    ("ka", "პრეზიდენტმა განაცხადა, რომ მოლაპარაკება დაიწყება."),
    ("chr", "ᏣᎳᎩ ᎠᏰᎵ ᎤᎬᏫᏳᎯ ᎤᏬᏂᏒ"),
    *((lang, sentence) for lang, sentences in SENTENCES.items() for sentence in sentences),
]


def article_of(*sentences: str, hint: str | None = None) -> tuple[Article, list[Segment]]:
    """An article of one paragraph a sentence, and its segments."""
    starts = accumulate((len(sentence) + 2 for sentence in sentences), initial=0)
    segments = [
        Segment(index, start, start + len(sentence), sentence, index)
        for index, (start, sentence) in enumerate(zip(starts, sentences, strict=False))
    ]
    metadata = {} if hint is None else {"lang_hint": hint}
    return Article("test", "\n\n".join(sentences), metadata=metadata), segments


@pytest.mark.parametrize("text", UNDETERMINED.values(), ids=UNDETERMINED.keys())
def test_what_cannot_be_told_is_und_with_a_reason(text: str) -> None:
    found = detect(text)
    assert (found.lang, found.confidence) == ("und", 0.0)
    assert found.reason


@pytest.mark.parametrize(("lang", "text"), DETERMINED)
def test_sentences(lang: str, text: str) -> None:
    found = detect(text)
    assert found.lang == lang
    assert 0.5 < found.confidence <= 1
    assert found.reason
    assert not found.mixed


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("他表示，雙方將在下週舉行會談。", "zh-Hant"),
        ("他表示，双方将在下周举行会谈。", "zh"),
        ("Predsednik vlade je u sredu izjavio da će svet pre kraja nedelje videti izveštaj.", "sr-Latn"),
        ("Парламент је јуче усвојио закон о проширењу санкција.", "sr"),
        ("😀", "und"),
    ],
)
def test_tag_adds_an_unusual_script(text: str, tag: str) -> None:
    assert detect(text).tag == tag


def test_kin_that_words_do_not_separate_is_answered_with_doubt() -> None:
    found = detect("Ministar je jučer razgovarao s novinarima o proračunu i sankcijama.")
    assert found.lang in {"hr", "bs", "sr"}
    assert found.confidence <= 0.6
    assert {found.lang, *found.alternatives} >= {"hr", "bs"}


@pytest.mark.parametrize(
    ("candidates", "text", "lang"),
    [
        (["ru", "uk"], SENTENCES["uk"][0], "uk"),
        (["ru", "uk"], SENTENCES["ru"][0], "ru"),
        (["ru", "uk"], SENTENCES["en"][0], "und"),
        (["en", "de"], SENTENCES["pt"][0], "und"),
        (["pt-BR", "en"], SENTENCES["pt"][0], "pt-BR"),
        (["nb"], "Regjeringen la i går fram et forslag om å øke skattene for de rikeste.", "no"),
        (["sr"], "Ministar je jučer razgovarao s novinarima o proračunu i sankcijama.", "sr"),
        (["ja", "en"], "北京大学", "ja"),
        (["en"], "", "und"),
    ],
)
def test_candidates_filter(candidates: list[str], text: str, lang: str) -> None:
    assert detect(text, candidates=candidates).lang == lang


def test_outside_the_candidates_the_reason_names_what_it_reads_like() -> None:
    found = detect(SENTENCES["en"][0], candidates=["ru", "uk"])
    assert "en" in found.reason
    assert found.confidence == 0


@pytest.mark.parametrize("candidates", [["ru", "xx"], []])
def test_bad_candidates_are_usage_errors(candidates: list[str]) -> None:
    with pytest.raises(UsageError):
        detect("Some text.", candidates=candidates)


@pytest.mark.parametrize("lang", SENTENCES)
def test_an_article_in_one_language(lang: str) -> None:
    article, segments = article_of(*SENTENCES[lang])
    found = detect_article(article, segments)
    assert (found.lang, found.mixed, dict(found.shares)) == (lang, False, {lang: 1.0})
    assert found.segments == (lang,) * 4
    assert detect(article.text).lang == lang


@pytest.mark.parametrize("own", [3, 2], ids=["a quarter quoted", "half quoted"])
@pytest.mark.parametrize(("lang", "other"), [("ru", "en"), ("ru", "uk"), ("pt", "en"), ("zh", "en"), ("de", "pt")])
def test_a_mixed_article_is_reported_as_mixed(lang: str, other: str, own: int) -> None:
    article, segments = article_of(*SENTENCES[lang][:own], *SENTENCES[other][own:])
    found = detect_article(article, segments)
    assert found.segments == (lang,) * own + (other,) * (4 - own)
    assert set(found.shares) == {lang, other}
    assert sum(found.shares.values()) == pytest.approx(1, abs=0.002)
    assert found.mixed == (max(found.shares.values()) < 0.8)
    if own == 2:
        assert found.mixed
        assert found.confidence < 0.8
        assert lang in found.reason
        assert other in found.reason
        assert detect(article.text).mixed


def test_three_quoted_paragraphs_keep_the_article_russian() -> None:
    article, segments = article_of(*SENTENCES["ru"], *SENTENCES["en"][:3], *SENTENCES["ru"])
    found = detect_article(article, segments)
    assert (found.lang, found.mixed) == ("ru", True)
    assert [segment.lang for segment in label_segments(segments, found)] == ["ru"] * 4 + ["en"] * 3 + ["ru"] * 4


@pytest.mark.parametrize(
    ("sentences", "langs"),
    [
        ((SENTENCES["ru"][0], "— Нет.", SENTENCES["ru"][1], "2022"), ("ru", "ru", "ru", "und")),
        ((SENTENCES["pt"][0], "Sim.", SENTENCES["pt"][1]), ("pt", "pt", "pt")),
        ((SENTENCES["ru"][0], SENTENCES["en"][0], "Yes.", SENTENCES["en"][1]), ("ru", "en", "en", "en")),
        ((SENTENCES["ru"][0], "Yes.", SENTENCES["ru"][1]), ("ru", "und", "ru")),
    ],
    ids=["dialogue and a number", "one word", "beside a quotation", "another script"],
)
def test_short_segments_take_the_language_around_them(sentences: tuple[str, ...], langs: tuple[str, ...]) -> None:
    assert detect_article(*article_of(*sentences)).segments == langs


@pytest.mark.parametrize(
    ("hint", "lang"), [("sr-Latn-RS", "sr"), ("bs", "bs"), ("ru", "hr"), ("nonsense tag", "hr"), (None, "hr")]
)
def test_a_declared_language_only_chooses_among_what_is_open(hint: str | None, lang: str) -> None:
    article, segments = article_of("Ministar je jučer razgovarao s novinarima o proračunu i sankcijama.", hint=hint)
    assert detect_article(article, segments).lang == lang


def test_a_declared_language_never_overrules_the_text() -> None:
    article, segments = article_of(*SENTENCES["ru"], hint="en")
    assert detect_article(article, segments).lang == "ru"


def test_an_article_without_segments_and_one_without_letters() -> None:
    assert detect_article(Article("a", SENTENCES["de"][0]), []).lang == "de"
    article, segments = article_of("2022", "— 15 % —")
    found = detect_article(article, segments)
    assert (found.lang, found.segments, found.mixed) == ("und", ("und", "und"), False)


def test_labels_need_the_segments_that_were_judged() -> None:
    _, segments = article_of(*SENTENCES["de"])
    with pytest.raises(ValueError, match="shorter"):
        label_segments(segments, Detection("de", 1.0, "given", segments=("de",)))


def test_results_are_the_same_in_twenty_runs_and_eight_threads() -> None:
    texts = [text for _, text in DETERMINED] + list(UNDETERMINED.values())
    expected = [detect(text) for text in texts]
    assert all([detect(text) for text in texts] == expected for _ in range(2))
    with ThreadPoolExecutor(8) as pool:
        runs = list(pool.map(lambda _: [detect(text) for text in texts], range(18)))
    assert all(run == expected for run in runs)


FIRST_CALLS = """
import sys, threading
from concurrent.futures import ThreadPoolExecutor
from polyglot_news.detect import detect
gate = threading.Barrier(8)
def first(_):
    gate.wait()
    return detect("Das Parlament stimmte am Dienstag für eine Verlängerung."), detect("Они давно ушли домой.")
with ThreadPoolExecutor(8) as pool:
    found = set(map(repr, pool.map(first, range(8))))
assert len(found) == 1 and "'de'" in found.pop(), found
import langdetect.detector_factory
assert langdetect.detector_factory._factory is None
"""


def test_the_first_calls_may_come_from_eight_threads_and_leave_langdetects_global_alone() -> None:
    subprocess.run([sys.executable, "-c", FIRST_CALLS], check=True, timeout=120)


def test_each_witness_is_built_once() -> None:
    detect(SENTENCES["de"][0])
    assert witness._factory("Latn") is witness._factory("Latn")
    assert witness._identifier()[0] is witness._identifier()[0]


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(), max_size=400))
def test_any_text_gets_an_answer(text: str) -> None:
    found = detect(text)
    assert 0 <= found.confidence <= 1
    assert (found.lang == "und") == (found.confidence == 0)
    assert found.reason


def test_a_huge_single_line_is_sampled() -> None:
    assert detect("Das Parlament stimmte am Dienstag zu. " * 200_000).lang == "de"
