"""Alignment sets of the bench: documents with gold beads, and training documents made by the same recipe.

The training documents come from the NTREX documents that are in no evaluation set, so that costs can be learnt and
calibrated without looking at what is measured.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.align_score import GoldBead

PAIRS = ("pt-BR", "pt", "ru", "es", "zh", "uk")
"""The source languages of the NTREX sets; the target is English."""

FILES = {"pt-BR": "por-BR", "pt": "por", "ru": "rus", "es": "spa", "zh": "zho-CN", "uk": "ukr", "en": "eng"}
_CUT = re.compile(r"(?<=[.!?…。！？])([\"”»’」]?)\s*(?=[\"“«‘「]?[A-ZÀ-ÖØ-ÞА-ЯЁЇІЄҐ])")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents, one segment an item, and the beads a person (or the recipe) gave them."""

    name: str
    source_lang: str
    target_lang: str
    source: list[str]
    target: list[str]
    gold: list[GoldBead]


def text_and_berg(bench: Path, part: str) -> list[Pair]:
    """Text+Berg, German to French: `dev` is one document, `test` seven."""
    names = ["dev"] if part == "dev" else [f"test{i}" for i in range(7)]
    folder = bench / "align" / "text+berg"
    return [
        Pair(f"text+berg {name}", "de", "fr", _lines(folder / f"{name}.de"), _lines(folder / f"{name}.fr"),
             _beads(folder / f"{name}.beads.tsv"))
        for name in names
    ]  # fmt: skip


def ntrex(bench: Path, lang: str) -> list[Pair]:
    """The 25 evaluation documents of one language with English."""
    folder = bench / "align" / "ntrex" / f"{lang}-en"
    return [
        Pair(f"ntrex {lang} {path.name[:5]}", lang, "en", _lines(path),
             _lines(path.with_name(path.name.replace(".src.", ".tgt."))),
             _beads(path.with_name(path.name.replace(".src.txt", ".beads.tsv"))))
        for path in sorted(folder.glob("*.src.txt"))
    ]  # fmt: skip


def ntrex_training(bench: Path, source: str, target: str, seed: int, rates: tuple[float, float, float]) -> list[Pair]:
    """Training documents: the other NTREX documents, cut and merged at random as the evaluation set was.

    Args:
        rates: the chance that a line loses its source, loses its target, or has its target joined to the next one.
    """
    chance = random.Random(f"{source}-{target}-{seed}")
    evaluated = set((bench / "align" / "ntrex" / "DOCUMENTS.txt").read_text(encoding="utf-8").split())
    documents = _lines(bench / "translate" / "DOCUMENT_IDS.tsv")
    sources = _lines(bench / "translate" / f"ntrex.{FILES[source]}.txt")
    targets = _lines(bench / "translate" / f"ntrex.{FILES[target]}.txt")
    rows: dict[str, list[tuple[str, str]]] = {}
    for document, one, other in zip(documents, sources, targets, strict=True):
        if document not in evaluated:
            rows.setdefault(document, []).append((one, other))
    return [
        Pair(f"train {source}-{target} {name}", source, target, *_disturb(lines, rates, chance))
        for name, lines in rows.items()
    ]


def _disturb(
    lines: list[tuple[str, str]], rates: tuple[float, float, float], chance: random.Random
) -> tuple[list[str], list[str], list[GoldBead]]:
    source: list[str] = []
    target: list[str] = []
    gold: list[GoldBead] = []

    def add(ones: list[str], others: list[str]) -> None:
        for bead in _unlinked(ones, others):
            ns, nt = len(source), len(target)
            source.extend(bead[0])
            target.extend(bead[1])
            gold.append((tuple(range(ns, len(source))), tuple(range(nt, len(target)))))

    waiting = iter(lines)
    for one, other in waiting:
        draw = chance.random()
        if draw < rates[0]:
            add([], _cut(other))
        elif draw < rates[0] + rates[1]:
            add(_cut(one), [])
        elif draw < sum(rates):
            following = next(waiting, None)
            if following is None:
                add(_cut(one), _cut(other))
            else:
                merged = f"{other} {following[1]}"
                joined, parts = ([*_cut(one), *_cut(following[0])], [merged])
                add(*((joined, parts) if chance.random() < 0.7 else _mirror(one, other, following)))
        else:
            add(_cut(one), _cut(other))
    return source, target, gold


def _mirror(one: str, other: str, following: tuple[str, str]) -> tuple[list[str], list[str]]:
    """The same merge on the source side, so that what is learnt favours neither direction."""
    return [f"{one} {following[0]}"], [*_cut(other), *_cut(following[1])]


def _unlinked(ones: list[str], others: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    if ones and others:
        yield ones, others
    else:
        yield from (([one], []) for one in ones)
        yield from (([], [other]) for other in others)


def _cut(line: str) -> list[str]:
    return [part for part in _CUT.sub("\\1\n", line).split("\n") if part.strip()]


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _beads(path: Path) -> list[GoldBead]:
    def side(cell: str) -> tuple[int, ...]:
        return tuple(int(number) for number in cell.split(",") if number)

    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if line)
    return [(side(source), side(target)) for source, target in rows]
