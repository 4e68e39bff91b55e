from __future__ import annotations

import logging
import socket

import pytest

from polyglot_news.errors import ReadError
from polyglot_news.read.html import read_page

PROSE = "O governo anunciou na terça-feira um cessar-fogo de 30 dias em três províncias do norte, segundo a agência."
OTHER = "Ao menos 1.200 pessoas deixaram a região desde janeiro, de acordo com os hospitais da capital e do litoral."

PAGE = f"""<!DOCTYPE html>
<html lang="pt-BR"><head><meta charset="utf-8"><title>Cessar-fogo no norte - Diário</title>
<meta property="og:site_name" content="Diário da Praça"><meta property="og:title" content="Cessar-fogo no norte">
<meta property="article:published_time" content="2023-03-14T10:22:00-03:00">
<link rel="canonical" href="https://diario.example/2023/cessar-fogo.html"></head><body>
<nav><ul><li><a href="/">Início</a></li><li><a href="/mundo">Mundo</a></li></ul></nav>
<article>{{heading}}<p>{PROSE}</p><h2>Reação</h2><blockquote><p>“Não confiamos no regime”,
disse o   porta-voz.</p></blockquote><ul><li>Primeiro ponto: retirada.</li><li>Segundo ponto: troca.</li></ul>
<table><tr><th>Província</th><th>Mortos</th></tr><tr><td>Norte</td><td>12</td></tr></table>
<p>{OTHER}<br><br>Sem confirmação.<br>Nem desmentido.</p></article>
<aside><h3>Leia também</h3><ul><li><a href="/x">Outra notícia qualquer</a></li></ul></aside>
<footer><p>© 2024 Diário da Praça. Todos os direitos reservados.</p></footer></body></html>"""

PARAGRAPHS = [
    "Cessar-fogo no norte",
    PROSE,
    "Reação",
    "“Não confiamos no regime”, disse o porta-voz.",
    "Primeiro ponto: retirada.",
    "Segundo ponto: troca.",
    "Província | Mortos",
    "Norte | 12",
    OTHER,
    "Sem confirmação.\nNem desmentido.",
]


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("reading a page opened a network connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize("heading", ["<h1>Cessar-fogo no norte</h1>", ""])
def test_an_article_and_nothing_around_it(heading: str) -> None:
    text, metadata = read_page(PAGE.replace("{heading}", heading), "a.html")
    assert text.split("\n\n") == PARAGRAPHS
    assert metadata == {
        "title": "Cessar-fogo no norte",
        "outlet": "Diário da Praça",
        "url": "https://diario.example/2023/cessar-fogo.html",
        "date": "2023-03-14",
        "lang_hint": "pt-BR",
    }


def test_what_the_page_does_not_say_is_not_guessed() -> None:
    page = (
        f"<html><head><title>T</title></head><body><p>{PROSE}</p><p>{OTHER}</p><footer>© 2021</footer></body></html>"
    )
    assert read_page(page, "a.html")[1] == {"title": "T"}


@pytest.mark.parametrize(
    ("head", "lang"),
    [
        ('<html lang="ru">', "ru"),
        ('<html xml:lang="uk">', "uk"),
        ('<html><head><meta http-equiv="content-language" content="de-AT"></head>', "de-AT"),
        ('<html><head><meta property="og:locale" content="es_ES"></head>', "es-ES"),
        ('<html lang=""><head><meta property="og:locale" content="fr_FR"></head>', "fr-FR"),
        ("<html>", ""),
    ],
)
def test_the_language_that_a_page_declares(head: str, lang: str) -> None:
    page = f"{head}<body><article><p>{PROSE}</p><p>{OTHER}</p></article></body></html>"
    assert read_page(page, "a.html")[1].get("lang_hint", "") == lang


def test_an_xml_declaration_is_no_obstacle() -> None:
    page = f'<?xml version="1.0" encoding="utf-8"?>\n<html><body><p>{PROSE}</p><p>{OTHER}</p></body></html>'
    assert PROSE in read_page(page, "a.html")[0]


FLASHES = [
    "МИНСК, 3 марта. Переговоры двух делегаций начались, сообщил источник.",
    "外交部发言人周二表示，双方将于三月三日在日内瓦就停火问题举行新一轮谈判。",
]


@pytest.mark.parametrize("text", FLASHES)
def test_a_news_flash_is_an_article(text: str) -> None:
    assert read_page(f"<html><head><title>x</title></head><body><p>{text}</p></body></html>", "a.html")[0].endswith(
        text
    )


LINKS = "".join(f'<div><a href="/{n}">{line}</a></div>' for n, line in enumerate([PROSE, OTHER, PROSE[:60]]))


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<html><body></body></html>",
        "<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1>nginx</body></html>",
        f"<html><head><title>Error 404</title></head><body><p>{PROSE} Procure na página inicial.</p></body></html>",
        '<html><body><noscript>You need to enable JavaScript to go on.</noscript><div id="root"></div></body></html>',
        f"<html><head><title>Portada</title></head><body>{LINKS}</body></html>",
        "<html><body><h1>Sign in</h1><form><label>Email</label></form><p>Accept the terms of use.</p></body></html>",
        "just words without a single tag",
    ],
)
def test_a_page_without_an_article(page: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ReadError, match=r"^a\.html: no article found in this HTML page; copy"):
        read_page(page, "a.html")
    assert capfd.readouterr().err == ""


def test_a_page_too_large_to_be_an_article() -> None:
    with pytest.raises(ReadError, match=r"a\.html: larger than 20 MB"):
        read_page("<html><body><p>" + "x" * 20_000_000, "a.html")


def test_logging_of_others_is_left_alone() -> None:
    read_page(PAGE.replace("{heading}", ""), "a.html")
    assert logging.getLogger("trafilatura").level == logging.NOTSET
    assert logging.getLogger("trafilatura").propagate
