"""Fit the audit's models and write polyglot_news/audit/weights.json.

    python -m benchmarks.audit_fit [--bench PATH]

`suspect` chooses the words of a translation that are worth leaving out in turn (DEMETR's additions).
`addition` and `omission` tell, of one word without a counterpart, whether it was put in or left out. They are
fitted on DEMETR fr, es, de and on altered lines of NTREX that are in no clean set (benchmarks/audit_altered.py).
`confidence` turns a check's certainty into the share of its findings that are right
(benchmarks/audit_confidence.py), on the same sentences. `risk` ranks beads: the same DEMETR languages pair by
pair, and one half of CED. Nothing is fitted on ru, uk, zh, on the clean sets, or on the other half of CED.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.audit_altered import Altered, altered_lines, encoded
from benchmarks.audit_confidence import CRITICAL, Judged, answerable, judge, knots
from benchmarks.audit_data import DEV, ced, demetr
from benchmarks.report import arguments
from polyglot_news.audit import coverage, score, suspects
from polyglot_news.audit.confidence import calibrated, forget
from polyglot_news.audit.evidence import Encoder, gather
from polyglot_news.audit.pair import Pair, Side
from polyglot_news.audit.registry import ArticleCheck, Hit, checks
from polyglot_news.audit.weights import PATH, weights
from polyglot_news.sentence_encoder import sentence_encoder

Rows = NDArray[np.float64]
Labels = NDArray[np.float64]

_LEFT_OUT, _STILL_THERE = 0.12, 0.04
"""Fall of a source word's support from which it was left out with the phrase, and below which it was not."""

_SPARED = {"addition_with_grammar": 0.944, "addition": 0.965, "omission": 0.98}
_SPARED_REVERSED = {"addition_with_grammar": 0.88, "omission": 0.97}
"""Share of clean beads in which the most suspicious word must stay below the limit; the second is for NTREX read from
translation to original, whose translators were freer than a translation into English should be."""

_LOST = 0.1
"""Share of the words put in that may go unsuspected: those would hardly be reported in the end."""

_HEFT = 4.0
"""Weight of a DEMETR sentence, in that of a line of NTREX that was altered."""

_PAIRS = 4.0
"""Weight of a DEMETR pair in the risk, in that of a bead of CED."""


def main() -> None:
    """Fit everything in turn; later models use earlier ones."""
    options = arguments(__doc__)
    encoder = sentence_encoder()
    models: dict[str, Any] = {"suspect": _by_support()}
    _write(models)
    models["suspect"] = _suspect(options.bench, encoder)
    _write(models)
    planted = {lang: _planted(options.bench, lang, encoder) for lang in DEV}
    altered = altered_lines(options.bench, encoder)
    for name, this in (("addition_with_grammar", 1), ("addition", 1), ("omission", 0)):
        rows, labels, weight = _word_rows(planted, altered, this, name)
        model = fit(rows, labels, weight, coverage.FEATURES, penalty=2.0)
        model["limits"] = _limits(model, planted, altered, this, name)
        models[name] = model
        _write(models)
    critical = _critical(options.bench, encoder)
    models["confidence"] = knots(_judged(planted, altered, critical))
    _write(models)
    models["risk"] = _risk(planted, critical)
    _write(models)
    models["risk_with_witness"] = _risk_with_witness(critical, encoder)
    _write(models)


def _write(models: dict[str, Any]) -> None:
    PATH.write_text(json.dumps(models, indent=1) + "\n", encoding="utf-8")
    weights.cache_clear()
    forget()


def _by_support() -> dict[str, Any]:
    """A model `suspect` to begin with: the least supported words, whatever they are."""
    size = len(suspects.FEATURES)
    return {
        "features": list(suspects.FEATURES), "mean": [0.0] * size, "scale": [1.0] * size,
        "weights": [1.0] + [0.0] * (size - 1), "bias": 0.0, "limits": {"en": 0.0},
    }  # fmt: skip


def _suspect(bench: Path, encoder: Encoder) -> dict[str, Any]:
    """Which words of a translation are worth a closer look, by DEMETR's additions."""
    rows: list[Rows] = []
    labels: list[bool] = []
    for lang in DEV:
        for good, bad in _additions(bench, lang, encoder):
            wrong, _ = _wrong_words(good, bad, "", 1)
            for pair, put_in in ((good, set()), (bad, wrong)):
                at = [i for i, kept in enumerate(pair.target.content) if kept]
                rows += list(suspects.prior_features(pair, at)) if at else []
                labels += [i in put_in for i in at]
    truth = np.array(labels, dtype=np.float64)
    model = fit(np.array(rows), truth, np.ones(len(rows)), suspects.FEATURES, penalty=10.0)
    mean, scale, beta = (np.array(model[key]) for key in ("mean", "scale", "weights"))
    likely = 1 / (1 + np.exp(-((np.array(rows) - mean) / scale @ beta + model["bias"])))
    model["limits"] = {"en": round(float(np.quantile(likely[truth > 0], _LOST)), 4)}
    return model


def _additions(bench: Path, lang: str, encoder: Encoder) -> list[tuple[Pair, Pair]]:
    rows = [row for row in demetr(bench, lang) if row.kind == "addition"]
    good = encoded([(row.source, row.good) for row in rows], lang, "en", encoder)
    return list(zip(good, encoded([(row.source, row.bad) for row in rows], lang, "en", encoder), strict=True))


def _judged(
    planted: dict[str, list[tuple[str, Pair, Pair]]], altered: list[Altered], critical: list[tuple[Pair, bool]]
) -> list[Judged]:
    """Findings of DEMETR, of CED and of human translations, before any calibration."""
    good = {id(pair): pair for lang in planted for _, pair, _ in planted[lang]}
    human = {id(pair): pair for _, pair, _, _ in altered if pair.source.lang.startswith("en")}
    wrong = [(kind, _said(pair)) for lang in planted for kind, _, pair in planted[lang]]
    wrong += [(CRITICAL, _said(pair)) for pair, bad in critical if bad]
    fine = [pair for pair, bad in critical if not bad]
    return judge(wrong, *([_said(pair) for pair in pairs] for pairs in (good.values(), human.values(), fine)))


def _said(pair: Pair) -> list[tuple[str, float]]:
    asked = [check for name, check in checks().items() if name in answerable()]
    return [(check.name, hit.confidence) for check in asked if check.applies(pair) for hit in check.hits(pair)]


def fit(rows: Rows, labels: Labels, weight: Rows, features: Sequence[str], penalty: float) -> dict[str, Any]:
    """Logistic regression with an L2 penalty, by Newton's method; rounded for the file."""
    mean = rows.mean(axis=0)
    scale = _scale(rows)
    design = np.c_[(rows - mean) / scale, np.ones(len(rows))]
    return _for_the_file(features, mean, scale, _newton(design, labels, weight, penalty, steps=50))


def _newton(design: Rows, labels: Labels, weight: Rows, penalty: float, steps: int) -> Rows:
    """The coefficients of a weighted logistic regression; the last column is the bias, which bears no penalty."""
    beta = np.zeros(design.shape[1])
    ridge = np.eye(design.shape[1]) * penalty
    ridge[-1, -1] = 1e-6
    for _ in range(steps):
        p = 1 / (1 + np.exp(-np.clip(design @ beta, -30, 30)))
        slope = design.T @ (weight * (p - labels)) + ridge @ beta
        curve = (design * (weight * p * (1 - p))[:, None]).T @ design + ridge
        beta -= np.linalg.solve(curve, slope)
    return beta


def _for_the_file(features: Sequence[str], mean: Rows, scale: Rows, beta: Rows) -> dict[str, Any]:
    return {
        "features": list(features),
        "mean": mean.round(5).tolist(),
        "scale": scale.round(5).tolist(),
        "weights": beta[:-1].round(4).tolist(),
        "bias": round(float(beta[-1]), 4),
        "limits": {},
    }


def _scale(rows: Rows) -> Rows:
    """Standard deviations; of features that hardly vary here, one that suits confidences."""
    spread = rows.std(axis=0)
    return np.where(spread < 0.02, 0.3, spread)


def _planted(bench: Path, lang: str, encoder: Encoder) -> list[tuple[str, Pair, Pair]]:
    """(kind, good pair, bad pair) of every DEMETR row; rows that share a good translation share its pair."""
    rows = demetr(bench, lang)
    goods = list(dict.fromkeys((row.source, row.good) for row in rows))
    good = dict(zip(goods, encoded(goods, lang, "en", encoder), strict=True))
    bad = encoded([(row.source, row.bad) for row in rows], lang, "en", encoder)
    return [(row.kind, good[row.source, row.good], pair) for row, pair in zip(rows, bad, strict=True)]


def _features(pair: Pair, this: int) -> Rows:
    if pair.evidence is None or not pair.evidence.suspects[this]:
        return np.zeros((0, len(coverage.FEATURES)))
    return coverage.suspect_features(pair, this, pair.evidence.suspects[this])


def _word_rows(
    planted: dict[str, list[tuple[str, Pair, Pair]]], altered: list[Altered], this: int, name: str
) -> tuple[Rows, Labels, Rows]:
    """Features, labels and weights of single words: of altered translations, and of the good ones, once each."""
    kind = "addition" if this else "pp_removed"
    rows: list[Rows] = []
    labels: list[bool] = []
    weight: list[float] = []
    cases = [(good, bad, "", _HEFT) for lang in planted for k, good, bad in planted[lang] if k == kind]
    cases += [(good, bad, word, 1.0) for k, good, bad, word in altered if k == kind]
    for good, bad, word, heft in cases:
        wrong, unsure = _wrong_words(good, bad, word, this)
        if bad.evidence is None or coverage.model_name(bad, this) != name:
            continue
        for row, suspect in zip(_features(bad, this), bad.evidence.suspects[this], strict=True):
            if suspect.position not in unsure:
                rows.append(row)
                labels.append(suspect.position in wrong)
                weight.append(heft)
        for row in _features(good, this):
            rows.append(row)
            labels.append(False)
            weight.append(heft)
    return np.array(rows), np.array(labels, dtype=np.float64), np.array(weight)


def _wrong_words(good: Pair, bad: Pair, word: str, this: int) -> tuple[set[int], set[int]]:
    """Positions of the words put in (target) or left out (source), and of those of which one cannot say."""
    if this == 1 and word:
        return {i for i, w in enumerate(bad.target.words) if w.text == word}, set()
    if this == 1:
        before, after = ([w.key for w in pair.target.words] for pair in (good, bad))
        changes = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        return {j for tag, _, _, j1, j2 in changes if tag in ("insert", "replace") for j in range(j1, j2)}, set()
    if good.evidence is None or bad.evidence is None:
        return set(), set()
    fall = good.evidence.support[0] - bad.evidence.support[0]
    wrong = {i for i, value in enumerate(fall) if value > _LEFT_OUT}
    return wrong, {i for i, value in enumerate(fall) if value > _STILL_THERE} - wrong


def _limits(
    model: dict[str, Any],
    planted: dict[str, list[tuple[str, Pair, Pair]]],
    altered: list[Altered],
    this: int,
    model_name: str,
) -> dict[str, float]:
    """Thresholds by the language of the side asked about, from clean beads of both directions."""
    clean = {id(good): good for lang in planted for _, good, _ in planted[lang]}
    human = {id(good): good for _, good, _, _ in altered}
    limits = {}
    for name, english in (("en", True), ("other", False)):
        found = []
        for pairs in (clean, human):
            chosen = [
                p
                for p in pairs.values()
                if (p.source, p.target)[this].lang.startswith("en") == english
                and coverage.model_name(p, this) == model_name
            ]
            into_english = bool(chosen) and chosen[0].target.lang == "en"
            share = (_SPARED_REVERSED if pairs is human and into_english else _SPARED)[model_name]
            found += [_quantile(model, chosen, this, share)] if chosen else []
        if found:
            limits[name] = round(max(found), 4)
    return limits


def _quantile(model: dict[str, Any], pairs: list[Pair], this: int, share: float) -> float:
    mean, scale, beta = (np.array(model[key]) for key in ("mean", "scale", "weights"))
    highest = []
    for pair in pairs:
        rows = _features(pair, this)
        scores = (rows - mean) / scale @ beta + model["bias"]
        highest.append(float((1 / (1 + np.exp(-scores))).max(initial=0.0)))
    return float(np.quantile(highest, share))


def _hits(pair: Pair) -> dict[str, list[Hit]]:
    asked = {name: check for name, check in checks().items() if not isinstance(check, ArticleCheck)}
    return {
        name: [replace(hit, confidence=calibrated(name, hit.confidence)) for hit in check.hits(pair)]
        for name, check in asked.items()
        if check.applies(pair)
    }


def _bead_features(pairs: Sequence[Pair]) -> Rows:
    return np.array([score.features(pair, _hits(pair)) for pair in pairs])


def _critical(bench: Path, encoder: Encoder) -> list[tuple[Pair, bool]]:
    """The half of CED that is fitted on: pairs, and whether each has a critical error."""
    rows = ced(bench, 0)
    return list(
        zip(encoded([(s, t) for s, t, _ in rows], "pt", "en", encoder), (bad for *_, bad in rows), strict=True)
    )


def _risk(planted: dict[str, list[tuple[str, Pair, Pair]]], critical: list[tuple[Pair, bool]]) -> dict[str, Any]:
    """Pairs of good and bad, as differences with either sign, together with the beads of half of CED."""
    known: dict[int, Rows] = {}
    differences = []
    for lang in planted:
        bad_rows = _bead_features([bad for _, _, bad in planted[lang]])
        for (_, good, _), row in zip(planted[lang], bad_rows, strict=True):
            if id(good) not in known:
                known[id(good)] = _bead_features([good])[0]
            differences.append(row - known[id(good)])
    rows = _bead_features([pair for pair, _ in critical])
    labels = np.array([bad for _, bad in critical], dtype=np.float64)
    return _joint(np.array(differences), rows, labels, score.FEATURES)


def _joint(differences: Rows, rows: Rows, labels: Labels, features: Sequence[str]) -> dict[str, Any]:
    """A model of beads whose weights also rank pairs: pairs enter as rows without a bias of their own."""
    scale = _scale(rows)
    mean = rows.mean(axis=0)
    balance = (1 - labels.mean()) / labels.mean()
    design = np.r_[
        np.c_[(rows - mean) / scale, np.ones(len(rows))], np.c_[differences / scale, np.zeros(len(differences))]
    ]
    truth = np.r_[labels, np.ones(len(differences))]
    weight = np.r_[np.where(labels > 0, balance**0.5, 1.0), np.full(len(differences), _PAIRS)]
    return _for_the_file(features, mean, scale, _newton(design, truth, weight, 2.0, steps=60))


def _risk_with_witness(critical: list[tuple[Pair, bool]], encoder: Encoder) -> dict[str, Any]:
    from benchmarks.audit_witness import translate

    pairs = [pair for pair, _ in critical]
    for pair, text in zip(pairs, translate([pair.source.text for pair in pairs]), strict=True):
        pair.second = Pair(pair.index, Side(text, "en"), pair.target)
    gather([pair.second for pair in pairs if pair.second], encoder)
    labels = np.array([bad for _, bad in critical], dtype=np.float64)
    rows = _bead_features(pairs)
    weight = np.where(labels > 0, ((1 - labels.mean()) / labels.mean()) ** 0.5, 1.0)
    return fit(rows, labels, weight, score.FEATURES + score.SECOND, penalty=20.0)


if __name__ == "__main__":
    main()
