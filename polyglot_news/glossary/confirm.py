"""How much of a translation a model stands by when words at its beginning are exchanged.

The rest of a translation is a draft of what the model would say after the exchange, and to check a draft takes one
pass over all its pieces, where to decode takes one for each (the draft-and-verify of speculative decoding: Leviathan,
Kalman & Matias 2023, "Fast Inference from Transformers via Speculative Decoding", section 2).
"""

from __future__ import annotations

from math import log

from polyglot_news.translate.engine import Judgement

_HALF, _FAR = log(2), log(20)


def doubts(
    before: Judgement, after: Judgement, old: str, new: str, old_from: int, new_from: int, *, agrees: bool
) -> list[int]:
    """Where in `new` the words begin that the model would no longer say: the first, and the one it doubts most.

    A piece is in doubt when it is less than half as probable as before, so that it is no longer what the model would
    say first; where the exchanged words `agree` in gender and number and any doubt is one between synonyms, when it
    is less than a twentieth as probable.

    Args:
        before, after: what the model thinks of the translations `old` and `new`.
        old_from, new_from: where what follows the exchanged words begins in each. Words further on may differ too;
            those have no probability before.
    """
    most = _FAR if agrees else _HALF
    old_tail, new_tail = _tail(before, old, old_from), _tail(after, new, new_from)
    same = _common(old_tail, new_tail)
    same_at_end = _common(old_tail[same:][::-1], new_tail[same:][::-1])
    found: list[tuple[float, int]] = []
    for place, (_, score, at) in enumerate(new_tail):
        counterpart = place if place < same else place - len(new_tail) + len(old_tail)
        is_same = place < same or place >= len(new_tail) - same_at_end
        loss = (old_tail[counterpart][1] if is_same else 0.0) - score
        if loss > most:
            found.append((loss, _word_start(new, at)))
    return list(dict.fromkeys((found[0][1], max(found)[1]))) if found else []


def _tail(judgement: Judgement, text: str, start: int) -> list[tuple[str, float, int]]:
    """The pieces from `start` on, and the end: text, log-probability, offset."""
    spans = [*judgement.spans, (len(text), len(text))]
    return [(text[s:e], score, s) for (s, e), score in zip(spans, judgement.scores, strict=True) if s >= start]


def _common(one: list[tuple[str, float, int]], other: list[tuple[str, float, int]]) -> int:
    """How many pieces both begin with."""
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a[0] != b[0]), min(len(one), len(other))
    )


def _word_start(text: str, at: int) -> int:
    while 0 < at < len(text) and text[at].isalnum() and text[at - 1].isalnum():
        at -= 1
    return at
