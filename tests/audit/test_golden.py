"""The two example pairs: what must be found of what was planted, and everything that is found, as golden files.

`python tests/audit/test_golden.py` writes the golden files again; read the difference before committing it.
"""

from __future__ import annotations

import csv
import difflib
from functools import cache
from pathlib import Path
from statistics import median

import pytest

from polyglot_news.align.documents import align_articles
from polyglot_news.audit.audit import Audit, audit
from polyglot_news.audit.finding import Finding
from polyglot_news.glossary.bundled import load_bundled
from polyglot_news.glossary.termbase import merge
from polyglot_news.read import read_article

EXAMPLES = Path(__file__).parents[2] / "examples"
GOLDEN = Path(__file__).with_name("golden")
TERMBASES = {
    "pt-tentativa-de-golpe": ("elections-coups-protest",),
    "ru-sryv-peremiriya": ("russia-ukraine", "armed-groups-terrorism"),
}
PLANTED = list(csv.DictReader((EXAMPLES / "translations" / "planted.csv").read_text(encoding="utf-8").splitlines()))
ANSWERS = {
    "omission": {"unaligned", "omission", "inclusion"},
    "number": {"numbers"},
    "date": {"numbers"},
    "negation": {"negation"},
    "hedge": {"hedges"},
    "attribution": {"attribution"},
    "loaded_term": {"terms", "tone"},
    "scare_quotes": {"quotation"},
    "first_person": {"speaker"},
}
"""Which checks answer for what was planted."""

Row = dict[str, str]


@cache
def audited(name: str) -> Audit:
    source = read_article(EXAMPLES / "articles" / f"{name}.txt")
    target = read_article(EXAMPLES / "translations" / f"{name}.en.txt")
    return audit(align_articles(source, target), termbase=merge([load_bundled(base) for base in TERMBASES[name]]))


def golden(found: Audit) -> str:
    """One finding a line: bead, check, severity, and the words of both sides."""
    lines = (
        f"{f.bead:2} {f.check:11} {f.severity:8} {f.source_span or '–'}  →  {f.target_span or '–'}\n"
        for f in found.findings
    )
    return "".join(lines)


def overlap(found: Finding, row: Row) -> bool:
    sides = (("source", found.source_start, found.source_end), ("target", found.target_start, found.target_end))
    return any(
        start is not None
        and end is not None
        and row[f"{side}_start"] != ""
        and start < int(row[f"{side}_end"])
        and int(row[f"{side}_start"]) < end
        for side, start, end in sides
    )


@pytest.mark.parametrize("name", TERMBASES)
def test_what_is_found_is_what_the_golden_file_has(name: str) -> None:
    before, now = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8"), golden(audited(name))
    changed = difflib.unified_diff(before.splitlines(), now.splitlines(), "golden file", "now", lineterm="", n=0)
    assert before == now, "\n".join(changed)


@pytest.mark.parametrize(
    "row",
    [row for row in PLANTED if row["check"] in ANSWERS],
    ids=lambda row: f"{row['article_id'][:2]}-{row['check']}-{row['source_start']}",
)
def test_every_planted_choice_is_found(row: Row) -> None:
    found = audited(row["article_id"]).findings
    assert [f for f in found if f.check in ANSWERS[row["check"]] and overlap(f, row)], row["note"]


@pytest.mark.parametrize(
    ("name", "row"), [(row["article_id"], row) for row in PLANTED if row["check"] in ("merged", "split")]
)
def test_merged_and_split_sentences_are_one_bead(name: str, row: Row) -> None:
    [bead] = [b for b in audited(name).bitext.beads if b.source_start == int(row["source_start"])]
    assert bead.alignment == {"merged": "2-1", "split": "1-2"}[row["check"]]


@pytest.mark.parametrize("name", TERMBASES)
def test_hardly_anything_else_is_pointed_at(name: str) -> None:
    planted = [row for row in PLANTED if row["article_id"] == name]
    others = [f for f in audited(name).findings if not any(overlap(f, row) for row in planted)]
    assert len(others) <= 1, [f.message for f in others]


@pytest.mark.parametrize("name", TERMBASES)
def test_beads_with_planted_choices_bear_the_highest_risk(name: str) -> None:
    found = audited(name)
    pointed_at = {f.bead for f in found.findings if f.severity in ("major", "critical")}
    others = [risk for i, risk in enumerate(found.risk) if i not in pointed_at]
    assert min(found.risk[i] for i in pointed_at) > max(0.25, median(others))


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for each in TERMBASES:
        (GOLDEN / f"{each}.txt").write_text(golden(audited(each)), encoding="utf-8")
