"""The audit benchmark's data as bitexts: DEMETR (planted errors), NTREX (clean), CED (critical errors)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from polyglot_news.bitext import Bead, Bitext

DEV, REPORTED = ("fr", "es", "de"), ("ru", "zh")
CLEAN = ("pt", "pt-BR", "es", "ru", "uk", "zh")
KINDS: dict[str, tuple[str, ...]] = {
    "numbers_replaced": ("numbers",),
    "codemix": ("untranslated", "wrong-language"),
    "negation": ("negation",),
    "ne_replaced": ("names",),
    "ne_removed": ("names", "omission", "broken"),
    "addition": ("addition",),
    "pp_removed": ("omission", "broken"),
    "antonym": (),
}
"""Kinds of planted errors, and the checks that answer for each; none: any finding counts."""


@dataclass(frozen=True)
class Planted:
    """One DEMETR row."""

    id: str
    kind: str
    source: str
    good: str
    bad: str


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def demetr(bench: Path, lang: str) -> list[Planted]:
    """The planted errors of one source language, target English."""
    rows = _rows(bench / "audit" / f"demetr.{lang}.jsonl")
    return [Planted(row["id"], row["type"], row["src"], row["good"], row["bad"]) for row in rows]


def clean(bench: Path, lang: str) -> list[Bitext]:
    """English news and its human translation, one bitext a document."""
    documents: dict[str, list[tuple[str, str]]] = {}
    for row in _rows(bench / "audit" / f"clean.en-{lang}.jsonl"):
        documents.setdefault(row["doc"], []).append((row["src"], row["tgt"]))
    return [bitext(texts, "en", lang, doc) for doc, texts in documents.items()]


def ced(bench: Path, half: int) -> list[tuple[str, str, bool]]:
    """(source, translation, whether critically wrong) of one half: 0 to fit on (even ids), 1 to report (odd ids)."""
    rows = _rows(bench / "audit" / "ced.pt-en.jsonl")
    return [
        (row["src"], row["mt"], row["label"] == "BAD") for row in rows if int(row["id"].rsplit("-", 1)[1]) % 2 == half
    ]


def ntrex(bench: Path, code: str, first: int, last: int) -> list[str]:
    """Lines of NTREX-128 in one language; the lines from 600 on are in no clean set."""
    return (bench / "translate" / f"ntrex.{code}.txt").read_text(encoding="utf-8").split("\n")[first:last]


def bitext(texts: Iterable[tuple[str, str]], source_lang: str, target_lang: str, article: str = "bench") -> Bitext:
    """Pairs of texts as one bitext without offsets."""
    beads = tuple(Bead(source, target, (i,), (i,)) for i, (source, target) in enumerate(texts))
    return Bitext(article, source_lang, target_lang, beads)
