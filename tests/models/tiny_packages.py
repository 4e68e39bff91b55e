"""Very small Argos packages that CTranslate2 really runs, made from a Transformer specification."""

from __future__ import annotations

import atexit
import io
import json
import shutil
import zipfile
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np

VOCABULARY = ("<unk>", "<s>", "</s>", "▁a", "▁b", "a", "b", "c", "d", "e", "▁")
_SIZE, _INNER = 8, 16


def write_package(
    parent: Path,
    source: str = "en",
    target: str = "qu",
    version: str = "1.0",
    called: str = "",
    tokenizer: str = "sentencepiece.model",
    vocabulary: tuple[str, ...] = VOCABULARY,
    add_source_eos: bool = False,
    **metadata: Any,
) -> Path:
    """Write a package's folder into `parent`; the version is also in its weights, so versions differ in content."""
    folder = parent / (called or f"translate-{source}_{target}-{version.replace('.', '_')}")
    shutil.copytree(_model(version, vocabulary, add_source_eos), folder / "model")
    if tokenizer == "sentencepiece.model":
        (folder / tokenizer).write_bytes(_sentencepiece())
    else:
        (folder / tokenizer).write_text("#version: 0.2\na b</w>\nb c</w>\n", encoding="utf-8")
    facts = {"package_version": version, "argos_version": "1.9", "from_code": source, "from_name": source.upper()}
    facts |= {"to_code": target, "to_name": target.upper(), "links": [], **metadata}
    (folder / "metadata.json").write_text(json.dumps(facts), encoding="utf-8")
    (folder / "README.md").write_text("# Made by a test\n\nLicence: CC0 1.0\n", encoding="utf-8")
    return folder


def write_argosmodel(parent: Path, **facts: Any) -> Path:
    """Write a package as one `.argosmodel` file."""
    staging = Path(mkdtemp(dir=parent))
    folder = write_package(staging, **facts)
    path = parent / f"{folder.name}.argosmodel"
    path.write_bytes(zipped(staging))
    shutil.rmtree(staging)
    return path


def zipped(folder: Path) -> bytes:
    """A zip of all that is in a folder."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder).as_posix())
    return buffer.getvalue()


@lru_cache(maxsize=1)
def _sentencepiece() -> bytes:
    import sentencepiece

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["a b c d e", "ab abc ba", "c d e ab"] * 20),
        model_writer=model,
        vocab_size=16,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    return model.getvalue()


@lru_cache(maxsize=8)
def _model(version: str, vocabulary: tuple[str, ...], add_source_eos: bool) -> Path:
    from ctranslate2.specs import TransformerSpec

    spec = TransformerSpec.from_config((1, 1), 2)
    random = np.random.default_rng(sum(version.encode()))
    for coder in (spec.encoder, spec.decoder):
        _set_norm(coder.layer_norm)
        coder.position_encodings.encodings = np.zeros((512, _SIZE), "f4")
        for layer in coder.layer:
            _set_attention(random, layer.self_attention, [(3 * _SIZE, _SIZE), (_SIZE, _SIZE)])
            _set_norm(layer.ffn.layer_norm)
            _set_linear(random, layer.ffn.linear_0, _INNER, _SIZE)
            _set_linear(random, layer.ffn.linear_1, _SIZE, _INNER)
    for layer in spec.decoder.layer:
        _set_attention(random, layer.attention, [(_SIZE, _SIZE), (2 * _SIZE, _SIZE), (_SIZE, _SIZE)])
    spec.encoder.embeddings[0].weight = _weights(random, len(vocabulary), _SIZE)
    spec.decoder.embeddings.weight = _weights(random, len(vocabulary), _SIZE)
    _set_linear(random, spec.decoder.projection, len(vocabulary), _SIZE)
    spec.register_source_vocabulary(list(vocabulary))
    spec.register_target_vocabulary(list(vocabulary))
    spec.config.add_source_eos = add_source_eos
    spec.validate()
    spec.optimize()
    folder = Path(mkdtemp(prefix="tiny-model-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    spec.save(str(folder))
    return folder


def _weights(random: np.random.Generator, rows: int, columns: int) -> np.ndarray[Any, Any]:
    return random.standard_normal((rows, columns)).astype("f4") * np.float32(0.1)


def _set_norm(norm: Any) -> None:
    norm.gamma, norm.beta = np.ones(_SIZE, "f4"), np.zeros(_SIZE, "f4")


def _set_linear(random: np.random.Generator, linear: Any, rows: int, columns: int) -> None:
    linear.weight, linear.bias = _weights(random, rows, columns), np.zeros(rows, "f4")


def _set_attention(random: np.random.Generator, attention: Any, shapes: list[tuple[int, int]]) -> None:
    _set_norm(attention.layer_norm)
    for linear, (rows, columns) in zip(attention.linear, shapes, strict=True):
        _set_linear(random, linear, rows, columns)
