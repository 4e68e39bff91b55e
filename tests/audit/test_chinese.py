"""Chinese beads by their risk: an altered translation must rank before the good one.

In chinese.tsv, `[…]` may be left out, `<…>` is no part of the translation and may be put in, `{name|other}` may be
replaced or left out.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from polyglot_news.audit.audit import audit
from polyglot_news.audit.evidence import Encoder
from polyglot_news.bitext import Bead, Bitext

_NAME, _PUT_IN, _LEFT_OUT = re.compile(r"\{(.*?)\|(.*?)\}"), re.compile(r"<(.*?)>"), re.compile(r"\[(.*?)\]")


def planted() -> list[tuple[str, str, list[tuple[str, str]]]]:
    """(Chinese, English, alterations of the English by kind)."""
    lines = Path(__file__).with_name("chinese.tsv").read_text(encoding="utf-8").splitlines()
    return [
        (source, _plain(marked), list(_altered(marked))) for source, marked in (line.split("\t") for line in lines)
    ]


def _plain(marked: str) -> str:
    text = _NAME.sub(r"\1", _PUT_IN.sub("", marked)).replace("[", "").replace("]", "")
    return re.sub(r"\s+(?=[ ,.])", "", text).strip()


def _altered(marked: str) -> list[tuple[str, str]]:
    found = []
    for kind, pattern, keep in (
        ("replaced", _NAME, 2), ("name_left_out", _NAME, 0), ("put_in", _PUT_IN, 1), ("left_out", _LEFT_OUT, 0),
    ):  # fmt: skip
        for match in pattern.finditer(marked):
            inside = match[keep] if keep else ""
            found.append((kind, _plain(marked[: match.start()] + inside + marked[match.end() :])))
    return found


@pytest.mark.parametrize("into_english", [True, False])
def test_alterations_raise_the_risk(encoder: Encoder, into_english: bool) -> None:
    cases = planted()
    texts = [(source, text) for source, good, bad in cases for text in (good, *(text for _, text in bad))]
    beads = tuple(
        Bead(*((source, text) if into_english else (text, source)), (i,), (i,))
        for i, (source, text) in enumerate(texts)
    )
    langs = ("zh", "en") if into_english else ("en", "zh")
    risk = dict(zip(texts, audit(Bitext("planted", *langs, beads), encoder=encoder).risk, strict=True))
    ahead = [risk[source, text] > risk[source, good] for source, good, bad in cases for _, text in bad]
    assert len(ahead) > 100
    assert sum(ahead) / len(ahead) >= 0.94
