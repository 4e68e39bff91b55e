"""What a regular expression needs is really needed by everything it matches."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from polyglot_news.corpus.literals import NOTHING, All, Any, Literal, Need, needs


def _text(need: Need) -> str:
    if isinstance(need, Literal):
        return need.text
    sign = "&" if isinstance(need, All) else "|"
    return f"({sign.join(map(_text, need.members))})"


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("war", "war"),
        ("a.*bc", "(a&bc)"),
        (r"спец\w*операц", "(спец&операц)"),
        (r"(?:войн|операци)\w+ в", "((войн|операци)& в)"),
        ("foo|ba?r+", "(foo|(b&r))"),
        ("ab+c", "(ab&c)"),
        ("ab{2,3}c", "(ab&c)"),
        ("ab{0,3}c", "(a&c)"),
        ("(foo){e<=1}bar", "bar"),
        (r"\bU\.S\.", "U.S."),
        ("(?<=the )war(?! crime)", "war"),
        ("a(?:b|)c", "(a&c)"),
        ("(?i)war", "war"),
        ("(?#really)war", "war"),
        (r"\p{Lu}\w+ov", "ov"),
        ("[^]x]war", "war"),
        ("(?P<who>rebel)s?", "rebel"),
    ],
)
def test_needs(pattern: str, needed: str) -> None:
    regex.compile(pattern)
    assert _text(needs(pattern)) == needed


@pytest.mark.parametrize(
    "pattern",
    [r"\d+", "a|", r"\x41bc", r"(war)\1", "(?x) w a r", "(?R)?war", "(", "war)", "(?|war|wars)", r"\u0442ак"],
)
def test_what_is_not_understood_needs_nothing(pattern: str) -> None:
    assert needs(pattern) == NOTHING


_PIECES = st.sampled_from(["a", "b", "ab", "ё", ".", r"\w", "[ab]", "[^a]", r"\b", "^", "(?=b)", r"\."])
_PATTERNS = st.recursive(
    _PIECES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{0,1}", "*?", "{1,}+"])).map(
            lambda part: f"(?:{part[0]}){part[1]}"
        ),
    ),
    max_leaves=8,
)


def _met(need: Need, text: str) -> bool:
    if isinstance(need, Literal):
        return need.text in text
    return (all if isinstance(need, All) else any)(_met(member, text) for member in need.members)


@given(_PATTERNS, st.text("abё. ", max_size=12))
def test_no_match_does_without_what_is_needed(pattern: str, text: str) -> None:
    for match in regex.finditer(pattern, text):
        assert _met(needs(pattern), match[0]) or _met(needs(pattern), text)


def test_any_is_only_asked_for_where_each_branch_asks() -> None:
    assert needs(r"war|peace") == Any((Literal("war"), Literal("peace")))
    assert needs(r"war|\d") == NOTHING
