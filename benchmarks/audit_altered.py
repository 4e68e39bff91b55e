"""Lines of NTREX with a word put into the translation, or a phrase taken out of it, in both directions.

Only lines that are in no clean set, of languages that are to be fitted on.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks.audit_data import ntrex
from polyglot_news.audit.evidence import Encoder, gather
from polyglot_news.audit.grammar import grammar_features
from polyglot_news.audit.pair import Pair, Side, pairs_of

Altered = tuple[str, Pair, Pair, str]
"""Kind of alteration, the pair as it was, the altered pair, the word put in."""

_NTREX = (("spa", "es", 600, 850), ("por", "pt", 600, 850), ("por-BR", "pt", 1000, 1250))


def altered_lines(bench: Path, encoder: Encoder) -> list[Altered]:
    """Every alteration, two a line, with evidence."""
    return [one for part in _NTREX for one in _altered(bench, *part, encoder)]


def encoded(texts: list[tuple[str, str]], source_lang: str, target_lang: str, encoder: Encoder) -> list[Pair]:
    """Pairs of bare texts with evidence."""
    pairs = pairs_of(texts, source_lang, target_lang)
    gather(pairs, encoder)
    return pairs


def _altered(bench: Path, code: str, lang: str, first: int, last: int, encoder: Encoder) -> Iterator[Altered]:
    """(kind, pair, altered pair, word put in) of NTREX lines in both directions, two alterations a line."""
    rng = random.Random(5)
    english, foreign = ntrex(bench, "eng", first, last), ntrex(bench, code, first, last)
    for sources, targets, source_lang, target_lang in (
        (english, foreign, "en", lang),
        (foreign, english, lang, "en"),
    ):
        pairs = encoded(
            [pair for pair in zip(sources, targets, strict=True) if all(pair)], source_lang, target_lang, encoder
        )
        pool = [
            w.text
            for p in pairs
            for i, w in enumerate(p.target.words)
            if _lower_content(p.target, i) and _modifies(p.target, i)
        ]
        altered = []
        for pair in pairs:
            places = [i for i in range(1, len(pair.target.words)) if pair.target.content[i]]
            if places:
                word = rng.choice(pool)
                altered.append(("addition", pair, _put_in(pair.target, rng.choice(places), word), word))
                altered.append(("pp_removed", pair, _take_out(pair.target, rng.choice(places), rng), ""))
        texts = [(pair.source.text, text) for _, pair, text, _ in altered]
        for (kind, pair, _, word), bad in zip(
            altered, encoded(texts, source_lang, target_lang, encoder), strict=True
        ):
            yield kind, pair, bad, word


def _lower_content(side: Side, at: int) -> bool:
    return side.content[at] and side.words[at].text.islower() and len(side.words[at].text) > 3


def _modifies(side: Side, at: int) -> bool:
    """Whether a word stands before another content word, as what is put in mostly does; any, without a grammar."""
    return side.lexicon.grammar is None or bool(grammar_features(side, [at])[0, 0])


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
