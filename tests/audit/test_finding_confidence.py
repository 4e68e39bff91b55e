from __future__ import annotations

import pytest

from polyglot_news.audit.audit import audit
from polyglot_news.audit.confidence import calibrated
from polyglot_news.audit.evidence import Encoder
from polyglot_news.bitext import Bead, Bitext

MEASURED = ("numbers", "names", "negation", "untranslated", "addition", "omission")


@pytest.mark.parametrize("check", MEASURED)
def test_confidence_is_a_share_and_never_falls(check: str) -> None:
    values = [calibrated(check, step / 20) for step in range(21)]
    assert all(0 < value < 1 for value in values)
    assert values == sorted(values)


def test_a_check_without_known_errors_keeps_its_own() -> None:
    assert calibrated("hedges", 0.5) == 0.5


def test_findings_bear_the_fitted_confidence(encoder: Encoder) -> None:
    beads = (Bead("Il a payé 20 euros.", "He paid 90 euros.", (0,), (0,)),)
    found = audit(Bitext("a", "fr", "en", beads), checks=["numbers"], encoder=encoder)
    assert [finding.confidence for finding in found.findings] == [round(calibrated("numbers", 0.9), 3)]


def test_the_score_of_a_translation_is_no_risk(encoder: Encoder) -> None:
    """Where terms were enforced a row's probability is low: that says nothing against it."""
    risks = [
        audit(
            Bitext("a", "fr", "en", (Bead("Le chat dort.", "The cat sleeps.", (0,), (0,), score=score),)),
            encoder=encoder,
        ).risk
        for score in (None, 0.0, 0.9)
    ]
    assert risks[0] == risks[1] == risks[2]
