"""Does a model load, and does anything come out? Tried in a process of its own.

A damaged file can take down the process that opens it (fxtranslate aborts on some); here that is one more failure.
Run as `python -m polyglot_news.models.loadcheck ENGINE FOLDER`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from polyglot_news.errors import MissingExtraError, ModelError

_PROBE = "A b c 1."
_ROOT = Path(__file__).resolve().parents[2]


def check_loads(folder: Path, engine: str) -> None:
    """Raises ModelError if the engine's library cannot open the model's files or translate with them."""
    command = [sys.executable, "-m", "polyglot_news.models.loadcheck", engine, str(folder)]
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", env=environment)
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        reason = lines[-1] if lines and done.returncode > 0 else f"the process ended with signal {-done.returncode}"
        raise ModelError(f"{folder} is refused: its model cannot be opened ({reason[:300]})")


def _try_argos(folder: Path) -> None:
    import ctranslate2

    translator = ctranslate2.Translator(str(folder / "model"), device="cpu", inter_threads=1, intra_threads=1)
    translator.translate_batch([_pieces(folder)], beam_size=1, max_decoding_length=4)


def _pieces(folder: Path) -> list[str]:
    if (path := folder / "sentencepiece.model").exists():
        import sentencepiece

        pieces: list[str] = sentencepiece.SentencePieceProcessor(model_file=str(path)).encode(_PROBE, out_type=str)
        return pieces
    try:
        from argostranslate.apply_bpe import BPE
    except ImportError:
        raise MissingExtraError("an Argos package with a BPE tokenizer", "bpe") from None
    with (folder / "bpe.model").open(encoding="utf-8") as codes:
        segmented: list[str] = BPE(codes).segment_tokens(_PROBE.split())
    return segmented


def _try_firefox(folder: Path) -> None:
    from fxtranslate import Translator

    from polyglot_news.models.firefox_package import find_files

    files = find_files(folder)
    model, source, target = (p.read_bytes() for p in (files.model, files.source_vocabulary, files.target_vocabulary))
    Translator(model, source, target, files.shortlist.read_bytes() if files.shortlist else None).translate(_PROBE)


if __name__ == "__main__":
    {"argos": _try_argos, "firefox": _try_firefox}[sys.argv[1]](Path(sys.argv[2]))
