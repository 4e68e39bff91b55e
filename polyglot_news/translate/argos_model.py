"""One Argos package in memory: tokenizer, CTranslate2 translator, and the way from text to pieces and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from polyglot_news.errors import ModelError
from polyglot_news.models.argos_package import read_package
from polyglot_news.translate.argos_tokenizer import Tokenizer, load_tokenizer
from polyglot_news.translate.engine import Alternative, Hypothesis, Model
from polyglot_news.translate.next_words import next_words
from polyglot_news.translate.word_alignment import link_words, piece_spans

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LENGTH_PENALTY = 0.2
"""The length penalty of argostranslate, so that the same package gives the same text."""


def penalty(length: int) -> float:
    """What CTranslate2 divides the log-probability of a hypothesis of `length` pieces by; it counts the end too."""
    return float((length + 1) ** LENGTH_PENALTY)


class ArgosModel:
    """One package. Its parts are loaded when they are first needed.

    Args:
        settings: of `ctranslate2.Translator`.

    Raises:
        ModelError: on first use, when a part cannot be loaded.
    """

    def __init__(self, model: Model, settings: dict[str, Any]) -> None:
        self._model = model
        self._settings = settings
        self._unknown: dict[str, bool] = {}

    @cached_property
    def translator(self) -> Any:
        import ctranslate2

        try:
            return ctranslate2.Translator(str(self._model.path / "model"), **self._settings)
        except (RuntimeError, ValueError) as error:
            raise self._unloadable("model", error) from error

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        try:
            tokenizer = load_tokenizer(self._model.path, self._model.source, self._model.target)
            tokenizer.encode("a")
        except (OSError, ValueError, RuntimeError, AttributeError, ImportError) as error:
            raise self._unloadable("tokenizer", error) from error
        return tokenizer

    @cached_property
    def language(self) -> list[str]:
        """The piece that tells a multilingual model its target language, or nothing."""
        package = read_package(self._model.path)
        return [package.target_prefix] if package and package.target_prefix else []

    def _unloadable(self, part: str, error: Exception) -> ModelError:
        return ModelError(
            f"the {part} of {self._model.name} at {self._model.path} cannot be loaded: {error}; "
            f"check it with: polyglot-news models verify"
        )

    def awaited(self, future: Any, length: int) -> Any:
        """The result of an asynchronous translation of a text of `length` pieces."""
        try:
            return future.result()
        except RuntimeError as error:
            raise ModelError(f"model {self._model.name} fails on a segment of {length} pieces: {error}") from error

    def encode(self, text: str) -> list[str]:
        """Source pieces, as the package's own tokenizer cuts them."""
        return self._tokenizer.encode(text)

    def decode(self, pieces: Sequence[str]) -> str:
        """The text of target pieces; a language piece at the beginning is no text."""
        own = pieces[len(self.language) :] if list(pieces[: len(self.language)]) == self.language else pieces
        return self._tokenizer.decode(list(own)).strip()

    def is_unknown(self, char: str) -> bool:
        """Whether the vocabulary lacks a character."""
        if char.isspace():
            return False
        if char not in self._unknown:
            self._unknown[char] = self._tokenizer.is_unknown(char)
        return self._unknown[char]

    def piece_scores(self, sources: Sequence[list[str]], targets: Sequence[list[str]]) -> list[list[float]]:
        """The log-probability of every piece of given translations, and of the end after it.

        Each translation is a batch of its own, so that none is padded; one pass over all its pieces fills a core.
        """
        futures = [
            self.translator.score_batch([source], [[*self.language, *target]], max_input_length=0, asynchronous=True)[
                0
            ]
            for source, target in zip(sources, targets, strict=True)
        ]
        return [
            self.awaited(future, len(source)).log_probs[len(self.language) :]
            for future, source in zip(futures, sources, strict=True)
        ]

    def hypothesis(
        self,
        text: str,
        source: Sequence[str],
        target: Sequence[str],
        log_probability: float,
        attention: Sequence[Sequence[float]],
    ) -> Hypothesis:
        """One result of CTranslate2; `log_probability` is that of all its pieces and of the end."""
        translation = self.decode(target)
        own = target[len(self.language) :]
        return Hypothesis(
            text=translation,
            score=log_probability / (len(own) + 1),
            alignment=link_words(
                text,
                piece_spans(text, source),
                translation,
                piece_spans(translation, own),
                attention[len(target) - len(own) :],
            ),
            search_score=log_probability / penalty(len(target)),
        )

    def alternatives(self, text: str, prefix: str, count: int) -> list[Alternative]:
        """See `ArgosEngine.alternatives`."""
        source = self.encode(text)
        begin = [*self.language, *(self.encode(prefix) if prefix else [])]
        barred = [i for i, piece in enumerate(self._vocabulary) if piece in ("</s>", "<s>", "<unk>", "<pad>")]

        def distribution(words: list[list[str]]) -> NDArray[np.float64]:
            return self._next_piece(source, [[*begin, *word] for word in words])

        words = next_words(distribution, self._continues, self.decode, self._vocabulary, barred, count)
        return [Alternative(word, log_probability) for word, log_probability in words]

    def _next_piece(self, source: list[str], targets: list[list[str]]) -> NDArray[np.float64]:
        """Log-probabilities over the vocabulary after target beginnings of one length: the full softmax."""
        import numpy as np

        found = self.translator.translate_batch(
            [source] * len(targets), target_prefix=targets, beam_size=1, max_input_length=0,
            max_decoding_length=len(targets[0]) + 1, return_logits_vocab=True,
        )  # fmt: skip
        logits = np.array([np.asarray(result.logits[0][-1]).ravel() for result in found], np.float64)
        rows: NDArray[np.float64] = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
        return rows

    @cached_property
    def _vocabulary(self) -> list[str]:
        folder = self._model.path / "model"
        for name in ("target_vocabulary", "shared_vocabulary"):
            if (path := folder / f"{name}.json").exists():
                pieces: list[str] = json.loads(path.read_text(encoding="utf-8"))
                return pieces
            if (path := folder / f"{name}.txt").exists():
                return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
        raise self._unloadable("vocabulary", FileNotFoundError(str(folder)))

    def _continues(self, piece: str) -> NDArray[np.bool_]:
        """Which pieces would continue the word that `piece` belongs to, in SentencePiece's and in BPE's way."""
        import numpy as np

        if (self._model.path / "sentencepiece.model").exists():
            return self._inner
        return np.full(len(self._vocabulary), piece.endswith("@@"))

    @cached_property
    def _inner(self) -> NDArray[np.bool_]:
        import numpy as np

        return np.array([piece[:1].isalnum() for piece in self._vocabulary])
