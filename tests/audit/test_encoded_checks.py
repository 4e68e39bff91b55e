"""The checks that ask the encoder: (source, target, spans of the finding, or None for no finding)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pointed import pointed_at

from polyglot_news.audit.evidence import Encoder, gather
from polyglot_news.audit.pair import Pair, pairs_of
from polyglot_news.audit.registry import ArticleCheck, checks

Make = Callable[[str, str, str, str], Pair]

CASES = [
    ("names", "fr", "Le président Macron a rencontré Merkel à Berlin.", "President Macron met Merkel in Berlin.",
     None),
    ("names", "fr", "Le président Macron a rencontré Merkel à Berlin.", "President Macron met Erdogan in Berlin.",
     ("Merkel", "Erdogan")),
    ("names", "ru", "Зеленский прилетел в Варшаву на саммит.", "Zelensky flew to Warsaw for the summit.", None),
    ("names", "ru", "Зеленский прилетел в Варшаву на саммит.", "Poroshenko flew to Warsaw for the summit.",
     ("Зеленский", "Poroshenko")),
    ("names", "es", "EE. UU. retiró a su embajador de Cuba.", "The US withdrew its ambassador from Cuba.", None),
    ("names", "es", "Los estadounidenses pagan 300 dólares.", "People in the US pay US$300.", None),
    ("names", "fr", "Le vol pour Rome part à midi.", "The flight to Rome leaves at noon BST.", None),
    ("names", "fr", "Une famille pakistanaise vit ici depuis un an.", "A Chinese family has lived here for a year.",
     ("", "Chinese")),
    ("names", "fr", "L'Allemagne a signé l'accord mardi.", "France signed the agreement on Tuesday.",
     ("Allemagne", "France")),
    ("names", "fr", "L'Allemagne et la France ont signé.", "France and Germany have signed.", None),
    ("names", "ru", "Германия подписала соглашение во вторник.", "France signed the agreement on Tuesday.",
     ("Германия", "France")),
    ("names", "ru", "Германия подписала соглашение во вторник.", "Germany signed the agreement on Tuesday.", None),
    ("names", "ru", "В МВД сообщили о задержании подозреваемых.",
     "The Interior Ministry reported the detention of suspects.", None),
    ("names", "fr", "Après le coup d'État, le calme règne.", "After the coup, calm reigns.", None),
    ("names", "fr", "La Cédéao menace d'intervenir.", "ECOWAS threatens to intervene.", None),
    ("names", "fr", "La Cédéao menace d'intervenir.", "Mercosur threatens to intervene.", ("Cédéao", "Mercosur")),
    ("names", "zh", "本报海宁6月8日电（记者 周敏）", "HAINING, June 8 (Reporter Zhou Min) --", None),
    ("names", "zh", "拜登发表了讲话。", "Obama gave a speech.", ("拜登", "Obama")),
    ("names", "zh", "拜登发表了讲话。", "Biden gave a speech.", None),
    ("names", "zh", "波兰和匈牙利拒绝了该计划。", "Poland and Slovakia rejected the plan.", ("匈牙利", "Slovakia")),
    ("addition", "fr", "Les députés ont adopté la loi hier soir.", "The deputies passed the law last night.", None),
    ("addition", "fr", "Le musée a acheté une maison près de la gare.",
     "The museum bought a poisonous house near the station.", ("", "poisonous")),
    ("omission", "de", "Die Polizei verhaftete am Samstag drei Männer im Bahnhof.",
     "The police arrested three men on Saturday at the station.", None),
    ("omission", "de", "Die Polizei verhaftete am Samstag drei Männer vor dem Krankenhaus.",
     "The police arrested three men on Saturday.", ("Krankenhaus", "")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "lang", "source", "target", "spans"), CASES)
def test_check(encoded: Make, name: str, lang: str, source: str, target: str, spans: tuple[str, str] | None) -> None:
    hits = list(checks()[name].hits(encoded(source, target, lang, "en")))
    if spans is None:
        assert [hit.message for hit in hits] == []
    else:
        assert pointed_at(hits, source, target) == [spans]


@pytest.mark.parametrize(
    ("source", "target", "unknown"),
    [
        ("The farmers wrote to Whelan.", "Фермеры написали Уилану.", []),
        ("The farmers wrote to Whelan.", "Фермеры написали Браудеру.", ["“Whelan” became “Браудеру”"]),
        ("Reporters met Lavelle near the Danube.", "Репортёры встретились с Лавеллом у Дуная.", []),
    ],
)
def test_names_are_known_in_any_case(encoded: Make, source: str, target: str, unknown: list[str]) -> None:
    assert [hit.message for hit in checks()["names"].hits(encoded(source, target, "en", "ru"))] == unknown


def test_a_side_that_says_something_else_is_found_among_its_fellows(encoder: Encoder) -> None:
    texts = [
        ("Der Präsident sprach gestern mit der Presse.", "The president spoke to the press yesterday."),
        ("Die Regierung plant neue Steuern für Unternehmen.", "The government plans new taxes for companies."),
        ("In der Stadt fiel am Montag viel Schnee.", "The recipe needs two eggs, some butter and flour."),
    ]
    pairs = pairs_of(texts, "de", "en")
    gather(pairs, encoder)
    check = checks()["meaning"]
    assert isinstance(check, ArticleCheck)
    assert [i for i, _ in check.article_hits(pairs)] == [2]


def test_a_headline_may_be_free_but_not_about_something_else(encoder: Encoder) -> None:
    body = [
        (
            f"Die Regierung plant {n} neue Steuern für Unternehmen.",
            f"The government plans {n} new taxes for companies.",
        )
        for n in ("zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
    ]
    free = ("Unternehmen sollen wieder mehr Steuern zahlen", "Companies brace for a fresh round of taxes")
    other = ("Unternehmen sollen wieder stärker belastet werden", "Two eggs, some butter and a bit of flour")
    check = checks()["meaning"]
    assert isinstance(check, ArticleCheck)
    for headline, found in ((free, []), (tuple(f"{side}." for side in free), [0]), (other, [0])):
        pairs = pairs_of([headline, *body], "de", "en")
        gather(pairs, encoder)
        assert [i for i, _ in check.article_hits(pairs)] == found


def test_inconsistent_renderings_and_spellings() -> None:
    texts = [
        ("Die Lage bleibt ernst.", "The situation remains serious."),
        ("Die Lage bleibt ernst.", "Things are still grave."),
        ("Зеленський приїхав.", "Then Zelensky arrived."),
        ("Зеленський поїхав.", "Then Zelenskyy left."),
    ]
    pairs = pairs_of(texts, "de", "en")
    consistency, spelling = checks()["consistency"], checks()["spelling"]
    assert isinstance(consistency, ArticleCheck)
    assert isinstance(spelling, ArticleCheck)
    assert [i for i, _ in consistency.article_hits(pairs)] == [1]
    assert [(i, hit.suggestion) for i, hit in spelling.article_hits(pairs)] == [(3, "Zelensky")]


@pytest.mark.parametrize(
    ("source", "spellings", "suggested"),
    [
        ("Niger", ("Níger", "Niger"), ["Níger"]),
        ("Africa", ("África", "Africana"), []),
        ("France", ("França", "France"), []),
        ("Zelensky", ("Zelensky", "Zelenskyy"), ["Zelensky"]),
    ],
)
def test_a_name_is_spelled_in_one_way_whatever_its_ending(
    source: str, spellings: tuple[str, str], suggested: list[str]
) -> None:
    pairs = pairs_of([(f"They saw {source} there.", f"Eles viram {name} por lá.") for name in spellings], "en", "pt")
    check = checks()["spelling"]
    assert isinstance(check, ArticleCheck)
    assert [hit.suggestion for _, hit in check.article_hits(pairs)] == suggested


def test_the_encoder_sees_a_words_counterpart(encoded: Make) -> None:
    pair = encoded("Der Hund schläft.", "The dog sleeps.", "de", "en")
    assert pair.evidence is not None
    assert pair.evidence.words.shape == (3, 3)
    assert int(pair.evidence.words[1].argmax()) == 1
    assert pair.evidence.support[1][1] > 0.8


@pytest.mark.parametrize(
    ("lang", "source", "target", "word", "forms"),
    [
        ("de", "Die Bäuerinnen klagten über verdorbene Kirschen.", "The farmers complained about spoiled cherries.",
         "farmers", ("farmer", "Bäuerin")),
        ("ru", "Рыбаки заштопали порванные сети.", "The fishermen mended the torn nets.",
         "torn", ("torn", "порвать")),
    ],
)  # fmt: skip
def test_a_word_is_supported_by_dictionary_forms(
    encoded: Make, encoder: Encoder, lang: str, source: str, target: str, word: str, forms: tuple[str, str]
) -> None:
    pair = encoded(source, target, lang, "en")
    ours, theirs, itself, *words = encoder.encode([*forms, word, *(w.text for w in pair.source.words)])
    between_forms = float(ours @ theirs)
    assert _support(pair, word) >= between_forms - 1e-4 > max(float(itself @ other) for other in words)


def test_a_name_is_supported_by_its_spelling_and_what_was_put_in_is_not(encoded: Make) -> None:
    pair = encoded(
        "Губернатор Георгий Филимонов встретился с рыбаками.",
        "Governor Georgy Filimonov met quiet fishermen.",
        "ru",
        "en",
    )
    assert _support(pair, "Filimonov") > 0.9
    assert _support(pair, "quiet") < 0.5
    assert pair.evidence is not None
    assert [pair.target.words[s.position].text for s in pair.evidence.suspects[1]] == ["quiet"]


def _support(pair: Pair, word: str) -> float:
    assert pair.evidence is not None
    return float(pair.evidence.support[1][[w.text for w in pair.target.words].index(word)])
