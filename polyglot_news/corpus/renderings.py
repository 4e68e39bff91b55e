"""Who renders what how, and when it changed: renderings of each concept by group, with what is more than chance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from polyglot_news.corpus.rendering_counts import TIMES, Cell, Counts, Example, Tally, count, divided
from polyglot_news.corpus.rendering_tests import FOUND, Verdict, tested
from polyglot_news.corpus.statistics import benjamini_yekutieli, harmonic, wilson
from polyglot_news.corpus.term_uses import TermUses, Wording
from polyglot_news.errors import UsageError
from polyglot_news.glossary.termbase import Termbase


@dataclass(frozen=True, slots=True)
class Settings:
    """What is asked of a corpus.

    Attributes:
        by: groupings, crossed: `month` or `year`, `engine`, `lang`, or any column of the rows.
        concepts: only these; all of them if none is named.
        termbase: what terms are found with; without one the rows' own record of term uses counts.
        min_count: a concept that fewer articles speak of is counted but not tested.
        fdr: the share of false ones among the findings that is accepted, on average.

    Raises:
        UsageError: a grouping is named twice, months and years together, a concept the termbase does not have, or a
            number out of its range.
    """

    by: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    termbase: Termbase | None = None
    min_count: int = 10
    fdr: float = 0.05

    def __post_init__(self) -> None:
        if len(set(self.by)) < len(self.by):
            raise UsageError("a grouping is named twice with --by")
        if set(TIMES) <= set(self.by):
            raise UsageError("group by month or by year, not by both")
        if self.min_count < 2:
            raise UsageError("--min-count is 2 at least")
        if not 0 < self.fdr < 1:
            raise UsageError("--fdr lies between 0 and 1")
        unknown = [name for name in self.concepts if self.termbase and name not in self.termbase.concepts]
        if unknown:
            raise UsageError(f"no concept '{unknown[0]}' in the termbase")


@dataclass(frozen=True, slots=True)
class Share:
    """How often one group used one rendering.

    Attributes:
        hits: uses, several in one article counted each.
        votes: the same with one vote an article, divided among the renderings it uses.
        share: votes / the group's articles, with its Wilson 95 % interval `low` to `high`.
    """

    wording: Wording
    hits: int
    votes: float
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Group:
    """The articles of one group that speak of a concept; `shares` are in the order of the concept's wordings."""

    cell: Cell
    articles: int
    shares: tuple[Share, ...]

    @cached_property
    def hits(self) -> int:
        """Uses of all renderings."""
        return sum(share.hits for share in self.shares)


@dataclass(frozen=True)
class Concept:
    """One concept in one target language: its wordings, the most used first; groups; and a verdict for each grouping.

    `labels` are the wordings for people.
    """

    concept: str
    lang: str
    wordings: tuple[Wording, ...]
    labels: tuple[str, ...]
    total: Group
    groups: tuple[Group, ...]
    verdicts: tuple[Verdict, ...]
    examples: dict[Wording, list[Example]] = field(default_factory=dict, compare=False)

    @cached_property
    def found(self) -> tuple[Verdict, ...]:
        """The verdicts that are more than chance."""
        return tuple(verdict for verdict in self.verdicts if verdict.outcome == FOUND)


@dataclass(frozen=True, slots=True)
class Study:
    """What a corpus shows: its concepts, those with findings first, and how that was come by."""

    corpus: str
    settings: Settings
    concepts: tuple[Concept, ...]
    counts: Counts


def study(corpus: Path, settings: Settings, on_progress: Callable[[int], None] = lambda _: None) -> Study:
    """Count the renderings of a corpus and test every grouping of every concept.

    Raises:
        ReadError: the corpus cannot be read.
        UsageError: no row has anything to group by, or none of the concepts asked for is in the corpus.
    """
    uses = TermUses(settings.termbase)
    counts = count(corpus, uses, settings.by, settings.concepts, on_progress)
    if not counts.tallies:
        where = "no term of the termbase is" if settings.termbase else "no term use is recorded"
        raise UsageError(f"{corpus}: {where} in its rows" + ("" if settings.termbase else "; give a --glossary"))
    concepts = [
        _concept(name, lang, tally, uses, settings, len(counts.tallies))
        for (name, lang), tally in sorted(counts.tallies.items())
    ]
    return Study(corpus.resolve().name, settings, tuple(sorted(_adjusted(concepts, settings), key=_weight)), counts)


def _concept(name: str, lang: str, tally: Tally, uses: TermUses, settings: Settings, tallies: int) -> Concept:
    votes: dict[Wording, float] = {}
    for ballots in tally.ballots.values():
        for ballot, articles in ballots.items():
            for wording, share in divided(ballot):
                votes[wording] = votes.get(wording, 0.0) + articles * share
    # Words before the lack of them, so that the words get the first colours.
    wordings = tuple(sorted(votes, key=lambda wording: (not wording.text, -votes[wording], wording.text)))
    groups = tuple(_group(cell, tally, wordings, (cell,)) for cell in sorted(tally.ballots))
    return Concept(
        name,
        lang,
        wordings,
        tuple(uses.label(name, wording) for wording in wordings),
        _group((), tally, wordings, tuple(tally.ballots)),
        groups,
        tested(name, tally, wordings, settings.by, settings.min_count, _deals(tallies, settings)),
        tally.examples,
    )


def _deals(tallies: int, settings: Settings) -> int:
    """Enough deals that one concept alone can be found among all that are tested."""
    return min(max(1999, round(4 * tallies * harmonic(tallies) / settings.fdr)), 99_999)


def _group(cell: Cell, tally: Tally, wordings: Sequence[Wording], cells: Sequence[Cell]) -> Group:
    articles = sum(sum(tally.ballots[one].values()) for one in cells)
    votes = dict.fromkeys(wordings, 0.0)
    for one in cells:
        for ballot, times in tally.ballots[one].items():
            for wording, share in divided(ballot):
                votes[wording] += times * share
    return Group(
        cell,
        articles,
        tuple(
            _share(wording, sum(tally.hits[one, wording] for one in cells), votes[wording], articles)
            for wording in wordings
        ),
    )  # fmt: skip


def _adjusted(concepts: Sequence[Concept], settings: Settings) -> list[Concept]:
    """The concepts judged, with the false discovery rate controlled over the concepts for each grouping.

    Not over all groupings at once: outlets nearly always differ, and many true findings there would let false ones in
    among the few changes over time.
    """
    q_values: dict[tuple[int, int], float] = {}
    for place in range(len(settings.by)):
        p_values = {i: c.verdicts[place].p for i, c in enumerate(concepts)}
        tested = {i: p for i, p in p_values.items() if p is not None}
        adjusted = benjamini_yekutieli(list(tested.values()))
        q_values |= {(i, place): q for i, q in zip(tested, adjusted, strict=True)}
    return [
        replace(
            concept,
            verdicts=tuple(
                verdict.judged(q_values[i, place], settings.fdr) if (i, place) in q_values else verdict
                for place, verdict in enumerate(concept.verdicts)
            ),
        )
        for i, concept in enumerate(concepts)
    ]


def _weight(concept: Concept) -> tuple[float, float, str, str]:
    """Sorts concepts: the surest finding first, then by how many articles speak of them."""
    least = min((v.q for v in concept.found if v.q is not None), default=2.0)
    return least, -concept.total.articles, concept.concept, concept.lang


def merged(shares: Sequence[Share], articles: int, wording: Wording) -> Share:
    """Several renderings of a group as one."""
    return _share(wording, sum(share.hits for share in shares), sum(share.votes for share in shares), articles)


def _share(wording: Wording, hits: int, votes: float, articles: int) -> Share:
    return Share(wording, hits, votes, votes / articles if articles else 0.0, *wilson(votes, articles))
