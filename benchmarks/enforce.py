"""Whether terms are enforced, at what price, and whether the sentences stay grammatical.

    python -m benchmarks.enforce [--check] [--every 1]

`tico`: TICO-19 en→pt-BR; a term counts when its lower-cased surface form or its lemmas stand in the translation
(WMT25 terminology task). `given`: each sentence with the terms that come with it, as in that task; `attested`: all
with the pairs that come with any sentence of dev; `whole`: all with the 600 pairs of its glossary, of which many are
European Portuguese or explanations, and were not used by the translators of the references. dev is every second
sentence, from the first; nothing was tuned on test, the others. `missed` is the share of the terms rendered among
those that the bare model misses; chrF by sacrebleu.

`political`: own sentences, each under two profiles that pull opposite ways. `agreement`: own sentences and patterns
of the words wanted around the term, written beforehand; the rules were mended on dev only. Failures are printed,
also those that are grammatical and only other words. `article`: one news article under two profiles, where there is
one. `speed`: processor time with terms over that without, on text where a fifth of the segments have a hit.

With --every N only every N-th sentence of tico is used.
"""

from __future__ import annotations

import csv
import json
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.report import Report, arguments
from polyglot_news.article import Article, Segment
from polyglot_news.glossary.bundled import bundled_names, load_bundled
from polyglot_news.glossary.enforce import Enforcement, Enforcer
from polyglot_news.glossary.formats import read_termbase
from polyglot_news.glossary.job import Job
from polyglot_news.glossary.record import Recorder
from polyglot_news.glossary.termbase import Term, Termbase, merge
from polyglot_news.translate.engine import Engine
from polyglot_news.translate.engines import engine_by_name
from polyglot_news.translate.hop import Document, Outcome, translate_documents
from polyglot_news.translate.pipeline import Options, translate_articles
from polyglot_news.translate.revision import Draft, Reviser
from polyglot_news.translate.routes import find_route

TABLES = Path(__file__).parent / "term_tables"
ENGINES = ("argos", "firefox")
AGAINST_THE_USUAL = (
    "opposition-parties; russia-gov; china-gov; armed-groups; migration-restrictionists; us-republicans"
)
FIFTH = 30
"""Lines with a hit in the text whose translation is timed."""

Row = dict[str, Any]


def main() -> None:
    args = arguments(__doc__, every=1)
    report = Report("enforce", ("part", "engine", "n", "bare", "enforced", "missed", "chrF", "gain"))
    shipped = merge([load_bundled(name) for name in bundled_names()])
    for name in ENGINES:
        engine = engine_by_name(name)
        tico(report, engine, args.bench, args.every)
        political(report, engine, shipped)
        agreement(report, engine, shipped)
    article(args.bench.parent / "seed", engine_by_name("argos"), shipped)
    speed(report, engine_by_name("argos"), shipped, args.bench)
    report.finish(check=args.check)


def translated(engine: Engine, lines: Sequence[str], terms: Enforcement | None, to: str = "pt") -> list[Outcome]:
    """Each line as an article of its own, all in one batch."""
    return _revised(engine, lines, terms.reviser("en", to) if terms else None, to)


def _revised(engine: Engine, lines: Sequence[str], reviser: Reviser | None, to: str) -> list[Outcome]:
    [model] = find_route(engine, "en", to)
    documents = [Document(line, [Segment(0, 0, len(line), line, 0)]) for line in lines]
    return [outcomes[0] for outcomes in translate_documents(engine, model, documents, reviser=reviser)]


def tico(report: Report, engine: Engine, bench: Path, every: int) -> None:
    path = bench / "terms" / "tico.en-pt-BR.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    glossary = Enforcement(read_termbase(path.with_suffix(".glossary.csv"), "en", "pt-BR"))
    for part, chosen in (("dev", rows[::2][::every]), ("test", rows[1::2][::every])):
        sources = [row["src"] for row in chosen]
        bare = _texts(translated(engine, sources, None, "pt-BR"))
        ours = {"given": _texts(_revised(engine, sources, _GivenTerms(chosen), "pt-BR"))}
        if part == "test":
            attested = Enforcement(Termbase(tuple(dict.fromkeys(term for row in rows[::2] for term in _terms(row)))))
            ours["attested"] = _texts(translated(engine, sources, attested, "pt-BR"))
            ours["whole"] = _texts(translated(engine, sources, glossary, "pt-BR"))
        for kind, texts in ours.items():
            figures = _compare(chosen, bare, texts)
            report.row(f"tico.{part}.{kind}", engine.name, *figures.values())
            if part == "test":
                for name in ("enforced", "missed", "gain"):
                    report.figure(f"tico.{engine.name}.{kind}.{name}", figures[name])


class _GivenTerms(Enforcer):
    """Enforces the terms that come with a sentence in that sentence, as the WMT25 task gives them."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._recorders = {row["src"]: Recorder(Termbase(tuple(_terms(row))), "en", "pt-BR") for row in rows}
        super().__init__(Recorder(Termbase(()), "en", "pt-BR"), "enforce", "en")

    def job(self, draft: Draft) -> Job:
        recorder = self._recorders[draft.origin]
        return Job(draft, recorder.wants(draft.origin), recorder, "en")


def _terms(row: Row) -> Iterator[Term]:
    """A sentence's terms, one concept a source term."""
    for term in row["terms"]:
        yield Term(term["src"].lower(), "en", term["src"])
        yield Term(term["src"].lower(), "pt-BR", term["tgt"])


def _texts(outcomes: Sequence[Outcome]) -> list[str]:
    return [outcome.text for outcome in outcomes]


def _compare(rows: Sequence[Row], bare: Sequence[str], ours: Sequence[str]) -> dict[str, float]:
    import sacrebleu

    before = [met for row, text in zip(rows, bare, strict=True) for met in _met(row, text)]
    after = [met for row, text in zip(rows, ours, strict=True) for met in _met(row, text)]
    missed = [new for old, new in zip(before, after, strict=True) if not old]
    references = [[row["ref"] for row in rows]]
    chrf = [sacrebleu.corpus_chrf(texts, references).score for texts in (bare, ours)]
    shares = (sum(before) / len(before), sum(after) / len(after), sum(missed) / max(1, len(missed)))
    return dict(zip(("n", "bare", "enforced", "missed", "chrf", "gain"),
                    (len(before), *shares, chrf[1], chrf[1] - chrf[0]), strict=True))  # fmt: skip


def _met(row: Row, text: str) -> list[bool]:
    lower, lemmas = text.lower(), _lemmas(text)
    return [term["tgt"].lower() in lower or f" {_lemmas(term['tgt'])} " in f" {lemmas} " for term in row["terms"]]


def _lemmas(text: str) -> str:
    from simplemma import lemmatize

    return " ".join(lemmatize(word, "pt").lower() for word in re.findall(r"\w+", text))


def political(report: Report, engine: Engine, shipped: Termbase) -> None:
    """Share of the decided hits that are rendered as wanted, over both profiles; the others are printed."""
    rows = _table("political.csv")
    met: list[bool] = []
    unexplained = 0
    for profile in sorted({row[side] for row in rows for side in ("one", "other")}):
        texts = [row["text"] for row in rows if profile in (row["one"], row["other"])]
        outcomes = translated(engine, texts, Enforcement(shipped, profile=profile))
        for text, outcome in zip(texts, outcomes, strict=True):
            decided = [use for use in outcome.terms if use.outcome not in ("undecided", "unsourced")]
            if not decided:
                raise SystemExit(f"political.csv: {profile} wants nothing in: {text}")
            met += [use.outcome != "unmet" for use in decided]
            for use in decided:
                if use.outcome == "unmet":
                    unexplained += not use.reason
                    print(f"    unmet  {profile}: {text} | {outcome.text} | {use.reason}")
    share = sum(met) / len(met)
    note = f"{len(rows)} sentences, {unexplained} without a reason"
    report.row("political", engine.name, len(met), "", share, note)
    report.figure(f"political.{engine.name}", share)


def agreement(report: Report, engine: Engine, shipped: Termbase) -> None:
    for part in ("dev", "test"):
        rows = [row for row in _table("agreement.csv") if row["part"] == part]
        right = 0
        for row in rows:
            [outcome] = translated(engine, [row["text"]], Enforcement(shipped, profile=row["profile"]))
            if re.search(row["pattern"], outcome.text):
                right += 1
            else:
                print(f"    {part}  {row['profile']}: {row['text']} | {outcome.text}")
        report.row(f"agreement.{part}", engine.name, len(rows), "", right / len(rows))
        report.figure(f"agreement.{engine.name}.{part}", right / len(rows))


def article(seed: Path, engine: Engine, shipped: Termbase) -> None:
    """The article in `seed`, where there is one, under two profiles: what became of its contested terms."""
    for path in sorted(seed.glob("*.txt")):
        for profile in ("ukraine-gov", "russia-gov"):
            options = Options("pt", "en", terms=Enforcement(shipped, profile=profile))
            seed_article = Article(path.stem, path.read_text(encoding="utf-8"), "en")
            [bitext] = translate_articles([seed_article], options, engine)
            for bead in bitext.beads:
                decided = [use for use in bead.terms if use.outcome != "undecided"]
                if any(use.source_term in ("special operation", "coup d’état") for use in decided):
                    print(f"    {profile}: {bead.target}")
                    for use in decided:
                        parts = (use.source_term, "→", use.rendering, use.outcome, use.cost or "", use.reason)
                        print("       ", *parts)


def speed(report: Report, engine: Engine, shipped: Termbase, bench: Path) -> None:
    """NTREX lines, a fifth of them with a term that a profile against the usual wording decides on."""
    terms = Enforcement(shipped, profile=AGAINST_THE_USUAL)
    lines = (bench / "translate" / "ntrex.eng.txt").read_text(encoding="utf-8").splitlines()
    recorder = Recorder(shipped, "en", "pt", AGAINST_THE_USUAL)
    hit = [any(want.terms for want in recorder.wants(line)) for line in lines]
    with_hit = [line for line, is_hit in zip(lines, hit, strict=True) if is_hit][:FIFTH]
    without = [line for line, is_hit in zip(lines, hit, strict=True) if not is_hit][: 4 * FIFTH]
    text = [*with_hit, *without]
    translated(engine, text[:: 4 * FIFTH], terms)
    plain = enforced = float("inf")
    outcomes: list[Outcome] = []
    for _ in range(2):
        start = time.process_time()
        translated(engine, text, None)
        middle = time.process_time()
        outcomes = translated(engine, text, terms)
        plain, enforced = min(plain, middle - start), min(enforced, time.process_time() - middle)
    uses = [use for outcome in outcomes for use in outcome.terms if use.outcome not in ("undecided", "unsourced")]
    changed = sum(use.outcome not in ("already", "unmet") for use in uses)
    note = f"{enforced / plain:.2f} × plain; {len(uses)} terms, {changed} changed"
    report.row("speed", engine.name, len(text), "", note)
    report.figure("speed.plain_to_enforced", plain / enforced)


def _table(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    main()
