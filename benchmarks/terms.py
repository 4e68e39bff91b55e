"""How well a termbase's terms are found in texts, and how fast.

`python -m benchmarks.terms [--bench PATH] [--check]` prints the figures; `--check` exits with 1 when one is below its
floor in `floors.toml`.

Recall on tico (its 600-pair glossary) and wmt25 (all its source terms as one glossary): the share of the terms listed
for the sentences that `find_all` finds; and the share that `find` finds or covers by a longer term of the same
glossary. Precision: neither set lists every right hit, so a hit of `find_all` counts as right when its term is listed
for the sentence, or stands there letter for letter but for case, hyphens, spaces and apostrophes, or when each word
has the stem that an independent stemmer (Snowball) gives the term's word. Every other hit counts as wrong.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import re
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import tomli

from benchmarks.term_tables import inflected_hits, near_misses
from polyglot_news.glossary.match import Hit, Matcher
from polyglot_news.glossary.termbase import Term, Termbase

ROOT = Path(__file__).resolve().parent.parent
TERMS = 10_000
TRANSLATED = 96
"""Sentences translated for the speed's baseline."""


def main() -> int:
    """Runs the benchmark; returns the exit code."""
    parser = argparse.ArgumentParser(description="How well and how fast terms are found.")
    parser.add_argument("--bench", type=Path, default=os.environ.get("POLYGLOT_NEWS_BENCH", ROOT / "../shared/bench"))
    parser.add_argument("--check", action="store_true", help="exit with 1 when a figure is below its floor")
    options = parser.parse_args()
    figures = {**on_tables(), **on_sets(Path(options.bench)), **speed(Path(options.bench))}
    floors = tomli.loads((ROOT / "benchmarks/floors.toml").read_text(encoding="utf-8")).get("terms", {})
    short = False
    for name, figure in figures.items():
        floor = floors.get(name)
        below = floor is not None and figure < floor
        short = short or below
        print(f"{name:32} {figure:12.4f}  {'' if floor is None else f'floor {floor}'}{'  BELOW' if below else ''}")
    return int(options.check and short)


def on_tables() -> dict[str, float]:
    """Recall on the table of inflected hits; the share of near-misses that are left alone."""
    hits, misses = inflected_hits(), near_misses()
    found = [[(hit.start, hit.end) for hit in _one(case.term).find(case.text)] == [case.span] for case in hits]
    spared = [not _one(case.term).find(case.text) for case in misses]
    return {"table_recall": sum(found) / len(hits), "table_spared": sum(spared) / len(misses)}


def _one(term: Term) -> Matcher:
    return Matcher(Termbase((term,)), term.lang)


def on_sets(bench: Path) -> dict[str, float]:
    """Recall and precision on tico and wmt25."""
    tico, wmt25 = _read(bench / "terms/tico.en-pt-BR.jsonl"), _read(bench / "terms/wmt25.en-es.jsonl")
    with (bench / "terms/tico.en-pt-BR.glossary.csv").open(encoding="utf-8", newline="") as file:
        glossary = [row["source"] for row in csv.DictReader(file)]
    return {
        **_on_set("tico", tico, glossary),
        **_on_set("wmt25", wmt25, [term["src"] for row in wmt25 for term in row["terms"]]),
    }


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _on_set(name: str, rows: Sequence[dict[str, Any]], sources: Iterable[str]) -> dict[str, float]:
    matcher = Matcher(Termbase(tuple(Term(source.lower(), "en", source) for source in dict.fromkeys(sources))), "en")
    listed = found = covered = hits = right = 0
    for row in rows:
        wanted = {term["src"].lower() for term in row["terms"]}
        every = matcher.find_all(row["src"])
        kept = {hit.concept for hit in matcher.find(row["src"])}
        names = {hit.concept for hit in every}
        listed += len(wanted)
        found += len(wanted & names)
        covered += sum(
            term in kept or (term in names and any(_within(term, other) for other in kept)) for term in wanted
        )
        hits += len(every)
        right += sum(hit.concept in wanted or _literal(hit) or _same_stems(hit) for hit in every)
    return {
        f"{name}_recall": found / listed,
        f"{name}_recall_longest": covered / listed,
        f"{name}_precision": right / hits,
    }


def _within(term: str, longer: str) -> bool:
    return set(_stems(term)) <= set(_stems(longer))


def _literal(hit: Hit) -> bool:
    return re.sub(r"\W", "", hit.text.lower()) == re.sub(r"\W", "", hit.term.text.lower())


def _same_stems(hit: Hit) -> bool:
    return _stems(hit.text) == _stems(hit.term.text)


def _stems(text: str) -> list[str]:
    from snowballstemmer import stemmer

    return [str(stem) for stem in stemmer("english").stemWords(re.findall(r"\w+", text.lower()))]


def speed(bench: Path) -> dict[str, float]:
    """Sentences a second on one thread with `TERMS` terms, and how many times longer translating English takes.

    `first` is with no word seen before, as in one short article; `again` with every word seen, as in a corpus.
    """
    figures = {}
    for lang, name in (("en", "eng"), ("ru", "rus")):
        sentences = (bench / f"translate/ntrex.{name}.txt").read_text(encoding="utf-8").splitlines()
        matcher = Matcher(Termbase(tuple(_sampled_terms(sentences, lang))), lang)
        for run in ("first", "again"):
            start = time.perf_counter()
            hits = sum(len(matcher.find(sentence)) for sentence in sentences)
            figures[f"{lang}_matched_a_second_{run}"] = len(sentences) / (time.perf_counter() - start)
        figures[f"{lang}_hits_a_sentence"] = hits / len(sentences)
    english = (bench / "translate/ntrex.eng.txt").read_text(encoding="utf-8").splitlines()
    start = time.perf_counter()
    translated = _translate(english[:: len(english) // TRANSLATED][:TRANSLATED])
    figures["translated_a_second"] = baseline = translated / (time.perf_counter() - start)
    for lang in ("en", "ru"):
        figures[f"{lang}_translation_to_matching"] = figures[f"{lang}_matched_a_second_first"] / baseline
    return figures


def _sampled_terms(sentences: Sequence[str], lang: str) -> Iterable[Term]:
    """Terms of one to four words out of every second sentence, so that hits are frequent."""
    chance = random.Random(5)
    seen: set[str] = set()
    while len(seen) < TERMS:
        words = re.findall(r"[^\W\d_-]+", chance.choice(sentences[::2]))
        length = chance.randint(1, 4)
        if len(words) > length:
            first = chance.randrange(len(words) - length)
            text = " ".join(words[first : first + length])
            if len(text) > 4 and text.lower() not in seen:
                seen.add(text.lower())
                yield Term(f"c{len(seen)}", lang, text)


def _translate(sentences: Sequence[str]) -> int:
    """Translates with the bundled en→pt model, beam 4, one thread; returns how many sentences that were."""
    import ctranslate2
    import sentencepiece

    package = ROOT / "polyglot_news/bundled/translate-en_pt-1_0"
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(package / "sentencepiece.model"))
    model = ctranslate2.Translator(str(package / "model"), inter_threads=1, intra_threads=1)
    tokens = [pieces.encode(sentence, out_type=str) for sentence in sentences]
    return len(model.translate_batch(tokens, beam_size=4, max_batch_size=32))


if __name__ == "__main__":
    sys.exit(main())
