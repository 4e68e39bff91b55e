from __future__ import annotations

import csv
import json
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from polyglot_news.audit.confidence import calibrated
from polyglot_news.audit.finding import FIELDS
from polyglot_news.cli.app import app, main
from polyglot_news.read.table import read_bitexts

ROOT = Path(__file__).parents[2]
TABLE = """source,target,source_lang,target_lang,desk
"Am Montag kamen 80 Gäste.","On Monday 90 guests came.",de,en,foreign
"Die Feier war schön.","The party was nice.",de,en,=2+2
"""
TERMS = """concept,lang,term,status,whose
barrier,de,Sperranlage,preferred,un
barrier,en,barrier,preferred,un
barrier,en,apartheid wall,contested,left
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "party.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(app, ["audit", *map(str, args)])


@pytest.mark.parametrize(
    ("fail_on", "exit_code"), [(None, 0), ("note", 3), ("critical", 3)], ids=["never", "note", "critical"]
)
def test_the_exit_code_tells_of_findings(table: Path, fail_on: str | None, exit_code: int) -> None:
    done = run(table, "--checks", "numbers", *(["--fail-on", fail_on] if fail_on else []))
    assert done.exit_code == exit_code
    assert "2 beads, 1 finding: 1 critical" in done.stdout
    assert re.search(r"0 +critical +numbers +“80” became “90”", done.stdout)


def test_a_severity_that_is_not_reached_is_no_failure(table: Path) -> None:
    assert run(table, "--checks", "quotation", "--fail-on", "note").exit_code == 0


def test_findings_table_and_report_are_written(table: Path, tmp_path: Path) -> None:
    found, audited, page = tmp_path / "f.csv", tmp_path / "a.csv", tmp_path / "r.html"
    done = run(table, "--checks", "numbers", "-o", found, "--table", audited, "--html", page)
    assert done.exit_code == 0
    header, row = csv.reader(found.open(encoding="utf-8", newline=""))
    assert tuple(header) == FIELDS
    assert row[2:5] == ["numbers", "critical", str(round(calibrated("numbers", 0.9), 3))]
    [bitext] = read_bitexts(audited)
    assert [bead.extra["desk"] for bead in bitext.beads] == ["foreign", "=2+2"]
    assert bitext.beads[0].findings == ("numbers: “80” became “90”",)
    assert 0 <= float(bitext.beads[0].extra["risk"]) <= 1
    assert "“<bdi" in page.read_text(encoding="utf-8")
    assert f"written: {page}" in done.stderr


def test_findings_as_json_lines_and_on_standard_output(table: Path, tmp_path: Path) -> None:
    run(table, "--checks", "numbers", "-o", tmp_path / "f.jsonl", "-q")
    [line] = (tmp_path / "f.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["target_span"] == "90"
    done = run(table, "--checks", "numbers", "-o", "-")
    assert [row[0:3] for row in csv.reader(done.stdout.splitlines())] == [list(FIELDS[:3]), ["", "0", "numbers"]]
    assert "1 finding" in done.stderr


def test_a_dismissed_finding_is_not_reported_again(table: Path, tmp_path: Path) -> None:
    run(table, "--checks", "numbers", "-o", tmp_path / "f.jsonl", "-q")
    fingerprint = json.loads((tmp_path / "f.jsonl").read_text(encoding="utf-8"))["fingerprint"]
    (tmp_path / "ignore.txt").write_text(f"{fingerprint}  # rounded on purpose\n")
    done = run(table, "--checks", "numbers", "--ignore", tmp_path / "ignore.txt", "--fail-on", "note")
    assert (done.exit_code, "0 findings" in done.stdout) == (0, True)


def test_checks_and_severities_can_be_left_out(table: Path) -> None:
    assert "numbers" not in run(table, "--checks", "-numbers").stdout
    assert "0 findings" in run(table, "--checks", "quotation,names", "--min-severity", "critical").stdout


def test_a_glossary_is_a_file_or_one_that_ships(tmp_path: Path) -> None:
    (tmp_path / "terms.csv").write_text(TERMS, encoding="utf-8")
    path = tmp_path / "wall.csv"
    path.write_text("source,target\nDie Sperranlage wächst.,The apartheid wall grows.\n", encoding="utf-8")
    page = tmp_path / "r.html"
    options = (path, "--from", "de", "--to", "en", "--checks", "terms")
    done = run(*options, "--glossary", tmp_path / "terms.csv", "--html", page)
    assert "neutral “Sperranlage” became loaded" in " ".join(done.stdout.split())
    assert 'class="card loaded"' in page.read_text(encoding="utf-8")
    assert "1 finding" in run(*options, "--glossary", "migration-asylum", "--glossary", tmp_path / "terms.csv").stdout


def test_a_translation_alone(tmp_path: Path) -> None:
    path = tmp_path / "translation.txt"
    path.write_text("The ministry said on on Monday. Two people were registered in .\n\nNobody was hurt.\n")
    done = run("--target-only", path, "--to", "en", "--html", tmp_path / "r.html")
    assert done.exit_code == 0
    assert "broken" in done.stdout
    assert "cell source" not in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_an_article_and_its_translation_are_aligned_first(tmp_path: Path) -> None:
    source, target = tmp_path / "feier.txt", tmp_path / "party.txt"
    source.write_text("Am Montag kamen 80 Gäste zu der Feier.\n\nAlle haben lange getanzt.\n", encoding="utf-8")
    target.write_text(
        "On Monday 90 guests came to the party.\n\nEveryone danced for a long time.\n", encoding="utf-8"
    )
    done = run(source, target, "--from", "de", "--to", "en", "--checks", "numbers,unaligned", "--fail-on", "critical")
    assert done.exit_code == 3
    assert "2 beads, 1 finding" in done.stdout


def test_the_words_that_terms_were_given_are_listed(tmp_path: Path) -> None:
    terms, pair = tmp_path / "own.csv", tmp_path / "pair.csv"
    terms.write_text(TERMS, encoding="utf-8")
    rows = [
        ("Die Sperranlage wächst.", "The apartheid wall is growing."),
        ("Eine Sperranlage.", "A barrier."),
        ("Die Sperranlage bleibt.", "The Apartheid Wall stays."),
        ("Keine Sperranlage mehr.", "It is gone."),
    ]
    pair.write_text("source\ttarget\n" + "".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    done = run(pair.rename(pair.with_suffix(".tsv")), "--from", "de", "--to", "en", "--glossary", terms)
    [said] = [line for line in done.stdout.splitlines() if line.endswith("in contested words")]
    assert said == "4 terms of the glossary, 2 in contested words"
    listed = [re.split(r" {2,}", line.strip()) for line in done.stdout.split(said)[1].splitlines() if line.strip()]
    assert listed == [
        ["source", "rendered as", "status", "beads"],
        ["Sperranlage", "apartheid wall", "contested: left", "0 2"],
        ["Sperranlage", "barrier", "preferred: un", "1"],
        ["Sperranlage", "–", "not listed", "3"],
    ]


def test_a_second_witness_is_a_translation_by_an_engine(tmp_path: Path) -> None:
    path = tmp_path / "deal.csv"
    path.write_text("source,target\nEle não assinou o acordo.,He signed the agreement.\n", encoding="utf-8")
    done = run(path, "--from", "pt", "--to", "en", "--witness", "argos", "--checks", "witness")
    assert "the machine would have written “He did not sign" in " ".join(done.stdout.split())


def test_the_output_that_the_docs_quote_is_what_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "auditing.md").read_text(encoding="utf-8")
    example = re.search(r"^    polyglot-news (audit .*?)\n\n```\n(.*?)```$", page, re.DOTALL | re.MULTILINE)
    assert example is not None
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "88")
    done = CliRunner().invoke(app, shlex.split(example[1].replace("\\\n", " ")))
    printed = [line.rstrip() for line in (done.stdout + done.stderr).splitlines()]
    assert printed == example[2].splitlines()


BAD = [
    # arguments, exit code, what the one line on standard error says
    ((), 2, "an article and its translation"),
    (("a", "b", "c"), 2, "an article and its translation"),
    (("party.csv", "--target-only", "party.csv"), 2, "--target-only"),
    (("party.csv", "--segmented"), 2, "--segmented is for texts"),
    (("missing.csv",), 1, "missing.csv"),
    (("party.csv", "--checks", "spellig"), 2, "there is no check 'spellig'"),
    (("party.csv", "--fail-on", "bad"), 2, "severity 'bad'"),
    (("party.csv", "--min-severity", "bad"), 2, "severity 'bad'"),
    (("party.csv", "--glossary", "nowhere"), 2, "'nowhere' is no file, and no termbase that ships"),
    (("party.csv", "--profile", "un"), 2, "--profile chooses between the terms of a termbase"),
    (("party.csv", "--glossary", "russia-ukraine", "--profile", "nobody"), 2, "no term of the termbase is used by"),
    (("party.csv", "--ignore", "party.csv"), 1, "line 1"),
    (("party.csv", "-o", "found.xlsx"), 2, ".csv or .jsonl"),
    (("party.csv", "--html", "nowhere/r.html"), 1, "does not exist"),
    (("party.csv", "-o", "same.csv", "--table", "same.csv"), 2, "same file"),
    (("party.csv", "--witness", "babelfish"), 2, "unknown engine 'babelfish'"),
]


@pytest.mark.parametrize(("args", "exit_code", "message"), BAD, ids=[" ".join(args) or "nothing" for args, *_ in BAD])
def test_bad_usage_gets_one_clear_line(
    table: Path,
    args: tuple[str, ...],
    exit_code: int,
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(table.parent)
    monkeypatch.setattr("sys.argv", ["polyglot-news", "audit", *args])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == exit_code
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert message in told.err
    assert [path.name for path in table.parent.iterdir()] == ["party.csv"]
