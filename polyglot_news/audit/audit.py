"""The audit of a bitext: every check asked of every bead, and one risk a bead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from polyglot_news.audit.confidence import calibrated
from polyglot_news.audit.evidence import Encoder, gather
from polyglot_news.audit.finding import Finding, fingerprint, severity_rank
from polyglot_news.audit.pair import Pair, Side
from polyglot_news.audit.registry import ArticleCheck, Check, Hit, Span, select
from polyglot_news.audit.registry import checks as checks_by_name
from polyglot_news.audit.renderings import Rendering, find_renderings
from polyglot_news.audit.score import risks
from polyglot_news.bitext import Bead, Bitext, TermUse
from polyglot_news.glossary.termbase import Termbase
from polyglot_news.sentence_encoder import sentence_encoder

SecondWitness = Callable[[list[str]], list[str]]
"""Machine translations of source texts, one for one."""


_SAID_BY = {"names": "inclusion", "omission": "inclusion"}
"""Checks that find something left out, and the one whose wider span says the same, so that a reader is told once."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What the audit of one bitext found: findings by bead, severe ones first, and each bead's risk in 0–1.

    `renderings` are those of the termbase's terms, of all beads in order; `termbase` names it as provenance does.
    """

    bitext: Bitext
    findings: tuple[Finding, ...]
    risk: tuple[float, ...]
    renderings: tuple[Rendering, ...] = ()
    termbase: str = ""

    def reaches(self, severity: str) -> bool:
        """Whether any finding is at least this severe."""
        return any(severity_rank(finding.severity) >= severity_rank(severity) for finding in self.findings)

    def table(self) -> Bitext:
        """The bitext again, `findings` of each bead filled, `terms` where there is a termbase, and `risk` added.

        What others said of a row (`moved`, `left-alone:…`, `degenerate:…`) stays, before the audit's own findings;
        what an earlier audit said of it is replaced.
        """
        own = tuple(f"{name}: " for name in checks_by_name())
        of_bead: dict[int, list[str]] = {}
        uses: dict[int, list[TermUse]] = {}
        for rendering in self.renderings:
            uses.setdefault(rendering.bead, []).append(rendering.use(self.termbase))
        for finding in self.findings:
            of_bead.setdefault(finding.bead, []).append(f"{finding.check}: {finding.message}".replace("; ", ", "))
        beads = [
            replace(
                bead,
                findings=(*(said for said in bead.findings if not said.startswith(own)), *of_bead.get(i, ())),
                terms=tuple(uses.get(i, ())) if self.termbase else bead.terms,
                extra={**bead.extra, "risk": f"{risk:.4f}"},
            )
            for i, (bead, risk) in enumerate(zip(self.bitext.beads, self.risk, strict=True))
        ]
        return replace(self.bitext, beads=tuple(beads))


def audit(
    bitext: Bitext,
    *,
    checks: Iterable[str] | None = None,
    min_severity: str | None = None,
    ignore: Collection[str] = (),
    encoder: Encoder | None = None,
    witness: SecondWitness | None = None,
    termbase: Termbase | None = None,
    profile: str = "",
) -> Audit:
    """Ask every check of every bead.

    Args:
        bitext: what to audit; a bitext without any source text is audited as a translation on its own.
        checks: names of checks, or names with a leading `-` to leave out of all; None for all.
        min_severity: leave out findings below this severity.
        ignore: fingerprints of findings that a reader has dismissed.
        encoder: sentence encoder; the one that ships where None.
        witness: translates source texts; its translations are set against the bitext's own.
        termbase: what the check `terms` looks for.
        profile: tags of those whose words are asked for, as in `Termbase.preferred`.

    Raises:
        UsageError: no such check or severity.
    """
    chosen = select(checks)
    least = severity_rank(min_severity) if min_severity is not None else 0
    pairs = [_pair(i, bead, bitext) for i, bead in enumerate(bitext.beads)]
    encoder = encoder or sentence_encoder()
    gather(pairs, encoder)
    if witness is not None:
        _call(witness, pairs, encoder)
    if termbase is not None:
        find_renderings([pair for pair in pairs if not pair.oversized], termbase, profile)
    named = _findings(bitext, chosen, _ask(chosen, pairs))
    kept = [(found, hit) for found, hit in named if found.fingerprint not in ignore]
    told = _said_once([found for found, _ in named])
    hits: list[dict[str, list[Hit]]] = [{} for _ in pairs]
    for found, hit in kept:
        hits[found.bead].setdefault(found.check, []).append(hit)
    return Audit(
        bitext,
        tuple(f for f in told if f.fingerprint not in ignore and severity_rank(f.severity) >= least),
        tuple(risks(pairs, hits)),
        tuple(rendering for pair in pairs for rendering in pair.renderings),
        f"{termbase.name}@sha256:{termbase.digest[:16]}" if termbase is not None else "",
    )


def _pair(index: int, bead: Bead, bitext: Bitext) -> Pair:
    return Pair(
        index, Side(bead.source, bitext.source_lang), Side(bead.target, bitext.target_lang), bead.target_start
    )


def _call(witness: SecondWitness, pairs: Sequence[Pair], encoder: Encoder) -> None:
    """Set `second` of every pair that has text on both sides."""
    full = [pair for pair in pairs if pair.source.words and pair.target.words and not pair.oversized]
    texts = list(dict.fromkeys(pair.source.text for pair in full))
    translated = dict(zip(texts, witness(texts), strict=True))
    for pair in full:
        pair.second = Pair(pair.index, Side(translated[pair.source.text], pair.target.lang), pair.target)
    gather([pair.second for pair in full if pair.second is not None], encoder)


def _ask(chosen: Sequence[Check], pairs: Sequence[Pair]) -> list[dict[str, list[Hit]]]:
    """The hits of each pair, by check."""
    hits: list[dict[str, list[Hit]]] = [{} for _ in pairs]
    alone = not any(pair.source.text for pair in pairs)
    readable = [pair for pair in pairs if not pair.oversized]
    for check in chosen:
        if alone and not check.target_only:
            continue
        if isinstance(check, ArticleCheck):
            for i, hit in check.article_hits(readable):
                hits[readable[i].index].setdefault(check.name, []).append(_rated(check, hit))
            continue
        for pair in pairs if check.any_length else readable:
            found = [_rated(check, hit) for hit in check.hits(pair)] if check.applies(pair) else []
            if found:
                hits[pair.index][check.name] = found
    return hits


def _rated(check: Check, hit: Hit) -> Hit:
    return replace(hit, confidence=calibrated(check.name, hit.confidence))


def _findings(
    bitext: Bitext, chosen: Sequence[Check], hits: Sequence[dict[str, list[Hit]]]
) -> list[tuple[Finding, Hit]]:
    """The findings in the order of the beads, the most severe of a bead first, each with the hit it was made of."""
    severity = {check.name: check.severity for check in chosen}
    seen: Counter[tuple[str, str, str]] = Counter()
    findings: list[tuple[Finding, Hit]] = []
    for number, (bead, of_pair) in enumerate(zip(bitext.beads, hits, strict=True)):
        for name, found in of_pair.items():
            for hit in found:
                source_start, source_end, source_span = _place(hit.source, bead.source, bead.source_start)
                target_start, target_end, target_span = _place(hit.target, bead.target, bead.target_start)
                key = (name, source_span, target_span)
                print_ = fingerprint(bitext.article_id, *key, seen[key])
                seen[key] += 1
                finding = Finding(
                    bitext.article_id,
                    number,
                    name,
                    hit.severity or severity[name],
                    round(hit.confidence, 3),
                    source_start,
                    source_end,
                    source_span,
                    target_start,
                    target_end,
                    target_span,
                    hit.message,
                    hit.suggestion,
                    print_,
                )
                findings.append((finding, hit))
    findings.sort(key=lambda named: (named[0].bead, -severity_rank(named[0].severity)))
    return findings


def _said_once(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings without those of source words left out that a wider finding of the bead has among its own."""
    left_out: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for found in findings:
        if not found.target_span and found.source_start is not None and found.source_end is not None:
            left_out.setdefault((found.bead, found.check), []).append((found.source_start, found.source_end))
    for found in findings:
        wider = left_out.get((found.bead, _SAID_BY.get(found.check, "")), ())
        start, end = found.source_start, found.source_end
        if found.target_span or start is None or end is None or not any(a <= start and end <= b for a, b in wider):
            yield found


def _place(span: Span | None, text: str, offset: int | None) -> tuple[int | None, int | None, str]:
    """A span of a cell as offsets of the article, where the bead has them, and its text."""
    if span is None:
        return None, None, ""
    start, end = span
    return start + (offset or 0), end + (offset or 0), text[start:end]
