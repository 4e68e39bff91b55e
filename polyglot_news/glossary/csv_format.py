"""Termbases as tables: our CSV (one term a row), word lists in two or more languages, do-not-translate lists.

`docs/glossaries.md` documents the forms. A file is data from a stranger: it is read within limits, and a cell that a
spreadsheet would run as a formula is refused unless an apostrophe disarms it, as `write_csv` does.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from polyglot_news.errors import ReadError, UsageError
from polyglot_news.glossary.languages import is_language
from polyglot_news.glossary.termbase import EVERY_LANGUAGE, Term, Termbase

COLUMNS = (
    "concept", "lang", "term", "status", "whose", "source", "pos", "gender", "number", "case", "match",
    "exceptions", "note",
)  # fmt: skip

MOST_BYTES = 64 * 1024 * 1024
"""Size above which a termbase file is not read."""

LONGEST_CELL = 4_000
"""Characters above which a cell is refused."""

_FORMULA = re.compile(r"[=+\-@\t\r]")
_DISARMED = re.compile(r"'+[=+\-@\t\r]")
_PAIR_HEADERS = (("source", "target"), ("source", "target", "source_lang", "target_lang"))
_CASES = {"": False, "insensitive": False, "sensitive": True}
_MATCHES = {"": False, "lemma": False, "exact": True}


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    cells: list[str]


def read_csv(path: Path, source_lang: str = "", target_lang: str = "") -> Termbase:
    """The termbase of a CSV or TSV file, whichever of the documented forms it has.

    Args:
        source_lang, target_lang: the languages of a word list whose header does not name them.

    Raises:
        ReadError: the file is none of the forms, or a cell is not allowed; the message names file and row.
        UsageError: a word list needs languages and has none.
    """
    rows = list(_rows(path))
    if not rows:
        raise ReadError(f"{path.name}: the file is empty; a termbase needs the columns concept, lang and term")
    header = [cell.strip().lower() for cell in rows[0].cells]
    if len(header) > 1 and "term" in header:
        terms = _full(path.name, header, rows[1:])
    elif header in (["term"], ["do-not-translate"]):
        terms = _untranslated(path.name, rows[1:])
    elif len(header) < 2:
        raise ReadError(f"{path.name}: neither the columns concept, lang and term nor two columns of words")
    else:
        terms = _word_list(path.name, header, rows, source_lang, target_lang)
    return Termbase(tuple(terms), path.stem)


def read_list(path: Path) -> Termbase:
    """A do-not-translate list: a text file, one term a line; empty lines and those beginning with # are left out.

    Raises:
        ReadError: the file cannot be read, or has tabs in it as a CAT tool's word list has.
    """
    lines = read_text(path).splitlines()
    tabbed = next((number for number, line in enumerate(lines, start=1) if "\t" in line.strip()), None)
    if tabbed is not None:
        raise ReadError(
            f"{path.name}, line {tabbed}: a .txt file is a list of terms to keep, and here are tabs between terms; "
            "name a list of terms and translations .tsv"
        )
    rows = [_Row(number, [line.strip()]) for number, line in enumerate(lines, start=1) if not line.startswith("#")]
    return Termbase(tuple(_untranslated(path.name, rows)), path.stem)


def write_csv(termbase: Termbase, delimiter: str = ",") -> str:
    """The termbase in our form, one term a row, with the columns of `COLUMNS` and the kept ones after them."""
    extra = list(dict.fromkeys(key for term in termbase for key, _ in term.extra))
    out = StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow([*COLUMNS, *extra])
    for term in termbase:
        own = dict(term.extra)
        cells = [
            term.concept, term.lang, term.text, term.status, "; ".join(term.whose), term.source, term.pos,
            term.gender, term.number, "sensitive" if term.case_sensitive else "", "exact" if term.exact else "",
            "; ".join(term.exceptions), term.note, *(own.get(key, "") for key in extra),
        ]  # fmt: skip
        writer.writerow([f"'{cell}" if _FORMULA.match(cell.lstrip("'")) else cell for cell in cells])
    return out.getvalue()


def read_bytes(path: Path) -> bytes:
    """A file's bytes.

    Raises:
        ReadError: the file cannot be opened or is larger than `MOST_BYTES`.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise ReadError(f"{path.name}: {size:,} bytes are too many for a termbase (at most {MOST_BYTES:,})")
        return path.read_bytes()
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror or error}") from None


def read_text(path: Path) -> str:
    """A file's text: UTF-8, with or without a byte-order mark, or UTF-16 with one.

    Raises:
        ReadError: as `read_bytes`, or the file is in another encoding.
    """
    data = read_bytes(path)
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ReadError(f"{path.name}, line {line}: neither UTF-8 nor UTF-16; save the file as UTF-8") from None


def _rows(path: Path) -> Iterator[_Row]:
    """The rows that are not empty, with their numbers as a spreadsheet shows them and their cells checked."""
    text = read_text(path)
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(path, text), strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise ReadError(f"{path.name}, row {number}: not a table ({error})") from None
        if any(cell.strip() for cell in cells):
            yield _Row(number, [_cell(path.name, number, cell) for cell in cells])


def _delimiter(path: Path, text: str) -> str:
    if path.suffix.lower() in (".tsv", ".tab"):
        return "\t"
    first = text.split("\n", 1)[0]
    return next((sign for sign in ",;\t" if sign in first), ",")


def _cell(name: str, row: int, cell: str) -> str:
    if len(cell) > LONGEST_CELL:
        raise ReadError(f"{name}, row {row}: a cell has {len(cell):,} characters (at most {LONGEST_CELL:,})")
    cell = cell.strip(" \u00a0")
    if any(unicodedata.category(sign) == "Cc" and sign not in "\n\t\r" for sign in cell):
        raise ReadError(f"{name}, row {row}: a cell holds control characters")
    if _FORMULA.match(cell):
        raise ReadError(f"{name}, row {row}: a spreadsheet would run '{cell[:30]}' as a formula; put ' before it")
    return cell[1:] if _DISARMED.match(cell) else cell


def _full(name: str, header: Sequence[str], rows: Sequence[_Row]) -> Iterator[Term]:
    repeated = next((column for place, column in enumerate(header) if column in header[:place]), None)
    if repeated is not None:
        raise ReadError(f"{name}: two columns are named '{repeated}'; give each column its own name")
    if missing := [column for column in ("concept", "lang") if column not in header]:
        raise ReadError(f"{name}: no column '{missing[0]}'; a termbase needs at least concept, lang and term")
    for row in rows:
        if len(row.cells) > len(header):
            raise ReadError(f"{name}, row {row.number}: {len(row.cells)} cells under {len(header)} columns")
        cells = dict(zip(header, row.cells, strict=False))
        extra = tuple((key, cells[key]) for key in header if key not in COLUMNS and cells.get(key))
        with _located(name, row.number):
            yield Term(
                concept=cells.get("concept", ""),
                lang=cells.get("lang", ""),
                text=cells.get("term", ""),
                status=cells.get("status", "").lower() or "admitted",
                whose=_parts(cells.get("whose", "")),
                source=cells.get("source", ""),
                pos=cells.get("pos", "").lower(),
                gender=cells.get("gender", "").lower(),
                number=cells.get("number", "").lower(),
                case_sensitive=_choice("case", cells.get("case", ""), _CASES),
                exact=_choice("match", cells.get("match", ""), _MATCHES),
                exceptions=_parts(cells.get("exceptions", "")),
                note=cells.get("note", ""),
                extra=extra,
                origin=name,
                row=row.number,
            )


def _word_list(
    name: str, header: Sequence[str], rows: Sequence[_Row], source_lang: str, target_lang: str
) -> Iterator[Term]:
    """A row a concept and a column a language; or a source, a target and a comment (OmegaT's three columns); or a
    source, a target and their languages (DeepL's four)."""
    if all(is_language(cell) for cell in header):
        langs, rows = list(header), rows[1:]
    else:
        langs = [source_lang, target_lang]
        if tuple(header) in _PAIR_HEADERS:
            rows = rows[1:]
    for row in rows:
        texts, own, note = row.cells, langs, ""
        if langs == [source_lang, target_lang] and len(texts) == 4:
            texts, own = texts[:2], [texts[2] or source_lang, texts[3] or target_lang]
        elif langs == [source_lang, target_lang] and len(texts) == 3:
            texts, note = texts[:2], texts[2]
        if len(texts) != len(own):
            raise ReadError(f"{name}, row {row.number}: {len(texts)} cells where {len(own)} languages are")
        if not all(own):
            raise UsageError(f"{name}: the languages are not in the header; give the source and the target language")
        with _located(name, row.number):
            for lang, text in zip(own, texts, strict=True):
                yield Term(slug(texts[0]), lang, text, note=note, origin=name, row=row.number)


def _untranslated(name: str, rows: Sequence[_Row]) -> Iterator[Term]:
    for row in rows:
        if text := row.cells[0]:
            with _located(name, row.number):
                yield Term(slug(text), EVERY_LANGUAGE, text, pos="name", exact=True, origin=name, row=row.number)


def slug(text: str) -> str:
    """A concept's id made of a term: lower case, words joined by hyphens."""
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-")


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _choice(column: str, cell: str, choices: dict[str, bool]) -> bool:
    if cell.lower() not in choices:
        listed = ", ".join(choice for choice in choices if choice)
        raise UsageError(f"{column} '{cell}' is none of {listed}")
    return choices[cell.lower()]


@contextmanager
def _located(name: str, row: int) -> Iterator[None]:
    """What is wrong with a term, said as what is wrong with a row."""
    try:
        yield
    except UsageError as error:
        raise ReadError(f"{name}, row {row}: {error}") from None
