"""The bitext: an ordered list of beads over an article and its translation, and its table form.

The table (one row a bead, columns `COLUMNS`) is the contract that every format is written from and read into;
`docs/table.md` documents it.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from polyglot_news.article import Article
from polyglot_news.errors import ReadError, UsageError

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "article_id", "bead", "alignment", "source_lang", "source", "target_lang", "target", "score",
    "source_start", "source_end", "target_start", "target_end", "paragraph",
    "terms", "findings", "review", "note", "provenance",
)  # fmt: skip
"""The columns of the table, in order. Others are appended, never inserted."""

REVIEWED = ("ok", "edited")
"""The values of `review` with which a reader vouches for a row: anchors for the next alignment, and memory."""

UNRELATED = "unrelated"
"""The finding of every linked bead where hardly any bead is sure: the two articles may be no translations."""

Row = dict[str, Any]
_ALIGNMENT = re.compile(r"(\d+)-(\d+)")


@dataclass(frozen=True, slots=True)
class TermUse:
    """What became of one term hit in one bead. Offsets are characters within the bead's `source` and `target`."""

    concept: str
    source_term: str = ""
    source_start: int | None = None
    source_end: int | None = None
    rendering: str = ""
    target_start: int | None = None
    target_end: int | None = None
    status: str = ""
    whose: str = ""
    outcome: str = ""
    reason: str = ""
    cost: float | None = None
    termbase: str = ""


@dataclass(frozen=True, slots=True)
class Bead:
    """One alignment unit: n source segments and m target segments, either of which may be none.

    `source` is the article's text from the first of its segments to the last, untouched; `source_start` and
    `source_end` are its offsets in the article (None where the bead has no such side, or where a table without
    offsets was read). The same holds for the target. `score` is in 0–1, higher is better: the calibrated
    confidence of an alignment, or exp(mean token log-probability) of a machine translation.
    """

    source: str
    target: str
    source_segments: tuple[int, ...] = ()
    target_segments: tuple[int, ...] = ()
    source_start: int | None = None
    source_end: int | None = None
    target_start: int | None = None
    target_end: int | None = None
    paragraph: int | None = None
    score: float | None = None
    terms: tuple[TermUse, ...] = ()
    findings: tuple[str, ...] = ()
    review: str = ""
    note: str = ""
    provenance: str = ""
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def alignment(self) -> str:
        """How many segments a side: `1-1`, `2-1`, `0-1` …"""
        return f"{len(self.source_segments)}-{len(self.target_segments)}"


@dataclass(frozen=True, slots=True)
class Bitext:
    """An article and its translation as beads, in the order of the source (see `align` for moved blocks).

    `source` and `target` are the articles themselves where they are at hand; they are not part of the table, so
    they take no part in equality.
    """

    article_id: str
    source_lang: str
    target_lang: str
    beads: tuple[Bead, ...]
    source: Article | None = field(default=None, compare=False)
    target: Article | None = field(default=None, compare=False)

    @property
    def is_unrelated(self) -> bool:
        """Whether its alignment was hardly sure of any row: the two texts may be no translations of each other."""
        return any(UNRELATED in bead.findings for bead in self.beads)

    def rows(self) -> list[Row]:
        """The table's rows: plain values by column, None for an empty number."""
        return [self._row(number, bead) for number, bead in enumerate(self.beads)]

    def _row(self, number: int, bead: Bead) -> Row:
        return {
            "article_id": self.article_id,
            "bead": number,
            "alignment": bead.alignment,
            "source_lang": self.source_lang,
            "source": bead.source,
            "target_lang": self.target_lang,
            "target": bead.target,
            "score": bead.score,
            "source_start": bead.source_start,
            "source_end": bead.source_end,
            "target_start": bead.target_start,
            "target_end": bead.target_end,
            "paragraph": bead.paragraph,
            "terms": _dump_terms(bead.terms),
            "findings": "; ".join(bead.findings),
            "review": bead.review,
            "note": bead.note,
            "provenance": bead.provenance,
            **bead.extra,
        }

    def to_frame(self) -> pd.DataFrame:
        """The table as a pandas DataFrame: strings, nullable Int64 offsets, nullable Float64 score."""
        return to_frame([self])

    @classmethod
    def from_frame(cls, frame: pd.DataFrame, source_lang: str = "", target_lang: str = "") -> Bitext:
        """The bitext of a table that holds exactly one article; see `from_frame` for the arguments."""
        bitexts = from_frame(frame, source_lang, target_lang)
        if len(bitexts) != 1:
            raise UsageError(f"the table holds {len(bitexts)} articles, one was expected: use from_frame()")
        return bitexts[0]


def to_frame(bitexts: Iterable[Bitext]) -> pd.DataFrame:
    """One table of several bitexts, one after the other."""
    import pandas as pd

    rows = [row for bitext in bitexts for row in bitext.rows()]
    extra = dict.fromkeys(column for row in rows for column in row if column not in COLUMNS)
    frame: pd.DataFrame = pd.DataFrame(rows, columns=[*COLUMNS, *extra])
    whole = ["bead", "source_start", "source_end", "target_start", "target_end", "paragraph"]
    text = [column for column in frame.columns if column not in {*whole, "score"}]
    frame[text] = frame[text].astype(object).fillna("")
    frame[whole] = frame[whole].astype("Int64")
    frame["score"] = frame["score"].astype("Float64")
    return frame


def from_frame(frame: pd.DataFrame, source_lang: str = "", target_lang: str = "") -> list[Bitext]:
    """The bitexts of a table, in order of first appearance; see `from_rows`."""
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return from_rows([{str(key): value for key, value in row.items()} for row in rows], source_lang, target_lang)


def from_rows(rows: Sequence[Mapping[str, Any]], source_lang: str = "", target_lang: str = "") -> list[Bitext]:
    """Bitexts from rows as any reader gives them: values may be text, numbers or None, columns in any order.

    Rows of one article and one pair of languages are one bitext; a row that names no language has that of the
    article's row before it.

    Args:
        rows: mappings by column name; only `source` and `target` are needed, columns not in `COLUMNS` are kept.
        source_lang, target_lang: languages for rows that do not name theirs.

    Raises:
        ReadError: a needed column or language is missing, or a cell cannot be read; the message names the row.
    """
    groups: dict[tuple[str, str, str], list[tuple[int, Mapping[str, Any]]]] = {}
    known: dict[tuple[str, str], str] = {}
    for number, row in enumerate(rows, start=1):
        for column in ("source", "target"):
            if column not in row:
                raise ReadError(f"the table has no column '{column}'; it needs at least 'source' and 'target'")
        article_id = _text(row.get("article_id"))
        langs = []
        for column, given in (("source_lang", source_lang), ("target_lang", target_lang)):
            lang = _text(row.get(column)) or known.get((article_id, column), given)
            if not lang:
                raise ReadError(f"row {number}: no {column}; add the column, or name the language if you can")
            known[article_id, column] = lang
            langs.append(lang)
        groups.setdefault((article_id, langs[0], langs[1]), []).append((number, row))
    return [_bitext(*key, numbered) for key, numbered in groups.items()]


def _bitext(
    article_id: str, source_lang: str, target_lang: str, numbered: list[tuple[int, Mapping[str, Any]]]
) -> Bitext:
    beads = [_bead(number, row) for number, row in numbered]
    counts = [_counts(row, bead) for (_, row), bead in zip(numbered, beads, strict=True)]
    source_segments = _segments([n for n, _ in counts], [bead.source_start for bead in beads])
    target_segments = _segments([m for _, m in counts], [bead.target_start for bead in beads])
    with_segments = tuple(
        replace(bead, source_segments=source, target_segments=target)
        for bead, source, target in zip(beads, source_segments, target_segments, strict=True)
    )
    return Bitext(article_id, source_lang, target_lang, with_segments)


def _bead(number: int, row: Mapping[str, Any]) -> Bead:
    def whole(column: str) -> int | None:
        value = _number(row.get(column), number, column)
        return None if value is None else int(value)

    return Bead(
        source=_text(row["source"]),
        target=_text(row["target"]),
        source_start=whole("source_start"),
        source_end=whole("source_end"),
        target_start=whole("target_start"),
        target_end=whole("target_end"),
        paragraph=whole("paragraph"),
        score=_number(row.get("score"), number, "score"),
        terms=_load_terms(_text(row.get("terms")), number),
        findings=tuple(part for part in _text(row.get("findings")).split("; ") if part),
        review=_text(row.get("review")).strip().lower(),
        note=_text(row.get("note")),
        provenance=_text(row.get("provenance")),
        extra={key: _text(row[key]) for key in row if key not in COLUMNS},
    )


def _counts(row: Mapping[str, Any], bead: Bead) -> tuple[int, int]:
    """How many segments a side: from `alignment`, else one for every side that has text."""
    match = _ALIGNMENT.fullmatch(_text(row.get("alignment")).strip())
    if match:
        return int(match[1]), int(match[2])
    return int(bool(bead.source)), int(bool(bead.target))


def _segments(counts: Sequence[int], starts: Sequence[int | None]) -> list[tuple[int, ...]]:
    """Segment indices of each bead: counted up in the order of the offsets, or of the rows where there are none."""
    order = list(range(len(counts)))
    if all(start is not None or not count for start, count in zip(starts, counts, strict=True)):
        order.sort(key=lambda i: -1 if (start := starts[i]) is None else start)
    segments: list[tuple[int, ...]] = [()] * len(counts)
    first = 0
    for i in order:
        segments[i] = tuple(range(first, first + counts[i]))
        first += counts[i]
    return segments


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _number(value: Any, row: int, column: str) -> float | None:
    if value is None or value == "":
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number):
        raise ReadError(f"row {row}, column '{column}': '{value}' is not a number")
    return number


def _dump_terms(terms: Sequence[TermUse]) -> str:
    if not terms:
        return ""
    filled = [{key: value for key, value in asdict(term).items() if value not in ("", None)} for term in terms]
    return json.dumps(filled, ensure_ascii=False)


def _load_terms(cell: str, row: int) -> tuple[TermUse, ...]:
    if not cell:
        return ()
    try:
        return tuple(TermUse(**term) for term in json.loads(cell))
    except (TypeError, ValueError) as error:
        raise ReadError(f"row {row}, column 'terms': not a list of term uses ({error})") from None
