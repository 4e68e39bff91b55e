"""The `argos` engine: Argos Translate packages, run directly through CTranslate2 and SentencePiece.

argostranslate itself translates paragraph by paragraph and returns joined sentences; here a whole batch of segments
goes to CTranslate2 at once, and scores, n-best lists, attention and target prefixes stay reachable.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

from polyglot_news.errors import ModelError
from polyglot_news.models.store import argos_models
from polyglot_news.translate.engine import Alternative, Capabilities, Decoding, Hypothesis, Model
from polyglot_news.translate.word_alignment import link_words, piece_spans

BATCH_TOKENS = 1024
"""Padded source tokens a batch; larger batches gain nothing on a CPU (measured, see benchmarks/speed.py)."""

_ARGOS_LENGTH_PENALTY = 0.2
"""The length penalty of argostranslate, so that the same package gives the same text."""


@dataclass(frozen=True, slots=True)
class ArgosOptions:
    """How CTranslate2 runs; the defaults suit a CPU.

    `inter_threads` batches are translated side by side, each on `intra_threads` cores. 0 means one batch a physical
    core; more than one core a batch only makes the threads of small models wait for each other.
    """

    device: str = "cpu"
    compute_type: str = "default"
    inter_threads: int = 0
    intra_threads: int = 1


class ArgosEngine:
    """Argos packages: the bundled ones, and those in argostranslate's own package directory."""

    name = "argos"
    capabilities = Capabilities(n_best=True, scores=True, alignment=True, prefix=True)
    longest_input = 110
    """Pieces; Argos models are trained on sentences and repeat or drop text above about 140."""

    def __init__(self, options: ArgosOptions = ArgosOptions()) -> None:
        self.options = options
        self._loaded: dict[Path, _Package] = {}
        self._lock = Lock()

    @property
    def version(self) -> str:
        import ctranslate2

        return f"ctranslate2-{ctranslate2.__version__}"

    def models(self) -> list[Model]:
        return argos_models()

    def lengths(self, model: Model, texts: Sequence[str]) -> list[int]:
        package = self._package(model)
        return [len(package.encode(text)) for text in texts]

    def unknown(self, model: Model, characters: AbstractSet[str]) -> frozenset[str]:
        package = self._package(model)
        return frozenset(char for char in characters if package.is_unknown(char))

    def translate(
        self, model: Model, texts: Sequence[str], decoding: Decoding = Decoding()
    ) -> list[tuple[Hypothesis, ...]]:
        if not texts:
            return []
        package = self._package(model)
        source = [package.encode(text) for text in texts]
        prefixes = package.prefixes(decoding.prefixes, len(texts))
        longest = max(map(len, source))
        results = package.translator.translate_batch(
            source,
            target_prefix=prefixes,
            max_batch_size=self._batch_tokens(source),
            batch_type="tokens",
            beam_size=max(decoding.beam_size, decoding.hypotheses),
            num_hypotheses=decoding.hypotheses,
            length_penalty=_ARGOS_LENGTH_PENALTY,
            no_repeat_ngram_size=decoding.no_repeat_ngram_size,
            max_input_length=0,
            max_decoding_length=max(256, 3 * longest),
            replace_unknowns=True,
            return_scores=True,
            return_attention=True,
        )
        lacking = [0.0] * len(texts) if decoding.prefixes is None else package.prefix_scores(source, prefixes or [])
        return [
            tuple(
                package.hypothesis(text, pieces, *found, of_prefix)
                for found in zip(result.hypotheses, result.scores, result.attention, strict=True)
            )
            for text, pieces, result, of_prefix in zip(texts, source, results, lacking, strict=True)
        ]

    def alternatives(self, model: Model, text: str, prefix: str, count: int = 5) -> list[Alternative]:
        """What the model would say next after the target beginning `prefix`, most probable first.

        CTranslate2 proposes the words; their probabilities come from forced decoding (`score_batch`), because the
        distribution that `return_alternatives` reports is not normalised for every kind of model.

        Args:
            prefix: the target up to the word in question, which may be empty.
            count: how many words to propose.
        """
        return self._package(model).alternatives(text, prefix, count)

    def _batch_tokens(self, source: Sequence[Sequence[str]]) -> int:
        """A batch size that leaves no worker idle on a short article."""
        share = -(-sum(map(len, source)) // self._workers)
        return max(64, min(BATCH_TOKENS, share))

    @property
    def _workers(self) -> int:
        return self.options.inter_threads or physical_cores()

    def _package(self, model: Model) -> _Package:
        with self._lock:
            if model.path not in self._loaded:
                self._loaded[model.path] = _Package(model, self.options, self._workers)
            return self._loaded[model.path]


class _Package:
    """One loaded package: tokenizer and translator."""

    def __init__(self, model: Model, options: ArgosOptions, workers: int) -> None:
        self._model = model
        self._options = options
        self._workers = workers
        self._unknown: dict[str, bool] = {}

    @cached_property
    def translator(self) -> Any:
        import ctranslate2

        try:
            return ctranslate2.Translator(
                str(self._model.path / "model"),
                device=self._options.device,
                compute_type=self._options.compute_type,
                inter_threads=self._workers,
                intra_threads=self._options.intra_threads,
            )
        except (RuntimeError, ValueError) as error:
            raise ModelError(
                f"model {self._model.name} at {self._model.path} cannot be loaded: {error}; "
                f"check it with: polyglot-news models verify"
            ) from error

    @cached_property
    def _argos(self) -> Any:
        from argostranslate.package import Package

        try:
            package = Package(self._model.path)
            package.tokenizer.encode("a")
        except (OSError, ValueError, RuntimeError, AttributeError) as error:
            raise ModelError(f"the tokenizer of model {self._model.name} cannot be loaded: {error}") from error
        return package

    def encode(self, text: str) -> list[str]:
        """Source pieces, as the package's own tokenizer cuts them."""
        pieces: list[str] = self._argos.tokenizer.encode(text)
        return pieces

    def is_unknown(self, char: str) -> bool:
        """Whether the vocabulary lacks a character; BPE vocabularies fall back on single characters and lack none."""
        if char.isspace():
            return False
        if char not in self._unknown:
            processor = getattr(self._argos.tokenizer, "lazy_processor", None)
            self._unknown[char] = bool(processor) and processor().unk_id() in processor().encode(char)
        return self._unknown[char]

    def decode(self, pieces: list[str]) -> str:
        text: str = self._argos.tokenizer.decode(pieces)
        language = self._argos.target_prefix
        return text.removeprefix(language).strip() if language else text.strip()

    def prefixes(self, given: Sequence[str] | None, count: int) -> list[list[str]] | None:
        """Target pieces to begin with: the package's own language token, then what the caller wants."""
        language = [self._argos.target_prefix] if self._argos.target_prefix else []
        if given is None:
            return [language] * count if language else None
        return [[*language, *(self.encode(prefix) if prefix else [])] for prefix in given]

    def prefix_scores(self, source: Sequence[list[str]], prefixes: Sequence[list[str]]) -> list[float]:
        """The log-probability of each prefix.

        CTranslate2 leaves a prefix out of the score, so that forcing a word would seem to cost nothing.
        """
        scored = self.translator.score_batch(
            list(source), list(prefixes), max_batch_size=BATCH_TOKENS, batch_type="tokens"
        )
        return [sum(found.log_probs[: len(prefix)]) for found, prefix in zip(scored, prefixes, strict=True)]

    def hypothesis(
        self,
        text: str,
        source: list[str],
        target: list[str],
        score: float,
        attention: list[list[float]],
        of_prefix: float,
    ) -> Hypothesis:
        translation = self.decode(target)
        length = max(1, len(target))
        return Hypothesis(
            text=translation,
            score=(score * length**_ARGOS_LENGTH_PENALTY + of_prefix) / length,
            alignment=link_words(
                text, piece_spans(text, source), translation, piece_spans(translation, target), attention
            ),
        )

    def alternatives(self, text: str, prefix: str, count: int) -> list[Alternative]:
        source = self.encode(text)
        [begin] = self.prefixes([prefix], 1) or [[]]
        [result] = self.translator.translate_batch(
            [source], target_prefix=[begin], num_hypotheses=4 * count, beam_size=1, return_alternatives=True,
            max_input_length=0,
        )  # fmt: skip
        words = {self._next_word(pieces[len(begin) :]) for pieces in result.hypotheses} - {()}
        candidates = [[*begin, *word] for word in words]
        scored = self.translator.score_batch([source] * len(candidates), candidates)
        found = [
            Alternative(self.decode(list(word)), sum(score.log_probs[len(begin) : len(begin) + len(word)]))
            for word, score in zip(words, scored, strict=True)
        ]
        return sorted(found, key=lambda alternative: -alternative.log_probability)[:count]

    def _next_word(self, pieces: list[str]) -> tuple[str, ...]:
        """The pieces of the first word of a continuation: up to the next piece that begins a word."""
        end = next((i for i in range(1, len(pieces)) if self._begins_word(pieces, i)), len(pieces))
        return tuple(pieces[:end])

    def _begins_word(self, pieces: list[str], i: int) -> bool:
        joined, apart = self.decode(pieces[: i + 1]), self.decode(pieces[:i])
        added = joined[len(apart) :] if joined.startswith(apart) else ""
        return bool(added) and not added[0].isalnum()


def physical_cores() -> int:
    """Cores this process may use, hyper-threads of one core counted once where the system tells."""
    allowed = (
        sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else list(range(os.cpu_count() or 1))
    )
    siblings = set()
    for cpu in allowed:
        try:
            siblings.add(Path(f"/sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list").read_text())
        except OSError:
            siblings.add(str(cpu))
    return max(1, len(siblings))
