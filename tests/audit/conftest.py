from __future__ import annotations

import pytest

from polyglot_news.audit.evidence import Encoder, default_encoder, gather
from polyglot_news.audit.pair import Pair, pairs_of


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return default_encoder()


@pytest.fixture
def encoded(encoder: Encoder):
    """A function that makes one pair of two texts with its evidence."""

    def make(source: str, target: str, source_lang: str, target_lang: str) -> Pair:
        pairs = pairs_of([(source, target)], source_lang, target_lang)
        gather(pairs, encoder)
        return pairs[0]

    return make
