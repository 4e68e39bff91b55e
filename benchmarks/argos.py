"""The argos engine beside argostranslate: same text, how much faster, memory, reproducibility, word alignment.

    python -m benchmarks.argos [--check] [--lines 500]

`identity`: the same segments (NTREX-128 lines, English to Portuguese, the bundled package, beam 4) through both.
`speed`: the lines as paragraphs of 4 in 40 articles; argostranslate at its defaults and at its best setting (1 thread
a batch, as many batches side by side as there are cores), a bare `translate_batch`, our engine, and our whole
pipeline (segmentation to bitext); the model loaded, argostranslate given the sentences. By the wall clock, which
means something on idle cores only; by processor time for comparison.
`cold`: one short article, from the start of the process to the CSV, against the `argos-translate` command.
`memory`: peak resident size over 20,000 segments against 2,000, beam 1 (`benchmarks.argos_memory`).
`same`: scores and texts, bit for bit, of segments translated alone, together, and shuffled.
`alignment`: links of content words against benchmarks/alignments.csv: 50 sentences of our own, the links of the
content words of their translations judged by hand; a link is right if it goes only to words judged right.
"""

from __future__ import annotations

import csv
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.clock import Clock, timed
from benchmarks.report import Report, arguments
from polyglot_news.article import Article
from polyglot_news.models.places import BUNDLED
from polyglot_news.segment import segment
from polyglot_news.translate.argos import ArgosEngine, ArgosOptions
from polyglot_news.translate.argos_model import LENGTH_PENALTY
from polyglot_news.translate.cores import physical_cores
from polyglot_news.translate.engine import Decoding, Model
from polyglot_news.translate.pipeline import Options, translate_articles

_ROOT = Path(__file__).parent.parent
_ARTICLES = 40
_RUNS = 3
_DEFAULTS: dict[str, str] = {}
_BEST = {"ARGOS_INTRA_THREADS": "1", "ARGOS_INTER_THREADS": str(physical_cores())}


def main() -> None:
    args = arguments(__doc__, lines=500)
    lines = (args.bench / "translate" / "ntrex.eng.txt").read_text(encoding="utf-8").split("\n")[: args.lines]
    report = Report("argos", ("figure", "value", "detail"))
    engine = ArgosEngine(ArgosOptions())
    models = {model.source: model for model in engine.models() if model.bundled}
    engine.translate(models["en"], lines[:2])
    with tempfile.TemporaryDirectory() as home:
        _identity(report, engine, models["en"], lines, home)
        _speed(report, engine, models["en"], lines, home)
        _cold(report, home)
    _same(report, engine, models["en"], lines[:200])
    _alignment(report, engine, models)
    _memory(report, args.bench)
    report.finish(check=args.check)


def _identity(report: Report, engine: ArgosEngine, model: Model, lines: list[str], home: str) -> None:
    peer = _peer(["\n".join(lines)], {line: [line] for line in lines}, _BEST, home)
    theirs = peer["translations"][0].split("\n")
    ours = [found[0].text for found in engine.translate(model, lines)]
    differing = [pair for pair in zip(lines, theirs, ours, strict=True) if pair[1] != pair[2]]
    report.row("identity", 1 - len(differing) / len(lines), f"{len(lines)} lines")
    report.figure("identity", 1 - len(differing) / len(lines))
    for line, their, our in differing:
        print(f"    source  {line}\n    theirs  {their}\n    ours    {our}")


def _speed(report: Report, engine: ArgosEngine, model: Model, lines: list[str], home: str) -> None:
    paragraphs = [" ".join(lines[i : i + 4]) for i in range(0, len(lines), 4)]
    articles = [
        Article(str(i), "\n".join(paragraphs[i::_ARTICLES]), "en") for i in range(min(_ARTICLES, len(paragraphs)))
    ]
    sentences = {paragraph: [s.text for s in segment(paragraph, "en")] for paragraph in paragraphs}
    segments = [sentence for paragraph in paragraphs for sentence in sentences[paragraph]]
    pieces = [engine._model(model).encode(sentence) for sentence in segments]
    translator = engine._model(model).translator

    def bare() -> object:
        return translator.translate_batch(
            pieces, max_batch_size=512, batch_type="tokens", beam_size=4, length_penalty=LENGTH_PENALTY
        )

    def whole() -> object:
        return list(translate_articles(articles, Options("pt"), engine))

    texts = [article.text for article in articles]
    works = {"bare": bare, "engine": lambda: engine.translate(model, segments), "pipeline": whole}
    clocks: dict[str, list[Clock]] = {"defaults": [_peer_clock(texts, sentences, _DEFAULTS, home)]}
    for _ in range(_RUNS):
        clocks.setdefault("best", []).append(_peer_clock(texts, sentences, _BEST, home))
        for name, work in works.items():
            clocks.setdefault(name, []).append(timed(work))
    least = {name: Clock(*map(min, zip(*found, strict=True))) for name, found in clocks.items()}
    for name, clock in least.items():
        report.row(f"seconds.{name}", clock.seconds, f"processor {clock.processor:.2f}; {len(segments)} segments")
    for ours in ("engine", "pipeline"):
        for theirs in ("defaults", "best", "bare"):
            ratio = least[theirs].seconds / least[ours].seconds
            processor = least[theirs].processor / least[ours].processor
            report.row(
                f"speed.{ours}.{theirs}", ratio, f"times as fast as {theirs}; by processor time {processor:.2f}"
            )
            report.figure(f"speed.{ours}.{theirs}", ratio)


def _cold(report: Report, home: str) -> None:
    article = _ROOT / "examples" / "articles" / "en-ceasefire-talks.txt"
    ours = [sys.executable, "-m", "polyglot_news", "translate", str(article), "--from", "en", "--to", "pt"]
    theirs = [sys.executable, "-m", "benchmarks.argos_peer", "command"]
    text = article.read_text(encoding="utf-8")
    clocks: dict[str, list[Clock]] = {}
    for _ in range(_RUNS):
        for name, settings in (("defaults", _DEFAULTS), ("best", _BEST)):
            clocks.setdefault(name, []).append(timed(partial(_run, theirs, settings, home, text)))
        clocks.setdefault("ours", []).append(timed(partial(_run, ours, {}, home, "")))
    seconds = {name: statistics.median(clock.seconds for clock in found) for name, found in clocks.items()}
    for name in ("defaults", "best"):
        report.row(f"cold.{name}", seconds[name] / seconds["ours"], f"times as fast; ours {seconds['ours']:.1f} s")


def _same(report: Report, engine: ArgosEngine, model: Model, lines: list[str]) -> None:
    def found(texts: list[str]) -> dict[str, Any]:
        results = engine.translate(model, texts, Decoding(hypotheses=4))
        return {text: [(h.text, h.score) for h in hs] for text, hs in zip(texts, results, strict=True)}

    together = found(lines)
    runs = {
        "again": found(lines),
        "shuffled": found(random.Random(7).sample(lines, len(lines))),
        "half": found(lines[::2]),
        "alone": {line: found([line])[line] for line in lines[:40]},
    }
    for name, run in runs.items():
        share = sum(together[line] == run[line] for line in run) / len(run)
        report.row(f"same.{name}", share, f"4 hypotheses of {len(run)} segments, texts and scores")
        report.figure(f"same.{name}", share)


def _alignment(report: Report, engine: ArgosEngine, models: dict[str, Model]) -> None:
    with (_ROOT / "benchmarks" / "alignments.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for lang in ("en", "pt"):
        judged = right = total = 0
        sentences = [row for row in rows if row["source_lang"] == lang]
        for row, [best] in zip(
            sentences, engine.translate(models[lang], [r["source"] for r in sentences]), strict=True
        ):
            if best.text != row["translation"]:
                continue
            judged += 1
            for target, allowed in (link.split("=") for link in row["links"].split("; ")):
                linked = {row["source"][s:e] for s, e, t, u in best.alignment if best.text[t:u] == target}
                right += bool(linked) and linked <= set(allowed.split())
                total += 1
        report.row(f"alignment.{lang}", right / total, f"{right} of {total} content words, {judged} sentences")
        report.figure(f"alignment.{lang}", right / total)
        report.figure(f"alignment.{lang}.judged", judged)


def _memory(report: Report, bench: Path) -> None:
    peaks = []
    for count in (2000, 20000):
        command = [sys.executable, "-m", "benchmarks.argos_memory", str(bench), str(count)]
        peaks.append(int(subprocess.run(command, check=True, capture_output=True, text=True, cwd=_ROOT).stdout))
        report.row(f"memory.{count}", peaks[-1] / 1024, "MiB at most")
    report.row("memory", peaks[1] / peaks[0], "20,000 segments over 2,000")
    report.figure("memory_under", 1.15 - peaks[1] / peaks[0])


def _peer(
    articles: list[str], sentences: dict[str, list[str]], settings: dict[str, str], home: str
) -> dict[str, Any]:
    job = json.dumps({"articles": articles, "sentences": sentences})
    command = [sys.executable, "-m", "benchmarks.argos_peer", "batch"]
    result: dict[str, Any] = json.loads(_run(command, settings, home, job))
    return result


def _peer_clock(articles: list[str], sentences: dict[str, list[str]], settings: dict[str, str], home: str) -> Clock:
    found = _peer(articles, sentences, settings, home)
    return Clock(found["seconds"], found["processor"])


def _run(command: list[str], settings: dict[str, str], home: str, text: str) -> str:
    """Run a program with a home of its own and only our settings of argostranslate's."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ARGOS_", "XDG_"))}
    environment |= {"HOME": home, "ARGOS_PACKAGES_DIR": str(BUNDLED), **settings}
    done = subprocess.run(
        command, input=text, capture_output=True, text=True, check=False, cwd=_ROOT, env=environment, encoding="utf-8"
    )
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


if __name__ == "__main__":
    main()
