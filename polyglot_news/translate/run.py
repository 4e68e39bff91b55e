"""The articles of one language through the models of their route, and their rows' provenance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from polyglot_news import __version__
from polyglot_news.bitext import Bitext
from polyglot_news.models.digest import digest
from polyglot_news.segment import signature
from polyglot_news.translate.beads import as_bitext, assembled
from polyglot_news.translate.engine import Engine
from polyglot_news.translate.hop import Document, Outcome, Recall, translate_documents
from polyglot_news.translate.plan import Plan
from polyglot_news.translate.revision import Reviser
from polyglot_news.translate.routes import Route, describe

if TYPE_CHECKING:
    from polyglot_news.translate.pipeline import Options


class Run:
    """One call of the pipeline: its options and engine, and what is the same for all articles of a language."""

    def __init__(self, options: Options, engine: Engine) -> None:
        self._options = options
        self._engine = engine
        self._lines: dict[str, str] = {}

    def translate(self, plans: Sequence[Plan]) -> list[Bitext]:
        """The bitexts of articles in one language, which go through one route."""
        lang, to = plans[0].article.lang, self._options.to
        reviser = self._options.terms.reviser(lang, to) if self._options.terms else None
        outcomes = self._through(plans, reviser)
        return [
            as_bitext(plan, translated, _edited(plan, reviser), to, self._provenance(plan))
            for plan, translated in zip(plans, outcomes, strict=True)
        ]

    def _through(self, plans: Sequence[Plan], reviser: Reviser | None) -> list[list[Outcome]]:
        """The segments of several articles through all models of their route."""
        lang, route = plans[0].article.lang, plans[0].route
        documents = [Document(plan.article.text, plan.for_models) for plan in plans]
        origins = [[segment.text for segment in document.segments] for document in documents]
        outcomes: list[list[Outcome]] = [[] for _ in plans]
        for hop, model in enumerate(route):
            is_last = hop == len(route) - 1
            results = translate_documents(
                self._engine, model, documents, self._options.decoding, reviser if is_last else None,
                self._recall(lang, route[: hop + 1], is_last=is_last),
            )  # fmt: skip
            outcomes = results if hop == 0 else [
                [_chained(a, b) for a, b in zip(before, after, strict=True)]
                for before, after in zip(outcomes, results, strict=True)
            ]  # fmt: skip
            if not is_last:
                documents = [
                    replace(
                        assembled(document, [outcome.text for outcome in of_article], model.target), origins=texts
                    )
                    for document, of_article, texts in zip(documents, results, origins, strict=True)
                ]
        return outcomes

    def _recall(self, lang: str, route: Route, *, is_last: bool) -> Recall | None:
        """What is remembered of a route, or of the beginning of one."""
        options = self._options
        if options.memory is None:
            return None
        from polyglot_news.translate.memory.keys import setup_of

        langs = (lang, options.to if is_last else route[-1].target)
        terms = options.terms.fingerprint if options.terms and is_last else ""
        return options.memory.at(setup_of(self._engine, route, langs, options.decoding, terms))

    def _provenance(self, plan: Plan) -> dict[int, str]:
        """What produced each row, by the segment's index: one citable line."""
        lang = plan.article.lang
        if lang not in self._lines:
            models = "+".join(f"{model.name}@sha256:{digest(model.path)[:16]}" for model in plan.route)
            self._lines[lang] = self._line(
                lang,
                f"engine:{self._engine.name}({self._engine.version})",
                f"route:{describe(plan.route)}",
                f"model:{models}",
                f"beam:{self._options.decoding.beam_size}",
            )
        by_reader = {index: self._line(lang, f"memory:edited({pair.origin})") for index, pair in plan.edited.items()}
        return {**dict.fromkeys((s.index for s in plan.segments), self._lines[lang]), **by_reader}

    def _line(self, lang: str, *by: str) -> str:
        segmenter = f"segmenter:{'lines' if self._options.segmented else signature(lang)}"
        terms = [self._options.terms.signature] if self._options.terms else []
        return "|".join([f"polyglot-news:{__version__}", *by, segmenter, *terms])


def _chained(first: Outcome, second: Outcome) -> Outcome:
    """The outcome of two hops: scores add up in the log, faults of both are reported."""
    scores = [outcome.score for outcome in (first, second) if outcome.score is not None]
    return Outcome(second.text, sum(scores) if scores else None, (*first.faults, *second.faults), second.terms)


def _edited(plan: Plan, reviser: Reviser | None) -> dict[int, Outcome]:
    """The segments that a reader has edited; what became of their terms is recorded, and nothing changed."""
    source = {s.index: s.text for s in plan.segments}
    return {
        index: Outcome(pair.target, terms=reviser.record(source[index], pair.target) if reviser else ())
        for index, pair in plan.edited.items()
    }
