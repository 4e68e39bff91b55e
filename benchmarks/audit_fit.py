"""Fit the audit's models and write polyglot_news/audit/weights.json.

    python -m benchmarks.audit_fit [--bench PATH]

`addition` and `omission` tell, of one word without a counterpart, whether it was put in or left out. They are
fitted on DEMETR fr, es, de and on NTREX lines that are in no clean set (es, pt; both directions), into whose
translations a word is put and from which a phrase is taken. `risk` ranks beads: the same DEMETR languages pair by
pair, and one half of CED. Nothing is fitted on ru, uk, zh, on the clean sets, or on the other half of CED.
"""

from __future__ import annotations

import difflib
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.audit_data import DEV, ced, demetr, ntrex
from benchmarks.report import arguments
from polyglot_news.audit import coverage, score
from polyglot_news.audit.evidence import Encoder, default_encoder, gather, is_content
from polyglot_news.audit.pair import Pair, Side, pairs_of
from polyglot_news.audit.registry import ArticleCheck, Hit, checks
from polyglot_news.audit.weights import PATH, weights

Rows = NDArray[np.float64]
Labels = NDArray[np.float64]

_NTREX = (("spa", "es", 600, 1000), ("por", "pt", 600, 1000), ("por-BR", "pt", 1000, 1400))
_LEFT_OUT, _STILL_THERE = 0.12, 0.04
"""Fall of a source word's support from which it was left out with the phrase, and below which it was not."""

_SPARED, _SPARED_REVERSED = {"addition": 0.95, "omission": 0.975}, {"addition": 0.93, "omission": 0.96}
"""Share of clean beads in which the most suspicious word must stay below the limit; the second is for NTREX read from
translation to original, whose translators were freer than a translation into English should be."""


_PAIRS = 4.0
"""Weight of a DEMETR pair in the risk, in that of a bead of CED."""


def main() -> None:
    """Fit everything in turn; later models use earlier ones."""
    options = arguments(__doc__)
    encoder = default_encoder()
    planted = {lang: _planted(options.bench, lang, encoder) for lang in DEV}
    altered = [one for part in _NTREX for one in _altered(options.bench, *part, encoder)]
    models: dict[str, Any] = {}
    for name, this in (("addition", 1), ("omission", 0)):
        rows, labels, weight = _word_rows(planted, altered, this)
        model = fit(rows, labels, weight, coverage.FEATURES, penalty=2.0)
        model["limits"] = _limits(model, planted, altered, this)
        models[name] = model
        _write(models)
    models["risk"] = _risk(options.bench, planted, encoder)
    _write(models)
    models["risk_with_witness"] = _risk_with_witness(options.bench, encoder)
    _write(models)


def _write(models: dict[str, Any]) -> None:
    PATH.write_text(json.dumps(models, indent=1) + "\n", encoding="utf-8")
    weights.cache_clear()


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


def _encoded(texts: list[tuple[str, str]], source_lang: str, target_lang: str, encoder: Encoder) -> list[Pair]:
    pairs = pairs_of(texts, source_lang, target_lang)
    gather(pairs, encoder)
    return pairs


def _planted(bench: Path, lang: str, encoder: Encoder) -> list[tuple[str, Pair, Pair]]:
    """(kind, good pair, bad pair) of every DEMETR row; rows that share a good translation share its pair."""
    rows = demetr(bench, lang)
    goods = list(dict.fromkeys((row.source, row.good) for row in rows))
    good = dict(zip(goods, _encoded(goods, lang, "en", encoder), strict=True))
    bad = _encoded([(row.source, row.bad) for row in rows], lang, "en", encoder)
    return [(row.kind, good[row.source, row.good], pair) for row, pair in zip(rows, bad, strict=True)]


def _altered(
    bench: Path, code: str, lang: str, first: int, last: int, encoder: Encoder
) -> Iterator[tuple[str, Pair, Pair, str]]:
    """(kind, pair, altered pair, word put in) of NTREX lines in both directions, two alterations a line."""
    rng = random.Random(5)
    english, foreign = ntrex(bench, "eng", first, last), ntrex(bench, code, first, last)
    for sources, targets, source_lang, target_lang in (
        (english, foreign, "en", lang),
        (foreign, english, lang, "en"),
    ):
        pairs = _encoded(
            [pair for pair in zip(sources, targets, strict=True) if all(pair)], source_lang, target_lang, encoder
        )
        pool = [w.text for p in pairs for i, w in enumerate(p.target.words) if _lower_content(p.target, i)]
        altered = []
        for pair in pairs:
            places = [i for i in range(1, len(pair.target.words)) if is_content(pair.target, i)]
            if places:
                word = rng.choice(pool)
                altered.append(("addition", pair, _put_in(pair.target, rng.choice(places), word), word))
                altered.append(("pp_removed", pair, _take_out(pair.target, rng.choice(places), rng), ""))
        texts = [(pair.source.text, text) for _, pair, text, _ in altered]
        for (kind, pair, _, word), bad in zip(
            altered, _encoded(texts, source_lang, target_lang, encoder), strict=True
        ):
            yield kind, pair, bad, word


def _lower_content(side: Side, at: int) -> bool:
    return is_content(side, at) and side.words[at].text.islower() and len(side.words[at].text) > 3


def _put_in(side: Side, at: int, word: str) -> str:
    start = side.words[at].start
    return f"{side.text[:start]}{word} {side.text[start:]}"


def _take_out(side: Side, at: int, rng: random.Random) -> str:
    """A content word, the function words before it, and up to three words after it."""
    first = at
    while first > 1 and at - first < 3 and side.is_function(side.words[first - 1]):
        first -= 1
    last = min(len(side.words) - 1, at + rng.choice((0, 0, 1, 2, 3)))
    return f"{side.text[: side.words[first].start].rstrip()} {side.text[side.words[last].end :].lstrip()}"


def _features(pair: Pair, this: int) -> Rows:
    if pair.evidence is None or not pair.evidence.suspects[this]:
        return np.zeros((0, len(coverage.FEATURES)))
    return coverage.suspect_features(pair, this, pair.evidence.suspects[this])


def _word_rows(
    planted: dict[str, list[tuple[str, Pair, Pair]]], altered: list[tuple[str, Pair, Pair, str]], this: int
) -> tuple[Rows, Labels, Rows]:
    """Features, labels and weights of single words: of altered translations, and of the good ones, once each."""
    kind = "addition" if this else "pp_removed"
    rows: list[Rows] = []
    labels: list[bool] = []
    weight: list[float] = []
    cases = [(good, bad, "", 2.0) for lang in planted for k, good, bad in planted[lang] if k == kind]
    cases += [(good, bad, word, 1.0) for k, good, bad, word in altered if k == kind]
    for good, bad, word, heft in cases:
        wrong, unsure = _wrong_words(good, bad, word, this)
        if bad.evidence is None:
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
    altered: list[tuple[str, Pair, Pair, str]],
    this: int,
) -> dict[str, float]:
    """Thresholds by the language of the side asked about, from clean beads of both directions."""
    clean = {id(good): good for lang in planted for _, good, _ in planted[lang]}
    human = {id(good): good for _, good, _, _ in altered}
    limits = {}
    for name, english in (("en", True), ("other", False)):
        found = []
        for pairs in (clean, human):
            chosen = [p for p in pairs.values() if (p.source, p.target)[this].lang.startswith("en") == english]
            into_english = bool(chosen) and chosen[0].target.lang == "en"
            kind = "addition" if this else "omission"
            share = (_SPARED_REVERSED if pairs is human and into_english else _SPARED)[kind]
            found += [_quantile(model, chosen, this, share)] if chosen else []
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
    return {name: list(check.hits(pair)) for name, check in asked.items() if check.applies(pair)}


def _bead_features(pairs: Sequence[Pair]) -> Rows:
    return np.array([score.features(pair, _hits(pair)) for pair in pairs])


def _risk(bench: Path, planted: dict[str, list[tuple[str, Pair, Pair]]], encoder: Encoder) -> dict[str, Any]:
    """Pairs of good and bad, as differences with either sign, together with the beads of half of CED."""
    known: dict[int, Rows] = {}
    differences = []
    for lang in planted:
        bad_rows = _bead_features([bad for _, _, bad in planted[lang]])
        for (_, good, _), row in zip(planted[lang], bad_rows, strict=True):
            if id(good) not in known:
                known[id(good)] = _bead_features([good])[0]
            differences.append(row - known[id(good)])
    critical = ced(bench, 0)
    rows = _bead_features(_encoded([(s, t) for s, t, _ in critical], "pt", "en", encoder))
    labels = np.array([bad for _, _, bad in critical], dtype=np.float64)
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


def _risk_with_witness(bench: Path, encoder: Encoder) -> dict[str, Any]:
    from benchmarks.audit_witness import translate

    critical = ced(bench, 0)
    pairs = _encoded([(s, t) for s, t, _ in critical], "pt", "en", encoder)
    for pair, text in zip(pairs, translate([s for s, _, _ in critical]), strict=True):
        pair.second = Pair(pair.index, Side(text, "en"), pair.target)
    gather([pair.second for pair in pairs if pair.second], encoder)
    labels = np.array([bad for _, _, bad in critical], dtype=np.float64)
    rows = _bead_features(pairs)
    weight = np.where(labels > 0, ((1 - labels.mean()) / labels.mean()) ** 0.5, 1.0)
    return fit(rows, labels, weight, score.FEATURES + score.SECOND, penalty=20.0)


if __name__ == "__main__":
    main()
