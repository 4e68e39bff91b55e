"""The `argos` engine: Argos Translate packages, run directly through CTranslate2 and SentencePiece.

argostranslate itself translates paragraph by paragraph and returns joined sentences; here the segments of a whole
corpus go to CTranslate2 at once, and scores, n-best lists, attention and target prefixes stay reachable.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from polyglot_news.errors import UsageError
from polyglot_news.models.places import argos_setting
from polyglot_news.models.store import argos_models
from polyglot_news.translate.argos_model import LENGTH_PENALTY, ArgosModel
from polyglot_news.translate.cores import physical_cores
from polyglot_news.translate.engine import PLAIN_DECODING, Alternative, Capabilities, Decoding, Hypothesis, Model

BATCH_TOKENS = 384
"""Source tokens a batch: enough to fill a core, few enough to stay in its cache (measured, see docs/engines.md)."""

_LEAST_BATCH = 64


@dataclass(frozen=True, slots=True)
class ArgosOptions:
    """How CTranslate2 runs; the defaults suit a CPU.

    Attributes:
        device: `cpu`, `cuda`, or `auto`: CUDA if there is such a device.
        compute_type: of CTranslate2; `default` is the type the package was made with.
        inter_threads: batches translated side by side; 0 for one a physical core (one on a GPU).
        intra_threads: cores a batch; more than one only makes the threads of small models wait for each other.
    """

    device: str = "cpu"
    compute_type: str = "default"
    inter_threads: int = 0
    intra_threads: int = 1

    @classmethod
    def from_settings(cls) -> ArgosOptions:
        """The defaults, changed by argostranslate's own settings (environment, then its `settings.json`):
        ARGOS_DEVICE_TYPE, ARGOS_COMPUTE_TYPE, ARGOS_INTER_THREADS, ARGOS_INTRA_THREADS.

        Raises:
            UsageError: one of them is none of the values it may have.
        """
        plain = cls()
        device = argos_setting("ARGOS_DEVICE_TYPE") or plain.device
        if device not in ("cpu", "cuda", "auto"):
            raise UsageError(f"ARGOS_DEVICE_TYPE is {device!r}; use cpu, cuda or auto")
        compute_type = argos_setting("ARGOS_COMPUTE_TYPE") or plain.compute_type
        return cls(
            device,
            plain.compute_type if compute_type == "auto" else compute_type,  # "auto" is argostranslate's default
            _number("ARGOS_INTER_THREADS", plain.inter_threads),
            _number("ARGOS_INTRA_THREADS", plain.intra_threads),
        )


class ArgosEngine:
    """Argos packages: the bundled ones, and those in argostranslate's own package directory.

    Args:
        options: by default what argostranslate's settings say.
    """

    name = "argos"
    capabilities = Capabilities(n_best=True, scores=True, alignment=True, prefix=True)
    longest_input = 110
    """Pieces; Argos models are trained on sentences and repeat or drop text above about 140."""

    def __init__(self, options: ArgosOptions | None = None) -> None:
        self.options = options or ArgosOptions.from_settings()
        self._loaded: dict[Path, ArgosModel] = {}
        self._lock = Lock()

    @property
    def version(self) -> str:
        import ctranslate2

        return f"ctranslate2-{ctranslate2.__version__}"

    @property
    def signature(self) -> str:
        from importlib.metadata import version

        pieces = f"sentencepiece-{version('sentencepiece')}"
        return f"{self.version}|{pieces}|{self._device}|{self.options.compute_type}"

    def models(self) -> list[Model]:
        return argos_models()

    def lengths(self, model: Model, texts: Sequence[str]) -> list[int]:
        loaded = self._model(model)
        return [len(loaded.encode(text)) for text in texts]

    def unknown(self, model: Model, characters: AbstractSet[str]) -> frozenset[str]:
        loaded = self._model(model)
        return frozenset(char for char in characters if loaded.is_unknown(char))

    def translate(
        self, model: Model, texts: Sequence[str], decoding: Decoding = PLAIN_DECODING
    ) -> list[tuple[Hypothesis, ...]]:
        loaded = self._model(model)
        source = [loaded.encode(text) for text in texts]
        begin = loaded.beginnings(decoding.prefixes, len(texts))
        given = [0.0] * len(texts) if decoding.prefixes is None else loaded.beginning_scores(source, begin)
        results = self._results(loaded, source, begin, decoding)
        return [
            tuple(
                loaded.hypothesis(text, pieces, *found, of_beginning)
                for found in zip(result.hypotheses, result.scores, result.attention, strict=True)
            )
            for text, pieces, of_beginning, result in zip(texts, source, given, results, strict=True)
        ]

    def alternatives(self, model: Model, text: str, prefix: str, count: int = 5) -> list[Alternative]:
        """What the model would say next after the target beginning `prefix`, most probable first.

        The probabilities are the model's own, from its full distribution (see `next_words`); CTranslate2's
        `return_alternatives` is not used, because its scores are not normalised for every kind of model.

        Args:
            prefix: the target up to the word in question, which may be empty.
            count: how many words to propose.
        """
        return self._model(model).alternatives(text, prefix, count)

    def _results(
        self, model: ArgosModel, source: Sequence[list[str]], begin: Sequence[list[str]], decoding: Decoding
    ) -> Iterable[Any]:
        """The results of CTranslate2 in the order of the texts, each waited for when it is asked for.

        Only texts of equal length share a batch: padding changes the last bits of what a model computes, and with
        8-bit weights that shows in scores. So a text has the same score and translation whatever its neighbours are.
        """
        waiting: dict[int, Any] = {}
        size = self._batch_tokens(source)
        for group in _equal_lengths([(len(a), len(b)) for a, b in zip(source, begin, strict=True)]):
            length = len(source[group[0]])
            futures = model.translator.translate_batch(
                [source[i] for i in group],
                target_prefix=[begin[i] for i in group] if begin[group[0]] else None,
                max_batch_size=max(size, length),
                batch_type="tokens",
                asynchronous=True,
                beam_size=max(decoding.beam_size, decoding.hypotheses),
                num_hypotheses=decoding.hypotheses,
                length_penalty=LENGTH_PENALTY,
                no_repeat_ngram_size=decoding.no_repeat_ngram_size,
                max_input_length=0,
                max_decoding_length=max(256, 3 * length),
                replace_unknowns=True,
                return_scores=True,
                return_attention=True,
            )
            waiting.update(zip(group, futures, strict=True))
        return (model.awaited(waiting.pop(i), len(source[i])) for i in range(len(source)))

    def _batch_tokens(self, source: Sequence[Sequence[str]]) -> int:
        """A batch size that leaves no worker idle on a short article."""
        share = -(-sum(map(len, source)) // self._workers)
        return max(_LEAST_BATCH, min(BATCH_TOKENS, share))

    @property
    def _device(self) -> str:
        if self.options.device != "auto":
            return self.options.device
        import ctranslate2

        return "cuda" if ctranslate2.get_cuda_device_count() > 0 else "cpu"

    @property
    def _workers(self) -> int:
        return self.options.inter_threads or (physical_cores() if self._device == "cpu" else 1)

    def _model(self, model: Model) -> ArgosModel:
        with self._lock:
            if model.path not in self._loaded:
                self._loaded[model.path] = ArgosModel(
                    model,
                    {
                        "device": self._device,
                        "compute_type": self.options.compute_type,
                        "inter_threads": self._workers,
                        "intra_threads": self.options.intra_threads,
                    },
                )
            return self._loaded[model.path]


def _equal_lengths(lengths: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The positions of equal lengths together, the longest first."""
    groups: dict[tuple[int, int], list[int]] = {}
    for position, length in enumerate(lengths):
        groups.setdefault(length, []).append(position)
    return [groups[length] for length in sorted(groups, reverse=True)]


def _number(variable: str, default: int) -> int:
    value = argos_setting(variable)
    if value and not value.isdecimal():
        raise UsageError(f"{variable} is {value!r}, which is no whole number")
    return int(value) if value else default
