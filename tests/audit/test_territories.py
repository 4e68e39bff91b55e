from __future__ import annotations

import pytest

from polyglot_news.audit.pair import Side

CASES = [
    ("en", "The U.S. and Britain agreed.", {"US", "GB"}),
    ("es", "EE. UU. y México firmaron.", {"US", "MX"}),
    ("pt", "Os EUA e o Brasil assinaram.", {"US", "BR"}),
    ("en", "An American court ruled.", {"US"}),
    ("fr", "Un tribunal américain a tranché.", {"US"}),
    ("de", "Ein amerikanisches Gericht entschied.", {"US"}),
    ("ru", "Американский суд решил.", {"US"}),
    ("uk", "Домовилися з Північною Кореєю.", {"KP"}),
    ("ru", "Власти США и Германии против.", {"US", "DE"}),
    ("fr", "Un avocat est venu.", set()),
    ("zh", "他昨天从法国飞往日本。", {"FR", "JP"}),
    ("en", "They ate turkey.", set()),
    ("ru", "В МВД и МИД это отрицают.", {"interior", "foreign"}),
    ("en", "The Interior Ministry denies it.", {"interior"}),
    ("en", "The European Court of Human Rights ruled.", {"echr"}),
]


@pytest.mark.parametrize(("lang", "text", "codes"), CASES)
def test_territories(lang: str, text: str, codes: set[str]) -> None:
    side = Side(text, lang)
    assert {code for _, _, code in side.territories} == codes
    assert all(0 <= first <= last < len(side.words) for first, last, _ in side.territories)
