"""Which language a text, an article and each of its segments is in; `und`, with a reason, where nothing tells.

Each piece is judged by itself (`judgement`). What a piece leaves open, its alternatives, is then closed by what
stands around it: the article, the user's candidates, a page's own declaration.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from polyglot_news.article import UNDETERMINED, Article, Segment
from polyglot_news.errors import UsageError
from polyglot_news.judgement import MIXED_BELOW, Detection, judge
from polyglot_news.language import base, canonical
from polyglot_news.verb import make_callable

__all__ = ["MIXED_BELOW", "Detection", "detect", "detect_article", "label_segments"]

_ONE_PIECE = 300
_WINDOWS = 8
_WINDOW = 160
"""Up to `_ONE_PIECE` characters are read line by line; a longer text through windows of `_WINDOW` characters."""

_STRONG_CONFIDENCE = 0.6
_STRONG_LETTERS = 20
"""What a piece needs to be believed against the rest of its text."""


def detect(text: str, *, candidates: Sequence[str] | None = None) -> Detection:
    """The language of a text of any length.

    Args:
        text: anything; addresses and handles in it are ignored. A long text is sampled evenly.
        candidates: tags of the languages it may be in; an answer outside them becomes `und`.

    Returns:
        The language with a confidence and a reason; `und` where the evidence does not carry an answer. For a text of
        several lines or more than 300 characters also the share of each language, estimated from the sample.

    Raises:
        UsageError: a candidate is no language tag.
    """
    wanted = _wanted(candidates)
    windows = _windows(text)
    whole = _within(judge(" ".join(windows)), wanted)
    if len(windows) == 1:
        return whole
    return replace(_vote(whole, [_within(judge(window), wanted) for window in windows]), segments=())


def detect_article(
    article: Article, segments: Sequence[Segment], candidates: Sequence[str] | None = None
) -> Detection:
    """The language of an article, of each of its segments, and the share of each language.

    Args:
        article: its `metadata["lang_hint"]`, if there is one, chooses among languages the text leaves open.
        segments: the article's segments in order.
        candidates: tags of the languages it may be in; answers outside them become `und`.

    Returns:
        The language of most of the article; `segments` has one language per segment, `mixed` is set when no language
        has 80 % of the letters.

    Raises:
        UsageError: a candidate is no language tag.
    """
    wanted = _wanted(candidates)
    whole = _within(judge(" ".join(_windows(article.text))), wanted)
    whole = _prefer(whole, _declared(article), "as the page declares")
    if not segments:
        return whole
    return _vote(whole, [_within(judge(" ".join(_windows(segment.text))), wanted) for segment in segments])


def label_segments(segments: Sequence[Segment], detection: Detection) -> list[Segment]:
    """The segments with their languages set, as `detect_article` found them for the same segments."""
    return [replace(segment, lang=lang) for segment, lang in zip(segments, detection.segments, strict=True)]


def _windows(text: str) -> list[str]:
    """The lines of a short text, or windows that are spread evenly over a long one and begin at a word."""
    if len(text) <= _ONE_PIECE:
        return [line for line in text.splitlines() if line.strip()] or [text]
    count = min(_WINDOWS, -(-len(text) // _WINDOW))
    starts = [round(place * (len(text) - _WINDOW) / (count - 1)) for place in range(count)]
    windows = []
    for start in starts:
        space = text.find(" ", start - 1, start + _WINDOW // 4) if start else -1
        windows.append(text[max(start, space + 1) : start + _WINDOW])
    return windows


def _wanted(candidates: Sequence[str] | None) -> dict[str, str]:
    """Canonical tags of the candidates by their base language, the first of each."""
    if candidates is None:
        return {}
    if not candidates:
        raise UsageError("no candidate languages given; name at least one, or leave the choice open")
    wanted: dict[str, str] = {}
    for tag in candidates:
        wanted.setdefault(base(tag), canonical(tag))
    return wanted


def _within(found: Detection, wanted: dict[str, str]) -> Detection:
    """The answer if it is among the candidates, the first alternative that is, or `und`."""
    if not wanted:
        return found
    open_to = _prefer(found, tuple(wanted), "the candidate that it may be")
    if open_to.lang in wanted:
        return replace(open_to, lang=wanted[open_to.lang])
    if found.lang == UNDETERMINED:
        return found
    reason = f"reads like {found.lang}, which is not among the candidates"
    return replace(found, lang=UNDETERMINED, confidence=0.0, reason=reason, alternatives=())


def _prefer(found: Detection, languages: Sequence[str], why: str) -> Detection:
    """Choose one of the alternatives; an answer that is itself among the languages stays."""
    if found.lang in languages:
        return found
    chosen = next((lang for lang in found.alternatives if lang in languages), None)
    if chosen is None:
        return found
    left = tuple(lang for lang in (found.lang, *found.alternatives) if lang not in (chosen, UNDETERMINED))
    return replace(found, lang=chosen, confidence=0.5, reason=f"{found.reason}; {why}", alternatives=left)


def _declared(article: Article) -> tuple[str, ...]:
    try:
        return (base(article.metadata["lang_hint"]),)
    except (KeyError, UsageError):  # pages declare all sorts of things
        return ()


def _vote(whole: Detection, pieces: Sequence[Detection]) -> Detection:
    """Combine the judgement of a whole text with those of its pieces."""
    main = _main_language(whole, pieces)
    heard = [_in_context(piece, main) for piece in pieces]
    weights: dict[str, int] = {}
    for piece in heard:
        weights[piece.lang] = weights.get(piece.lang, 0) + piece.letters
    silent = weights.pop(UNDETERMINED, 0)
    decided = sum(weights.values())
    if not decided or (silent > decided and whole.lang == UNDETERMINED):
        return replace(whole, segments=tuple(piece.lang for piece in heard))
    shares = {lang: round(weights[lang] / decided, 3) for lang in sorted(weights, key=lambda x: (-weights[x], x))}
    first = next(iter(shares))
    best = whole if whole.lang == first else max((p for p in heard if p.lang == first), key=lambda p: p.confidence)
    found = replace(whole, lang=first, confidence=best.confidence, reason=best.reason, script=best.script)
    found = replace(found, alternatives=best.alternatives, shares=shares, segments=_filled(heard, main))
    if not found.mixed:
        return found
    parts = ", ".join(f"{lang} {share:.0%}" for lang, share in shares.items())
    return replace(found, confidence=round(min(best.confidence, shares[first]), 3), reason=f"mixed: {parts}")


def _main_language(whole: Detection, pieces: Sequence[Detection]) -> Detection:
    """The language doubtful pieces are taken to be in: the whole text's, or most pieces' if none says so."""
    strong = [piece for piece in pieces if _is_strong(piece)]
    if not strong or any(whole.lang in (piece.lang, *piece.alternatives) for piece in strong):
        return whole
    votes: dict[str, int] = {}
    for piece in strong:
        votes[piece.lang] = votes.get(piece.lang, 0) + piece.letters
    most = max(votes, key=lambda lang: (votes[lang], lang))
    return next(piece for piece in strong if piece.lang == most)


def _is_strong(piece: Detection) -> bool:
    return piece.confidence >= _STRONG_CONFIDENCE and piece.letters >= _STRONG_LETTERS


def _in_context(piece: Detection, main: Detection) -> Detection:
    """A piece that may be in the main language is; one that says otherwise must be sure, or in another script."""
    if UNDETERMINED in (piece.lang, main.lang) and main.lang not in piece.alternatives:
        return piece
    sure = _is_strong(piece) or (piece.script != main.script and piece.confidence >= _STRONG_CONFIDENCE)
    if piece.lang == main.lang or (sure and main.lang not in piece.alternatives):
        return piece
    return replace(piece, lang=main.lang, confidence=0.5, reason="as the text around it", alternatives=())


def _filled(pieces: Sequence[Detection], main: Detection) -> tuple[str, ...]:
    """The pieces' languages; one too short to tell takes that of its neighbours, or the main one, by its script."""
    langs = []
    for place, piece in enumerate(pieces):
        if piece.lang != UNDETERMINED or not piece.letters or piece.letters >= _STRONG_LETTERS:
            langs.append(piece.lang)
            continue
        before = next((p for p in reversed(pieces[:place]) if p.lang != UNDETERMINED), main)
        after = next((p for p in pieces[place + 1 :] if p.lang != UNDETERMINED), main)
        near = before if before.lang == after.lang else main
        langs.append(near.lang if near.script == piece.script else UNDETERMINED)
    return tuple(langs)


make_callable(__name__, "polyglot_news.detect:detect")
