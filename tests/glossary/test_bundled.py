from __future__ import annotations

from pathlib import Path

import pytest

import polyglot_news
from polyglot_news.errors import UsageError
from polyglot_news.glossary.bundled import bundled_names, load_bundled
from polyglot_news.glossary.lint import lint


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A source tree in which the package stands; its glossaries are beside it."""
    (tmp_path / "polyglot_news").mkdir()
    monkeypatch.setattr(polyglot_news, "__file__", str(tmp_path / "polyglot_news" / "__init__.py"))
    load_bundled.cache_clear()
    yield tmp_path
    load_bundled.cache_clear()


def _add(folder: Path, name: str, term: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.csv").write_text(f"concept,lang,term\nc,en,{term}\n", encoding="utf-8")


def test_those_of_the_checkout_are_listed_and_loaded(checkout: Path) -> None:
    _add(checkout / "glossaries", "war", "front")
    _add(checkout / "glossaries", "places", "Kyiv")
    (checkout / "glossaries" / "README.md").write_text("the editorial rule", encoding="utf-8")
    assert bundled_names() == ("places", "war")
    assert [term.text for term in load_bundled("war")] == ["front"]


def test_those_in_the_package_come_first(checkout: Path) -> None:
    _add(checkout / "glossaries", "war", "outside")
    _add(checkout / "polyglot_news" / "glossaries", "war", "inside")
    assert [term.text for term in load_bundled("war")] == ["inside"]


def test_an_unknown_name_lists_the_known_ones(checkout: Path) -> None:
    _add(checkout / "glossaries", "war", "front")
    with pytest.raises(UsageError, match="no termbase 'peace' ships; there are war"):
        load_bundled("peace")


@pytest.mark.parametrize("name", bundled_names())
def test_every_termbase_that_ships_is_sound(name: str) -> None:
    assert [problem for problem in lint(load_bundled(name)) if problem.severity != "info"] == []
