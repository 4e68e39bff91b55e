"""Codes, versions and licences, as packages state them."""

from __future__ import annotations

from pathlib import Path

import pytest

from polyglot_news.models.codes import is_language_code
from polyglot_news.models.licence import NOT_STATED, stated_licence
from polyglot_news.models.places import BUNDLED
from polyglot_news.models.versions import version_key


@pytest.mark.parametrize(
    "code", ["en", "pb", "zt", "iw", "kab", "pt-BR", "zh_Hant", "es-419", "sr-Latn-RS", "ca-valencia"]
)
def test_codes(code: str) -> None:
    assert is_language_code(code)


@pytest.mark.parametrize(
    "code", ["", "e", "xx", "EN", "english", "en/..", "..", "en-", "en_", "e1", "en\n", "en-x y", "12"]
)
def test_no_codes(code: str) -> None:
    assert not is_language_code(code)


def test_the_two_letter_codes_are_those_of_cldr() -> None:
    from babel import Locale

    known = {code for code in map(str, Locale("en").languages) if len(code) == 2}
    letters = "abcdefghijklmnopqrstuvwxyz"
    accepted = {first + second for first in letters for second in letters if is_language_code(first + second)}
    assert accepted - known == {"bh", "iw", "in", "ji", "pb", "zt"}
    assert known <= accepted


def test_versions_order() -> None:
    assert sorted(["1.10", "1.9", "", "1.0", "odd"], key=version_key) == ["", "odd", "1.0", "1.9", "1.10"]


@pytest.mark.parametrize(
    ("readme", "licence"),
    [
        ("", NOT_STATED),
        ("A model. It is licensed somehow.", NOT_STATED),
        ("# X\n\nLicense: MIT\n", "MIT"),
        ("**Licence: CC BY-NC-SA 4.0.** The archive says so.", "CC BY-NC-SA 4.0"),
        ("**License**: CC BY 4.0 (see below)", "CC BY 4.0"),
        ("- Licence = CC0; thanks", "CC0"),
        ("## License\n\nApache-2.0\n\nMore text", "Apache-2.0"),
        ("## Licence:\nLicense: GPL-3.0", "GPL-3.0"),
        ("Licensed under the MIT licence.", "the MIT licence"),
        ("## Data\nLicense: CC0\n## Other data\nLicense: CC BY 4.0", "several, see README.md"),
        ("License: CC0\nLicense: CC0", "CC0"),
        ("## License", NOT_STATED),
    ],
)
def test_licence_in_the_readme(made: Path, readme: str, licence: str) -> None:
    (made / "README.md").write_text(readme, encoding="utf-8")
    assert stated_licence(made, {}) == licence


@pytest.mark.parametrize(
    ("metadata", "licence"),
    [({"license": "MIT"}, "MIT"), ({"licence": " CC0 "}, "CC0"), ({"license": 3}, "GPL"), ({"license": ""}, "GPL")],
)
def test_licence_in_the_metadata_comes_first(made: Path, metadata: dict[str, object], licence: str) -> None:
    (made / "README.md").write_text("License: GPL")
    assert stated_licence(made, metadata) == licence


def test_no_readme(made: Path) -> None:
    assert stated_licence(made, {}) == NOT_STATED


@pytest.mark.parametrize("name", ["translate-en_pt-1_0", "translate-pt_en-1_0"])
def test_the_bundled_licence_is_seen(name: str) -> None:
    assert stated_licence(BUNDLED / name, {}) == "CC BY-NC-SA 4.0"
