from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from polyglot_news.audit.finding import FIELDS, Finding
from polyglot_news.audit.findings_file import write_findings
from polyglot_news.audit.ignore import read_ignore
from polyglot_news.errors import ReadError, UsageError, WriteError

FOUND = [
    Finding("a", 3, "numbers", "critical", 0.9, 4, 6, "58", 10, 12, "85", "“58” became “85”", "", "0123456789abcdef"),
    Finding("a", 4, "addition", "major", 0.7, None, None, "", 0, 9, "=1+1,\n“x”", "new", "drop", "f" * 16),
]


def test_csv_has_the_fields_in_order_and_runs_nothing(tmp_path: Path) -> None:
    write_findings(FOUND, tmp_path / "found.csv")
    header, first, second = csv.reader((tmp_path / "found.csv").open(encoding="utf-8", newline=""))
    assert tuple(header) == FIELDS
    assert first == ["a", "3", "numbers", "critical", "0.9", "4", "6", "58", "10", "12", "85", "“58” became “85”", "",
                     "0123456789abcdef"]  # fmt: skip
    assert second[5:11] == ["", "", "", "0", "9", "'=1+1,\n“x”"]


def test_json_lines_keep_types(tmp_path: Path) -> None:
    write_findings(FOUND, tmp_path / "found.jsonl")
    lines = (tmp_path / "found.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [finding.row() for finding in FOUND]
    assert tuple(json.loads(lines[1])) == FIELDS


def test_no_finding_is_a_table_without_rows(tmp_path: Path) -> None:
    write_findings([], tmp_path / "found.csv")
    assert (tmp_path / "found.csv").read_text() == ",".join(FIELDS) + "\n"


def test_standard_output_gets_csv(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    write_findings(FOUND[:1], Path("-"))
    assert capsysbinary.readouterr().out.decode().splitlines()[0] == ",".join(FIELDS)


def test_where_findings_cannot_go(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.csv or \.jsonl"):
        write_findings(FOUND, tmp_path / "found.xlsx")
    with pytest.raises(WriteError, match="does not exist"):
        write_findings(FOUND, tmp_path / "nowhere" / "found.csv")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("# all of these were looked at\n\n", {}),
        ("0123456789abcdef\n", {"0123456789abcdef": ""}),
        ("\ufeff  0123456789abcdef   #  said twice # really \r\n", {"0123456789abcdef": "said twice # really"}),
    ],
)
def test_ignore_files(tmp_path: Path, text: str, expected: dict[str, str]) -> None:
    path = tmp_path / "ignore.txt"
    path.write_bytes(text.encode())
    assert read_ignore(path) == expected


@pytest.mark.parametrize("line", ["0123", "0123456789ABCDEF", "0123456789abcdef x", "numbers"])
def test_a_line_that_is_no_fingerprint_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "ignore.txt").write_text(f"# fine\n{line}\n")
    with pytest.raises(ReadError, match="line 2"):
        read_ignore(tmp_path / "ignore.txt")


def test_an_ignore_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="cannot read"):
        read_ignore(tmp_path / "none.txt")
