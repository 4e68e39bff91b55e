"""Quotation marks: found in the source, shown to the model as it knows them, brought back in the target's style.

Translation models lose or misread typographic quotes that their vocabulary lacks, and scare quotes carry political
meaning. So every mark of the source is accounted for: it is either in the translation, opening or closing and on
its own level of nesting, or the row says that it is not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from polyglot_news.translate.edits import edit
from polyglot_news.translate.word_alignment import Span, linked_block

STYLES: dict[str, tuple[str, str, str, str]] = {
    "ar": ("”", "“", "’", "‘"), "be": ("«", "»", "„", "“"), "bg": ("„", "“", "’", "’"), "ca": ("«", "»", "“", "”"),
    "cs": ("„", "“", "‚", "‘"), "da": ("“", "”", "‘", "’"), "de": ("„", "“", "‚", "‘"), "el": ("«", "»", "“", "”"),
    "en": ("“", "”", "‘", "’"), "es": ("“", "”", "‘", "’"), "et": ("„", "“", "‚", "‘"), "fa": ("«", "»", "‹", "›"),
    "fi": ("”", "”", "’", "’"), "fr": ("«\u00a0", "\u00a0»", "“", "”"), "he": ("”", "”", "’", "’"),
    "hr": ("„", "”", "‚", "’"), "hu": ("„", "”", "»", "«"), "it": ("«", "»", "“", "”"),
    "ja": ("「", "」", "『", "』"),
    "ko": ("“", "”", "‘", "’"), "lt": ("„", "“", "„", "“"), "lv": ("“", "”", "‘", "’"), "mk": ("„", "“", "‚", "‘"),
    "nl": ("“", "”", "‘", "’"), "no": ("«", "»", "‘", "’"), "pl": ("„", "”", "«", "»"), "pt": ("“", "”", "‘", "’"),
    "ro": ("„", "”", "«", "»"), "ru": ("«", "»", "„", "“"), "sk": ("„", "“", "‚", "‘"), "sl": ("„", "“", "‚", "‘"),
    "sr": ("„", "”", "’", "’"), "sv": ("”", "”", "’", "’"), "tr": ("“", "”", "‘", "’"), "uk": ("«", "»", "„", "“"),
    "ur": ("”", "“", "’", "‘"), "zh": ("“", "”", "‘", "’"),
}  # fmt: skip
"""Opening and closing marks, outer then inner, after Unicode CLDR's delimiters."""

MARKS = frozenset("\"＂“”„«»'‘’‚‹›「」『』《》〈〉")
"""Every character that may be a quotation mark."""

_DEFAULT_STYLE = STYLES["en"]
_OPENING = "„‚「『《〈"
_CLOSING = "」』》〉"
_DOUBLE = '"“”„«»＂'
_SINGLE = "'‘’‚‹›"
_MARK = re.compile("[" + "".join(sorted(MARKS)) + "]")
_SINGLE_CLOSING = re.compile(r"(?<=\S)['’](?=(.?))", re.DOTALL)
_BEFORE_OPENING = re.compile(r"[\s(\[{/—–-]")
_INNER_SPACE = "\u00a0\u202f "


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark: its span in the text (with the space that French sets inside it), and its meaning."""

    start: int
    end: int
    opening: bool
    level: int
    straight: bool

    def shifted(self, by: int) -> Mark:
        return Mark(self.start + by, self.end + by, self.opening, self.level, self.straight)


def find_marks(text: str, paragraph_starts: Iterable[int] = ()) -> list[Mark]:
    """The quotation marks of a whole article, apostrophes left out.

    Nesting is followed across sentences and paragraphs. A paragraph that begins with an opening mark while a
    quotation is still open continues that quotation (the English and Spanish custom), so levels start afresh there.

    Args:
        paragraph_starts: offsets at which paragraphs begin.
    """
    starts = sorted({0, *paragraph_starts})
    open_marks: list[str] = []
    marks: list[Mark] = []
    for match in _MARK.finditer(text):
        at = match.start()
        if not text[starts[bisect_right(starts, at) - 1] : at].strip():
            open_marks.clear()
        opening = _is_opening(text, at, open_marks)
        if opening is None:
            continue
        if opening:
            open_marks.append(text[at])
            level = len(open_marks)
        else:
            level = _close(open_marks, text[at])
        marks.append(Mark(*_with_inner_space(text, at, opening), opening, level, text[at] in "\"'"))
    return marks


def to_straight(mark: Mark) -> str:
    """The mark as every model knows it: `"`, and `'` for a quotation inside a quotation."""
    return '"' if mark.level % 2 else "'"


def restore_marks(
    target: str,
    marks: Sequence[Mark],
    lang: str,
) -> str | None:
    """The target with the source's marks in the target's own style, or None when they do not correspond.

    They correspond when the target has as many marks as the source, or one for every run of adjacent marks
    (models write `."` for `.’”`); the n-th mark of the target then means what the n-th of the source meant.
    """
    style = style_of(lang)
    found = find_straight(target, singles=any(mark.level % 2 == 0 for mark in marks))
    runs = [list(run) for run in _adjacent(marks)]
    if len(found) == len(marks):
        meant = [[mark] for mark in marks]
    elif len(found) == len(runs):
        meant = runs
    else:
        return None
    if not _well_placed(target, found, meant):
        return None
    replacements = [
        (at, at + 1, "".join(_styled(mark, style) for mark in group)) for at, group in zip(found, meant, strict=True)
    ]
    return edit(target, replacements).text


def project_marks(
    source: str,
    target: str,
    marks: Sequence[Mark],
    alignment: Sequence[tuple[int, int, int, int]],
    lang: str,
) -> str | None:
    """The target with its own marks replaced by the source's, set where word alignment puts them.

    A passage between two marks of one level goes around the target words that its source words link to; a mark
    that opens the segment or closes it stays at that edge. None when a passage links to nothing.
    """
    style, american = style_of(lang), lang.split("-")[0] == "en"
    bare, links = _without_marks(target, alignment)
    placed: list[tuple[int, int, str]] = []
    for order, mark in enumerate(marks):
        at = _place(source, bare, mark, marks, links, american=american)
        if at is None:
            return None
        placed.append((at, order, _styled(mark, style)))
    return edit(bare, _merged(placed)).text


def style_of(lang: str) -> tuple[str, str, str, str]:
    """Opening and closing marks, outer then inner, of a language tag."""
    return STYLES.get(lang.split("-")[0].lower(), _DEFAULT_STYLE)


def find_straight(text: str, *, singles: bool) -> list[int]:
    """Offsets of the quotation marks in a model's output; single ones only where the source has them."""
    marks = _DOUBLE + _SINGLE if singles else _DOUBLE
    return [m.start() for m in _MARK.finditer(text) if m.group() in marks and not _is_inside_word(text, m.start())]


def _is_inside_word(text: str, at: int) -> bool:
    return text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()


def _is_opening(text: str, at: int, open_marks: Sequence[str]) -> bool | None:
    """Whether the mark at `at` opens (True) or closes (False) a quotation; None for an apostrophe or a unit."""
    mark = text[at]
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if mark in _OPENING:
        return True
    if mark in _CLOSING:
        return False
    if mark in "'‘’":
        return _single_opens(text, at, open_marks)
    can_open = (not before or bool(_BEFORE_OPENING.match(before)) or before in _DOUBLE + _SINGLE) and (
        bool(after.strip()) or mark == "«"
    )
    top = next((m for m in reversed(open_marks) if m not in _SINGLE), "")
    if mark in "«»":
        return top != "»" if mark == "«" else bool(top != "«" and can_open and after.strip())
    if mark == "“":
        return top != "„"
    if mark == "”":
        return can_open and not top and not (before.strip() and not _BEFORE_OPENING.match(before))
    if mark in "‹›":
        return mark == "‹"
    if before.isdigit() and not top:
        return None
    can_close = bool(before.strip()) and not (after.isalnum() and not top)
    return can_open if can_open != can_close else not top


def _single_opens(text: str, at: int, open_marks: Sequence[str]) -> bool | None:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    begins = (not before or bool(_BEFORE_OPENING.match(before)) or before in _DOUBLE) and after.isalnum()
    ends = bool(before.strip()) and not _is_spaced_letter(after)
    if ends and any(mark in "'‘‚" for mark in open_marks):
        return False
    if (begins or text[at] == "‘") and not after.isdigit() and not _is_elision(text, at) and _closed_later(text, at):
        return True
    return None


def _is_spaced_letter(char: str) -> bool:
    """A letter or digit of a script that puts spaces between words."""
    return char.isalnum() and not "\u3040" <= char <= "\u9fff"


def _is_elision(text: str, at: int) -> bool:
    """The mark belongs to a clipped word such as 'n'."""
    return text[at + 1 : at + 2] == "n" and text[at + 2 : at + 3] in tuple("'’")


def _closed_later(text: str, at: int) -> bool:
    """Whether a single mark that may open at `at` finds its partner before the paragraph ends."""
    end = text.find("\n\n", at)
    rest = text[at + 1 : end if end >= 0 else len(text)]
    return any(not _is_spaced_letter(match.group(1)) for match in _SINGLE_CLOSING.finditer(rest))


def _close(open_marks: list[str], mark: str) -> int:
    """Take the quotation that `mark` closes off the stack; return the level it was on."""
    single = mark in _SINGLE
    while open_marks:
        level = len(open_marks)
        if (open_marks.pop() in _SINGLE) == single or single:
            return level
    return 1


def _with_inner_space(text: str, at: int, opening: bool) -> Span:
    if text[at] not in "«»":
        return at, at + 1
    if opening and text[at + 1 : at + 2] in tuple(_INNER_SPACE):
        return at, at + 2
    if not opening and text[at - 1 : at] in tuple(_INNER_SPACE):
        return at - 1, at + 1
    return at, at + 1


def _adjacent(marks: Sequence[Mark]) -> Iterable[Iterable[Mark]]:
    """Runs of marks of one kind with nothing between them."""
    numbered: list[tuple[int, Mark]] = []
    for i, mark in enumerate(marks):
        same = i and marks[i - 1].end == mark.start and marks[i - 1].opening == mark.opening
        numbered.append((numbered[-1][0] if same else i, mark))
    return ([mark for _, mark in run] for _, run in groupby(numbered, key=lambda pair: pair[0]))


def _well_placed(target: str, found: Sequence[int], meant: Sequence[Sequence[Mark]]) -> bool:
    """No opening mark before a space or at the end, no closing mark after a space or at the beginning."""
    for at, group in zip(found, meant, strict=True):
        neighbour = target[at + 1 : at + 2] if group[0].opening else target[at - 1 : at] if at else ""
        if not neighbour.strip() and len(meant) > 1:
            return False
    return True


def _styled(mark: Mark, style: tuple[str, str, str, str]) -> str:
    if mark.straight:
        return to_straight(mark)
    return style[(0 if mark.level % 2 else 2) + (0 if mark.opening else 1)]


def _without_marks(
    target: str, alignment: Sequence[tuple[int, int, int, int]]
) -> tuple[str, list[tuple[int, int, int, int]]]:
    edited = edit(target, [(at, at + 1, "") for at in find_straight(target, singles=True)])
    return edited.text, [(s, e, *edited.forward(t, u)) for s, e, t, u in alignment]


def _place(
    source: str,
    target: str,
    mark: Mark,
    marks: Sequence[Mark],
    links: Sequence[tuple[int, int, int, int]],
    *,
    american: bool,
) -> int | None:
    """Where in the bare target a mark of the source belongs.

    A full stop that ends a sentence with a quoted part goes inside the mark in English (`american`), else outside.
    """
    if mark.opening and not any(c.isalnum() for c in source[: mark.start]):
        return 0
    begin, end = _passage(source, mark, marks)
    if not mark.opening and not any(c.isalnum() for c in source[mark.end :]):
        is_fragment = any(c.isalnum() for c in source[:begin])
        return len(target) - 1 if is_fragment and not american and target.endswith(".") else len(target)
    block = linked_block(target, begin, end, links)
    if block is None:
        return None
    if mark.opening:
        return block[0]
    at, final = block[1], source[mark.start - 1 : mark.start]
    return at + 1 if final in tuple(".!?…") and target[at : at + 1] == final else at


def _passage(source: str, mark: Mark, marks: Sequence[Mark]) -> Span:
    """The span of the source that a mark encloses together with its partner, or with the segment's edge."""
    if mark.opening:
        partner = next((m for m in marks if m.start > mark.start and m.level == mark.level and not m.opening), None)
        return mark.end, partner.start if partner else len(source)
    partner = next((m for m in reversed(marks) if m.start < mark.start and m.level == mark.level and m.opening), None)
    return partner.end if partner else 0, mark.start


def _merged(placed: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Insertions at one place joined, in the order of the source."""
    at_offset: dict[int, str] = {}
    for at, _, mark in sorted(placed):
        at_offset[at] = at_offset.get(at, "") + mark
    return [(at, at, mark) for at, mark in at_offset.items()]
