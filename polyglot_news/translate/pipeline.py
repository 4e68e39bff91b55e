"""From articles to bitexts by machine translation: language, segments, route, one hop a model, beads."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from polyglot_news import __version__
from polyglot_news.article import UNDETERMINED, Article, Segment, gaps
from polyglot_news.bitext import Bead, Bitext
from polyglot_news.detect import detect_article
from polyglot_news.errors import PolyglotNewsError, UsageError
from polyglot_news.language import base, canonical, word_separator
from polyglot_news.models.digest import digest
from polyglot_news.segment import segment, segment_lines, signature
from polyglot_news.translate.engine import PLAIN_DECODING, Decoding, Engine
from polyglot_news.translate.engines import engine_by_name
from polyglot_news.translate.hop import Document, Outcome, translate_documents
from polyglot_news.translate.left_alone import segments_in
from polyglot_news.translate.revision import Terminology
from polyglot_news.translate.routes import Route, describe, find_route

CHUNK = 2000
"""Segments that are translated in one go; bounds the memory of a run over any number of articles."""

ErrorHandler = Callable[[PolyglotNewsError], None]
ProgressHandler = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How to translate.

    Attributes:
        to: target language tag.
        source: source language tag, instead of detecting it.
        via: pivot languages that must be gone through.
        segmented: take every line as one segment.
        decoding: search settings of the engine.
        terms: the terms to look for and what to do about them.
    """

    to: str
    source: str | None = None
    via: tuple[str, ...] = ()
    segmented: bool = False
    decoding: Decoding = PLAIN_DECODING
    terms: Terminology | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """An article with everything known before a model runs; `left_alone` are the indices of segments that already
    are in the target language.
    """

    article: Article
    segments: Sequence[Segment]
    route: Route
    left_alone: frozenset[int]


def translate(
    article: Article | str,
    to: str,
    *,
    source: str | None = None,
    via: Sequence[str] = (),
    segmented: bool = False,
    engine: Engine | str = "argos",
    decoding: Decoding = PLAIN_DECODING,
    terms: Terminology | None = None,
) -> Bitext:
    """Translate one article.

    Args:
        article: an article, or just its text.
        engine: an engine, or the name of one; give the same engine again and its models stay loaded.
        to, source, via, segmented, decoding, terms: see `Options`.

    Raises:
        UsageError: the language cannot be told, or is the target language already.
        NoRouteError: no installed models connect the two languages.
    """
    if isinstance(article, str):
        article = Article("text", article)
    if isinstance(engine, str):
        engine = engine_by_name(engine)
    [bitext] = translate_articles([article], Options(to, source, tuple(via), segmented, decoding, terms), engine)
    return bitext


def translate_articles(
    articles: Iterable[Article],
    options: Options,
    engine: Engine,
    *,
    on_error: ErrorHandler | None = None,
    on_progress: ProgressHandler | None = None,
) -> Iterator[Bitext]:
    """Translate articles as they come, in order; segments are batched across articles.

    Args:
        on_error: told of an article that cannot be translated, which is then left out; without it the error is
            raised.
        on_progress: told how many segments more are done.
    """
    options = replace(options, to=canonical(options.to))
    for plans in _chunks(_plans(articles, options, engine, on_error)):
        yield from translate_plans(plans, options, engine, on_progress=on_progress)


def _plans(
    articles: Iterable[Article], options: Options, engine: Engine, on_error: ErrorHandler | None
) -> Iterator[Plan]:
    for article in articles:
        try:
            yield plan_article(article, options, engine)
        except PolyglotNewsError as error:
            named = type(error)(f"{article.id}: {error}")
            if on_error is None:
                raise named from error
            on_error(named)


def plan_article(article: Article, options: Options, engine: Engine) -> Plan:
    """Language, segments and route of one article, as `translate_plans` takes it.

    Raises:
        UsageError: the language cannot be told, or is the target language already.
        NoRouteError: no installed models connect the two languages.
    """
    lang = canonical(options.source) if options.source else article.lang
    if lang == UNDETERMINED:
        detection = detect_article(article, ())
        lang = detection.lang
        if lang == UNDETERMINED:
            raise UsageError(f"the language cannot be told ({detection.reason}); give it with --from")
    article = replace(article, lang=lang)
    route = find_route(engine, lang, options.to, options.via)
    segments = segment_lines(article.text) if options.segmented else segment(article.text, lang)
    return Plan(article, segments, route, segments_in(segments, options.to))


def _chunks(plans: Iterable[Plan]) -> Iterator[list[Plan]]:
    chunk: list[Plan] = []
    size = 0
    for plan in plans:
        chunk.append(plan)
        size += len(plan.segments)
        if size >= CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def translate_plans(
    plans: Sequence[Plan], options: Options, engine: Engine, *, on_progress: ProgressHandler | None = None
) -> list[Bitext]:
    """Translate planned articles in one go, those of one language and route together, and put them back in order.

    Args:
        options: those that the plans were made with, `to` in canonical form.
        on_progress: as for `translate_articles`.
    """
    kinds = [(describe(plan.route), plan.article.lang) for plan in plans]
    bitexts: dict[int, Bitext] = {}
    for _, members in groupby(sorted(range(len(plans)), key=kinds.__getitem__), key=kinds.__getitem__):
        group = list(members)
        outcomes = _through([plans[i] for i in group], options, engine)
        provenance = _provenance(plans[group[0]], options, engine)
        for i, of_article in zip(group, outcomes, strict=True):
            bitexts[i] = _bitext(plans[i], of_article, options, provenance)
            if on_progress:
                on_progress(len(plans[i].segments))
    return [bitexts[i] for i in range(len(plans))]


def _through(plans: Sequence[Plan], options: Options, engine: Engine) -> list[list[Outcome]]:
    """The segments of several articles through all models of their route; those left alone are not sent."""
    documents = [
        Document(plan.article.text, [s for s in plan.segments if s.index not in plan.left_alone]) for plan in plans
    ]
    origins = [[segment.text for segment in document.segments] for document in documents]
    outcomes: list[list[Outcome]] = [[] for _ in plans]
    for hop, model in enumerate(plans[0].route):
        is_last = hop == len(plans[0].route) - 1
        reviser = options.terms.reviser(plans[0].article.lang, options.to) if options.terms and is_last else None
        results = translate_documents(engine, model, documents, options.decoding, reviser)
        outcomes = results if hop == 0 else [
            [_chained(a, b) for a, b in zip(before, after, strict=True)]
            for before, after in zip(outcomes, results, strict=True)
        ]  # fmt: skip
        documents = [
            replace(_assembled(document, [outcome.text for outcome in of_article], model.target), origins=texts)
            for document, of_article, texts in zip(documents, results, origins, strict=True)
        ]
    return outcomes


def _chained(first: Outcome, second: Outcome) -> Outcome:
    """The outcome of two hops: scores add up in the log, faults of both are reported."""
    scores = [outcome.score for outcome in (first, second) if outcome.score is not None]
    return Outcome(second.text, sum(scores) if scores else None, (*first.faults, *second.faults), second.terms)


def _assembled(document: Document, texts: Sequence[str], lang: str) -> Document:
    """The translated segments as a document of their own, the white space between them as it was."""
    between = gaps(document.text, document.segments)
    parts: list[str] = []
    segments: list[Segment] = []
    length = 0
    for i, (old, text) in enumerate(zip(document.segments, texts, strict=True)):
        gap = between[i] if i == 0 else _gap(between[i], lang)
        start = length + len(gap)
        length = start + len(text)
        parts += [gap, text]
        segments.append(Segment(old.index, start, length, text, old.paragraph, lang))
    return Document("".join([*parts, between[-1]]), segments)


def _gap(gap: str, lang: str) -> str:
    """White space between two segments of the target: line breaks stay, within a line the language's custom rules."""
    if "\n" in gap or "\r" in gap:
        return gap
    return gap if gap.strip(" ") else word_separator(lang) and (gap or " ")


def _bitext(plan: Plan, outcomes: Sequence[Outcome], options: Options, provenance: str) -> Bitext:
    translated = iter(outcomes)
    of_segment = [
        Outcome(s.text, None, (f"left-alone:already {base(options.to)}",)) if s.index in plan.left_alone
        else _named(next(translated))
        for s in plan.segments
    ]  # fmt: skip
    source = Document(plan.article.text, plan.segments)
    target = _assembled(source, [outcome.text for outcome in of_segment], options.to)
    beads = tuple(
        Bead(
            source=s.text,
            target=t.text,
            source_segments=(s.index,),
            target_segments=(t.index,),
            source_start=s.start,
            source_end=s.end,
            target_start=t.start,
            target_end=t.end,
            paragraph=s.paragraph,
            score=None if outcome.score is None else round(math.exp(outcome.score), 4),
            terms=outcome.terms,
            findings=outcome.faults,
            provenance=provenance,
        )
        for s, t, outcome in zip(plan.segments, target.segments, of_segment, strict=True)
    )
    article = Article(plan.article.id, target.text, options.to, plan.article.metadata)
    return Bitext(plan.article.id, plan.article.lang, options.to, beads, plan.article, article)


def _named(outcome: Outcome) -> Outcome:
    """The outcome with its faults as the table names them."""
    return replace(outcome, faults=tuple(f"degenerate:{fault}" for fault in dict.fromkeys(outcome.faults)))


def _provenance(plan: Plan, options: Options, engine: Engine) -> str:
    """What produced a row, in one citable line."""
    models = "+".join(f"{model.name}@sha256:{digest(model.path)[:16]}" for model in plan.route)
    return "|".join([
        f"polyglot-news:{__version__}",
        f"engine:{engine.name}({engine.version})",
        f"route:{describe(plan.route)}",
        f"model:{models}",
        f"beam:{options.decoding.beam_size}",
        f"segmenter:{'lines' if options.segmented else signature(plan.article.lang)}",
        *([options.terms.signature] if options.terms else []),
    ])  # fmt: skip
