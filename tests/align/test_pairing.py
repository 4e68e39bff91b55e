from __future__ import annotations

from pathlib import Path

import pytest

from polyglot_news.align.pairing import PairOfArticles, find_pairs, listed_pairs, pairs_by_name
from polyglot_news.errors import ReadError, UsageError
from polyglot_news.read import read_article

EXAMPLES = Path(__file__).parents[2] / "examples"


def folder(path: Path, *names: str) -> Path:
    path.mkdir()
    for name in names:
        (path / name).write_text("The minister resigned on Monday.", encoding="utf-8")
    return path


def test_names_that_differ_by_language_only_are_pairs(tmp_path: Path) -> None:
    ours = folder(tmp_path / "a", "talks.ru.txt", "ru-coup.txt", "budget_pt-BR.md", "alone.txt")
    theirs = folder(tmp_path / "b", "talks.en.txt", "coup.en.txt", "budget.txt", "other.txt")
    pairs, alone = pairs_by_name(ours, theirs)
    assert sorted((pair.source.name, pair.target.name) for pair in pairs) == [
        ("budget_pt-BR.md", "budget.txt"), ("ru-coup.txt", "coup.en.txt"), ("talks.ru.txt", "talks.en.txt"),
    ]  # fmt: skip
    assert sorted(path.name for path in alone) == ["alone.txt", "other.txt"]


def test_the_same_name_twice_is_refused(tmp_path: Path) -> None:
    ours = folder(tmp_path / "a", "talks.ru.txt", "talks.uk.txt")
    with pytest.raises(UsageError, match="same name but for the language"):
        pairs_by_name(ours, folder(tmp_path / "b", "talks.txt"))


def test_a_list_names_pairs_from_its_own_folder(tmp_path: Path) -> None:
    folder(tmp_path / "a", "x.txt", "y.txt")
    listed = tmp_path / "list.csv"
    listed.write_text("\ufeffsource;target;desk\r\na/x.txt;a/y.txt;east\r\n", encoding="utf-8", newline="")
    assert listed_pairs(listed) == [PairOfArticles(tmp_path / "a/x.txt", tmp_path / "a/y.txt")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "it is empty"),
        ("source\na\n", "needs the columns"),
        ("source,target\na,b\n", "row 1: there is no file"),
    ],
)
def test_a_bad_list_is_named(tmp_path: Path, content: str, message: str) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text(content, encoding="utf-8")
    with pytest.raises(ReadError, match=message):
        listed_pairs(listed)


def test_translations_are_found_by_what_they_say() -> None:
    def read(*names: str) -> list[tuple[Path, object]]:
        return [(EXAMPLES / name, read_article(EXAMPLES / name)) for name in names]

    originals = read(
        "articles/de-gasstreit.md", "articles/pt-tentativa-de-golpe.txt", "articles/ru-sryv-peremiriya.txt"
    )
    published = read("translations/ru-sryv-peremiriya.en.txt", "translations/pt-tentativa-de-golpe.en.txt")
    found = {pair.source.stem: pair.target.stem for pair in find_pairs(originals, published)}
    assert found == {
        "ru-sryv-peremiriya": "ru-sryv-peremiriya.en",
        "pt-tentativa-de-golpe": "pt-tentativa-de-golpe.en",
    }
