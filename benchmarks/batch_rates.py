"""What one core does in a second, stage by stage, and what a row weighs: the figures of docs/scale.md.

    python -m benchmarks.batch_rates [--lines 300]

NTREX-128 lines, 15 an article, English to Portuguese with the bundled package; processor time, so that other work on
the machine counts little.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.report import Report, arguments
from polyglot_news.article import Article
from polyglot_news.audit.audit import audit
from polyglot_news.bitext import Bitext
from polyglot_news.corpus.batch import Corpus, run_batch
from polyglot_news.corpus.columns import Columns
from polyglot_news.corpus.job import Job
from polyglot_news.detect import detect_article
from polyglot_news.glossary.given import terminology
from polyglot_news.read.table import read_bitexts
from polyglot_news.segment import segment
from polyglot_news.translate.argos import ArgosEngine
from polyglot_news.translate.engine import Decoding, Engine
from polyglot_news.translate.memory import Memory
from polyglot_news.translate.pipeline import Options, translate_articles

_AN_ARTICLE = 15


def main() -> None:
    args = arguments(__doc__, lines=300)
    lines = (args.bench / "translate" / "ntrex.eng.txt").read_text(encoding="utf-8").split("\n")[: args.lines]
    given = (args.bench / "translate" / "ntrex.por.txt").read_text(encoding="utf-8").split("\n")[: args.lines]
    starts = range(0, len(lines), _AN_ARTICLE)
    articles = [Article(f"a{i}", "\n\n".join(lines[i : i + _AN_ARTICLE]), "en") for i in starts]
    report = Report("batch_rates", ("stage", "rate", "unit"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _reading(report, folder, articles)
        engine = ArgosEngine()
        count = sum(len(segment(article.text, "en")) for article in articles)
        stages: dict[str, Callable[[], object]] = {
            "detect": lambda: [detect_article(article, ()) for article in articles],
            "segment": lambda: [segment(article.text, "en") for article in articles],
            "translate.beam4": lambda: _translated(articles, engine, 4),
            "translate.beam1": lambda: _translated(articles, engine, 1),
            "translate.enforce": lambda: _translated(articles, engine, 4, glossary=True),
            "audit": lambda: [audit(bitext) for bitext in bitexts],
        }
        bitexts = _translated(articles, engine, 1)
        for stage, work in stages.items():
            work()
            report.row(stage, count / _seconds(work), "segments")
        _aligning(report, folder, articles, given)
        _warm(report, folder, articles, count)
    report.finish(check=False)


def _reading(report: Report, folder: Path, articles: list[Article]) -> None:
    records = [{"id": f"{i}-{a.id}", "text": a.text, "lang": "en"} for i in range(100) for a in articles]
    path = folder / "news.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    corpus = Corpus((path,), Columns())
    report.row("read", path.stat().st_size / 1e6 / _seconds(lambda: sum(1 for _ in corpus.records())), "MB")


def _translated(articles: list[Article], engine: Engine, beam: int, glossary: bool = False) -> list[Bitext]:
    terms = terminology(["russia-ukraine"], "enforce", "") if glossary else None
    return list(translate_articles(articles, Options("pt", decoding=Decoding(beam_size=beam), terms=terms), engine))


def _aligning(report: Report, folder: Path, articles: list[Article], given: list[str]) -> None:
    path = folder / "pairs.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for article, start in zip(articles, range(0, len(given), _AN_ARTICLE), strict=True):
            translation = "\n\n".join(given[start : start + _AN_ARTICLE])
            stream.write(json.dumps({"text": article.text, "lang": "en", "pt": translation}) + "\n")
    corpus, job = Corpus((path,), Columns(translation="pt")), Job("pt", align=True)
    run_batch(corpus, job, folder / "aligned", restart=True)
    seconds = _seconds(lambda: run_batch(corpus, job, folder / "aligned", restart=True))
    report.row("align", len(given) / seconds, "segments")


def _warm(report: Report, folder: Path, articles: list[Article], count: int) -> None:
    path, memory = folder / "warm.jsonl", folder / "memory.sqlite"
    path.write_text("".join(json.dumps({"text": a.text, "lang": "en"}) + "\n" for a in articles), encoding="utf-8")
    job = Job("pt", beam=1, memory=memory)
    run_batch(Corpus((path,)), job, folder / "warm", restart=True)
    report.row("remembered", count / _seconds(lambda: run_batch(Corpus((path,)), job, folder / "warm", restart=True)),
               "segments")  # fmt: skip
    [part] = (folder / "warm" / "parts").iterdir()
    rows = sum(len(bitext.beads) for bitext in read_bitexts(part))
    report.row("row", part.stat().st_size / rows, "bytes a row in Parquet")
    Memory(memory).close()
    weight = sum(file.stat().st_size for file in folder.glob("memory.sqlite*"))
    report.row("memory", weight / rows, "bytes a segment in the translation memory")


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
