"""An earlier table of the same two articles: reviewed rows as anchors, and what a person wrote beside the rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from polyglot_news.align.anchors import Anchor
from polyglot_news.article import Segment
from polyglot_news.bitext import REVIEWED, Bead, Bitext

Run = tuple[int, ...]


def reviewed(bitext: Bitext, source_segments: Sequence[Segment], target_segments: Sequence[Segment]) -> list[Anchor]:
    """The rows of a bitext marked `ok` or `edited`, as anchors for another alignment of the same two articles.

    A row is found again by its offsets, or, where the table has none, by the order of its segments; where neither
    gives its text, by the text. Rows whose text is cut otherwise now, so that no run of segments is exactly theirs,
    are left to the aligner.
    """
    sides = _Side(source_segments), _Side(target_segments)
    found = ((bead, _places(bead, *sides)) for bead in bitext.beads if bead.review in REVIEWED)
    return [Anchor(*places, bead.review, bead.note) for bead, places in found if places]


def carried_over(
    bitext: Bitext,
    earlier: Iterable[Bitext],
    source_segments: Sequence[Segment],
    target_segments: Sequence[Segment],
) -> Bitext:
    """The bitext with what a person wrote in earlier tables beside the rows that are still the same.

    That is `review`, `note`, further columns, and the target of a row marked `edited`. What stood beside rows that
    are no longer there goes with them.
    """
    sides = _Side(source_segments), _Side(target_segments)
    known = {places: bead for table in earlier for bead in table.beads if (places := _places(bead, *sides))}
    beads = [_carried(bead, known.get((bead.source_segments, bead.target_segments))) for bead in bitext.beads]
    return replace(bitext, beads=tuple(beads))


def lost_reviews(earlier: Iterable[Bitext], bitexts: Iterable[Bitext]) -> int:
    """How many reviewed rows of earlier tables are no rows of the alignments that were made with them."""
    given, kept = (
        sum(bead.review in REVIEWED for table in tables for bead in table.beads) for tables in (earlier, bitexts)
    )
    return max(0, given - kept)


def _carried(bead: Bead, earlier: Bead | None) -> Bead:
    if earlier is None:
        return bead
    target = earlier.target if earlier.review == "edited" else bead.target
    return replace(bead, target=target, review=earlier.review, note=earlier.note, extra=earlier.extra)


def _places(bead: Bead, source: _Side, target: _Side) -> tuple[Run, Run] | None:
    """The segments of a row on either side; the target of a row marked `edited` need not have its text any more."""
    ours = source.run(bead.source_segments, bead.source_start, bead.source_end, bead.source)
    edited = bead.target if bead.review != "edited" else None
    theirs = target.run(bead.target_segments, bead.target_start, bead.target_end, edited)
    return None if ours is None or theirs is None else (ours, theirs)


class _Side:
    """The segments of an article, to be found by offset or by text."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._texts = [_plain(segment.text) for segment in segments]
        self._starts = {segment.start: k for k, segment in enumerate(segments)}
        self._ends = {segment.end: k for k, segment in enumerate(segments)}

    def run(self, listed: Run, start: int | None, end: int | None, text: str | None) -> Run | None:
        """The segments of a row that had these, stood there, and has this text (None: any)."""
        if not listed:
            return ()
        first, last = (listed[0], listed[-1]) if start is None or end is None else self._at(start, end)
        placed = tuple(range(first, last + 1))
        if placed and last < len(self._texts) and (text is None or self._text(placed) == _plain(text)):
            return placed
        return None if text is None else self._with_text(_plain(text), len(listed))

    def _at(self, start: int, end: int) -> tuple[int, int]:
        return self._starts.get(start, 0), self._ends.get(end, -1) if start in self._starts else -1

    def _text(self, run: Run) -> str:
        return _plain(" ".join(self._texts[k] for k in run))

    def _with_text(self, text: str, count: int) -> Run | None:
        """The only run of so many segments with this text."""
        runs = [tuple(range(k, k + count)) for k in range(len(self._texts) - count + 1)]
        found = [run for run in runs if text.startswith(self._texts[run[0]]) and self._text(run) == text]
        return found[0] if len(found) == 1 else None


def _plain(text: str) -> str:
    return " ".join(text.split())
