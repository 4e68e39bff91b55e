"""The second witness of the audit benchmark: the bundled Portuguese-to-English package, run as its README says."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent / "polyglot_news" / "bundled" / "translate-pt_en-1_0"


def translate(texts: list[str]) -> list[str]:
    """English for Portuguese sentences, one for one, greedily (beam 1)."""
    import ctranslate2
    import sentencepiece

    pieces = sentencepiece.SentencePieceProcessor(model_file=str(_PACKAGE / "sentencepiece.model"))
    model = ctranslate2.Translator(str(_PACKAGE / "model"), device="cpu", inter_threads=1, intra_threads=2)
    cut = [pieces.encode(text, out_type=str) for text in texts]
    results = model.translate_batch(
        cut, beam_size=1, max_batch_size=2048, batch_type="tokens", max_decoding_length=256
    )
    decoded: list[str] = pieces.decode([result.hypotheses[0] for result in results])
    return decoded
