"""FTS5 expressions that leave out beads for certain: None asks for nothing, `NO_BEAD` can be met by no bead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from polyglot_news.corpus.folding import index_words, is_unspaced
from polyglot_news.corpus.index import Index
from polyglot_news.corpus.literals import All, Literal, Need

Expression = str | None
NO_BEAD = ""

_SHORTEST_PART = 3
_MOST_WORDS = 2000
"""A part that stands in more words than this leaves too many beads to be worth asking for."""


def all_of(expressions: Iterable[Expression]) -> Expression:
    """What meets every one of the expressions."""
    asked = [one for one in expressions if one is not None]
    if NO_BEAD in asked:
        return NO_BEAD
    return " AND ".join(f"({one})" for one in asked) if asked else None


def any_of(expressions: Iterable[Expression]) -> Expression:
    """What meets one of the expressions."""
    possible = [one for one in expressions if one != NO_BEAD]
    if None in possible:
        return None
    return " OR ".join(f"({one})" for one in possible if one)


def on_side(side: str, expression: Expression) -> Expression:
    """What meets the expression on one side of the bead."""
    return f"{{{side}}} : ({expression})" if expression else expression


def phrase(words: Sequence[str], *, prefix: bool = False) -> str:
    """Words that stand side by side, the last of which may go on if it is a prefix."""
    return f'"{" ".join(words)}"' + (" *" if prefix else "")


def side_by_side(globs: Sequence[str], index: Index) -> Expression:
    """Words side by side, each of which may have `*` for any letters."""
    asked: list[Expression] = []
    run: list[str] = []
    for glob in [*globs, "*"]:
        is_prefix = glob.endswith("*") and "*" not in glob[:-1] and glob != "*"
        if "*" not in glob or is_prefix:
            run.append(glob.rstrip("*"))
        if "*" in glob:
            if run:
                asked.append(phrase(run, prefix=is_prefix))
                run = []
            if not is_prefix and glob != "*":
                asked.append(_any_word_like(glob, index))
    return all_of(asked)


def holding(need: Need, index: Index) -> Expression:
    """What may hold the literals of a regular expression."""
    if isinstance(need, Literal):
        return _holding_literal(need.text, index)
    members = [holding(member, index) for member in need.members]
    return all_of(members) if isinstance(need, All) else any_of(members)


def _holding_literal(text: str, index: Index) -> Expression:
    """Words inside the literal are whole; the first and the last may go on."""
    words = index_words(text)
    asked: list[Expression] = []
    for place, word in enumerate(words):
        if is_unspaced(word) or 0 < place < len(words) - 1:
            asked.append(phrase([word]))
        elif len(word) >= _SHORTEST_PART:
            asked.append(_any_word_like(f"*{word}*", index))
    return all_of(asked)


def _any_word_like(glob: str, index: Index) -> Expression:
    words = index.words_like(glob)
    return None if len(words) > _MOST_WORDS else any_of(phrase([word]) for word in words)
