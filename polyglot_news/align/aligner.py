"""An article and somebody's translation of it, as a bitext."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from polyglot_news import __version__
from polyglot_news.align import model
from polyglot_news.align.anchors import Anchor, check, fixed
from polyglot_news.align.blocks import Block, blocks
from polyglot_news.align.confidence import sureness
from polyglot_news.align.embed import Encoder
from polyglot_news.align.encoders import encoder_for
from polyglot_news.align.evidence import Evidence
from polyglot_news.align.habits import adapted
from polyglot_news.align.moved import moved_beads
from polyglot_news.align.paragraphs import hinted
from polyglot_news.align.search import Scores, Step, best_path, expected_path, posteriors
from polyglot_news.align.senses import Senses, senses
from polyglot_news.align.translation import Translator
from polyglot_news.article import Article, Segment
from polyglot_news.bitext import UNRELATED, Bead, Bitext

MOVED = "moved"
"""The finding of a bead whose target stands elsewhere in the order than its source."""

PRICE, ALONE = 0.47, 0.5
"""For `expected_path`: chosen on held-apart parts of the training documents."""

_LEAST_RELATED = 0.2


@dataclass(frozen=True, slots=True)
class _Found:
    """A bead found: its segments, how sure it is, and whether it was moved or vouched for."""

    step: Step
    sure: float
    moved: bool = False
    anchor: Anchor | None = None


def align(
    source: Article,
    target: Article,
    source_segments: Sequence[Segment],
    target_segments: Sequence[Segment],
    *,
    encoder: Encoder | str | None = "auto",
    anchors: Sequence[Anchor] = (),
    translate: Translator | None = None,
) -> Bitext:
    """Pairs the segments of an article with those of its translation.

    Every segment of either side stands in exactly one bead. Beads are in the order of the source; segments of the
    target that belong to nothing stand where they are in the target. A bead's `score` is the probability that a
    person would have made the same bead.

    Args:
        source, target: the two articles; their `lang` chooses the evidence.
        source_segments, target_segments: their segments, in order.
        encoder: what to compare meanings with: an encoder, or the name of one; `"auto"` is the first that knows both
            languages (`encoder_for`); None is length and lexical evidence alone.
        anchors: beads that are certain; the rest is aligned between and around them.
        translate: an engine's translation of the source, as further evidence (the idea of Sennrich and Volk, 2010,
            "MT-based Sentence Alignment for OCR-generated Parallel Texts", AMTA).

    Raises:
        UsageError: anchors that overlap, or name segments that are not there; an encoder that there is not, or that
            does not know a language.
        MissingExtraError, ModelError: the encoder is not installed.
    """
    chosen = encoder_for(encoder, source.lang, target.lang) if isinstance(encoder, str) else encoder
    provenance = _provenance(chosen, translate)
    check(anchors, len(source_segments), len(target_segments))
    known = senses(chosen).remembering() if chosen else None
    work = _Work(source_segments, target_segments, (source.lang, target.lang), known, translate)
    found = [bead for block in work.blocks(anchors) for bead in work.align(block)]
    found = _with_far_anchors(found, anchors)
    findings = (UNRELATED,) if _unrelated(found, len(source_segments), len(target_segments)) else ()
    beads = [
        _bead(each, (source.text, target.text), (source_segments, target_segments), findings, provenance)
        for each in _ordered(found)
    ]
    return Bitext(source.id, source.lang, target.lang, tuple(beads), source, target)


@dataclass(frozen=True, slots=True)
class _Work:
    """One pair of articles and the means of comparing them."""

    source: Sequence[Segment]
    target: Sequence[Segment]
    langs: tuple[str, str]
    senses: Senses | None
    translate: Translator | None

    def blocks(self, anchors: Sequence[Anchor]) -> list[Block]:
        """The article as one block, or a book as many."""
        texts = [segment.text for segment in self.source], [segment.text for segment in self.target]
        return blocks(*texts, self.langs, self.senses, anchors)

    def align(self, block: Block) -> list[_Found]:
        """The beads of one block."""
        source, target = self.source[slice(*block.source)], self.target[slice(*block.target)]
        if not source or not target:
            steps = [(i, 1, 0, 0) for i in range(len(source))] + [(0, 0, j, 1) for j in range(len(target))]
            return [_Found(block.outer(step), 1.0, anchor=None) for step in steps]
        scores = self._scores(source, target, block.anchors)
        return _found(scores, model.load(self.senses is not None), block)

    def _scores(self, source: Sequence[Segment], target: Sequence[Segment], anchors: Sequence[Anchor]) -> Scores:
        texts = [segment.text for segment in source], [segment.text for segment in target]
        weights = model.load(self.senses is not None)
        views = [Evidence(*texts, self.langs, self.senses)]
        if self.translate:
            views.append(
                Evidence(list(self.translate(texts[0])), texts[1], (self.langs[1], self.langs[1]), self.senses)
            )
        first = fixed(_mean([weights.first.scores(view) for view in views]), anchors)
        probable, steps = posteriors(first), best_path(first)
        for view in views:
            view.second_look(steps, [probable.of(step) for step in steps])
        second = adapted(_mean([weights.second.scores(view) for view in views]), weights.usual)
        paragraphs = [segment.paragraph for segment in source], [segment.paragraph for segment in target]
        return fixed(hinted(second, paragraphs, steps), anchors)


def _mean(views: list[Scores]) -> Scores:
    """The scores of several views of the same pair, averaged."""
    if len(views) == 1:
        return views[0]
    return Scores(
        {kind: np.mean([view.linked[kind] for view in views], axis=0) for kind in views[0].linked},
        np.mean([view.source_alone for view in views], axis=0),
        np.mean([view.target_alone for view in views], axis=0),
    )


def _found(scores: Scores, weights: model.Model, block: Block) -> list[_Found]:
    """The beads of a block: the path's, the moved ones among what it left, and the anchors it could not pass."""
    probable = posteriors(scores)
    chances = {step: probable.of(step) for step in expected_path(probable, PRICE, ALONE)}
    held = _holders(block.anchors)
    moved = moved_beads(scores, [step for step in chances if _holder(held, step) is None])
    crossing = {a.step: 1.0 for a in block.anchors if a.source and a.target and a.step not in chances}
    lifted = _holders([Anchor(tuple(range(i, i + n)), tuple(range(j, j + m))) for i, n, j, m in (*moved, *crossing)])
    kept = {
        step: chance for step, chance in chances.items() if (step[1] and step[3]) or _holder(lifted, step) is None
    }
    beads = {**kept, **moved, **crossing}
    found = []
    for step, sure in sureness(scores, beads, weights.confidence, weights.related).items():
        anchor = _holder(held, step)
        certain = 1.0 if anchor else round(sure, 4)
        found.append(_Found(block.outer(step), certain, step not in kept, anchor))
    return found


def _with_far_anchors(found: list[_Found], anchors: Sequence[Anchor]) -> list[_Found]:
    """The beads with the anchors whose sides were in different blocks put together again."""
    steps = {bead.step for bead in found}
    far = [anchor for anchor in anchors if anchor.source and anchor.target and anchor.step not in steps]
    held = _holders(far)
    rest = [bead for bead in found if _holder(held, bead.step) is None]
    return [*rest, *(_Found(anchor.step, 1.0, True, anchor) for anchor in far)]


def _holders(anchors: Sequence[Anchor]) -> tuple[dict[int, Anchor], dict[int, Anchor]]:
    """Which anchor holds a segment, of either side."""
    return {i: a for a in anchors for i in a.source}, {j: a for a in anchors for j in a.target}


def _holder(holders: tuple[dict[int, Anchor], dict[int, Anchor]], step: Step) -> Anchor | None:
    i, n, j, _ = step
    return holders[0].get(i) if n else holders[1].get(j)


def _ordered(found: Sequence[_Found]) -> list[_Found]:
    """In the order of the source; what the source has not, before the bead that follows it in the target."""
    linked = sorted((bead for bead in found if bead.step[1]), key=lambda bead: bead.step[0])
    inserted = sorted((bead for bead in found if not bead.step[1]), key=lambda bead: bead.step[2])
    ordered: list[_Found] = []
    waiting = iter(inserted)
    following = next(waiting, None)
    for bead in linked:
        while following and bead.step[3] and not bead.moved and following.step[2] < bead.step[2]:
            ordered.append(following)
            following = next(waiting, None)
        ordered.append(bead)
    return [*ordered, *([following, *waiting] if following else [])]


def _unrelated(found: Sequence[_Found], height: int, width: int) -> bool:
    """Whether beads that are rather right than wrong hold less than a fifth of the shorter side."""
    linked = [bead for bead in found if bead.step[1] and bead.step[3]]
    sure = [bead.step for bead in linked if bead.sure >= 0.5]
    held = sum(step[1] for step in sure) / max(height, 1), sum(step[3] for step in sure) / max(width, 1)
    return min(height, width) > 2 and max(held) < _LEAST_RELATED


def _provenance(encoder: Encoder | None, translate: Translator | None) -> str:
    translation = f"translation({translate.name})" if translate else ""
    evidence = [encoder.name if encoder else "", translation, "lexical"]
    return f"polyglot-news:{__version__}|align:{'+'.join(filter(None, evidence))}|second-look"


def _bead(
    found: _Found,
    texts: tuple[str, str],
    segments: tuple[Sequence[Segment], Sequence[Segment]],
    findings: tuple[str, ...],
    provenance: str,
) -> Bead:
    i, n, j, m = found.step
    ours, theirs = segments[0][i : i + n], segments[1][j : j + m]
    linked = bool(ours and theirs)
    return Bead(
        source=texts[0][ours[0].start : ours[-1].end] if ours else "",
        target=texts[1][theirs[0].start : theirs[-1].end] if theirs else "",
        source_segments=tuple(range(i, i + n)),
        target_segments=tuple(range(j, j + m)),
        source_start=ours[0].start if ours else None,
        source_end=ours[-1].end if ours else None,
        target_start=theirs[0].start if theirs else None,
        target_end=theirs[-1].end if theirs else None,
        paragraph=(ours or theirs)[0].paragraph,
        score=found.sure,
        findings=((MOVED,) if found.moved else ()) + (findings if linked and not found.anchor else ()),
        review=found.anchor.review if found.anchor else "",
        note=found.anchor.note if found.anchor else "",
        provenance=provenance,
    )
