from __future__ import annotations

import pytest

from polyglot_news.read.text import markdown_metadata

YAML = '---\ntitle: "Streit: die Lage"\nDate: 2023-05-16T18:00:00+02:00\nsource: Karwener Bote\nlang: de\n---\nText\n'
TOML = "+++\ntitle = 'Golpe'\ndate = 2024-02-06\nlink = \"https://ex.example/1\"\n+++\n# Outro\n"


@pytest.mark.parametrize(
    ("text", "metadata"),
    [
        (YAML, {"title": "Streit: die Lage", "date": "2023-05-16", "outlet": "Karwener Bote", "lang_hint": "de"}),
        (YAML.replace("\n", "\r\n"), {"title": "Streit: die Lage", "date": "2023-05-16", "outlet": "Karwener Bote",
                                      "lang_hint": "de"}),
        (TOML, {"title": "Golpe", "date": "2024-02-06", "url": "https://ex.example/1"}),
        ("# A *coup* in March #\n\ntext", {"title": "A *coup* in March"}),
        ("---\ndate: last Tuesday\n---\n# Heading\n", {"title": "Heading"}),
        ("---\ndate: 2023-02-31\n---\n", {}),
        ("---\ntitle:\ndate: 2023-02-03\n---\n", {"date": "2023-02-03"}),
        ("---\ntitle: never closed\n", {}),
        ("Text\n---\ntitle: not at the top\n---\n", {}),
        ("#hashtag, not a heading", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_what_a_markdown_file_says_of_itself(text: str, metadata: dict[str, str]) -> None:
    assert markdown_metadata(text) == metadata
