"""The geometry of small multiples: one panel for a concept (and for each of the other groups, where time is crossed).

Over time, a panel has a line for each rendering with its confidence band, and the number of articles below. Where a
month has few articles, line and band are of the months around it too, and marks show each month alone. For other
groupings there is a row for each group, with a mark and an interval for each rendering. Lengths are in user units.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from polyglot_news.corpus.rendering_counts import TIMES, Cell
from polyglot_news.corpus.rendering_tests import FOUND, Verdict
from polyglot_news.corpus.rendering_words import NOT_GIVEN, percent
from polyglot_news.corpus.renderings import Concept, Group, Share, merged
from polyglot_news.corpus.term_uses import Wording

WIDTH, RIGHT = 480, 148
TOP, PLOT = 50, 150
_LEFT_OF_LINES, _LEFT_OF_ROWS = 40, 124
_BARS, _GAP, _FOOT = 14, 6, 20
_STEP, _ROW_GAP = 11, 10
_COLOURED = 4
_LEAST_SHARE = 0.03
_MOST_ROWS, _MOST_FACETS, _MOST_TICKS = 14, 8, 6
_LINE = 14
_STEADY = 30
"""Articles that one point of a line stands for, if there are so many."""


@dataclass(frozen=True, slots=True)
class Point:
    """One share: where it is drawn, the ends of its interval, and what it says when pointed at."""

    x: float
    y: float
    low: float
    high: float
    said: str


@dataclass(frozen=True)
class Series:
    """One rendering: `kind` chooses colour, shape and dash; `marks` are the groups, `line` what is drawn through."""

    kind: str
    label: str
    marks: tuple[Point, ...]
    line: tuple[Point, ...]
    label_y: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis."""

    at: float
    label: str


@dataclass(frozen=True)
class Panel:
    """What a template draws.

    `cut` is where a change begins, `levels` the shares before and after it; `window`: what one point of a line
    stands for; `most`: the articles of the highest bar.
    """

    over_time: bool
    title: str
    note: str
    left: float
    right: float
    top: float
    bottom: float
    height: float
    series: tuple[Series, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    bars: tuple[tuple[float, float, float], ...] = ()
    most: int = 0
    window: str = ""
    cut: Tick | None = None
    levels: tuple[tuple[str, float, float, float], ...] = ()
    width: float = field(default=WIDTH)


@dataclass(frozen=True, slots=True)
class _Line:
    kind: str
    label: str
    share: Callable[[Group], Share]


def panels(concept: Concept, by: Sequence[str], title: str, note: str) -> list[Panel]:
    """The panels of one concept.

    Args:
        title, note: the two lines above the first of them.
    """
    lines = _lines(concept)
    time = next((place for place, name in enumerate(by) if name in TIMES), None)
    if time is None or not any(group.cell[time] for group in concept.groups):
        rows = [(" · ".join(value or NOT_GIVEN for value in group.cell) or "all", group) for group in concept.groups]
        return [_rows_panel(rows, lines, title, note)]
    verdict = concept.verdicts[time]
    facets: dict[Cell, dict[str, Group]] = defaultdict(dict)
    for group in concept.groups:
        if group.cell[time]:
            facets[group.cell[:time] + group.cell[time + 1 :]][group.cell[time]] = group
    ranked = sorted(facets, key=lambda cell: -sum(group.articles for group in facets[cell].values()))
    months = _every(by[time], [group.cell[time] for group in concept.groups if group.cell[time]])
    drawn = []
    for number, cell in enumerate(ranked[:_MOST_FACETS]):
        facet = " · ".join(value or NOT_GIVEN for value in cell)
        head = " – ".join(filter(None, (title, facet)))
        drawn.append(_lines_panel(months, facets[cell], lines, head, note if not number else "", verdict, concept))
    return drawn


def _lines(concept: Concept) -> list[_Line]:
    """The renderings that are drawn: the most used words each in a colour, the rest in grey where it is not rare."""
    words = [i for i, wording in enumerate(concept.wordings) if wording.text]
    made = [_Line(f"s{n}", concept.labels[i], _the(i)) for n, i in enumerate(words[:_COLOURED])]
    others = words[_COLOURED:]
    grey = [(f"{len(others)} other renderings" if len(others) > 1 else "", "rest", others)]
    grey += [("", kind, [i]) for i, kind in _wordless(concept)]
    for label, kind, members in grey:
        if sum(concept.total.shares[i].share for i in members) >= _LEAST_SHARE:
            made.append(_Line(kind, label or concept.labels[members[0]], _together(members)))
    return made


def _wordless(concept: Concept) -> list[tuple[int, str]]:
    kinds = ("unlisted", "gone")
    return list(zip((i for i, w in enumerate(concept.wordings) if not w.text), kinds, strict=False))


def _the(i: int) -> Callable[[Group], Share]:
    return lambda group: group.shares[i]


def _together(members: Sequence[int]) -> Callable[[Group], Share]:
    return lambda group: merged([group.shares[i] for i in members], group.articles, Wording(""))


def _lines_panel(
    months: Sequence[str],
    groups: dict[str, Group],
    lines: Sequence[_Line],
    title: str,
    note: str,
    verdict: Verdict,
    concept: Concept,
) -> Panel:
    left, right, top = _LEFT_OF_LINES, WIDTH - RIGHT, TOP
    step = (right - left) / len(months)

    def x(place: float) -> float:
        return left + (place + 0.5) * step

    def y(share: float) -> float:
        return top + (1 - share) * PLOT

    window = _window(len(months), sum(group.articles for group in groups.values()))
    around = {month: _around(months, place, window // 2, groups) for place, month in enumerate(months)}
    series = []
    for line in lines:
        marks = [_point(line, m, [groups[m]], x(place), y) for place, m in enumerate(months) if m in groups]
        drawn = [_point(line, m, around[m], x(place), y) for place, m in enumerate(months) if around[m]]
        series.append(Series(line.kind, line.label, tuple(marks), tuple(drawn), drawn[-1].y))
    most = max(group.articles for group in groups.values())
    floor = top + PLOT + _GAP + _BARS
    bars = tuple(
        (x(place) - step * 0.4, _BARS * groups[month].articles / most, step * 0.8)
        for place, month in enumerate(months)
        if month in groups
    )
    cut, levels = _cut(verdict, months, lines, concept, (left, right), x, y)
    every = -(-len(months) // _MOST_TICKS)
    said = f"{window}-{verdict.by} lines" if window > 1 else ""
    return Panel(
        True, title, note, left, right, top, top + PLOT, floor + _FOOT, _spread(series, top, top + PLOT),
        tuple(Tick(x(place), month) for place, month in enumerate(months) if place % every == 0),
        tuple(Tick(y(share), percent(share)) for share in (0, 0.25, 0.5, 0.75, 1)), bars, most, said,
        cut, levels,
    )  # fmt: skip


def _cut(
    verdict: Verdict,
    months: Sequence[str],
    lines: Sequence[_Line],
    concept: Concept,
    edges: tuple[float, float],
    x: Callable[[float], float],
    y: Callable[[float], float],
) -> tuple[Tick | None, tuple[tuple[str, float, float, float], ...]]:
    """Where the change begins, and the share of the rendering that changed most on either side."""
    if verdict.outcome != FOUND:
        return None, ()
    at = x(months.index(verdict.since) - 0.5)
    kinds = [line.kind for line in lines if verdict.wording and line.label == _label(concept, verdict.wording)]
    levels = tuple(
        (kind, start, end, y(extreme.share))
        for kind in kinds[: 1 if len(concept.verdicts) == 1 else 0]  # with more groupings they are no panel's own
        for (start, end), extreme in zip(((edges[0], at), (at, edges[1])), verdict.extremes, strict=False)
    )
    return Tick(at, f"since {verdict.since}"), levels


def _label(concept: Concept, wording: Wording) -> str:
    return concept.labels[concept.wordings.index(wording)]


def _rows_panel(rows: list[tuple[str, Group]], lines: Sequence[_Line], title: str, note: str) -> Panel:
    left, right, top = _LEFT_OF_ROWS, WIDTH - RIGHT, TOP
    largest = sorted(rows, key=lambda row: -row[1].articles)[:_MOST_ROWS]
    shown = sorted(largest, key=lambda row: -lines[0].share(row[1]).share)
    height = _STEP * len(lines) + _ROW_GAP
    series = []
    for n, line in enumerate(lines):
        points = tuple(
            _row_point(line, name, group, top + place * height + _ROW_GAP / 2 + _STEP * (n + 0.5), (left, right))
            for place, (name, group) in enumerate(shown)
        )
        series.append(Series(line.kind, line.label, points, (), points[0].y))
    bottom = top + height * len(shown)
    hidden = len(rows) - len(shown)
    return Panel(
        False, title, note + (f"; {hidden} smaller groups not drawn" if hidden else ""), left, right, top, bottom,
        bottom + _FOOT, _spread(series, top, max(bottom, top + _LINE * len(series))),
        tuple(Tick(left + share * (right - left), percent(share)) for share in (0, 0.25, 0.5, 0.75, 1)),
        tuple(Tick(top + (place + 0.5) * height, f"{_short(name)} ({group.articles})")
              for place, (name, group) in enumerate(shown)),
    )  # fmt: skip


def _window(months: int, articles: int) -> int:
    """An odd number of months with `_STEADY` articles on average, of at most a quarter of all months."""
    wanted = -(-_STEADY * months // articles)
    return max(min(wanted, months // 4), 1) // 2 * 2 + 1


def _around(months: Sequence[str], place: int, reach: int, groups: dict[str, Group]) -> list[Group]:
    near = months[max(place - reach, 0) : place + reach + 1]
    return [groups[month] for month in near if month in groups]


def _point(line: _Line, name: str, groups: Sequence[Group], x: float, y: Callable[[float], float]) -> Point:
    share = merged([line.share(group) for group in groups], sum(group.articles for group in groups), Wording(""))
    return Point(x, y(share.share), y(share.low), y(share.high), _said(line, name, groups, share))


def _row_point(line: _Line, name: str, group: Group, y: float, edges: tuple[float, float]) -> Point:
    share = line.share(group)
    x, low, high = (edges[0] + value * (edges[1] - edges[0]) for value in (share.share, share.low, share.high))
    return Point(x, y, low, high, _said(line, name, [group], share))


def _said(line: _Line, name: str, groups: Sequence[Group], share: Share) -> str:
    interval = f"{100 * share.low:.0f}–{percent(share.high)}"
    articles = sum(group.articles for group in groups)
    return f"{name}: {line.label} {percent(share.share)} ({interval}), {articles} articles"


def _spread(series: Sequence[Series], top: float, bottom: float) -> tuple[Series, ...]:
    """The series with their labels moved apart, as little as it takes, between top and bottom."""
    order = sorted(series, key=lambda one: one.label_y)
    places: list[float] = []
    for one in order:
        places.append(max(one.label_y, places[-1] + _LINE) if places else max(one.label_y, top + 4))
    limit = bottom
    for i in range(len(places) - 1, -1, -1):
        places[i] = min(places[i], limit)
        limit = places[i] - _LINE
    moved = {id(one): place for one, place in zip(order, places, strict=True)}
    return tuple(replace(one, label_y=moved[id(one)]) for one in series)


def _every(unit: str, seen: Sequence[str]) -> list[str]:
    """All months or years from the first to the last one."""
    first, last = min(seen), max(seen)
    if unit == "year":
        return [f"{year:04}" for year in range(int(first), int(last) + 1)]
    numbers = range(_month(first), _month(last) + 1)
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in numbers]


def _month(text: str) -> int:
    return int(text[:4]) * 12 + int(text[5:]) - 1


def _short(text: str, most: int = 16) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
