"""The termbases in glossaries/ keep the editorial rule that their README states."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest

GLOSSARIES = Path(__file__).resolve().parents[2] / "glossaries"
FILES = sorted(GLOSSARIES.glob("*.csv"))
SUBJECTS = {
    "armed-groups-terrorism", "brazil-latin-america", "china", "elections-coups-protest",
    "israel-palestine", "migration-asylum", "place-names", "russia-ukraine",
}  # fmt: skip
HEADER = "concept,lang,term,status,whose,source,pos,gender,number,case,match,exceptions,note"
LANGS = ["en", "pt", "es", "fr", "de", "ru", "uk", "zh", "ar"]
ALLOWED = {
    "lang": set(LANGS),
    "status": {"preferred", "admitted", "deprecated", "contested"},
    "pos": {"noun", "adj", "verb", "phrase", "name"},
    "gender": {"", "m", "f", "n", "c"},
    "number": {"", "sg", "pl"},
    "case": {"", "sensitive"},
    "match": {"lemma", "exact"},
}
# Languages whose articles and adjectives agree with the noun put in: its gender must be known.
GENDERED = {"pt", "es", "fr", "de", "ru", "uk", "ar"}
SCRIPT = dict.fromkeys(("en", "pt", "es", "fr", "de"), "LATIN") | {
    "ru": "CYRILLIC",
    "uk": "CYRILLIC",
    "zh": "CJK",
    "ar": "ARABIC",
}
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

Row = dict[str, str]
every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@cache
def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, strict=True))


def by_concept(path: Path) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows(path):
        grouped[row["concept"]].append(row)
    return grouped


def sides(row: Row) -> list[str]:
    return row["whose"].split(";")


def scripts(word: str) -> set[str]:
    return {unicodedata.name(letter).split()[0] for letter in word if letter.isalpha()}


@cache
def documented_tags() -> set[str]:
    readme = (GLOSSARIES / "README.md").read_text(encoding="utf-8")
    return {
        tag for line in readme.splitlines() if line.startswith("| `") for tag in re.findall(r"`([a-z0-9-]+)`", line)
    }


def test_all_subjects_ship() -> None:
    assert {path.stem for path in FILES} == SUBJECTS


@every_file
def test_encoding_and_header(path: Path) -> None:
    data = path.read_bytes()
    text = data.decode("utf-8")
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert text.endswith("\n")
    assert text == unicodedata.normalize("NFC", text)
    assert text.splitlines()[0] == HEADER


@every_file
def test_every_row_is_complete_and_trimmed(path: Path) -> None:
    for row in rows(path):
        assert None not in row, f"too many cells: {row}"
        assert None not in row.values(), f"too few cells: {row}"
        assert all(row[name] for name in ("concept", "lang", "term", "status", "whose", "pos", "match")), row
        for name, cell in row.items():
            assert cell == cell.strip(), (name, row)
            assert "  " not in cell, (name, row)
            assert not cell.startswith(("=", "+", "-", "@")), f"a spreadsheet would run this cell: {row}"
        for name in ("whose", "exceptions"):
            parts = row[name].split(";") if row[name] else []
            assert all(part and part == part.strip() for part in parts), (name, row)
            assert len(parts) == len(set(parts)), (name, row)


@every_file
def test_allowed_values(path: Path) -> None:
    for row in rows(path):
        for name, values in ALLOWED.items():
            assert row[name] in values, (name, row)


@every_file
def test_size_and_languages(path: Path) -> None:
    concepts = by_concept(path)
    assert len(concepts) >= 25
    for concept, terms in concepts.items():
        assert {"en", "pt"} <= {row["lang"] for row in terms}, concept


@every_file
def test_no_duplicate_and_no_term_in_two_concepts(path: Path) -> None:
    seen: dict[tuple[str, str], set[str]] = defaultdict(set)
    counts = Counter((row["concept"], row["lang"], row["term"]) for row in rows(path))
    assert [key for key, times in counts.items() if times > 1] == []
    for row in rows(path):
        seen[row["lang"], row["term"].casefold()].add(row["concept"])
    assert {key: concepts for key, concepts in seen.items() if len(concepts) > 1} == {}


@every_file
def test_a_contested_concept_has_two_sides(path: Path) -> None:
    for concept, terms in by_concept(path).items():
        if any(row["status"] == "contested" for row in terms):
            assert len({row["whose"] for row in terms}) >= 2, concept
            assert len({tag for row in terms for tag in sides(row)}) >= 2, concept


@every_file
def test_preferred_and_deprecated_terms_cite_a_source(path: Path) -> None:
    for row in rows(path):
        if row["status"] in {"preferred", "deprecated"}:
            assert row["source"], row


@every_file
def test_one_side_does_not_prefer_and_deprecate_one_term(path: Path) -> None:
    for concept, terms in by_concept(path).items():
        preferred = {(row["lang"], row["term"]) for row in terms if row["status"] == "preferred"}
        deprecated = {(row["lang"], row["term"]) for row in terms if row["status"] == "deprecated"}
        assert not preferred & deprecated, concept


@every_file
def test_order_favours_no_side(path: Path) -> None:
    """Concepts by id, then languages in the fixed order, then sides by the alphabet."""
    ids = [concept for concept, _ in groupby(rows(path), key=lambda row: row["concept"])]
    assert ids == sorted(set(ids))
    for _, group in groupby(rows(path), key=lambda row: row["concept"]):
        keys = [(LANGS.index(row["lang"]), row["whose"]) for row in group]
        assert keys == sorted(keys)
    for row in rows(path):
        assert sides(row) == sorted(sides(row)), row


@every_file
def test_agreement_features(path: Path) -> None:
    for row in rows(path):
        if row["pos"] in {"noun", "name"}:
            assert (row["gender"] != "") == (row["lang"] in GENDERED), row
            assert (row["number"] != "") == (row["lang"] != "zh"), row
        if row["gender"] == "n":
            assert row["lang"] in {"de", "ru", "uk"}, row


@every_file
def test_terms_are_in_the_script_of_their_language(path: Path) -> None:
    for row in rows(path):
        assert SCRIPT[row["lang"]] in scripts(row["term"]), row
        for word in re.findall(r"\w+", row["term"]):
            assert not {"LATIN", "CYRILLIC"} <= scripts(word), f"look-alike letters in {word!r}: {row}"


@every_file
def test_tags_are_documented(path: Path) -> None:
    assert {tag for row in rows(path) for tag in sides(row)} <= documented_tags()


def test_every_documented_tag_is_used() -> None:
    assert documented_tags() == {tag for path in FILES for row in rows(path) for tag in sides(row)}


def test_concept_ids_are_kebab_case_and_unique_across_files() -> None:
    ids = [concept for path in FILES for concept in by_concept(path)]
    assert [concept for concept in ids if not KEBAB.fullmatch(concept)] == []
    assert [concept for concept, times in Counter(ids).items() if times > 1] == []
