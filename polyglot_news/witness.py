"""The two statistical language detectors, each asked in the one way that makes its answer evidence.

`langdetect` (Nakatani 2010: naive Bayes over character n-grams) draws n-grams at random, keeps its profiles in a
module global that is not safe to fill from several threads, and is sure of itself in languages it has never seen.
So it gets a private factory per script, built under a lock and seeded, and its probability is not used.

`py3langid` (Lui and Baldwin 2012: naive Bayes over selected byte n-grams) knows 140 languages, and its probability
holds among these.
"""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory
    from py3langid.langid import LanguageIdentifier

LANGDETECT_LANGUAGES = MappingProxyType(
    {
        "Latn": (
            *("af", "ca", "cs", "cy", "da", "de", "en", "es", "et", "fi", "fr", "hr", "hu", "id", "it", "lt"),
            *("lv", "nl", "no", "pl", "pt", "ro", "sk", "sl", "so", "sq", "sv", "sw", "tl", "tr", "vi"),
        ),
        "Cyrl": ("bg", "mk", "ru", "uk"),
        "Arab": ("ar", "fa", "ur"),
        "Deva": ("hi", "mr", "ne"),
    }
)
"""langdetect's languages by script, where a script leaves a choice."""

_SEED = 20221116
_TRIALS = 3
"""Random walks through a text's n-grams; langdetect's own 7 cost twice the time and change no answer that counts."""

_loading = threading.Lock()
"""Held while a detector is built: of two threads that need it first, neither may see half of it."""


def _factory(script: str) -> DetectorFactory:
    with _loading:
        return _load_factory(script)


@cache
def _load_factory(script: str) -> DetectorFactory:
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    factory = DetectorFactory()
    profiles = Path(PROFILES_DIRECTORY)
    factory.load_json_profile([(profiles / lang).read_text("utf-8") for lang in LANGDETECT_LANGUAGES[script]])
    factory.set_seed(_SEED)
    return factory


def _identifier() -> tuple[LanguageIdentifier, list[int]]:
    """The model that ships with py3langid, and the offsets of its automaton's rows."""
    with _loading:
        return _load_identifier()


@cache
def _load_identifier() -> tuple[LanguageIdentifier, list[int]]:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE)
    return model, [row << 8 for row in model.tk_row]


def ask_langdetect(text: str, script: str) -> str | None:
    """The language langdetect finds likeliest among those of the script, or None where it has nothing to say."""
    from langdetect.lang_detect_exception import LangDetectException

    if script not in LANGDETECT_LANGUAGES:
        return None
    detector = _factory(script).create()
    detector.n_trial = _TRIALS
    detector.append(text)
    try:
        found: str = detector.detect()
    except LangDetectException:  # no n-gram of the text is in its profiles
        return None
    return None if found == detector.UNKNOWN_LANG else found


@dataclass(frozen=True, slots=True)
class Ranking:
    """What py3langid says of one text.

    `probabilities`: label → probability over all its labels, best first. `fit`: mean natural-log probability of the
    text's n-grams under the best label; text in a language the model was not trained on falls visibly below
    (its probability does not tell: it only compares the languages the model knows).
    """

    probabilities: dict[str, float]
    fit: float


def ask_py3langid(text: str) -> Ranking | None:
    """py3langid's ranking and how well its best label explains the text; None if it knows no n-gram of it."""
    import numpy as np
    from py3langid.langid import visit_counts

    model, rows = _identifier()
    encoded = text.encode("utf-8", errors="replace")
    counts = visit_counts(model.tk_nextmove, rows, model.tk_output, encoded)
    if not counts:
        return None
    features = np.fromiter(counts.keys(), dtype=np.intp, count=len(counts))
    weights = np.log1p(np.fromiter(counts.values(), dtype=np.float32, count=len(counts)))
    scores = weights @ model.nb_ptc[features] + model.nb_pc
    # the temperature that py3langid itself uses to keep probabilities calibrated across lengths
    odds = np.exp((scores - scores.max()) / math.sqrt(len(encoded)))
    shares = odds / odds.sum()
    probabilities: dict[str, float] = {}
    for place in np.argsort(-shares, kind="stable").tolist():
        label = model.nb_classes[place]
        probabilities[label] = probabilities.get(label, 0.0) + float(shares[place])
    ordered = dict(sorted(probabilities.items(), key=lambda item: -item[1]))
    return Ranking(ordered, float(scores.max() / weights.sum()))
