"""A concordance from its index, against a scan of the same Parquet file with pandas.

    python -m benchmarks.concordance [--check] [--beads 100000]

The corpus is made of NTREX, Russian beside English, by repetition with variation: in every copy of a line some words
are those of other lines, and in every fourth one is new. Times are of the processor, in one process. Figures:

`size`: bytes of the index over bytes of the texts. `build`: beads a second; `memory`: peak of the memory of a
process that indexes all of it, over that of one that indexes a quarter. `speed`: a full scan (`read_parquet`,
`str.contains`) over a query that finds every hit and pairs it with its rendering, for several kinds of query; the
median counts. `first`: the same for the hundred lines that the command shows. `guess`: of the hits of a
termbase's concepts that the termbase can pair, how many of the guesses by association overlap the pairing.
"""

from __future__ import annotations

import multiprocessing
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.report import Report, arguments
from polyglot_news.corpus.concordance import Search, concordance, with_guesses
from polyglot_news.corpus.index import Index, open_index
from polyglot_news.corpus.kwic import BY_TERM, Line
from polyglot_news.corpus.query import Query, RegexQuery, WordQuery
from polyglot_news.corpus.term_query import ConceptQuery, LemmaQuery
from polyglot_news.glossary.bundled import bundled_names
from polyglot_news.glossary.given import given_termbase

_SEED = 20_180_917
_PIECE = 50_000
_VARIED = 3
_NEW_EVERY = 4
_OUTLETS = ("Gazette", "Herald", "Tribune", "Вестник")
_SYLLABLES = ("ка", "ло", "ми", "не", "ру", "сте", "во", "дра", "ши", "пол", "за", "гре")
_RUNS = 3
_LANGUAGES = {"ru": "rus", "uk": "ukr", "es": "spa", "pt": "por", "zh": "zho-CN"}

_TERMBASE = "migration-asylum"
_QUERIES: dict[str, tuple[Callable[[], Query], str, str]] = {
    "word": (lambda: WordQuery("санкции"), "source", r"\bсанкции\b"),
    "word.rare": (lambda: WordQuery("протеста"), "source", r"\bпротеста\b"),
    "word.frequent": (lambda: WordQuery("президент"), "source", r"\bпрезидент\b"),
    "phrase": (lambda: WordQuery("prime minister"), "target", r"\bprime minister\b"),
    "wildcard": (lambda: WordQuery("операци*"), "source", r"\bопераци"),
    "wildcard.inside": (lambda: WordQuery("*избира*"), "source", r"\w*избира\w*"),
    "regex": (lambda: RegexQuery(r"\bядерн\w+ (?:оруж|програм)\w+"), "source", r"\bядерн\w+ (?:оруж|програм)\w+"),
    "lemma": (lambda: LemmaQuery("протест"), "source", r"\bпротест(?:|а|у|ом|е|ы|ов|ам|ами|ах)\b"),
    "concept": (lambda: ConceptQuery("refugee", given_termbase([_TERMBASE])), "source", r"\bбеженц|\bбеженец"),
}
"""Each kind of query, the side it is about, and the pattern of the scan. In a million beads most are found a few
thousand times, the rarest 500 times: what repetition makes of a word that NTREX has once."""


def main() -> None:
    args = arguments(__doc__, beads=100_000)
    report = Report("concordance", ("figure", "value", "of"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        quarter, corpus = folder / "quarter.parquet", folder / "corpus.parquet"
        _make(args.bench, quarter, args.beads // 4)
        text_bytes = _make(args.bench, corpus, args.beads)
        _building(corpus, quarter, args.beads, text_bytes, report)
        index = open_index(corpus)
        _querying(index, corpus, report)
        index.close()
        _guessing(args.bench, folder, report)
    report.finish(check=args.check)


def _building(corpus: Path, quarter: Path, beads: int, text_bytes: int, report: Report) -> None:
    _, small_peak = _in_child(quarter)
    seconds, peak = _in_child(corpus)
    size = (corpus.parent / f"{corpus.name}.concordance.sqlite").stat().st_size
    report.row("size", size / text_bytes, f"{text_bytes / 1e6:.0f} MB of text, {size / beads:.0f} bytes a bead")
    report.row("build", round(beads / seconds), f"beads a second, {seconds:.0f} s")
    report.row("memory", peak / small_peak, f"{peak / 1024:.0f} MB, of a quarter {small_peak / 1024:.0f} MB")
    report.figure("memory_under", 1.5 - peak / small_peak)
    report.figure("size_under", 3.0 - size / text_bytes)


def _in_child(corpus: Path) -> tuple[float, int]:
    """Seconds of the processor and peak memory (KiB) of a process that indexes a corpus."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(_index, (corpus,))


def _index(corpus: Path) -> tuple[float, int]:
    start = time.process_time()
    open_index(corpus).close()
    return time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _querying(index: Index, corpus: Path, report: Report) -> None:
    ratios, first = [], []
    for name, (query, side, pattern) in _QUERIES.items():
        hits, seconds = _timed(partial(_count, index, query, side, 0))
        _, shown = _timed(partial(_count, index, query, side, 100))
        rows, scan = _timed(partial(_scan, corpus, side, pattern))
        ratios.append(scan / seconds)
        first.append(scan / shown)
        detail = f"{hits} hits in {seconds * 1e3:.0f} ms, 100 in {shown * 1e3:.0f} ms; scan {rows} rows, {scan:.2f} s"
        report.row(f"speed.{name}", scan / seconds, detail)
    report.row("speed", statistics.median(ratios), "median, every hit")
    report.row("first", statistics.median(first), "median, the first 100")
    report.figure("speed", statistics.median(ratios))
    report.figure("first", statistics.median(first))


def _timed(work: Callable[[], int]) -> tuple[int, float]:
    """What the work gives, and the median of its times after a first run that warms what is cached."""
    result = work()
    times = []
    for _ in range(_RUNS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return result, statistics.median(times)


def _count(index: Index, query: Callable[[], Query], side: str, limit: int) -> int:
    lines, _ = concordance(index, Search(query(), side), limit=limit)
    return sum(1 for _ in lines)


def _scan(corpus: Path, side: str, pattern: str) -> int:
    frame = pd.read_parquet(corpus, columns=["article_id", "bead", "source", "target"])
    return int(frame[side].str.contains(pattern, case=False, regex=True).sum())


def _guessing(bench: Path, folder: Path, report: Report) -> None:
    """How guesses agree with what termbases know, over the plain lines of NTREX in several languages."""
    plain = folder / "plain.parquet"
    with pq.ParquetWriter(plain, _SCHEMA) as writer:
        for lang, name in _LANGUAGES.items():
            pairs = zip(_lines(bench, name), _lines(bench, "eng"), strict=True)
            writer.write_table(_table([_row(0, line, pair, lang) for line, pair in enumerate(pairs)]))
    index = open_index(plain)
    known = guessed = right = 0
    termbase = given_termbase(bundled_names())
    for concept in termbase.concepts:
        lines, _ = concordance(index, Search(ConceptQuery(concept, termbase)))
        paired = [line for line in lines if line.paired_by == BY_TERM]
        bare = (line._replace(counterpart=None, paired_by="") for line in paired)
        for line, guess in zip(paired, with_guesses(bare, index), strict=True):
            known += 1
            guessed += guess.counterpart is not None
            right += _overlap(line, guess)
    index.close()
    report.row("guess", right / guessed, f"of {guessed} guesses, for {known} known renderings")
    report.figure("guess", right / guessed)


def _overlap(known: Line, guess: Line) -> bool:
    if known.counterpart is None or guess.counterpart is None:
        return False
    return guess.counterpart[0] < known.counterpart[1] and guess.counterpart[1] > known.counterpart[0]


def _make(bench: Path, path: Path, beads: int) -> int:
    """Write a corpus of so many beads; gives the bytes of its texts."""
    varied = random.Random(_SEED)
    sides = (_lines(bench, "rus"), _lines(bench, "eng"))
    words = [[word for line in lines for word in line.split()] for lines in sides]
    text_bytes = 0
    rows: list[tuple[str, ...]] = []
    with pq.ParquetWriter(path, _SCHEMA) as writer:
        for number in range(beads):
            copy, line = divmod(number, len(sides[0]))
            texts = [_varied(lines[line], pool, varied) for lines, pool in zip(sides, words, strict=True)]
            if number % _NEW_EVERY == 0:
                texts[0] += " " + "".join(varied.choices(_SYLLABLES, k=6))
            text_bytes += sum(len(text.encode()) for text in texts)
            rows.append(_row(copy, line, (texts[0], texts[1]), "ru"))
            if len(rows) == _PIECE or number == beads - 1:
                writer.write_table(_table(rows))
                rows = []
    return text_bytes


def _varied(text: str, pool: list[str], varied: random.Random) -> str:
    words = text.split()
    for _ in range(_VARIED):
        words[varied.randrange(len(words))] = varied.choice(pool)
    return " ".join(words)


_COLUMNS = ("article_id", "bead", "source_lang", "target_lang", "source", "target", "outlet", "date")
_SCHEMA = pa.schema([(name, pa.string()) for name in _COLUMNS])


def _row(copy: int, line: int, texts: tuple[str, str], lang: str) -> tuple[str, ...]:
    """A row of the table; twenty lines are an article."""
    article, bead = divmod(line, 20)
    date = f"{2000 + copy % 25}-{1 + article % 12:02}-{1 + article % 28:02}"
    return f"{lang}-{copy}-{article}", str(bead), lang, "en", *texts, _OUTLETS[copy % len(_OUTLETS)], date


def _table(rows: list[tuple[str, ...]]) -> pa.Table:
    return pa.table(dict(zip(_SCHEMA.names, zip(*rows, strict=True), strict=True)), schema=_SCHEMA)


def _lines(bench: Path, name: str) -> list[str]:
    return (bench / "translate" / f"ntrex.{name}.txt").read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    main()
