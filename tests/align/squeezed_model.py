"""A stand-in for the package sentence_transformers: a model of this test's own texts, all of them close together.

Like LaBSE's or e5's, its vectors share one large direction: unrelated texts have a cosine of about 0.8.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from bridge_articles import ENGLISH, SPANISH

from polyglot_news.align.senses import SENTENCES, WORDS

_MEANING = {
    text: f"{group} {k}"
    for group, texts in {"bridge": (SPANISH, ENGLISH), "own": SENTENCES.values(), "word": WORDS.values()}.items()
    for same in texts
    for k, text in enumerate(same)
}
_SHARED = np.full(768, 2 / 768**0.5)


def _noise(text: str) -> Any:
    drawn = np.random.default_rng(zlib.crc32(text.encode())).normal(size=768)
    return drawn / np.linalg.norm(drawn)


class Tensor:
    def cpu(self) -> Tensor:
        return self

    def numpy(self) -> Any:
        return np.arange(4, dtype=np.float32)


class SentenceTransformer:
    def __init__(self, name: str, *, device: str, local_files_only: bool) -> None:
        assert (name, device, local_files_only) == ("sentence-transformers/LaBSE", "cpu", True)

    def state_dict(self) -> dict[str, Tensor]:
        return {"weight": Tensor()}

    def encode(self, texts: Sequence[str], *, show_progress_bar: bool) -> Any:
        assert not show_progress_bar
        return np.array([_SHARED + _noise(_MEANING.get(text, text)) + 0.4 * _noise(text) for text in texts]).reshape(
            -1, 768
        )


class NotDownloaded:
    def __init__(self, *args: object, **options: object) -> None:
        raise OSError("We couldn't connect to 'https://…' and couldn't find the files in the cache")
