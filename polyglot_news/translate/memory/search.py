"""Segments that are like a text: offered to a person, never used by a translation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nlargest
from itertools import islice

from polyglot_news.translate.memory.contents import Chosen, Pair, with_sources
from polyglot_news.translate.memory.memory import Memory
from polyglot_news.translate.memory.reviewed import normal

_BLOCK = 20_000
"""Sources that are compared at a time."""


@dataclass(frozen=True, slots=True)
class Match:
    """A pair, and how much of its source is the text: 100 for the same, letter case and white space aside."""

    percent: float
    pair: Pair


def find_similar(
    memory: Memory, text: str, langs: tuple[str, str] = ("", ""), *, at_least: float = 60.0, limit: int = 10
) -> list[Match]:
    """The stored segments that are most like a text, the most similar first, readers' before models'.

    The percentage is 100 × (1 − Levenshtein distance / length of the longer text), in characters.

    Args:
        langs: source and target language, empty for any.
        at_least: percentage below which nothing is offered.
        limit: how many to offer at most; the same pair of texts counts once.

    Raises:
        UsageError: a language tag names no language.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    wanted = normal(text).casefold()

    def choose(sources: Iterator[tuple[tuple[str, int], str]]) -> list[Chosen]:
        best: list[Chosen] = []
        while block := list(islice(sources, _BLOCK)):
            found = process.extract(
                wanted,
                [normal(source).casefold() for _, source in block],
                scorer=Levenshtein.normalized_similarity,
                score_cutoff=at_least / 100,
                limit=_candidates(limit),
            )
            better = [(block[index][0], score) for _, score, index in found]
            best = nlargest(_candidates(limit), [*best, *better], key=lambda chosen: chosen[1])
        return best

    matches: dict[tuple[str, str, str], Match] = {}
    for (_, score), pair in with_sources(memory, langs, choose):
        matches.setdefault((pair.target_lang, pair.source, pair.target), Match(round(100 * score, 1), pair))
    return list(matches.values())[:limit]


def _candidates(limit: int) -> int:
    """How many to look at, for the same two texts may be stored for several setups and surroundings."""
    return 8 * limit
