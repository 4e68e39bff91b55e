from __future__ import annotations

import pytest

from polyglot_news.translate.word_alignment import link_words, piece_spans, words


def test_words() -> None:
    text = "O cessar-fogo d'água custou 4,500 euros — ontem_hoje."
    assert [text[a:b] for a, b in words(text)] == [
        "O",
        "cessar-fogo",
        "d'água",
        "custou",
        "4",
        "500",
        "euros",
        "ontem",
        "hoje",
    ]


@pytest.mark.parametrize(
    ("text", "pieces", "surfaces"),
    [
        ("The talks failed.", ["▁The", "▁talk", "s", "▁failed", "."], ["The", "talk", "s", "failed", "."]),
        ("unbroken", ["un@@", "bro@@", "ken"], ["un", "bro", "ken"]),
        ('"No"', ["&quot;", "No", "&quot;"], ['"', "No", '"']),
        ('a "b"', ["a", "&@@", "quot@@", ";", "b", "&quot;"], ["a", '"', "", "", "b", '"']),
        ("ﬁve men", ["▁fi", "ve", "▁men"], ["ﬁ", "ve", "men"]),
        ("a  b", ["▁a", "▁", "b"], ["a", "", "b"]),
        ("a", ["▁a", "▁b"], ["a", ""]),
    ],
)
def test_piece_spans(text: str, pieces: list[str], surfaces: list[str]) -> None:
    spans = piece_spans(text, pieces)
    assert [text[a:b] for a, b in spans] == surfaces
    assert spans == sorted(spans)


def test_links_of_words_in_pieces() -> None:
    source, target = "red cars", "carros vermelhos"
    source_pieces = piece_spans(source, ["▁red", "▁car", "s"])
    target_pieces = piece_spans(target, ["▁carro", "s", "▁verm", "elhos"])
    attention = [[0.1, 0.8, 0.1], [0.3, 0.2, 0.5], [0.9, 0.1, 0.0], [0.4, 0.3, 0.3]]
    links = link_words(source, source_pieces, target, target_pieces, attention)
    assert [(source[a:b], target[c:d]) for a, b, c, d in links] == [("cars", "carros"), ("red", "vermelhos")]


def test_one_word_for_two() -> None:
    source, target = "prime minister", "premiê"
    links = link_words(
        source, piece_spans(source, ["▁prime", "▁minister"]), target, piece_spans(target, ["▁premiê"]), [[0.4, 0.6]]
    )
    assert [source[a:b] for a, b, _, _ in links] == ["prime", "minister"]


def test_punctuation_is_not_linked() -> None:
    links = link_words("Yes.", piece_spans("Yes.", ["▁Yes", "."]), "Sim.", piece_spans("Sim.", ["▁Sim", "."]),
                       [[0.9, 0.1], [0.9, 0.1]])  # fmt: skip
    assert links == ((0, 3, 0, 3),)
