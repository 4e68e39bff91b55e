"""Which article is whose translation: from a list, by file name, or by what the articles say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from polyglot_news.align.embed import Encoder, default_encoder
from polyglot_news.article import Article
from polyglot_news.detect import detect
from polyglot_news.errors import ReadError, UsageError
from polyglot_news.language import canonical
from polyglot_news.read import article_files, read_article
from polyglot_news.read.table import read_rows
from polyglot_news.segment import segment

_LANGUAGE_MARK = re.compile(r"(?:^|[._-])([a-z]{2,3}(?:[-_](?:[A-Z]{2}|[A-Z][a-z]{3}))?)(?=$|[._-])")
_NUMBER = re.compile(r"\d{2,}")
_SENTENCES = 12
_LEAST_SIMILAR = 0.45
"""Below this two articles are not taken for each other's translation, however alone they are."""

_NUMBERS_WEIGHT = 0.15
_DATE_BONUS = 0.05


@dataclass(frozen=True, slots=True)
class PairOfArticles:
    """Two articles that are each other's translation, and how sure that is (0–1; 1 where somebody said so)."""

    source: Path
    target: Path
    similarity: float = 1.0


def listed_pairs(path: Path) -> list[PairOfArticles]:
    """The pairs of a table with the columns `source` and `target`: paths, relative ones from the list's folder.

    Raises:
        UsageError: the list is no kind of table by its ending.
        ReadError: the list cannot be read, or lacks a column or a file; the message names the row.
    """
    rows = read_rows(path)
    if not rows or not {"source", "target"} <= rows[0].keys():
        raise ReadError(f"{path}: a list of pairs needs the columns 'source' and 'target' and at least one row")
    pairs = []
    for number, row in enumerate(rows, start=1):
        files = [path.parent / (row[side] or "") for side in ("source", "target")]
        for file in files:
            if not file.is_file():
                raise ReadError(f"{path}, row {number}: there is no file {file}")
        pairs.append(PairOfArticles(files[0], files[1]))
    return pairs


def pairs_by_name(source: Path, target: Path) -> tuple[list[PairOfArticles], list[Path]]:
    """The pairs of two folders whose file names are the same but for a language (`talks.ru.html`, `talks_en.txt`).

    Returns:
        The pairs, and the files left without a partner.

    Raises:
        UsageError: two files of a folder have the same name but for the language.
    """
    names = [_by_bare_name(folder) for folder in (source, target)]
    common = [name for name in names[0] if name in names[1]]
    alone = [path for mine in names for name, path in mine.items() if name not in common]
    return [PairOfArticles(names[0][name], names[1][name]) for name in common], alone


def pairs_found_in(source: Path, target: Path) -> tuple[list[PairOfArticles], list[Path]]:
    """`find_pairs` for the articles of two folders.

    Returns:
        The pairs, and the files left without a partner.
    """
    sources, targets = (
        [(path, read_article(path)) for path in article_files([folder])] for folder in (source, target)
    )
    pairs = find_pairs(sources, targets)
    paired = {path for pair in pairs for path in (pair.source, pair.target)}
    return pairs, [path for path, _ in (*sources, *targets) if path not in paired]


def find_pairs(
    sources: Sequence[tuple[Path, Article]],
    targets: Sequence[tuple[Path, Article]],
    encoder: Encoder | None = None,
) -> list[PairOfArticles]:
    """The pairs that the articles themselves show: each is the other's nearest, and near enough.

    Nearness is the cosine of the mean vectors of the first sentences, plus a share for the numbers that both
    have, plus a little for the same date in the metadata. Pairs are taken greedily, nearest first, each article
    once.
    """
    encoder = encoder or default_encoder()
    if not sources or not targets:
        return []
    scores = _vectors(sources, encoder) @ _vectors(targets, encoder).T
    for i, (_, source) in enumerate(sources):
        for j, (_, target) in enumerate(targets):
            scores[i, j] += _NUMBERS_WEIGHT * _shared_numbers(source.text, target.text)
            scores[i, j] += _DATE_BONUS * _same_date(source, target)
    return list(_greedy(scores, [path for path, _ in sources], [path for path, _ in targets]))


def _greedy(
    scores: NDArray[np.float32], sources: Sequence[Path], targets: Sequence[Path]
) -> Iterator[PairOfArticles]:
    order = np.dstack(np.unravel_index(np.argsort(-scores, axis=None), scores.shape))[0]
    taken: tuple[set[int], set[int]] = set(), set()
    for i, j in order.tolist():
        if scores[i, j] < _LEAST_SIMILAR:
            return
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            yield PairOfArticles(sources[i], targets[j], round(min(1.0, float(scores[i, j])), 3))


def _vectors(articles: Iterable[tuple[Path, Article]], encoder: Encoder) -> NDArray[np.float32]:
    rows = []
    for _, article in articles:
        lang = detect(article.text).lang
        sentences = [found.text for found in segment(article.text, lang)[:_SENTENCES]]
        mean = encoder.encode(sentences or [" "], lang).mean(axis=0)
        rows.append(mean / max(float(np.linalg.norm(mean)), 1e-9))
    return np.array(rows, dtype=np.float32)


def _shared_numbers(a: str, b: str) -> float:
    """Jaccard index of the numbers of two digits or more, 0 where neither has any."""
    ours, theirs = set(_NUMBER.findall(a)), set(_NUMBER.findall(b))
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0


def _same_date(a: Article, b: Article) -> bool:
    return bool(a.metadata.get("date")) and a.metadata.get("date") == b.metadata.get("date")


def _by_bare_name(folder: Path) -> dict[str, Path]:
    names: dict[str, Path] = {}
    for path in article_files([folder]):
        name = _bare_name(path)
        if name in names:
            raise UsageError(
                f"{names[name]} and {path} have the same name but for the language; list the pairs instead"
            )
        names[name] = path
    return names


def _bare_name(path: Path) -> str:
    """The stem without the marks of a language in it."""
    return _LANGUAGE_MARK.sub(lambda match: "" if _is_language(match[1]) else match[0], path.stem).strip("._-")


def _is_language(tag: str) -> bool:
    try:
        canonical(tag)
    except UsageError:
        return False
    return True
