from __future__ import annotations

import pytest

from polyglot_news.glossary.grammar import Form
from polyglot_news.glossary.portuguese import PortugueseGrammar, gender_of, pluralise
from polyglot_news.glossary.termbase import Term

PT = PortugueseGrammar()
M, F = Form("golpe", "m"), Form("invasão", "f")
MANY, MANY_F = Form("golpes", "m", True), Form("invasões", "f", True)

LEFTS = [
    ("O ", M, F, "A "), ("o fim da ", F, M, "o fim do "), ("morreu na ", F, M, "morreu no "),
    ("devido à ", F, M, "devido ao "), ("causado pela ", F, M, "causado pelo "), ("numa ", F, M, "num "),
    ("Essa ", F, M, "Esse "), ("a sua ", F, M, "o seu "), ('A chamada "', F, M, 'O chamado "'),
    ("os ", MANY, F, "a "), ("dos ", MANY, MANY_F, "das "), ("Dois ", MANY, MANY_F, "Duas "),
    ("aos novos ", MANY, MANY_F, "às novas "), ("sobre ", F, M, "sobre "), ("a ", MANY_F, MANY, "a "),
    ("o ", M, Form("acordar", nominal=False), ""), ("do ", M, Form("acordar", nominal=False), "de "),
]  # fmt: skip


@pytest.mark.parametrize(("left", "old", "new", "wanted"), LEFTS)
def test_what_stands_before_a_noun_agrees(left: str, old: Form, new: Form, wanted: str) -> None:
    assert PT.lefts(left, old, new, named=False)[0] == wanted


@pytest.mark.parametrize(
    ("left", "wanted"), [("em ", "na "), ("de ", "da "), ("por ", "pela "), ("", "A "), ("contra ", "contra a ")]
)
def test_a_noun_in_the_place_of_a_name_gets_an_article(left: str, wanted: str) -> None:
    assert PT.lefts(left, Form("Taiwan"), Form("ilha", "f"), named=True)[0] == wanted


RIGHTS = [
    (" foi condenada.", F, M, " foi condenado."), (" é longa e perigosa.", F, M, " é longo e perigoso."),
    (" foram condenados.", MANY, F, " foi condenada."), (" acabou ontem.", M, MANY, " acabaram ontem."),
    (" mostra tudo.", F, M, " mostra tudo."), (", cujos moradores fugiram", MANY, F, ", cujos moradores fugiram"),
    (" da Rússia foi denunciada.", F, M, " da Rússia foi denunciado."), (" causa medo.", F, M, " causa medo."),
    (" anunciou um investimento.", M, F, " anunciou um investimento."),
    (" caiu perto dali.", M, F, " caiu perto dali."), (" recuperou seis corpos.", MANY, F, " recuperou seis corpos."),
    (", conhecido como achatamento.", M, F, ", conhecida como achatamento."),
]  # fmt: skip


@pytest.mark.parametrize(("right", "old", "new", "wanted"), RIGHTS)
def test_what_stands_after_a_noun_agrees(right: str, old: Form, new: Form, wanted: str) -> None:
    assert PT.right(right, old, new) == wanted


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("invasão", "invasões"), ("operação militar especial", "operações militares especiais"),
        ("míssil", "mísseis"),
        ("golpe de Estado", "golpes de Estado"), ("civil", "civis"), ("ataque terrorista", "ataques terroristas"),
        ("cidadão", "cidadãos"), ("refém israelense", "reféns israelenses"), ("país", "países"), ("vírus", "vírus"),
    ],
)  # fmt: skip
def test_plurals(singular: str, plural: str) -> None:
    assert pluralise(singular) == plural
    assert PT.is_plural(plural) == (singular != plural)
    assert not PT.is_plural(singular)


@pytest.mark.parametrize(
    ("word", "gender"),
    [("invasão", "f"), ("verdade", "f"), ("golpe", ""), ("problema", "m"), ("conflito", "m"), ("guerra", "f")],
)
def test_genders_told_by_shape(word: str, gender: str) -> None:
    assert gender_of(word) == gender


def test_a_noun_of_either_gender_is_masculine_unless_it_follows_another() -> None:
    rebel = PT.form(Term("c", "pt", "rebelde", pos="noun", gender="c", number="sg"), plural=False)
    assert PT.lefts("a ", Form("milícia", "f"), rebel, named=False) == ["o "]
    assert PT.lefts("a ", Form("terrorista", "c"), rebel, named=False) == ["a "]
