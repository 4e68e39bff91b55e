"""Paragraphs: blank lines, hard-wrapped text, one paragraph a line, headings, lists, dialogue."""

from __future__ import annotations

import pytest

from polyglot_news.segment.blocks import blocks

WRAPPED = (
    "The parliament of the republic rejected the budget on Friday, which\n"
    "means that the cabinet may fall before the end of the month. The\n"
    "prime minister said that he would not step down."
)
LONG = "The parliament of the republic rejected the budget, and the cabinet may fall before the end of the month."


def paragraphs(text: str) -> list[str]:
    return [text[start:end] for start, end in blocks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="empty"),
        pytest.param("One.\n\n \t\nTwo.", ["One.", "Two."], id="blank line with spaces"),
        pytest.param("One.\r\n\r\nTwo.", ["One.", "Two."], id="blank line CRLF"),
        pytest.param("One.\u2029Two.", ["One.", "Two."], id="paragraph separator"),
        pytest.param(WRAPPED, [WRAPPED], id="hard-wrapped"),
        pytest.param(WRAPPED.replace("\n", "\r\n"), [WRAPPED.replace("\n", "\r\n")], id="hard-wrapped CRLF"),
        pytest.param(f"{LONG}\n{LONG}\n{LONG}", [LONG] * 3, id="one paragraph a line"),
        pytest.param(f"{WRAPPED}\n\n{WRAPPED}", [WRAPPED, WRAPPED], id="wrapped with blank lines"),
        pytest.param(f"Cabinet may fall\n{WRAPPED}", ["Cabinet may fall", WRAPPED], id="heading over wrapped text"),
        pytest.param(f"{WRAPPED}\n  {WRAPPED}", [WRAPPED, WRAPPED], id="indented first line"),
        pytest.param(f"{WRAPPED}\n{WRAPPED}", [WRAPPED, WRAPPED], id="short last line ends a paragraph"),
        pytest.param(f"Cabinet may fall\n{LONG}", ["Cabinet may fall", LONG], id="heading over a line"),
        pytest.param("Demands:\n- peace\n- bread", ["Demands:", "- peace", "- bread"], id="list"),
        pytest.param("1. Peace\n2. Bread", ["1. Peace", "2. Bread"], id="numbered list"),
        pytest.param("— Вы уйдёте?\n— Нет.", ["— Вы уйдёте?", "— Нет."], id="dialogue"),
        pytest.param(f"{WRAPPED}\n- peace and\n  bread", [WRAPPED, "- peace and\n  bread"], id="hanging item"),
        pytest.param("Oslo\nParis\nBern", ["Oslo", "Paris", "Bern"], id="names in a column"),
        pytest.param("oslo\nparis", ["oslo", "paris"], id="short lower-case lines, too few to be wrapped"),
        pytest.param(
            "Cabinet falls after lost vote\nSenate delays climate bill\nMayor of Oslo resigns today",
            ["Cabinet falls after lost vote", "Senate delays climate bill", "Mayor of Oslo resigns today"],
            id="headlines of one length",
        ),
        pytest.param(
            "议会星期五否决了政府提出的预算案总理表示他不会辞职反对\n党要求提前举行选举外界普遍认为内阁可能在月底之前垮台总\n统尚未表态。",
            [
                "议会星期五否决了政府提出的预算案总理表示他不会辞职反对\n党要求提前举行选举外界普遍认为内阁可能在月底之前垮台总\n统尚未表态。"
            ],
            id="wrapped Chinese",
        ),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected
