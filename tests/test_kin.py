from __future__ import annotations

import pytest

from polyglot_news.kin import kin_of, tell_apart


@pytest.mark.parametrize(
    ("text", "lang", "left"),
    [
        ("Predsednik je pre nedelju dana video izveštaj.", "hr", {"sr"}),
        ("Tko je prije tjedan dana vidio europsko izvješće?", "sr", {"hr"}),
        ("Predsjednik je prije sedmicu dana vidio evropske ljude gdje su rekli da niko ne zna.", "hr", {"bs"}),
        ("Predsjednik je gdje prije", "sr", {"hr", "bs"}),
        ("Ministar govori.", "hr", {"hr", "bs", "sr"}),
        ("Polisi tidak bisa datang karena hujan.", "ms", {"id"}),
        ("Polis tidak datang kerana hujan.", "id", {"ms"}),
        ("Hva skjer etter at han ble syk?", "da", {"no"}),
        ("Hvad sker der efter at han blev syg?", "no", {"da"}),
        ("Kva skjer etter at ho vart sjuk? Eg veit ikkje.", "no", {"nn"}),
        ("Той каза, че ще дойде след седмица.", "mk", {"bg"}),
        ("Тој рече дека ќе дојде во недела.", "bg", {"mk"}),
        ("Whatever the text", "en", {"en"}),
    ],
)
def test_tell_apart(text: str, lang: str, left: set[str]) -> None:
    assert tell_apart(text, lang) == left


@pytest.mark.parametrize(("lang", "kin"), [("bs", {"hr", "bs", "sr"}), ("no", {"no", "nn", "da"}), ("ru", {"ru"})])
def test_kin_of(lang: str, kin: set[str]) -> None:
    assert kin_of(lang) == kin
