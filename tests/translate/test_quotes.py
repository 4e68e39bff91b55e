from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyglot_news.translate.quotes import Mark, find_marks, project_marks, restore_marks

FOUND = [
    ("He said “signals” and left.", "“O1 ”C1"),
    ("It isn’t the organization’s fault.", ""),
    ("the students’ “union”", "“O1 ”C1"),
    ("‘This ’90s thing’ is over.", "‘O1 ’C1"),
    ("She said: “He told me ‘no’ twice.”", "“O1 ‘O2 ’C2 ”C1"),
    ("«Мы „победим“», — сказал он.", "«O1 „O2 “C2 »C1"),
    ("„Das ist ‚gut‘“, sagte er.", "„O1 ‚O2 ‘C2 “C1"),
    ("»Ja«, sagte sie.", "»O1 «C1"),
    ("« Bonjour », dit-il.", "« O1  »C1"),
    ("”Hej”, sa han.", "”O1 ”C1"),
    ("他说：“他喊‘停’了。”", "“O1 ‘O2 ’C2 ”C1"),
    ("「『白』と言った」", "「O1 『O2 』C2 」C1"),
    ('She said "yes" and "no".', '"O1 "C1 "O1 "C1'),
    ('"A "b," he said."', '"O1 "O2 "C2 "C1'),
    ("\"It was all about 'I need to win'.\"", "\"O1 'O2 'C2 \"C1"),
    ("Rock 'n' roll isn't dead.", ""),
    ("He is 5'10\" tall.", ""),
    ('an unfinished "quotation', '"O1'),
    ('that ends here," he said.', '"C1'),
    ("d'état, l’État, rock ’n’ roll", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_finds_marks(text: str, expected: str) -> None:
    found = [f"{text[m.start : m.end]}{'O' if m.opening else 'C'}{m.level}" for m in find_marks(text)]
    assert " ".join(found) == expected


def test_paragraph_that_opens_again_continues_the_quotation() -> None:
    text = "“First paragraph.\n\n“Second paragraph,” he said. “Third.”"
    levels = [(m.opening, m.level) for m in find_marks(text, [0, text.index("“S")])]
    assert levels == [(True, 1), (True, 1), (False, 1), (True, 1), (False, 1)]


RESTORED = [
    # source with typographic marks, model output, language, expected
    ("He said “signals”.", 'Ele disse "sinais".', "pt", "Ele disse “sinais”."),
    ("He said “signals”.", 'Er sprach von "Zeichen".', "de", "Er sprach von „Zeichen“."),
    ("He said “signals”.", 'Il parle de "signaux".', "fr", "Il parle de «\u00a0signaux\u00a0»."),
    ("He said “signals”.", 'Он сказал "сигналы".', "ru", "Он сказал «сигналы»."),
    ('He said "signals".', 'Ele disse "sinais".', "pt", 'Ele disse "sinais".'),
    ("“We ‘win’,” he said.", "\"Nós 'vencemos'\", disse.", "pt", "“Nós ‘vencemos’”, disse."),
    ("“We ‘win’,” he said.", '"Nós "vencemos"", disse.', "ru", "«Nós „vencemos“», disse."),
    ("He said: “they cried ‘stop.’”", 'Disse: "gritaram \'pare".', "pt", "Disse: “gritaram ‘pare’”."),
    ("ends here,” he said.", 'termina aqui", disse.', "pt", "termina aqui”, disse."),
    ("“It begins", '"Começa', "pt", "“Começa"),
]


@pytest.mark.parametrize(("source", "output", "lang", "expected"), RESTORED)
def test_restores_in_the_target_style(source: str, output: str, lang: str, expected: str) -> None:
    assert restore_marks(output, find_marks(source), lang) == expected


@pytest.mark.parametrize("output", ["Ele disse sinais.", 'Ele "disse sinais.', 'Ele " disse" "sinais".'])
def test_does_not_pretend_when_marks_do_not_correspond(output: str) -> None:
    assert restore_marks(output, find_marks("He said “signals”."), "pt") is None


def _links(source: str, target: str, pairs: str) -> list[tuple[int, int, int, int]]:
    links = []
    for pair in pairs.split():
        a, b = pair.split("=")
        s, t = re.search(rf"\b{a}\b", source), re.search(rf"\b{b}\b", target)
        assert s is not None
        assert t is not None
        links.append((*s.span(), *t.span()))
    return links


PROJECTED = [
    ("of “likely” voters", "dos prováveis eleitores", "likely=prováveis voters=eleitores", "pt",
     "dos “prováveis” eleitores"),
    ("He fears “new wars.”", "Ele teme novas guerras.", "new=novas wars=guerras", "pt", "Ele teme “novas guerras”."),
    ("Ele teme “novas guerras”.", "He fears new wars.", "novas=new guerras=wars", "en", "He fears “new wars.”"),
    ("“Now,” he said.", "Agora, disse ele.", "Now=Agora said=disse he=ele", "pt", "“Agora”, disse ele."),
    ("“It begins here.", "Começa aqui.", "begins=Começa here=aqui", "pt", "“Começa aqui."),
    ("It ends here.”", "Termina aqui.", "ends=Termina here=aqui", "pt", "Termina aqui.”"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "output", "pairs", "lang", "expected"), PROJECTED)
def test_projects_through_word_alignment(source: str, output: str, pairs: str, lang: str, expected: str) -> None:
    links = _links(source, output, pairs)
    assert project_marks(source, output, find_marks(source), links, lang) == expected


def test_projection_gives_up_on_a_passage_without_links() -> None:
    source = "of “likely” voters"
    assert project_marks(source, "dos eleitores", find_marks(source), [(11, 17, 4, 13)], "pt") is None


@given(st.text(alphabet="ab .,\n\"'“”‘’„«»‹›「」", max_size=60))
def test_marks_are_ordered_disjoint_and_inside(text: str) -> None:
    marks = find_marks(text, [0, *(m.end() for m in re.finditer("\n\n", text))])
    edges = [edge for mark in marks for edge in (mark.start, mark.end)]
    assert all(0 <= a <= len(text) for a in edges)
    assert all(isinstance(mark, Mark) and mark.start < mark.end and mark.level >= 1 for mark in marks)
    assert [m.start for m in marks] == sorted({m.start for m in marks})
