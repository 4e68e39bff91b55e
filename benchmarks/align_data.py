"""Alignment sets: documents of the bench with gold beads, and what the weights are learnt from.

Learnt from are the NTREX documents that are in no evaluation set, cut and merged by the recipe of those that are, and
the freely translated texts of `benchmarks/free_translations`; so nothing that is measured is looked at.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.align_score import GoldBead

PAIRS = ("pt-BR", "pt", "ru", "es", "zh", "uk")
"""The source languages of the NTREX sets; the target is English."""

FILES = {"pt-BR": "por-BR", "pt": "por", "ru": "rus", "es": "spa", "zh": "zho-CN", "uk": "ukr", "en": "eng"}
_CLAUSE = re.compile(r"[,;:，；：、](?!\d)")
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


FREE_TRANSLATIONS = Path(__file__).parent / "free_translations"
_COLON = re.compile(r"(?<=[:;])\s+")
_Bead = tuple[list[str], list[str]]


def free_translations(folder: Path = FREE_TRANSLATIONS) -> Iterator[Pair]:
    """The texts of a folder (its README has the format), each a second time cut at colons and semicolons too."""
    for path in sorted(folder.glob("*.tsv")):
        langs, name = path.stem.split(".")
        source, target = langs.split("-")
        cells = (line.split("\t") for line in _lines(path))
        beads = [(_pieces(ones), _pieces(others)) for ones, others in cells]
        whole = _pair(f"free {langs} {name}", source, target, beads)
        finer = _pair(f"{whole.name} cut", source, target, [cut for bead in beads for cut in _cut_at_colons(*bead)])
        yield whole
        if finer.source != whole.source or finer.target != whole.target:
            yield finer


def _pair(name: str, source_lang: str, target_lang: str, beads: Iterable[_Bead]) -> Pair:
    """Two documents made of beads of lines, in order."""
    pair = Pair(name, source_lang, target_lang, [], [], [])
    for ones, others in beads:
        ns, nt = len(pair.source), len(pair.target)
        pair.source.extend(ones)
        pair.target.extend(others)
        pair.gold.append((tuple(range(ns, len(pair.source))), tuple(range(nt, len(pair.target)))))
    return pair


def _pieces(cell: str) -> list[str]:
    return cell.split(" ¦ ") if cell else []


def _cut_at_colons(ones: list[str], others: list[str]) -> list[_Bead]:
    """A 1-1 bead cut at the colons where that is clear: as many pieces on both sides, or one side in one piece."""
    if len(ones) == len(others) == 1:
        cut = _COLON.split(ones[0]), _COLON.split(others[0])
        if len(cut[0]) == len(cut[1]) or min(map(len, cut)) == 1:
            return list(_beads_of(*cut))
    return [(ones, others)]


@dataclass(frozen=True, slots=True)
class Rates:
    """How likely a line is to lose its source or its target, or, on one side, to be joined with the next, to have
    the cut before the next moved, or to be cut at a clause."""

    no_source: float
    no_target: float
    joined: float
    moved_cut: float = 0.0
    cut: float = 0.0


def ntrex_training(bench: Path, source: str, target: str, seed: int, rates: Rates) -> list[Pair]:
    """Training documents: the other NTREX documents, cut and merged at random as the evaluation set was, and more."""
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
        _pair(f"train {source}-{target} {name}", source, target, _disturb(lines, rates, chance))
        for name, lines in rows.items()
    ]


def _disturb(lines: list[tuple[str, str]], rates: Rates, chance: random.Random) -> Iterator[_Bead]:
    waiting = iter(lines)
    for one, other in waiting:
        draw = chance.random()
        if (draw := draw - rates.no_source) < 0:
            yield from _beads_of([], _cut(other))
        elif (draw := draw - rates.no_target) < 0:
            yield from _beads_of(_cut(one), [])
        elif (draw := draw - rates.joined) < 0 and (following := next(waiting, None)):
            joined = [*_cut(one), *_cut(following[0])], [f"{other} {following[1]}"]
            yield from _beads_of(*(joined if chance.random() < 0.7 else _mirror(one, other, following)))
        elif (draw := draw - rates.moved_cut) < 0 and (following := next(waiting, None)):
            pairs = [one, following[0]], [other, following[1]]
            side = chance.randrange(2)
            if moved := _moved_cut(*pairs[side]):
                yield (moved, pairs[1]) if side == 0 else (pairs[0], moved)
            else:
                yield from _beads_of(_cut(one), _cut(other))
                yield from _beads_of(_cut(following[0]), _cut(following[1]))
        elif (draw := draw - rates.cut) < 0:
            yield from _beads_of(*((_clauses(one), [other]) if chance.random() < 0.5 else ([one], _clauses(other))))
        else:
            yield from _beads_of(_cut(one), _cut(other))


def _clauses(line: str) -> list[str]:
    """A line cut in two at the clause mark nearest its middle; whole where it has none."""
    marks = [match.end() for match in _CLAUSE.finditer(line) if 0.25 < match.end() / len(line) < 0.75]
    if not marks:
        return [line]
    middle = min(marks, key=lambda mark: abs(mark - len(line) / 2))
    return [line[:middle].strip(), line[middle:].strip()]


def _moved_cut(first: str, second: str) -> list[str] | None:
    """Two neighbours with a clause of one given to the other; None where neither can be cut."""
    head, tail = _clauses(first), _clauses(second)
    if len(tail) == 2:
        return [f"{first} {tail[0]}", tail[1]]
    return [head[0], f"{head[1]} {second}"] if len(head) == 2 else None


def _mirror(one: str, other: str, following: tuple[str, str]) -> tuple[list[str], list[str]]:
    """The same merge on the source side, so that what is learnt favours neither direction."""
    return [f"{one} {following[0]}"], [*_cut(other), *_cut(following[1])]


def _beads_of(ones: list[str], others: list[str]) -> Iterator[_Bead]:
    """The beads of one line: sentence by sentence where both sides have as many, which the recipe does not do."""
    if len(ones) == len(others):
        yield from (([one], [other]) for one, other in zip(ones, others, strict=True))
    elif ones and others:
        yield ones, others
    else:
        yield from (([one], []) for one in ones)
        yield from (([], [other]) for other in others)


def _cut(line: str) -> list[str]:
    return [part for part in _CUT.sub("\\1\n", line).split("\n") if part.strip()]


def parts(pair: Pair, count: int) -> list[Pair]:
    """A pair cut into several of about as many beads each, where the beads before and after a cut are 1-1."""
    path = sorted(bead for bead in pair.gold if bead[0] and bead[1])
    edges = [(0, 0)]
    for k in range(1, count):
        at = len(path) * k // count
        while not (len(path[at][0]) == len(path[at][1]) == len(path[at - 1][0]) == len(path[at - 1][1]) == 1):
            at += 1
        edges.append((path[at][0][0], path[at][1][0]))
    edges.append((len(pair.source), len(pair.target)))
    return [_part(pair, f"{pair.name} {k}", start, end) for k, (start, end) in enumerate(pairwise(edges))]


def _part(pair: Pair, name: str, start: tuple[int, int], end: tuple[int, int]) -> Pair:
    gold = [
        (tuple(i - start[0] for i in source), tuple(j - start[1] for j in target))
        for source, target in pair.gold
        if all(start[0] <= i < end[0] for i in source) and all(start[1] <= j < end[1] for j in target)
    ]
    source, target = pair.source[start[0] : end[0]], pair.target[start[1] : end[1]]
    return Pair(name, pair.source_lang, pair.target_lang, source, target, gold)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _beads(path: Path) -> list[GoldBead]:
    def side(cell: str) -> tuple[int, ...]:
        return tuple(int(number) for number in cell.split(",") if number)

    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if line)
    return [(side(source), side(target)) for source, target in rows]
