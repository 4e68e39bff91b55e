"""Quotation marks, and who speaks between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from polyglot_news.audit.pair import Pair, Side
from polyglot_news.audit.registry import Check, Hit, Span
from polyglot_news.audit.words import UNSPACED

_QUOTED = re.compile(
    r"“[^“”]{2,}”|«[^«»]{2,}»|„[^„“”]{2,}[“”]|\"[^\"]{2,}\"|「[^「」]{2,}」|『[^『』]{2,}』|‘[^‘’]{2,}’(?!\w)"
)
_MARK = re.compile(r"[“”«»„\"「」『』]|(?<!\w)['‘](?=\w)|(?<=\w)['’](?!\w)|''")
_LONG, _LONG_UNSPACED = 20, 8
"""Characters from which a quotation is speech, not a term."""

_EMPHASIS = 4
"""Words up to which a quotation may be a title or a term set off, in italics or capitals elsewhere."""


def quoted(side: Side) -> list[Span]:
    """The spans between quotation marks, marks included."""
    return [match.span() for match in _QUOTED.finditer(side.text)]


class Quotation(Check):
    """Quotation marks lost or added.

    One side has words in quotation marks and the other has no such mark at all. Of a few words they may be scare
    quotes, which distance the author from a term; of many they are somebody's words.
    """

    name: ClassVar[str] = "quotation"
    severity: ClassVar[str] = "minor"

    def hits(self, pair: Pair) -> Iterator[Hit]:
        for side, other in ((pair.source, pair.target), (pair.target, pair.source)):
            spans = quoted(side)
            if not spans or _MARK.search(other.text):
                continue
            start, end = spans[0]
            text = side.text[start:end]
            lost = side is pair.source
            few = len(text.split()) <= _EMPHASIS
            if few and (_set_off_by_capitals(text, other) or _is_empty(side, start, end)):
                continue
            yield Hit(
                f"{text} stands in quotation marks in the {'source' if lost else 'translation'} only",
                (start, end) if lost else None,
                None if lost else (start, end),
                0.6,
            )


def _is_empty(side: Side, start: int, end: int) -> bool:
    """Whether no word between the marks means anything of its own: the «за» and «против» of a vote."""
    inside = [content for word, content in zip(side.words, side.content, strict=True) if start <= word.start < end]
    return not any(inside)


def _set_off_by_capitals(text: str, other: Side) -> bool:
    """Whether the other side may mark the words by a capital instead: names of works, ships, teams."""
    bare = text.strip("“”«»„\"「」『』‘’' ")
    return bare[:1].isupper() and any(word.capital and not word.opens for word in other.words)


class Speaker(Check):
    """Grammatical person changed inside a quotation.

    Inside quotation marks one side speaks in the first person and the other does not at all, as when "it has done
    this" becomes "I have done this".
    """

    name: ClassVar[str] = "speaker"
    severity: ClassVar[str] = "minor"
    languages: ClassVar[frozenset[str] | None] = frozenset({"en", "ru", "uk", "fr", "de", "pt", "es", "zh"})

    def hits(self, pair: Pair) -> Iterator[Hit]:
        inside = [_inside(pair.source), _inside(pair.target)]
        if not all(inside):
            return
        langs = [side.lang.split("-")[0] for side in (pair.source, pair.target)]
        first = [_FIRST[lang].search(text) for text, lang in zip(inside, langs, strict=True)]
        may_be = [_may_speak(text, lang) for text, lang in zip(inside, langs, strict=True)]
        if first[1] and not may_be[0]:
            at = pair.target.text.find(inside[1]) + first[1].start()
            yield Hit(
                f"“{first[1][0]}”: the speaker is “I” in the translation only", None, (at, at + len(first[1][0])), 0.6
            )
        elif first[0] and not may_be[1] and langs[1] in _NEEDS_PRONOUN:
            at = pair.source.text.find(inside[0]) + first[0].start()
            yield Hit(
                f"“{first[0][0]}”: the speaker is “I” in the source only", (at, at + len(first[0][0])), None, 0.5
            )


def _may_speak(text: str, lang: str) -> bool:
    """Whether a first person may be in a text: singular, hidden in a verb, or plural."""
    patterns = (_FIRST[lang], _MAY_BE_FIRST.get(lang), _PLURAL[lang])
    return any(pattern.search(text) for pattern in patterns if pattern)


def _inside(side: Side) -> str:
    """What stands in the side's longest quotation."""
    spans = quoted(side)
    if not spans:
        return ""
    start, end = max(spans, key=lambda span: span[1] - span[0])
    long = end - start > (_LONG_UNSPACED if side.lang.split("-")[0] in UNSPACED else _LONG)
    return side.text[start + 1 : end - 1] if long else ""


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


_FIRST = {
    "en": re.compile(r"(?<!\w)(?:I|[Mm]y|[Mm]e|[Mm]yself|[Mm]ine)(?!\w)(?! [IVX]+\b)"),
    "ru": _pattern(r"я|мне|меня|мной|мною|мой|моя|моё|мое|мои|моего|моей|моих|моему|моим|моими|мою"),
    "uk": _pattern(r"я|мені|мене|мною|мій|моя|моє|мої|мого|моєї|моїх|моєму|моїм|мою"),
    "fr": _pattern(r"je|j|moi|me|m|mon|ma|mes|mien|mienne"),
    "de": _pattern(r"ich|mir|mich|mein|meine|meinem|meinen|meiner|meines"),
    "pt": _pattern(
        r"eu|mim|meu|minha|meus|minhas|comigo|sou|estou|vou|tenho|posso|sei|\w+[aei]rei|\w{3,}[cdgmntv]ei"
    ),
    "es": _pattern(r"yo|mí|mi|mis|mío|mía|conmigo|soy|estoy|voy|tengo|puedo|sé|\w+[aei]ré"),
    "zh": re.compile("我(?!们|国|方|军|党|市|省|县)|本人"),
}
"""Words that show a first person singular, and nothing else."""

_MAY_BE_FIRST = {
    "ru": _pattern(r"\w+(?:аю|яю|ую|ею|лю|жу|чу|шу|щу|ду|гу|ку|ну|ву|ся|усь|юсь)|себя|своё|свой"),
    "uk": _pattern(r"\w+(?:аю|яю|ую|ію|лю|жу|чу|шу|щу|ду|гу|ку|ну|ву|усь|юсь|уся|юся)|себе|своє|свій"),
    "pt": _pattern(r"me|fui|\w+ei|\w+[aei]va|\w+ia|\w+i|\w+o"),
    "es": _pattern(r"me|fui|\w+é|\w+[aei]ba|\w+ía|\w+í|\w+o"),
    "zh": re.compile("我|本人|咱"),
}
"""Where the verb alone can show a first person, its endings count for it, generously: it may hide in them."""

_NEEDS_PRONOUN = frozenset({"en", "fr", "de"})
"""Languages in which a first person cannot hide in a verb ending, or be left to the context."""

_PLURAL = {
    "en": _pattern(r"we|us|our|ours|ourselves|one|let's"),
    "ru": _pattern(r"мы|нас|нам|нами|наш\w*|\w+(?:ем|им|ём)(?:ся)?"),
    "uk": _pattern(r"ми|нас|нам|нами|наш\w*|\w+(?:емо|имо|ємо|їмо)(?:ся)?"),
    "fr": _pattern(r"nous|notre|nos|on"),
    "de": _pattern(r"wir|uns|unser\w*|man"),
    "pt": _pattern(r"nós|nos|nosso\w*|nossa\w*|\w+mos|a gente"),
    "es": _pattern(r"nosotros|nos|nuestr\w+|\w+mos|uno"),
    "zh": re.compile("我们|咱们|我方"),
}
"""Words that show a first person plural, which a translator may well turn into a singular, and the reverse."""
