"""The two tokenizers an Argos package may have: SentencePiece, and Moses with BPE."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from polyglot_news.errors import MissingExtraError


class Tokenizer(Protocol):
    """Text to pieces and back."""

    def encode(self, text: str) -> list[str]: ...

    def decode(self, pieces: list[str]) -> str: ...

    def is_unknown(self, char: str) -> bool:
        """Whether the vocabulary lacks a character that is no white space."""
        ...


def load_tokenizer(folder: Path, source: str, target: str) -> Tokenizer:
    """The tokenizer of a package.

    Raises:
        MissingExtraError: the package has a BPE model, and argostranslate, which knows that format, is not installed.
    """
    path = folder / "sentencepiece.model"
    return SentencePieceTokenizer(path) if path.exists() else MosesTokenizer(folder / "bpe.model", source, target)


class SentencePieceTokenizer:
    """`sentencepiece.model`, which nearly all packages have."""

    def __init__(self, path: Path) -> None:
        import sentencepiece

        self._processor: Any = sentencepiece.SentencePieceProcessor(model_file=str(path))

    def encode(self, text: str) -> list[str]:
        pieces: list[str] = self._processor.encode(text, out_type=str)
        return pieces

    def decode(self, pieces: list[str]) -> str:
        text: str = self._processor.decode_pieces(pieces)
        return text.replace("▁", " ")

    def is_unknown(self, char: str) -> bool:
        return bool(self._processor.unk_id() in self._processor.encode(char))


class MosesTokenizer:
    """`bpe.model` of older packages (extra `[bpe]`); falls back on single characters, so it lacks none."""

    def __init__(self, path: Path, source: str, target: str) -> None:
        try:
            # Not argostranslate.package: importing that makes directories in the user's home.
            from argostranslate.tokenizer import BPETokenizer
        except ImportError:
            raise MissingExtraError("an Argos package with a BPE tokenizer", "bpe") from None
        self._tokenizer: Any = BPETokenizer(path, source, target)

    def encode(self, text: str) -> list[str]:
        pieces: list[str] = self._tokenizer.encode(text)
        return pieces

    def decode(self, pieces: list[str]) -> str:
        text: str = self._tokenizer.decode(pieces)
        return text

    def is_unknown(self, char: str) -> bool:
        return False
