"""Learns the aligner's weights and writes them to `polyglot_news/align/weights.*.json`.

    python -m benchmarks.align_train encoder|lexical --bench FOLDER [--check-folds]

Learnt from Text+Berg dev (German–French, aligned by hand; in two cuttings, each met three times an epoch), from texts
translated freely for this project (`benchmarks/free_translations`), and from NTREX documents that are in no
evaluation set, cut and merged by the recipe of the evaluation set at several rates, in twelve directions of seven
languages, some of them cut off half-way. With --check-folds nothing is written; all of these are held apart in parts
instead and the F1 on the held-apart parts is printed.
"""

from __future__ import annotations

import argparse
import json
import pickle
import zlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.align_calibrate import Prediction, calibration_error, fit_confidence, predicted
from benchmarks.align_crf import SIZES, Example, Learnt, examples, learn
from benchmarks.align_data import Pair, Rates, free_translations, ntrex_training, parts, text_and_berg
from polyglot_news.align.aligner import ALONE, PRICE
from polyglot_news.align.confidence import confidence
from polyglot_news.align.embed import RememberingEncoder, default_encoder
from polyglot_news.align.evidence import Evidence
from polyglot_news.align.habits import HABITS, habit
from polyglot_news.align.model import Weights
from polyglot_news.align.search import Doubles, best_path, posteriors
from polyglot_news.align.senses import Senses, senses
from polyglot_news.align.words import Floats

VECTORS = Path("out/align-vectors.pickle")
"""Where vectors are kept for a second run; to be deleted when the encoder changes."""

EPOCHS, DECAY, STRETCH, UNITS = 8, 1e-2, 55, 24
PARTS = 6
"""How many parts documents are held apart in: weights learnt from two thirds are less sure than those that ship."""
COPIES = 3
"""How many times an epoch meets the part aligned by hand, which is small beside the documents cut by recipe."""
_RATES = (
    Rates(0.04, 0.04, 0.10),
    Rates(0.08, 0.04, 0.20, 0.05, 0.05),
    Rates(0.10, 0.12, 0.10),
    Rates(0.03, 0.03, 0.04, 0.10, 0.10),
)
_DIRECTIONS = (
    ("pt-BR", "en", 0, 2), ("ru", "en", 0, 2), ("es", "en", 0, 2), ("zh", "en", 0, 2), ("uk", "en", 0, 2),
    ("pt", "en", 3, 2), ("es", "ru", 1, 3), ("zh", "pt", 2, 3), ("ru", "pt-BR", 3, 3), ("pt", "es", 1, 3),
    ("en", "ru", 2, 3), ("zh", "es", 1, 3), ("es", "en", 3, 3), ("en", "pt", 3, 3),
    ("en", "en", 0, 6), ("pt", "pt-BR", 0, 6), ("es", "es", 1, 6),
)  # fmt: skip
"""Source, target (the same language is a text and its copy), which rates, and every how many-th document."""


def _vectors() -> dict[tuple[str, str], Floats]:
    kept: dict[tuple[str, str], Floats] = pickle.loads(VECTORS.read_bytes()) if VECTORS.exists() else {}
    return kept


def training_pairs(bench: Path) -> Iterator[Pair]:
    """All that is learnt from. Text+Berg dev comes in thirds, so that what is held apart is in no other part."""
    (dev,) = text_and_berg(bench, "dev")
    thirds = parts(dev, 3)
    yield from (*thirds, *(piece for third in thirds for piece in parts(third, 3)))
    yield from free_translations()
    for source, target, rates, every in _DIRECTIONS:
        pairs = ntrex_training(bench, source, target, rates, _RATES[rates])
        for k, pair in enumerate(pairs[zlib.crc32(source.encode()) % every :: every]):
            yield pair
            if k % 8 == 3:
                yield _half(pair)


def _half(pair: Pair) -> Pair:
    """The pair with only the first half of its target: the rest of the source is aligned with nothing."""
    half = [bead for bead in pair.gold if bead[1] and bead[1][-1] < len(pair.target) // 2]
    kept = max((bead[1][-1] + 1 for bead in half), default=1)
    return replace(pair, name=f"{pair.name} half", target=pair.target[:kept], gold=half)


def first_examples(pairs: list[Pair], evidence: list[Evidence]) -> tuple[list[Example], tuple[list[str], list[str]]]:
    """The examples of all pairs, and the names of the evidence about beads and about leaving out."""
    data: list[Example] = []
    names: tuple[list[str], list[str]] = ([], [])
    for pair, about in zip(pairs, evidence, strict=True):
        found, *names_found = examples(pair, about, STRETCH, COPIES if pair.name.startswith("text") else 1)
        data += found
        names = (names_found[0], names_found[1])
    return data, names


def unrelated_examples(pairs: list[Pair], known: Senses | None, first: Weights) -> list[Example]:
    """Documents against the translations of other documents, for the confidence: every bead is wrong."""
    mixed = [
        replace(pair, target=other.target, gold=[])
        for pair, other in pairwise(pairs)
        if pair.name.split()[:2] == other.name.split()[:2] and pair.name.startswith("train")
    ][::4]
    evidence = [Evidence(pair.source, pair.target, (pair.source_lang, pair.target_lang), known) for pair in mixed]
    second_look(evidence, first)
    return first_examples(mixed, evidence)[0]


def second_look(evidence: list[Evidence], first: Weights) -> None:
    """Lets every pair's evidence learn from its first alignment."""
    for about in evidence:
        scores = first.scores(about)
        probable, steps = posteriors(scores), best_path(scores)
        about.second_look(steps, [probable.of(step) for step in steps])


def folds(data: list[Example], count: int) -> list[list[Example]]:
    """The examples in parts, no document in two, each third of Text+Berg dev in one."""
    sorted_out: list[list[Example]] = [[] for _ in range(count)]
    for example in data:
        key = example.name.split()[2]
        sorted_out[int(key) % count if example.name.startswith("text") else zlib.crc32(key.encode()) % count].append(
            example
        )
    return sorted_out


def held_apart(data: list[Example], units: int) -> list[tuple[Example, Learnt]]:
    """Each example with weights that were learnt without its part."""
    sorted_out = folds(data, PARTS)
    pairs = []
    for part in sorted_out:
        learnt = learn(
            [example for other in sorted_out if other is not part for example in other], EPOCHS, DECAY, units
        )
        pairs += [(example, learnt) for example in part]
    return pairs


def shares(data: list[Example]) -> list[float]:
    """The shares of the kinds of beads that `polyglot_news.align.habits` tells apart."""
    counts = np.zeros(len(HABITS))
    for example in data:
        counts[:2] += [example.copies * float(gold.sum()) for gold in example.alone_gold]
        for n, m in example.beads[example.gold, :2].tolist():
            counts[habit((n, m))] += example.copies
    return _rounded(counts / counts.sum())


def report(pairs: list[tuple[Example, Learnt]], usual: list[float] | None) -> list[Prediction]:
    """Prints strict F1 by set; gives what was predicted."""
    tallies: dict[str, list[float]] = {}
    found = [predicted(learnt, example, usual, PRICE, ALONE) for example, learnt in pairs]
    for (example, _), prediction in zip(pairs, found, strict=True):
        words, right = example.name.split(), prediction.right
        linked = [hit for hit, step in zip(right, prediction.steps, strict=True) if step[1] and step[3]]
        whole = words[0] in {"train", "free"}
        tally = tallies.setdefault(
            " ".join(words[1:2] + words[3:-1]) if whole else " ".join(words[:-1]), [0, 0, 0, 0]
        )
        for k, value in enumerate((sum(right), len(right), sum(linked), int(example.gold.sum()))):
            tally[k] += value
    for name, (r, n, f, s) in tallies.items():
        print(f"{name:24} {2 * r * f / n / s / (r / n + f / s) if f else 0:.3f}", flush=True)
    return found


def table(learnt: Learnt, names: tuple[list[str], list[str]]) -> dict[str, Any]:
    """The JSON form of learnt weights."""
    width, scaling = len(names[0]), learnt.scaling

    def linear(known: list[str], mean: Floats, scale: Floats, weights: Floats) -> dict[str, Any]:
        return {"names": known, "mean": _rounded(mean), "scale": _rounded(scale), "weights": _rounded(weights)}

    hidden = {"inner": [_rounded(row) for row in learnt.inner], "outer": _rounded(learnt.outer)}
    return {
        "linked": linear(names[0], scaling.mean, scaling.scale, learnt.linked[:width]),
        "larger": linear(names[0], scaling.mean, scaling.scale, learnt.linked[width : 2 * width]),
        **({"hidden": hidden} if len(learnt.outer) else {}),
        "kinds": dict(zip((f"{n}-{m}" for n, m in SIZES), _rounded(learnt.linked[2 * width :]), strict=True)),
        "alone": linear(names[1], scaling.alone_mean, scaling.alone_scale, learnt.alone[:-1]),
        "alone_bias": round(float(learnt.alone[-1]), 4),
    }


def _rounded(values: Floats | Doubles) -> list[float]:
    return [round(float(value), 4) for value in values]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("evidence", choices=("encoder", "lexical"))
    parser.add_argument("--bench", type=Path, required=True, help="folder of the benchmark data")
    parser.add_argument("--check-folds", action="store_true")
    options = parser.parse_args()
    bench = options.bench
    memory = RememberingEncoder(default_encoder(), _vectors()) if options.evidence == "encoder" else None
    known = senses(memory) if memory else None
    units = UNITS if known else 0
    pairs = [pair for pair in training_pairs(bench) if min(len(pair.source), len(pair.target)) > 2]
    evidence = [Evidence(pair.source, pair.target, (pair.source_lang, pair.target_lang), known) for pair in pairs]
    if memory:
        VECTORS.parent.mkdir(exist_ok=True)
        VECTORS.write_bytes(pickle.dumps(memory.known))
    data, names = first_examples(pairs, evidence)
    print(f"{len(pairs)} pairs, {len(data)} stretches", flush=True)
    if options.check_folds:
        report(held_apart(data, 0), shares(data) if known else None)
    first = table(learn(data, EPOCHS, DECAY, 0), names)
    second_look(evidence, Weights.of(first))
    data, names = first_examples(pairs, evidence)
    apart, usual = held_apart(data, units), shares(data) if known else None
    found = report(apart, usual)
    unrelated = unrelated_examples(pairs, known, Weights.of(first))
    mixed = [predicted(apart[0][1], example, usual, PRICE, ALONE) for example in unrelated]
    rows, right = np.concatenate([each.inputs for each in found]), [hit for each in found for hit in each.right]
    sure = fit_confidence(rows, right)
    whole = np.concatenate([each.related for each in (*found, *mixed)])
    related = fit_confidence(whole, [True] * len(found) + [False] * len(mixed))
    print(f"confidence {sure}, calibration error {calibration_error(confidence(rows, sure), right):.3f}")
    told_apart = (confidence(whole, related) > 0.5) == (np.arange(len(whole)) < len(found))
    print(f"related {related}, told apart {told_apart.mean():.3f}")
    if not options.check_folds:
        second = table(learn(data, EPOCHS, DECAY, units), names)
        learnt_from = " ".join(str(__doc__).split("\n\n")[2].split())
        seen = {"usual": usual} if usual else {}
        written = {"learnt": learnt_from, "first": first, "second": second, **seen}
        written |= {"confidence": sure, "related": related}
        path = Path(f"polyglot_news/align/weights.{options.evidence}.json")
        path.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
