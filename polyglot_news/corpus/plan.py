"""A first look at the whole corpus: how it is cut into parts, what it is by its digest, which languages it has."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from polyglot_news.article import UNDETERMINED
from polyglot_news.corpus.job import Job
from polyglot_news.corpus.records import Record
from polyglot_news.detect import detect_article
from polyglot_news.errors import NoRouteError, ReadError
from polyglot_news.language import base, english_name
from polyglot_news.translate.engine import Engine
from polyglot_news.translate.routes import find_route

SAMPLE = 200
"""Articles at most whose language is detected beforehand; they lie evenly over the corpus."""

_ENOUGH = 20_000
"""Characters of an article in the sample that are looked at."""

PART_SIZE = 200_000
"""Characters (of files: bytes) a part has by default: some 1,500 sentences."""

MOST_RECORDS = 5_000
"""Records a part has at most, however short they are."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known of a corpus before the work begins.

    Attributes:
        parts: for each part how many records it has.
        weights: for each part its size in characters.
        digest: SHA-256 over all records.
        languages: articles by language, stated by the corpus or found in a sample; `und` where it cannot be told.
        sampled: whether some language was detected in a sample only, and how many articles that had.
        faults: records that are none, by reason.
    """

    parts: Sequence[int]
    weights: Sequence[int]
    digest: str
    languages: Mapping[str, int]
    sampled: int
    faults: Mapping[str, int]

    @property
    def records(self) -> int:
        """Records in the whole corpus."""
        return sum(self.parts)


def slices(records: Iterable[Record], size: int) -> Iterator[list[Record]]:
    """The corpus cut into parts, always at the same places: a part is full with `size` characters."""
    part: list[Record] = []
    weight = 0
    for record in records:
        part.append(record)
        weight += record.weight
        if weight >= size or len(part) >= MOST_RECORDS:
            yield part
            part, weight = [], 0
    if part:
        yield part


def make_plan(records: Iterable[Record], size: int, source: str | None) -> Plan:
    """Read a corpus once. Memory holds a number a part, and the sample.

    Args:
        size: characters a part.
        source: the language of all articles, where it is given.

    Raises:
        ReadError: there is no article in the corpus.
    """
    look = _Look(source)
    parts, weights = [], []
    for part in slices(records, size):
        for record in part:
            look.at(record)
        parts.append(len(part))
        weights.append(sum(record.weight for record in part))
    if not look.articles:
        raise ReadError(f"there is no article in the corpus{look.first_fault}")
    languages, sampled = look.languages()
    return Plan(parts, weights, look.digest.hexdigest(), languages, sampled, look.faults)


def missing_routes(plan: Plan, job: Job, engine: Engine) -> dict[str, str]:
    """For each language of the corpus that no route leads from, the sentence that says what to install."""
    found: dict[str, str] = {}
    for lang in plan.languages:
        if job.align or lang == UNDETERMINED or base(lang) == base(job.to):
            continue
        try:
            find_route(engine, lang, job.to, job.via)
        except NoRouteError as error:
            found[lang] = str(error)
    return found


@dataclass
class _Look:
    """What a pass over the records gathers."""

    source: str | None
    digest: hashlib._Hash = field(default_factory=hashlib.sha256)
    articles: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    first_fault: str = ""

    def __post_init__(self) -> None:
        self._stated: Counter[str] = Counter()
        self._sample: list[Record] = []
        self._unstated = 0
        self._stride = 1

    def at(self, record: Record) -> None:
        """Take one record into account."""
        for part in (record.file, record.id, record.content, record.lang, record.translation):
            data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
            self.digest.update(len(data).to_bytes(8, "big") + data)
        self.digest.update(repr(sorted(record.metadata.items())).encode("utf-8", "surrogatepass"))
        if record.fault is not None:
            self.faults[record.fault.reason] += 1
            where = f"{record.file}, row {record.row}" if record.row else record.file
            self.first_fault = self.first_fault or f"; {where}: {record.fault.message}"
            return
        self.articles += 1
        lang = self.source or record.lang
        if lang:
            self._stated[lang] += 1
        else:
            self._keep(record)

    def _keep(self, record: Record) -> None:
        """Every `stride`th record; as soon as they are too many, every second of them goes and the stride doubles."""
        if self._unstated % self._stride == 0:
            content = record.content if isinstance(record.content, bytes) else record.content[:_ENOUGH]
            self._sample.append(replace(record, content=content, translation=""))
            if len(self._sample) > SAMPLE:
                self._sample = self._sample[::2]
                self._stride *= 2
        self._unstated += 1

    def languages(self) -> tuple[dict[str, int], int]:
        """Articles by language, the most frequent first, and how many of them were detected for the rest."""
        found = Counter(self._stated)
        detected = Counter(_detected(record) for record in self._sample)
        scale = self._unstated / max(1, len(self._sample))
        found.update({lang: round(count * scale) for lang, count in detected.items()})
        complete = len(self._sample) == self._unstated
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0]))), 0 if complete else len(self._sample)


def _detected(record: Record) -> str:
    try:
        return detect_article(record.article(), ()).lang
    except ReadError:
        return UNDETERMINED


def told(missing: Mapping[str, str], plan: Plan) -> list[str]:
    """A line for each language without a route."""
    about = "about " if plan.sampled else ""
    return [f"{about}{plan.languages[lang]} articles in {english_name(lang)}: {why}" for lang, why in missing.items()]
