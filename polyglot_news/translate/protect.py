"""What must come through a translation unchanged, hidden from the model behind placeholders that it copies.

Measured: tokens like `XQ1` are copied well by the models in use; bracketed numbers and tags are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet

from polyglot_news.translate.word_alignment import Span

_LITERAL = re.compile(
    r"""
    (?:https?://|www\.)[^\s<>"“”«»]*[^\s<>"“”«».,;:!?)\]}'’]          # URL, without the punctuation after it
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                                    # e-mail address
    | (?<![\w@])@\w{2,}                                               # @handle
    | (?<![\w&])\#[^\W\d_]\w*                                         # #tag
    | \b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|gov|edu|tv|io|ru|ua|br|pt|eu|de|fr|uk)\b(?:/[\w./%-]*)?
    | \b\d{4}-\d{2}-\d{2}\b(?:[T ]\d{2}:\d{2}(?::\d{2})?Z?)?               # ISO 8601 date, with its time
    | [£¥₽₴₺₹₪₩]\s?\d[\d.,]*\d?                                       # amounts in currencies models mistake
    """,
    re.VERBOSE,
)
_TOKEN = re.compile(r"\S+")
_JOIN = 1


def literals(text: str) -> list[Span]:
    """The spans of URLs, e-mail addresses, @handles, #tags, ISO dates, and amounts in rarer currencies."""
    return [match.span() for match in _LITERAL.finditer(text)]


def foreign_runs(text: str, unknown: AbstractSet[str]) -> list[Span]:
    """The spans of words and symbols that hold a character from `unknown`; neighbouring ones are one span."""
    spans: list[Span] = []
    for token in _TOKEN.finditer(text):
        hits = [i for i in range(*token.span()) if text[i] in unknown]
        if not hits:
            continue
        start, end = _word_around(text, hits[0], hits[-1] + 1, token.span())
        if spans and start - spans[-1][1] <= _JOIN and text[spans[-1][1] : start].isspace():
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _word_around(text: str, start: int, end: int, within: Span) -> Span:
    while start > within[0] and (text[start - 1].isalnum()):
        start -= 1
    while end < within[1] and text[end].isalnum():
        end += 1
    return start, end


STEMS = ("XQ", "XZQ", "QXZ", "ZXQJ")
"""What the names of placeholders may begin with."""


def placeholder_stem(text: str) -> str:
    """The first of `STEMS` that the text itself does not use."""
    return next((stem for stem in STEMS if stem not in text), STEMS[-1])


def placeholder_names(stem: str) -> Callable[[int], str]:
    """A numbering of placeholders."""
    return lambda number: f"{stem}{number}"


def put_back(text: str, names: Sequence[str], originals: Sequence[str]) -> tuple[str, list[str]]:
    """Replace the placeholders by what they stand for.

    Returns:
        The text, and the originals whose placeholder is missing or stands there more than once.
    """
    by_name = dict(zip(names, originals, strict=True))
    seen: list[str] = []

    def original(match: re.Match[str]) -> str:
        seen.append(match.group())
        return by_name[match.group()]

    if by_name:
        pattern = re.compile("|".join(rf"{re.escape(name)}(?!\d)" for name in by_name))
        text = pattern.sub(original, text)
    return text, [by_name[name] for name in names if seen.count(name) != 1]
