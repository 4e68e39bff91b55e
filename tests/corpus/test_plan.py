from __future__ import annotations

from polyglot_news.corpus.plan import MOST_RECORDS, SAMPLE, make_plan, slices
from polyglot_news.corpus.records import Record
from polyglot_news.corpus.rows import Fault

ENGLISH = "The talks failed on Monday, the minister of defence told reporters in the capital."
RUSSIAN = "Переговоры сорвались в понедельник, сообщил журналистам министр обороны."


def articles(*texts: str, lang: str = "") -> list[Record]:
    return [Record("news.jsonl", i, f"a{i}", text, lang) for i, text in enumerate(texts)]


def test_a_part_is_full_with_so_many_characters_or_records() -> None:
    cut = slices(articles("x" * 60, "x" * 60, "x", "x" * 200, "x"), 100)
    assert [[len(record.content) for record in part] for part in cut] == [[60, 60], [1, 200], [1]]
    assert [len(part) for part in slices(articles(*[""] * (MOST_RECORDS + 1)), 100)] == [MOST_RECORDS, 1]


def test_languages_are_counted_or_estimated_from_a_sample() -> None:
    stated = articles(*[ENGLISH] * 3, lang="en")
    plan = make_plan([*stated, *articles(*[RUSSIAN, ENGLISH] * 2)], 10_000, None)
    assert (plan.languages, plan.sampled) == ({"en": 5, "ru": 2}, 0)
    many = make_plan(articles(*[ENGLISH, RUSSIAN, ENGLISH] * SAMPLE), 10_000, None)
    assert SAMPLE / 2 <= many.sampled <= SAMPLE
    assert abs(many.languages["en"] - 2 * SAMPLE) < SAMPLE / 5
    assert make_plan(articles(RUSSIAN), 10_000, "uk").languages == {"uk": 1}


def test_the_digest_tells_corpora_apart() -> None:
    same = {make_plan(articles("One.", "Two."), size, "en").digest for size in (1, 100)}
    assert len(same) == 1
    others = [
        articles("One.", "Two!"),
        articles("One.T", "wo."),
        articles("One."),
        articles("One.", "Two.", lang="de"),
    ]
    assert len(same | {make_plan(records, 100, "en").digest for records in others}) == 1 + len(others)


def test_faults_are_counted() -> None:
    broken = Record("news.jsonl", 1, fault=Fault("not-json", "not JSON"))
    plan = make_plan([broken, *articles(ENGLISH), broken], 100, None)
    assert (plan.faults, plan.records, plan.languages) == ({"not-json": 2}, 3, {"en": 1})
