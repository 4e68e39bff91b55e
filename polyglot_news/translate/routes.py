"""Which models lead from one language to another."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import pairwise

from polyglot_news.errors import NoRouteError, UsageError
from polyglot_news.language import base, english_name
from polyglot_news.translate.engine import Engine, Model

Route = tuple[Model, ...]


def find_route(engine: Engine, source: str, target: str, via: Sequence[str] = ()) -> Route:
    """The models to go through, in order: a direct one where there is one, else the shortest chain.

    Args:
        source, target: language tags; models are found by base language, so `pt-BR` takes a `pt` model.
        via: pivot languages that must be gone through, in this order, with no other between them.

    Raises:
        UsageError: source and target are the same language.
        NoRouteError: nothing connects them; the message names the command that would install what is missing.
    """
    stops = [base(tag) for tag in (source, *via, target)]
    if stops[0] == stops[-1]:
        raise UsageError(f"source and target are the same language ({english_name(stops[0])}): nothing to translate")
    models = engine.models()
    if via:
        return tuple(_direct(engine, models, a, b) for a, b in pairwise(stops))
    route = _shortest(models, stops[0], stops[-1])
    if route is None:
        raise NoRouteError(_missing(engine, models, stops[0], stops[-1]))
    return route


def describe(route: Route) -> str:
    """The languages of a route: `ru→en→pt`."""
    return "→".join([route[0].source, *(model.target for model in route)])


def reachable(models: Iterable[Model]) -> dict[tuple[str, str], Route]:
    """For every ordered pair of languages that the models connect, its route."""
    models = list(models)
    languages = sorted({lang for model in models for lang in (model.source, model.target)})
    routes = {(a, b): _shortest(models, a, b) for a in languages for b in languages if a != b}
    return {pair: route for pair, route in routes.items() if route}


def _direct(engine: Engine, models: Sequence[Model], source: str, target: str) -> Model:
    for model in models:
        if (model.source, model.target) == (source, target):
            return model
    raise NoRouteError(_missing(engine, models, source, target))


def _shortest(models: Sequence[Model], source: str, target: str) -> Route | None:
    """Breadth-first search; among equally short routes one through English, then the models' own order."""
    ordered = sorted(models, key=lambda model: model.target != "en")
    queue: deque[tuple[str, Route]] = deque([(source, ())])
    seen = {source}
    while queue:
        lang, route = queue.popleft()
        for model in ordered:
            if model.source != lang or model.target in seen:
                continue
            if model.target == target:
                return (*route, model)
            seen.add(model.target)
            queue.append((model.target, (*route, model)))
    return None


def _missing(engine: Engine, models: Sequence[Model], source: str, target: str) -> str:
    """What is missing for a pair, and what installs it: Argos and Firefox models go from or to English."""
    have = {(model.source, model.target) for model in models}
    legs = [(source, target)] if "en" in (source, target) else [(source, "en"), ("en", target)]
    option = "" if engine.name == "argos" else f" --engine {engine.name}"
    commands = [f"polyglot-news models install {a} {b}{option}" for a, b in legs if (a, b) not in have]
    names = f"{english_name(source)} to {english_name(target)}"
    return f"no {engine.name} model translates {names}; install what is missing with: {' && '.join(commands)}"
