"""What is known of an article before a model runs: language, segments, route, and which segments no model gets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from polyglot_news.article import UNDETERMINED, Article, Segment
from polyglot_news.detect import detect_article
from polyglot_news.errors import UsageError
from polyglot_news.language import base, canonical
from polyglot_news.segment import segment, segment_lines
from polyglot_news.translate.engine import Engine
from polyglot_news.translate.left_alone import are_in
from polyglot_news.translate.routes import Route, find_route

if TYPE_CHECKING:
    from polyglot_news.translate.memory.reviewed import Reviewed
    from polyglot_news.translate.pipeline import Options


@dataclass(frozen=True, slots=True)
class Plan:
    """An article ready for its models.

    Attributes:
        left_alone: indices of the segments that are in the target language already.
        edited: what a reader has made of segments, by index.
    """

    article: Article
    segments: Sequence[Segment]
    route: Route
    left_alone: frozenset[int] = frozenset()
    edited: Mapping[int, Reviewed] = field(default_factory=dict)

    @property
    def for_models(self) -> list[Segment]:
        """The segments that are sent through the route."""
        return [s for s in self.segments if s.index not in self.left_alone and s.index not in self.edited]


class Planner:
    """Plans the articles of one run; what is the same for many of them is found out once."""

    def __init__(self, options: Options, engine: Engine) -> None:
        self._options = options
        self._engine = engine
        self._routes: dict[str, Route] = {}

    def plan(self, article: Article) -> Plan:
        """Plan one article.

        Raises:
            UsageError: its language cannot be told, or is the target language already.
            NoRouteError: no installed models connect the two languages.
        """
        lang, reason = self.language(article)
        if lang == UNDETERMINED:
            raise UsageError(f"the language cannot be told ({reason}); give it with --from")
        article = replace(article, lang=lang)
        route = self._route(article.lang)
        segments = segment_lines(article.text) if self._options.segmented else segment(article.text, article.lang)
        return Plan(article, segments, route, self._left_alone(segments), self._edited(article, segments))

    def language(self, article: Article) -> tuple[str, str]:
        """The language of an article: given, its own, remembered or detected; if it is `und`, the reason too."""
        if self._options.source:
            return canonical(self._options.source), ""
        if article.lang != UNDETERMINED:
            return article.lang, ""
        memory = self._options.memory
        if memory is not None and (known := memory.language(article)):
            return known, ""
        detection = detect_article(article, ())
        if memory is not None and detection.lang != UNDETERMINED:
            memory.keep_language(article, detection.lang)
        return detection.lang, detection.reason

    def _route(self, lang: str) -> Route:
        if lang not in self._routes:
            self._routes[lang] = find_route(self._engine, lang, self._options.to, self._options.via)
        return self._routes[lang]

    def _left_alone(self, segments: Sequence[Segment]) -> frozenset[int]:
        lang, memory = base(self._options.to), self._options.memory
        texts = [s.text for s in segments]
        found = memory.are_in(texts, lang) if memory is not None else are_in(texts, lang)
        return frozenset(s.index for s, is_in in zip(segments, found, strict=True) if is_in)

    def _edited(self, article: Article, segments: Sequence[Segment]) -> dict[int, Reviewed]:
        if self._options.memory is None:
            return {}
        found = self._options.memory.edited(article.lang, self._options.to, [s.text for s in segments])
        return {segments[place].index: pair for place, pair in found.items()}
