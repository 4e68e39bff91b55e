"""Segmentation: boundary F1 by language, and speed beside the bare SRX rules.

`python -m benchmarks.segment [--check] [--bench PATH]`. A boundary is the end of a sentence inside a text (a text's
last one is given, so it does not count); F1 is over all texts of a language. Texts of even number (from 0) were read
while the pass was written (`dev`), those of odd number were not (`held`). Baseline: choppa with its rules as they
are, Turkish with the German ones.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.report import Report, arguments
from polyglot_news.segment import segment

LANGS = ("ar", "de", "en", "es", "fa", "fr", "it", "pl", "pt", "ru", "tr", "uk", "zh")
SPEED_COPIES = 10
"""The texts of a language are put together and repeated, so that one paragraph of some 300,000 characters results."""

Cutter = Callable[[str, str], list[int]]


class Count(NamedTuple):
    """Boundaries found and in the gold text, found only, and in the gold text only."""

    right: int
    extra: int
    missed: int

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.extra + self.missed)


class GoldText(NamedTuple):
    text: str
    ends: frozenset[int]


def read_gold(path: Path) -> list[GoldText]:
    texts = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        position, ends = 0, []
        for sentence in row["sentences"]:
            position = row["text"].index(sentence, position) + len(sentence)
            ends.append(position)
        texts.append(GoldText(row["text"], frozenset(ends[:-1])))
    return texts


def our_ends(text: str, lang: str) -> list[int]:
    return [found.end for found in segment(text, lang)]


def bare_ends(text: str, lang: str) -> list[int]:
    from choppa import SrxTextIterator

    pieces = list(SrxTextIterator(bare_rules(), {"tr": "de"}.get(lang, lang), text))
    ends = accumulate(len(piece) for piece in pieces)
    return [end - (len(piece) - len(piece.rstrip())) for piece, end in zip(pieces, ends, strict=True)]


@cache
def bare_rules() -> Any:
    from choppa import DEFAULT_SRX_RULESET, SrxDocument

    return SrxDocument(ruleset=DEFAULT_SRX_RULESET)


def count(texts: list[GoldText], lang: str, cut: Cutter) -> Count:
    right = extra = missed = 0
    for text, gold in texts:
        found = {end for end in cut(text, lang) if end < len(text.rstrip())}
        right += len(found & gold)
        extra += len(found - gold)
        missed += len(gold - found)
    return Count(right, extra, missed)


def main() -> None:
    options = arguments(__doc__)
    report = Report("segment", ("lang", "bare", "dev", "held", "all", "extra", "missed"))
    scores: list[tuple[float, ...]] = []
    for lang in LANGS:
        texts = read_gold(options.bench / "segment" / f"{lang}.jsonl")
        every = count(texts, lang, our_ends)
        scores.append(
            (
                count(texts, lang, bare_ends).f1,
                count(texts[::2], lang, our_ends).f1,
                count(texts[1::2], lang, our_ends).f1,
                every.f1,
            )
        )
        report.row(lang, *scores[-1], every.extra, every.missed)
    bare, dev, held, every_text = (sum(column) / len(LANGS) for column in zip(*scores, strict=True))
    report.row("mean", bare, dev, held, every_text)
    report.figure("mean_f1", every_text)
    report.figure("held_mean_f1", held)
    report.figure("worst_f1", min(score[3] for score in scores))
    ratio, characters = speed(options.bench)
    report.row("speed", f"{ratio:.2f} x bare", f"{characters / 1e6:.2f} million characters a second")
    report.figure("speed_to_bare", ratio)
    report.finish(check=options.check)


def speed(bench: Path) -> tuple[float, float]:
    """How many times faster than the bare rules all languages are cut, and characters a second."""
    spent = {our_ends: 0.0, bare_ends: 0.0}
    characters = 0
    for lang in LANGS:
        text = " ".join(gold.text for gold in read_gold(bench / "segment" / f"{lang}.jsonl")) * SPEED_COPIES
        characters += len(text)
        for cut in spent:
            started = time.perf_counter()
            cut(text, lang)
            spent[cut] += time.perf_counter() - started
    return spent[bare_ends] / spent[our_ends], characters / spent[our_ends]


if __name__ == "__main__":
    main()
