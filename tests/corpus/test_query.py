"""What each kind of query finds, and that the index leaves none of it out."""

from __future__ import annotations

import pytest
from small_corpora import Indexed

from polyglot_news.corpus.concordance import Search, concordance
from polyglot_news.corpus.expressions import NO_BEAD
from polyglot_news.corpus.query import Query, RegexQuery, WordQuery
from polyglot_news.corpus.term_query import ConceptQuery, LemmaQuery, RecordedQuery
from polyglot_news.errors import UsageError
from polyglot_news.glossary.termbase import Term, Termbase

TRUCE = Termbase(
    (
        Term("truce", "ru", "перемирие"),
        Term("truce", "ru", "прекращение огня"),
        Term("truce", "en", "truce"),
        Term("truce", "en", "ceasefire"),
        Term("truce", "zh", "停火"),
        Term("war", "ru", "война"),
        Term("war", "en", "war"),
    )
)


def hits(query: Query, text: str, indexed: Indexed, lang: str = "ru") -> list[str]:
    """What a query finds in a source text, through the index."""
    index = indexed([("Ничего.", "Nothing."), (text, "Something.")], (lang, "en"))
    lines, _ = concordance(index, Search(query))
    found = [line.hit for line in lines]
    index.close()
    return found


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("спецоперац*", "Спецоперация, о спецоперации.", ["Спецоперация", "спецоперации"]),
        ("операц*", "Спецоперация, операция.", ["операция"]),
        ("*операц*", "Спецоперация, кооперация.", ["Спецоперация", "кооперация"]),
        ("ёлка", "Елка и ёлка", ["Елка", "ёлка"]),
        ("елка", "Ёлка", ["Ёлка"]),
        ("край", "Кра́й, краи\u0306, краи", ["Кра́й", "краи\u0306"]),
        ("операция", "опера\u00adция", ["опера\u00adция"]),
        ("прекращение огня", "прекращение «огня», прекращение, огня", ["прекращение «огня"]),
        ("прекращение огня", "Прекращение\nогня", ["Прекращение\nогня"]),
        ("cease-fire", "Cease fire! cease-fire", ["Cease fire", "cease-fire"]),
        ("the * of", "the end of, the very end of", ["the end of"]),
        ("the end*", "the ending, then end", ["the ending"]),
        ("está", "esta, está, esta\u0301", ["está", "esta\u0301"]),
        ("esta", "esta, está, esta\u0301", ["esta"]),
        ("U.S.", "the U.S. said, the US", ["U.S."]),
        ("和平", "签署和平协议。", ["和平"]),
        ("NATO", "与NATO的关系", ["NATO"]),
        ("об'єкт", "Об’єкт", ["Об’єкт"]),
        ("«мир»", "мир", ["мир"]),
        ("سلام", "سَلام", ["سَلام"]),
        ("100*", "100-летие, 1000", ["100", "1000"]),
    ],
)  # fmt: skip
def test_words(words: str, text: str, found: list[str], indexed: Indexed) -> None:
    assert hits(WordQuery(words), text, indexed) == found


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (r"войн\w+", "Война и войны", ["Война", "войны"]),
        (r"(?:мир|перемири)\w*", "о перемирии", ["перемирии"]),
        (r"\d{4}", "в 2014 году", ["2014"]),
        ("ция в", "операция в городе", ["ция в"]),
        ("x*", "xx, y", ["xx"]),
        (r"и\b.$", "мир и.", ["и."]),
        ("straße", "Die STRASSE, die Straße", ["Straße"]),
        ("和.协", "和平协议", ["和平协"]),
    ],
)
def test_regular_expressions(pattern: str, text: str, found: list[str], indexed: Indexed) -> None:
    assert hits(RegexQuery(pattern), text, indexed) == found


@pytest.mark.parametrize(
    ("words", "lang", "text", "found"),
    [
        ("война", "ru", "В войнах, о войне, воин", ["войнах", "войне"]),
        ("прекращение огня", "ru", "о прекращении огня", ["прекращении огня"]),
        ("prime minister", "en", "Two prime ministers met.", ["prime ministers"]),
        ("ceasefire", "en", "a cease-fire held", ["cease-fire"]),
        ("停火", "zh", "双方同意停火。", ["停火"]),
    ],
)
def test_lemmas(words: str, lang: str, text: str, found: list[str], indexed: Indexed) -> None:
    assert hits(LemmaQuery(words), text, indexed, lang) == found


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("ru", "О перемирии и прекращении огня, войне", ["перемирии", "прекращении огня"]),
        ("en", "A cease-fire, or truces", ["cease-fire", "truces"]),
        ("zh", "停火", ["停火"]),
    ],
)
def test_concepts(lang: str, text: str, found: list[str], indexed: Indexed) -> None:
    assert hits(ConceptQuery("truce", TRUCE), text, indexed, lang) == found


def test_letter_case_counts_on_demand(indexed: Indexed) -> None:
    assert hits(WordQuery("Мир", case=True), "Мир и мир", indexed) == ["Мир"]
    assert hits(RegexQuery("м.р", case=True), "Мир и мир", indexed) == ["мир"]


def test_the_index_leaves_beads_out(indexed: Indexed) -> None:
    index = indexed([("Мир.", "Peace."), ("Война.", "War.")])
    for query in (WordQuery("мир*"), RegexQuery("ми."), LemmaQuery("мир"), ConceptQuery("war", TRUCE)):
        expression = query.expression(index, "source")
        if isinstance(query, RegexQuery):
            assert expression is None  # two letters stand in too many words
        else:
            assert expression is not None
            assert len(list(index.beads(expression))) == 1
    assert WordQuery("*икто*").expression(index, "source") == NO_BEAD
    index.close()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: WordQuery(" "), "empty"),
        (lambda: WordQuery("* !"), "no letter"),
        (lambda: WordQuery("x" * 2000), "longer than"),
        (lambda: RegexQuery(""), "empty"),
        (lambda: RegexQuery("(мир"), "not a regular expression: missing"),
        (lambda: RegexQuery("(" * 900 + ")" * 100), "regular expression"),
        (lambda: LemmaQuery("мир*"), "no \\*"),
        (lambda: LemmaQuery("!"), "no letter"),
        (lambda: ConceptQuery("peace", TRUCE), "no concept 'peace'"),
    ],
)
def test_what_cannot_be_meant(make: object, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        make()  # type: ignore[operator]
    assert "\n" not in str(caught.value)


def test_a_regular_expression_without_end_is_stopped(indexed: Indexed) -> None:
    text = "а" * 5000 + "!"
    with pytest.raises(UsageError, match="takes too long"):
        hits(RegexQuery(r"(?:а|аа|а\w)+(?:а|аа)+[бв](?<=б)"), text, indexed)


def test_a_concept_that_nothing_records_is_not_found(indexed: Indexed) -> None:
    assert hits(RecordedQuery("truce"), "О перемирии", indexed) == []
