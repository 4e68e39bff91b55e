from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from polyglot_news.audit.audit import audit
from polyglot_news.audit.evidence import Encoder, Vectors
from polyglot_news.audit.finding import FIELDS, SEVERITIES, fingerprint, severity_rank
from polyglot_news.audit.pair import pairs_of
from polyglot_news.audit.registry import Hit, checks, describe, select
from polyglot_news.audit.score import risks
from polyglot_news.bitext import Bead, Bitext
from polyglot_news.errors import UsageError

SOURCE = "Am Montag kamen 80 Gäste. Die Feier war schön."
TARGET = "On Monday 90 guests came. The party was nice."


def _bitext(cuts: list[tuple[int, int, int, int]]) -> Bitext:
    beads = tuple(Bead(SOURCE[a:b], TARGET[c:d], (i,), (i,), a, b, c, d) for i, (a, b, c, d) in enumerate(cuts))
    return Bitext("feier", "de", "en", beads)


TWO = [(0, 25, 0, 25), (26, 46, 26, 45)]
ONE = [(0, 46, 0, 45)]


def test_a_finding_has_article_offsets_and_both_spans(encoder: Encoder) -> None:
    shifted = _bitext(TWO)
    moved = zip(shifted.beads, TWO, strict=True)
    beads = [replace(bead, source_start=100 + cut[0], target_start=200 + cut[2]) for bead, cut in moved]
    shifted = replace(shifted, beads=tuple(beads))
    (finding,) = audit(shifted, checks=["numbers"], encoder=encoder).findings
    assert (finding.bead, finding.check, finding.severity) == (0, "numbers", "critical")
    assert (finding.source_start, finding.source_span) == (100 + SOURCE.index("80"), "80")
    assert (finding.target_start, finding.target_span) == (200 + TARGET.index("90"), "90")
    assert tuple(finding.row()) == FIELDS


def test_a_fingerprint_survives_another_alignment(encoder: Encoder) -> None:
    found = [audit(_bitext(cuts), checks=["numbers"], encoder=encoder).findings for cuts in (TWO, ONE)]
    assert [f.fingerprint for f in found[0]] == [f.fingerprint for f in found[1]]
    assert audit(_bitext(ONE), checks=["numbers"], ignore={found[0][0].fingerprint}, encoder=encoder).findings == ()


def test_what_a_wider_finding_says_is_not_said_again_even_when_that_is_dismissed(encoder: Encoder) -> None:
    source = "Quatre personnes sont mortes en marge des rassemblements, dont une octogénaire à Marseille."
    bitext = Bitext(
        "fr", "fr", "en", (Bead(source, "Four people died on the sidelines of the rallies.", (0,), (0,)),)
    )
    left_out = ["inclusion", "omission", "names"]
    (wide,) = audit(bitext, checks=left_out, encoder=encoder).findings
    assert (wide.check, wide.source_span) == ("inclusion", "dont une octogénaire à Marseille")
    assert audit(bitext, checks=left_out, ignore={wide.fingerprint}, encoder=encoder).findings == ()
    assert {f.check for f in audit(bitext, checks=left_out[1:], encoder=encoder).findings} == {"omission", "names"}


def test_equal_findings_of_one_article_have_different_fingerprints() -> None:
    prints = {fingerprint("a", "negation", "не", "", occurrence) for occurrence in range(3)}
    assert len(prints) == 3
    assert fingerprint("a", "negation", " Не ", "") == fingerprint("a", "negation", "не", "")


def test_the_table_keeps_its_rows_and_gains_findings_and_risk(encoder: Encoder) -> None:
    bitext = _bitext(TWO)
    found = audit(bitext, checks=["numbers"], encoder=encoder)
    table = found.table()
    assert [bead.source for bead in table.beads] == [bead.source for bead in bitext.beads]
    assert table.beads[0].findings == ("numbers: “80” became “90”",)
    assert float(table.beads[0].extra["risk"]) == pytest.approx(found.risk[0], abs=1e-4)
    assert found.risk[0] > found.risk[1]


def test_what_others_said_of_a_row_stays_however_often_it_is_audited(encoder: Encoder) -> None:
    said = ("moved", "left-alone:already en", "degenerate:loop", "numbers: of an earlier audit")
    bitext = _bitext(TWO)
    bitext = replace(bitext, beads=(replace(bitext.beads[0], findings=said), bitext.beads[1]))
    once = audit(bitext, checks=["numbers"], encoder=encoder).table()
    assert once.beads[0].findings == (*said[:3], "numbers: “80” became “90”")
    assert audit(once, checks=["numbers"], encoder=encoder).table() == once
    assert audit(once, checks=["names"], encoder=encoder).table().beads[0].findings == said[:3]


def test_the_risk_rises_with_the_severity_and_the_confidence_of_what_the_rules_find() -> None:
    found = [Hit("", None, None, sure, severity) for severity in SEVERITIES for sure in (0.3, 0.6, 0.9)]
    found.sort(key=lambda hit: (severity_rank(hit.severity), hit.confidence))
    pairs = pairs_of([("", "x")] * 5, "de", "en")
    by_severity = [risks(pairs, [{}, *({"terms": [hit]} for hit in found[first::3])]) for first in range(3)]
    for risk in by_severity:
        assert risk[0] < 0.1
        assert all(less < more for less, more in pairwise(risk))
    assert [max(risk) for risk in by_severity] == sorted(max(risk) for risk in by_severity)
    assert by_severity[2][-1] > 0.8


@pytest.mark.parametrize("check", checks())
def test_no_finding_lowers_the_risk(check: str) -> None:
    [without, with_it] = risks(pairs_of([("", "x")] * 2, "de", "en"), [{}, {check: [Hit("", None, None, 0.6)]}])
    assert with_it > without or (checks()[check].needs_encoder and with_it == without)


def test_a_dismissed_finding_raises_no_risk(encoder: Encoder) -> None:
    bitext = Bitext("a", "de", "en", (Bead("Er sagte das angeblich im Mai.", "He said that in May.", (0,), (0,)),))
    before = audit(bitext, checks=["hedges"], encoder=encoder)
    dismissed = {finding.fingerprint for finding in before.findings}
    after = audit(bitext, checks=["hedges"], ignore=dismissed, encoder=encoder)
    assert (len(before.findings), after.findings) == (1, ())
    assert after.risk[0] < before.risk[0]


def test_a_bead_too_long_to_be_one_is_reported_and_not_read(encoder: Encoder) -> None:
    class Counting:
        longest = 0

        def encode(self, texts: list[str]) -> Vectors:
            self.longest = max(self.longest, *map(len, texts))
            return encoder.encode(texts)

    counting, million = Counting(), 1_000_000
    texts = [
        ("Haus", "house"),
        ("A" * million, "B" * million),
        ("A" * 9_000, "B" * 9_000),
        ("1 " * 9_000, "2 " * 9_000),
    ]
    beads = tuple(Bead(source, target, (i,), (i,)) for i, (source, target) in enumerate(texts))
    found = audit(Bitext("a", "de", "en", beads), encoder=counting)
    assert 4 < counting.longest <= 2_000
    assert [f.message for f in found.findings if f.bead == 1] == ["1,000,000 characters are no sentence: not read"]
    assert found.risk[1] > 0.5


def test_severities_filter_and_decide_the_exit(encoder: Encoder) -> None:
    found = audit(_bitext(TWO), encoder=encoder)
    assert found.reaches("critical")
    assert audit(_bitext(TWO), checks=["quotation"], encoder=encoder).reaches("note") is False
    strict = audit(_bitext(TWO), min_severity="critical", encoder=encoder)
    assert {f.severity for f in strict.findings} == {"critical"}


def test_a_second_witness_is_heard(encoder: Encoder) -> None:
    bitext = Bitext("a", "pt", "en", (Bead("Ele não assinou o acordo.", "He signed the agreement.", (0,), (0,)),))
    found = audit(
        bitext,
        checks=["witness"],
        encoder=encoder,
        witness=lambda texts: ["He did not sign the agreement."] * len(texts),
    )
    assert ["He did not sign the agreement." in f.message for f in found.findings] == [True]
    assert 0 <= found.risk[0] <= 1


def test_a_translation_alone_is_audited_for_what_it_shows(encoder: Encoder) -> None:
    bitext = Bitext("a", "und", "en", (Bead("", "They were were counted in .", (), (0,)),))
    assert {f.check for f in audit(bitext, encoder=encoder).findings} == {"repetition", "broken"}


def test_a_speaker_who_changes_inside_a_quotation_is_pointed_at(encoder: Encoder) -> None:
    texts = ["“The city wants peace.", "And I have done this for years.", "We hope others will follow,” he said."]
    beads = tuple(Bead("", text, (), (i,)) for i, text in enumerate(texts))
    found = audit(Bitext("a", "und", "en", beads), checks=["voice"], encoder=encoder).findings
    assert [(f.bead, f.target_span) for f in found] == [(1, "I")]


def test_unaligned_text_never_vanishes(encoder: Encoder) -> None:
    bitext = Bitext(
        "a", "de", "en", (Bead("Hallo Welt.", "Hello world.", (0,), (0,)), Bead("Das fehlt hier ganz.", "", (1,), ()))
    )
    (finding,) = audit(bitext, checks=["unaligned"], encoder=encoder).findings
    assert (finding.bead, finding.severity, finding.target_start) == (1, "critical", None)


def test_selecting_checks() -> None:
    assert [check.name for check in select(["negation", "numbers"])] == ["numbers", "negation"]
    assert "names" not in {check.name for check in select(["-names"])}
    with pytest.raises(UsageError, match="there is no check 'spellig'"):
        select(["spellig"])
    with pytest.raises(UsageError, match="severity 'bad'"):
        severity_rank("bad")


@pytest.mark.parametrize("name", checks())
def test_every_check_is_documented(name: str) -> None:
    check = checks()[name]
    title, _, body = describe(check).partition("\n\n")
    assert title.endswith(".")
    assert "\n" not in title
    assert len(body) > 30
    assert check.severity in SEVERITIES
