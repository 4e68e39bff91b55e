from __future__ import annotations

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
        ([str(ORIGINAL), str(PUBLISHED), "--pairs", "list.csv"], "not both"),
        ([str(ORIGINAL), str(PUBLISHED), "-o", "pair.pdf"], "names no format"),
        ([str(ORIGINAL), str(PUBLISHED), "--profile", "un"], "name one with --glossary"),
    ],
)
def test_bad_arguments_are_named(args: list[str], message: str) -> None:
    done = RUNNER.invoke(app, ["align", *args])
    assert isinstance(done.exception, PolyglotNewsError)
    assert message in str(done.exception)
