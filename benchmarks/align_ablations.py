"""What each kind of evidence is worth: F1 with less of it, each time with weights learnt for what is left.

python -m benchmarks.align_ablations [--bench FOLDER]
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.align_crf import Example, learn
from benchmarks.align_data import Pair, ntrex, text_and_berg
from benchmarks.align_score import count, total
from benchmarks.align_train import DECAY, EPOCHS, first_examples, table, training_pairs
from benchmarks.report import Report, arguments
from polyglot_news.align import model
from polyglot_news.align.aligner import ALONE, PRICE
from polyglot_news.align.embed import default_encoder
from polyglot_news.align.evidence import Evidence
from polyglot_news.align.habits import adapted
from polyglot_news.align.model import Model, Weights
from polyglot_news.align.search import best_path, expected_path, posteriors
from polyglot_news.align.senses import Senses, senses
from polyglot_news.align.words import Ints

_LENGTH = ("length", "very short", "short", "place", "other side is longer")
_KINDS_OF_WORDS = ("words", "spelling", "numbers", "word cut")


def main() -> None:
    options = arguments(__doc__)
    report = Report("align_ablations", ("strict", "lax", "set and evidence"))
    sets = {"berg test": text_and_berg(options.bench, "test")}
    sets.update({lang: ntrex(options.bench, lang) for lang in ("es", "ru", "zh")})
    trained = {"length": length, "shape": lambda name: not name.startswith(_KINDS_OF_WORDS)}
    for label, keep in trained.items():
        show(report, label, sets, None, learnt_with(options.bench, keep))
    for label, known in (("lexical", None), ("lexical and encoder", senses(default_encoder()))):
        weights = model.load(known is not None)
        show(report, label, sets, known, weights.first)
        show(report, f"{label}, second look", sets, known, weights.first, weights)


def length(name: str) -> bool:
    """Whether evidence is of length and place alone."""
    return name.split(":")[0] in _LENGTH


def learnt_with(bench: Path, keep: Callable[[str], bool]) -> Weights:
    """Weights learnt from the training documents with part of the lexical evidence."""
    pairs = [pair for pair in training_pairs(bench) if min(len(pair.source), len(pair.target)) > 2]
    evidence = [Evidence(pair.source, pair.target, (pair.source_lang, pair.target_lang), None) for pair in pairs]
    data, names = first_examples(pairs, evidence)
    columns = [np.flatnonzero([keep(name) for name in known]) for known in names]
    kept = [name for name in names[0] if keep(name)], [name for name in names[1] if keep(name)]
    return Weights.of(table(learn([_less(example, *columns) for example in data], EPOCHS, DECAY, 0), kept))


def _less(example: Example, columns: Ints, alone: Ints) -> Example:
    source, target = (rows[:, alone] for rows in example.alone)
    return replace(example, evidence=example.evidence[:, columns], alone=(source, target))


def show(
    report: Report,
    label: str,
    sets: dict[str, list[Pair]],
    known: Senses | None,
    first: Weights,
    whole: Model | None = None,
) -> None:
    """Reports F1 on each set with one look or two."""
    for name, pairs in sets.items():
        scored = total([count(pair.gold, beads(pair, known, first, whole)) for pair in pairs])
        report.row(scored.strict_f1, scored.lax_f1, f"{name:9} {label}")


def beads(
    pair: Pair, known: Senses | None, first: Weights, whole: Model | None
) -> Sequence[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The beads of a pair with one look, or with both looks of a whole model; without moved blocks and paragraphs."""
    evidence = Evidence(pair.source, pair.target, (pair.source_lang, pair.target_lang), known)
    scores = first.scores(evidence)
    probable = posteriors(scores)
    if whole:
        steps = best_path(scores)
        evidence.second_look(steps, [probable.of(step) for step in steps])
        probable = posteriors(adapted(whole.second.scores(evidence), whole.usual))
    steps = expected_path(probable, PRICE, ALONE)
    return [(tuple(range(i, i + n)), tuple(range(j, j + m))) for i, n, j, m in steps]


if __name__ == "__main__":
    main()
