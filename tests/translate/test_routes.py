from __future__ import annotations

from pathlib import Path

import pytest

from polyglot_news.errors import NoRouteError, UsageError
from polyglot_news.translate.argos import ArgosEngine
from polyglot_news.translate.engine import Model
from polyglot_news.translate.routes import describe, find_route, reachable


class Fixed(ArgosEngine):
    """An engine with the pairs given, whose models are never loaded."""

    def __init__(self, *pairs: str) -> None:
        super().__init__()
        self._pairs = [pair.split("-") for pair in pairs]

    def models(self) -> list[Model]:
        return [Model("argos", a, b, f"{a}-{b}", Path(f"{a}-{b}")) for a, b in self._pairs]


ROUTES = [
    (("ru-en", "en-pt", "ru-pt"), "ru", "pt", (), "ru→pt"),
    (("ru-en", "en-pt"), "ru", "pt", (), "ru→en→pt"),
    (("ru-en", "en-pt"), "ru", "pt-BR", (), "ru→en→pt"),
    (("ru-de", "ru-en", "de-pt", "en-pt"), "ru", "pt", (), "ru→en→pt"),
    (("ru-de", "ru-en", "de-pt", "en-pt"), "ru", "pt", ("de",), "ru→de→pt"),
    (("ru-pt", "ru-en", "en-pt"), "ru", "pt", ("en",), "ru→en→pt"),
    (("uk-ru", "ru-en", "en-pt"), "uk", "pt", (), "uk→ru→en→pt"),
]


@pytest.mark.parametrize(("pairs", "source", "target", "via", "expected"), ROUTES)
def test_route(pairs: tuple[str, ...], source: str, target: str, via: tuple[str, ...], expected: str) -> None:
    assert describe(find_route(Fixed(*pairs), source, target, via)) == expected


MISSING = [
    (("en-pt",), "ru", "pt", (), "polyglot-news models install ru en$"),
    (("ru-en",), "ru", "pt", (), "polyglot-news models install en pt$"),
    ((), "ru", "uk", (), "models install ru en && polyglot-news models install en uk$"),
    (("en-pt",), "de", "en", (), "no argos model translates German to English"),
    (("ru-pt",), "ru", "pt", ("en",), "models install ru en$"),
]


@pytest.mark.parametrize(("pairs", "source", "target", "via", "message"), MISSING)
def test_no_route_names_the_command(
    pairs: tuple[str, ...], source: str, target: str, via: tuple[str, ...], message: str
) -> None:
    with pytest.raises(NoRouteError, match=message):
        find_route(Fixed(*pairs), source, target, via)


def test_same_language_is_refused() -> None:
    with pytest.raises(UsageError, match="same language"):
        find_route(Fixed("en-pt"), "pt", "pt-BR")


def test_reachable_pairs() -> None:
    routes = reachable(Fixed("ru-en", "en-pt").models())
    assert {pair: describe(route) for pair, route in routes.items()} == {
        ("ru", "en"): "ru→en", ("en", "pt"): "en→pt", ("ru", "pt"): "ru→en→pt",
    }  # fmt: skip
