"""A memory and the files of others: reviewed rows of bitexts in, all pairs out as bitexts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from polyglot_news.bitext import REVIEWED, Bead, Bitext
from polyglot_news.errors import UsageError
from polyglot_news.language import base, canonical
from polyglot_news.translate.memory.contents import Pair, with_pairs
from polyglot_news.translate.memory.memory import Memory
from polyglot_news.translate.memory.reviewed import Reviewed, drop_reviewed, keep_reviewed

WRONG = "wrong"
"""The `review` with which a reader takes a pair back."""


@dataclass(frozen=True, slots=True)
class Imported:
    """Rows taken in, by review; pairs taken back; and rows with no review or of more than one segment a side."""

    edited: int
    ok: int
    dropped: int
    passed_over: int


def import_bitexts(memory: Memory, bitexts: Sequence[Bitext], name: str, review: str = "") -> Imported:
    """Take in what readers have reviewed: rows `ok` or `edited` with one segment a side.

    A later row takes the place of an earlier one with the same source and languages. A row `wrong` takes away a pair
    that has its very source and target.

    Args:
        name: of the file, for the provenance.
        review: `ok` or `edited`, what a row without a review counts as; empty to pass it over.

    Raises:
        UsageError: `review` is something else, or a language tag names no language.
        WriteError: the memory cannot be written.
    """
    if review not in ("", *REVIEWED):
        raise UsageError(f"a row may count as {' or '.join(REVIEWED)}, not as '{review}'")
    found = [_reviewed(bitext, number, name, review) for bitext in bitexts for number in range(len(bitext.beads))]
    pairs = [pair for pair in found if pair is not None]
    kept = [pair for pair in pairs if pair.review in REVIEWED]
    back = [pair for pair in pairs if pair.review == WRONG]

    def work(connection: sqlite3.Connection) -> int:
        keep_reviewed(connection, kept)
        return drop_reviewed(connection, back)

    dropped = memory.database.write(work)
    edited = sum(pair.review == "edited" for pair in kept)
    return Imported(edited, len(kept) - edited, dropped, len(found) - len(pairs))


def as_bitexts(memory: Memory, langs: tuple[str, str] = ("", "")) -> list[Bitext]:
    """All pairs of two languages, or of all, as one bitext a pair of languages.

    Of pairs with the same two texts the first counts; readers' come first.

    Raises:
        UsageError: a language tag names no language, or there is no pair.
    """
    groups = with_pairs(memory, langs, _grouped)
    if not groups:
        raise UsageError(f"the memory {memory.database.path} holds nothing in these languages")
    return [
        Bitext("memory", *key, tuple(_bead(number, pair) for number, pair in enumerate(found.values())))
        for key, found in groups.items()
    ]


def _reviewed(bitext: Bitext, number: int, name: str, default: str) -> Reviewed | None:
    """A row as a pair; None where it has no review, or is not one segment a side."""
    bead = bitext.beads[number]
    review = bead.review or default
    if (
        review not in (*REVIEWED, WRONG)
        or bead.alignment != "1-1"
        or not (bead.source.strip() and bead.target.strip())
    ):
        return None
    origin = ":".join(filter(None, (name, bitext.article_id, str(number))))
    source_lang, target_lang = base(bitext.source_lang), canonical(bitext.target_lang)
    return Reviewed(source_lang, target_lang, bead.source, bead.target, review, origin.replace("|", "/"), bead.note)


def _grouped(pairs: Iterator[Pair]) -> dict[tuple[str, str], dict[tuple[str, str], Pair]]:
    groups: dict[tuple[str, str], dict[tuple[str, str], Pair]] = {}
    for pair in pairs:
        groups.setdefault((pair.source_lang, pair.target_lang), {}).setdefault((pair.source, pair.target), pair)
    return groups


def _bead(number: int, pair: Pair) -> Bead:
    return Bead(
        pair.source,
        pair.target,
        (number,),
        (number,),
        score=pair.score,
        terms=pair.terms,
        findings=tuple(f"degenerate:{fault}" for fault in dict.fromkeys(pair.faults)),
        review=pair.review,
        note=pair.note,
        provenance=f"memory:{pair.review}({pair.provenance})" if pair.review else pair.provenance,
    )
