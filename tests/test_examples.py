from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from polyglot_news.read import read_article, read_articles

EXAMPLES = Path(__file__).parent.parent / "examples"
ARTICLES = sorted((EXAMPLES / "articles").iterdir())
TRANSLATIONS = sorted((EXAMPLES / "translations").glob("*.txt"))
PLANTED = list(csv.DictReader((EXAMPLES / "translations" / "planted.csv").read_text("utf-8").splitlines()))

QUOTES = {"en": "“”", "pt": "“”", "es": "«»", "ru": "«»", "uk": "«»", "de": "„“"}
MONTHS = {"en": "March", "pt": "fevereiro", "es": "septiembre", "ru": "марта", "uk": "квітня", "de": "Mai"}
LOADED = {
    "en": ["special operation", "coup", "regime", "occupied territories", "separatists"],
    "pt": ["operação especial", "golpe", "regime", "territórios ocupados", "separatistas"],
    "es": ["operación especial", "golpe de Estado", "régimen", "territorios ocupados", "separatistas"],
    "ru": ["специальная операция", "переворота", "оккупированные территории", "Сепаратисты", "боевики"],
    "uk": ["спеціальна операція", "перевороту", "режим", "окупованих територіях", "Сепаратисти"],
    "de": ["Spezialoperation", "Putsches", "Regime", "besetzten Gebieten", "Separatisten"],
}
CHECKS = {"omission", "number", "date", "negation", "hedge", "loaded_term", "scare_quotes", "attribution",
          "first_person", "merged", "split"}  # fmt: skip


def test_there_is_one_in_each_of_six_languages() -> None:
    assert {file.name[:2] for file in ARTICLES} == QUOTES.keys()
    assert len(list(read_articles([EXAMPLES / "articles"]))) == len(ARTICLES)


@pytest.mark.parametrize("file", [*ARTICLES, *TRANSLATIONS], ids=lambda file: file.name)
def test_an_example_is_a_short_article(file: Path) -> None:
    article = read_article(file)
    assert article.metadata["encoding"] == "utf-8"
    assert 150 <= len(re.findall(r"\w[\w’'.,-]*", article.text)) <= 300
    assert len(article.text.split("\n\n")) >= 5


@pytest.mark.parametrize("file", ARTICLES, ids=lambda file: file.name)
def test_an_example_has_what_makes_news_hard(file: Path) -> None:
    lang, text = file.name[:2], read_article(file).text
    opening, closing = QUOTES[lang]
    assert text.count(opening) >= 3
    assert text.count(opening) == text.count(closing)
    assert '"' not in text.replace('title: "Gasstreit: Karwenien droht mit Ausnahmezustand"', "")
    assert len(re.findall(r"\d+(?:[.,]\d+)?", text)) >= 6
    assert re.search(rf"\d+\.? (?:de )?{MONTHS[lang]}", text)
    assert [term for term in LOADED[lang] if term not in text] == []


def test_the_page_gives_its_article_only() -> None:
    article = read_article(EXAMPLES / "articles" / "es-detenciones-sin-cargos.html")
    assert {key: article.metadata[key] for key in ("outlet", "date", "lang_hint")} == {
        "outlet": "La Brújula del Sur", "date": "2023-09-12", "lang_hint": "es",
    }  # fmt: skip
    assert article.text.startswith(article.metadata["title"] + "\n\nPUERTO CLARO")
    assert article.text.endswith("apoyaban al presidente.")
    for around in ("cookies", "Portada", "Más noticias", "Sube el precio", "Aviso legal", "2024"):
        assert around not in article.text


@pytest.mark.parametrize(
    "row", PLANTED, ids=lambda row: f"{row['article_id'][:2]}-{row['check']}-{row['source_start']}"
)
def test_what_is_planted_is_where_the_list_says(row: dict[str, str]) -> None:
    source = read_article(EXAMPLES / "articles" / f"{row['article_id']}.txt").text
    target = read_article(EXAMPLES / "translations" / f"{row['article_id']}.en.txt").text
    assert row["check"] in CHECKS
    assert row["note"]
    assert source[int(row["source_start"]) : int(row["source_end"])] == row["source_span"] != ""
    if row["check"] == "omission":
        assert row["target_start"] == row["target_end"] == row["target_span"] == ""
    else:
        assert target[int(row["target_start"]) : int(row["target_end"])] == row["target_span"] != ""


def test_every_kind_is_planted() -> None:
    planted = Counter(row["check"] for row in PLANTED)
    assert planted.keys() == CHECKS
    assert {row["article_id"] for row in PLANTED} == {file.name.removesuffix(".en.txt") for file in TRANSLATIONS}
