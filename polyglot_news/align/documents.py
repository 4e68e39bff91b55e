"""Two articles to one bitext: languages, segments, the rows a person vouched for, then the alignment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from polyglot_news.align.aligner import align
from polyglot_news.align.earlier import carried_over, reviewed
from polyglot_news.align.embed import Encoder
from polyglot_news.align.translation import EngineTranslator
from polyglot_news.article import UNDETERMINED, Article, Segment
from polyglot_news.bitext import Bitext
from polyglot_news.detect import detect_article
from polyglot_news.errors import UsageError
from polyglot_news.language import canonical
from polyglot_news.segment import segment, segment_lines
from polyglot_news.translate.engine import Engine


@dataclass(frozen=True, slots=True)
class AlignOptions:
    """How to align two articles.

    Attributes:
        source_lang, target_lang: language tags, instead of detecting them.
        segmented: take every line of both as one segment.
        anchors: earlier bitexts of the same articles, whose rows marked `ok` or `edited` are kept; notes and further
            columns stay with every row that is still the same. Of several, those with the source's id count.
        encoder: what compares meanings, or its name; None for length and words alone.
        engine: translates the source, and the translation is further evidence.
    """

    source_lang: str | None = None
    target_lang: str | None = None
    segmented: bool = False
    anchors: Sequence[Bitext] = ()
    encoder: Encoder | str | None = "auto"
    engine: Engine | None = None


_DEFAULTS = AlignOptions()


def align_articles(source: Article, target: Article, options: AlignOptions = _DEFAULTS) -> Bitext:
    """Align an article with its translation.

    Raises:
        UsageError: a language cannot be told, or anchors contradict each other.
        NoRouteError: the engine has no model for the two languages.
    """
    source = _with_language(source, options.source_lang, "--from")
    target = _with_language(target, options.target_lang, "--to")
    source_segments, target_segments = (_segments(article, options.segmented) for article in (source, target))
    earlier = _of_article(options.anchors, source.id)
    anchors = [anchor for bitext in earlier for anchor in reviewed(bitext, source_segments, target_segments)]
    translate = EngineTranslator(options.engine, source.lang, target.lang) if options.engine else None
    bitext = align(
        *(source, target, source_segments, target_segments),
        encoder=options.encoder,
        anchors=anchors,
        translate=translate,
    )
    return carried_over(bitext, earlier, source_segments, target_segments)


def _of_article(anchors: Sequence[Bitext], article_id: str) -> Sequence[Bitext]:
    """The earlier bitexts of an article; a single one is meant whatever its id, for files are renamed."""
    return anchors if len(anchors) == 1 else [bitext for bitext in anchors if bitext.article_id in ("", article_id)]


def _with_language(article: Article, given: str | None, option: str) -> Article:
    if given:
        return replace(article, lang=canonical(given))
    if article.lang != UNDETERMINED or not article.text.strip():
        return article
    found = detect_article(article, ())
    if found.lang == UNDETERMINED:
        raise UsageError(f"{article.id}: the language cannot be told ({found.reason}); give it with {option}")
    return replace(article, lang=found.lang)


def _segments(article: Article, segmented: bool) -> list[Segment]:
    return segment_lines(article.text) if segmented else segment(article.text, article.lang)
