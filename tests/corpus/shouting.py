"""An engine that needs no model: it translates English and Portuguese into each other by shouting."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wordwise import WordwiseEngine

from polyglot_news.translate.engine import PLAIN_DECODING, Capabilities, Decoding, Hypothesis, Model


class ShoutingEngine(WordwiseEngine):
    name = "shouting"
    version = signature = "1"
    capabilities = Capabilities(scores=True)
    longest_input = 200

    def __init__(self, folder: Path, poison: str = "") -> None:
        (folder / "model").mkdir(parents=True, exist_ok=True)
        (folder / "model" / "weights").write_bytes(b"loud")
        self.folder = folder / "model"
        self.poison = poison

    def models(self) -> list[Model]:
        pairs = [("en", "pt"), ("pt", "en")]
        return [Model(self.name, a, b, f"shout-{a}_{b}", self.folder) for a, b in pairs]

    def translate(
        self, model: Model, texts: Sequence[str], decoding: Decoding = PLAIN_DECODING
    ) -> list[tuple[Hypothesis, ...]]:
        if self.poison and any(self.poison in text for text in texts):
            raise RuntimeError("the tokenizer chokes")
        return [(Hypothesis(text.upper(), -0.1),) for text in texts]
