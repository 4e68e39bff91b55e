from __future__ import annotations

import json
import random
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from corpora import write_lines
from kill_batch import killed
from shouting import ShoutingEngine

from polyglot_news.bitext import COLUMNS
from polyglot_news.corpus.batch import Corpus, run_batch
from polyglot_news.corpus.columns import Columns
from polyglot_news.corpus.job import Job
from polyglot_news.errors import NoRouteError, PolyglotNewsError, ReadError, UsageError
from polyglot_news.glossary.given import terminology
from polyglot_news.read.table import read_bitexts

pytestmark = pytest.mark.usefixtures("shouting")
JOB = Job("pt", format="csv")


def small(*paths: Path, **columns: str) -> Corpus:
    """A corpus in parts of two or three articles."""
    return Corpus(paths, Columns(**columns), part_size=120)


def result(output: Path) -> dict[str, object]:
    """Everything a run leaves but its log, which tells times: names and contents."""
    files = [path for path in output.rglob("*") if path.is_file() and path.name != "log.jsonl"]
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_parts_hold_the_table_and_the_metadata(news: Path, tmp_path: Path) -> None:
    summary = run_batch(small(news), JOB, tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    parts = [tmp_path / "out" / "parts" / part["name"] for part in manifest["parts"]]
    assert len(parts) > 3
    bitexts = [bitext for part in parts for bitext in read_bitexts(part)]
    assert [b.article_id for b in bitexts] == [f"n{i}" for i in range(10)] + ["n0-2", "n1-2"]
    assert bitexts[0].beads[0].target == "THE TALKS FAILED ON MONDAY."
    assert bitexts[0].beads[0].extra == {"title": "", "outlet": "Gazette", "date": "2024-03-01", "url": ""}
    header = parts[0].read_text(encoding="utf-8").splitlines()[0]
    assert header == ",".join([*COLUMNS, "title", "outlet", "date", "url"])
    assert [part["articles"] for part in manifest["parts"]] == [len(read_bitexts(part)) for part in parts]
    assert summary["articles"] == 12
    assert summary["rows"] == sum(part["rows"] for part in manifest["parts"]) == 24
    assert manifest["done"] is True


def test_bad_records_are_listed_and_the_run_goes_on(news: Path, tmp_path: Path) -> None:
    summary = run_batch(small(news), JOB, tmp_path / "out")
    rejects = lines(tmp_path / "out" / "rejects.jsonl")
    assert [(r["file"], r["row"], r["id"], r["reason"]) for r in rejects] == [
        ("news.jsonl", 5, "", "not-json"),
        ("news.jsonl", 11, "empty", "no-text"),
        ("news.jsonl", 12, "pt", "already-target"),
    ]
    assert summary["rejects"] == {"not-json": 1, "no-text": 1, "already-target": 1}
    assert summary["languages"] == {"en": 12}
    assert summary["routes"] == {"en→pt": 24}


def test_killed_at_any_moment_it_goes_on_to_the_same_result(news: Path, tmp_path: Path) -> None:
    def work(output: Path) -> Callable[[], object]:
        return lambda: run_batch(small(news), JOB, output)

    undisturbed = tmp_path / "undisturbed"
    assert not killed(work(undisturbed), undisturbed, sys.maxsize)
    expected = result(undisturbed)
    deaths = 0
    for at in range(1, 10_000, 4):
        output = tmp_path / f"killed-{at}"
        if not killed(work(output), output, at):
            break
        deaths += 1
        assert not killed(work(output), output, sys.maxsize)
        assert result(output) == expected
    assert deaths > 15


def test_killed_again_and_again_it_comes_to_its_end(news: Path, tmp_path: Path) -> None:
    output, undisturbed = tmp_path / "out", tmp_path / "undisturbed"
    run_batch(small(news), JOB, undisturbed)
    chance = random.Random(5)
    deaths = 0
    while killed(lambda: run_batch(small(news), JOB, output), output, chance.randrange(15, 45)):
        deaths += 1
    assert deaths >= 3
    assert result(output) == result(undisturbed)


def test_parts_that_are_done_are_not_made_again(news: Path, tmp_path: Path, shouting: ShoutingEngine) -> None:
    output = tmp_path / "out"
    assert killed(lambda: run_batch(small(news), JOB, output), output, 45)
    done = {path.name: path.stat().st_mtime_ns for path in (output / "parts").glob("part-*")}
    begun = [entry for entry in lines(output / "log.jsonl") if entry["event"] == "part"]
    assert begun
    run_batch(small(news), JOB, output)
    for entry in begun:
        name = str(entry["name"])
        assert (output / "parts" / name).stat().st_mtime_ns == done[name]
    shouting.poison = "talks"  # would fail if anything were translated
    assert run_batch(small(news), JOB, output)["rows"] == 24


@pytest.mark.parametrize("torn", [b'{"time": "2024', b'{"event": "part"}', b"\xff\xfe"])
def test_a_torn_line_of_the_log_is_cut_off(news: Path, tmp_path: Path, torn: bytes) -> None:
    output, undisturbed = tmp_path / "out", tmp_path / "undisturbed"
    run_batch(small(news), JOB, undisturbed)
    assert killed(lambda: run_batch(small(news), JOB, output), output, 45)
    with (output / "log.jsonl").open("ab") as stream:
        stream.write(torn)
    with (output / "rejects.jsonl").open("ab") as stream:
        stream.write(b'{"half": ')
    run_batch(small(news), JOB, output)
    assert result(output) == result(undisturbed)


DIFFERENT = [
    (Job("pt", format="csv", beam=1), 120, "made with --beam 4, now 1"),
    (Job("pt", format="jsonl"), 120, "made with --format csv, now jsonl"),
    (Job("pt", format="csv", audit=True), 120, "made with --audit off, now on"),
    (JOB, 200, "made with --part-size 120, now 200"),
]


@pytest.mark.parametrize(("job", "size", "message"), DIFFERENT, ids=[message for *_, message in DIFFERENT])
def test_other_options_are_refused_by_name(news: Path, tmp_path: Path, job: Job, size: int, message: str) -> None:
    run_batch(small(news), JOB, tmp_path / "out")
    before = result(tmp_path / "out")
    with pytest.raises(UsageError, match=message):
        run_batch(Corpus((news,), part_size=size), job, tmp_path / "out")
    assert result(tmp_path / "out") == before


def test_another_corpus_is_refused_and_restart_begins_anew(news: Path, tmp_path: Path) -> None:
    run_batch(small(news), JOB, tmp_path / "out")
    write_lines(news, [{"id": "one", "text": "The talks went on.", "lang": "en"}])
    with pytest.raises(UsageError, match="the corpus has changed"):
        run_batch(small(news), JOB, tmp_path / "out")
    assert run_batch(small(news), JOB, tmp_path / "out", restart=True)["rows"] == 1
    assert [path.name for path in (tmp_path / "out" / "parts").iterdir()] == ["part-00000.csv"]
    assert (tmp_path / "out" / "rejects.jsonl").read_bytes() == b""


def test_killed_while_it_begins_anew(news: Path, tmp_path: Path) -> None:
    other, output, undisturbed = Job("pt", format="jsonl"), tmp_path / "out", tmp_path / "undisturbed"
    run_batch(small(news), other, undisturbed)
    for at in range(1, 30, 2):
        run_batch(small(news), JOB, output, restart=True)
        assert killed(lambda: run_batch(small(news), other, output, restart=True), output, at)
        run_batch(small(news), other, output, restart=True)
        assert result(output) == result(undisturbed)
        run_batch(small(news), JOB, output, restart=True)
        killed(lambda: run_batch(small(news), other, output, restart=True), output, at)
        if not (output / "manifest.json").is_file():  # what was there is forgotten, whatever is left of it
            run_batch(small(news), other, output)
            assert result(output) == result(undisturbed)


def test_another_model_is_refused(news: Path, tmp_path: Path, shouting: ShoutingEngine) -> None:
    run_batch(small(news), JOB, tmp_path / "out")
    (shouting.folder / "weights").write_bytes(b"louder")
    with pytest.raises(UsageError, match="other models"):
        run_batch(small(news), JOB, tmp_path / "out")


def test_a_part_that_was_changed_is_noticed(news: Path, tmp_path: Path) -> None:
    run_batch(small(news), JOB, tmp_path / "out")
    with (tmp_path / "out" / "parts" / "part-00001.csv").open("ab") as stream:
        stream.write(b"x")
    with pytest.raises(UsageError, match=r"part-00001\.csv: missing, or not as it was written"):
        run_batch(small(news), JOB, tmp_path / "out")


def test_a_second_run_on_the_same_folder_is_refused(news: Path, tmp_path: Path) -> None:
    def second(*_: object) -> None:
        with pytest.raises(UsageError, match="another run is writing"):
            run_batch(small(news), JOB, tmp_path / "out")

    run_batch(small(news), JOB, tmp_path / "out", on_plan=second)


def test_a_folder_of_something_else_is_left_alone(news: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("precious")
    with pytest.raises(UsageError, match=r"no output of batch \(thesis.txt\)"):
        run_batch(small(news), JOB, tmp_path / "out", restart=True)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["thesis.txt"]


def test_an_output_inside_the_corpus_is_refused(news: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="lies inside the corpus"):
        run_batch(small(news.parent), JOB, tmp_path / "out")


def test_languages_without_a_route_are_told_before_the_work(tmp_path: Path) -> None:
    russian = "Переговоры сорвались в понедельник, сообщил представитель министерства. Никто не пострадал."
    news = write_lines(
        tmp_path / "news.jsonl",
        [{"text": russian}, {"text": russian}, {"text": "The talks failed on Monday, the minister said."}],
    )
    told: list[str] = []
    summary = run_batch(small(news), JOB, tmp_path / "out", on_plan=lambda plan, lines: told.extend(lines))
    assert told[0].startswith("2 articles in Russian: no shouting model translates Russian to Portuguese")
    assert summary["rejects"] == {"no-route": 2}


NOTHING = [
    ([{"text": "Переговоры сорвались.", "lang": "ru"}], NoRouteError, "1 articles in Russian"),
    ([{"text": ""}], ReadError, "no article in the corpus; news.jsonl, row 1: the record has no text"),
    ([{"words": "The talks failed."}], ReadError, "no article in the corpus"),
]
NAMED = [
    ({"words": "", "id": "a"}, "row 1: the record has nothing in 'words'"),
    ({"text": "The talks failed.", "id": "a"}, "row 1: the record has no 'words'; it has: text, id"),
]


@pytest.mark.parametrize(("records", "error", "message"), NOTHING)
def test_a_corpus_of_which_nothing_can_be_made(
    tmp_path: Path, records: list[object], error: type[PolyglotNewsError], message: str
) -> None:
    with pytest.raises(error, match=message):
        run_batch(small(write_lines(tmp_path / "news.jsonl", records)), JOB, tmp_path / "out")


@pytest.mark.parametrize(("record", "message"), NAMED)
def test_a_text_that_was_named_wrongly(tmp_path: Path, record: object, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        run_batch(small(write_lines(tmp_path / "news.jsonl", [record]), text="words"), JOB, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_memory_is_looked_at_first(news: Path, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.sqlite") as other:
        other.execute("CREATE TABLE others (a)")
    with pytest.raises(UsageError, match="no translation memory"):
        run_batch(small(news), replace(JOB, memory=tmp_path / "other.sqlite"), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_file_is_no_output_folder(news: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(UsageError, match="is a file"):
        run_batch(small(news), JOB, tmp_path / "out")
    assert (tmp_path / "out").read_text() == "mine"


def test_one_text_that_breaks_an_engine_does_not_lose_the_others(
    news: Path, tmp_path: Path, shouting: ShoutingEngine
) -> None:
    shouting.poison = "siege"
    summary = run_batch(small(news), JOB, tmp_path / "out")
    assert summary["rejects"]["failed"] == 4
    assert summary["articles"] == 8
    [reject, *_] = [r for r in lines(tmp_path / "out" / "rejects.jsonl") if r["reason"] == "failed"]
    assert reject["message"] == "unexpected RuntimeError: the tokenizer chokes"


def test_given_translations_are_aligned(tmp_path: Path) -> None:
    pair = {
        "text": "The talks failed on Monday. Nobody was hurt in the capital.",
        "en_pt": "As negociações falharam na segunda-feira. Ninguém ficou ferido na capital.",
    }
    news = write_lines(tmp_path / "news.jsonl", [pair, {"text": pair["text"]}])
    corpus = small(news, translation="en_pt")
    summary = run_batch(corpus, Job("pt", align=True, format="jsonl"), tmp_path / "out")
    [bitext] = read_bitexts(tmp_path / "out" / "parts" / "part-00000.jsonl")
    assert [bead.alignment for bead in bitext.beads] == ["1-1", "1-1"]
    assert bitext.beads[1].target == "Ninguém ficou ferido na capital."
    assert summary["routes"] == {"en aligned pt": 2}
    assert summary["rejects"] == {"no-translation": 1}


def test_the_audit_adds_findings_and_risk(news: Path, tmp_path: Path) -> None:
    summary = run_batch(small(news), Job("pt", audit=True, format="csv"), tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    found = [
        finding for part in manifest["findings"] for finding in lines(tmp_path / "out" / "findings" / part["name"])
    ]
    counted = {name: count for name, count in summary["findings"].items() if not name.startswith("degenerate:")}
    assert sum(counted.values()) == len(found)
    assert {"untranslated"} <= {finding["check"] for finding in found}
    [bitext, *_] = read_bitexts(tmp_path / "out" / "parts" / "part-00000.csv")
    assert 0 < float(bitext.beads[0].extra["risk"]) <= 1
    assert any("untranslated" in finding for bead in bitext.beads for finding in bead.findings)


def test_a_warm_memory_gives_the_same_without_the_engine(
    news: Path, tmp_path: Path, shouting: ShoutingEngine
) -> None:
    job = Job("pt", memory=tmp_path / "memory.sqlite", format="csv")
    run_batch(small(news), JOB, tmp_path / "without")
    run_batch(small(news), job, tmp_path / "cold")
    shouting.poison = "t"  # would fail if anything were translated
    run_batch(small(news), job, tmp_path / "warm")
    assert result(tmp_path / "without") == result(tmp_path / "cold") == result(tmp_path / "warm")


def test_a_glossary_is_recorded(news: Path, tmp_path: Path) -> None:
    glossary = tmp_path / "terms.csv"
    glossary.write_text("concept,lang,term\ntalks,en,talks\ntalks,pt,TALKS\n", encoding="utf-8")
    job = Job("pt", terms=terminology([str(glossary)], "annotate", ""), audit=True, format="csv")
    summary = run_batch(small(news), job, tmp_path / "out")
    assert summary["terms"] == {"already": 8}
    [bitext, *_] = read_bitexts(tmp_path / "out" / "parts" / "part-00000.csv")
    assert bitext.beads[0].terms[0].rendering == "TALKS"
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["signature"]["glossary"].startswith(
        "termbase:"
    )
