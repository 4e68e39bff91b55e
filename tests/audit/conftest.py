from __future__ import annotations

import pytest

from polyglot_news.audit.evidence import Encoder, gather
from polyglot_news.audit.pair import Pair, pairs_of
from polyglot_news.sentence_encoder import sentence_encoder


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return sentence_encoder()


@pytest.fixture
def encoded(encoder: Encoder):
    """A function that makes one pair of two texts with its evidence."""

    def make(source: str, target: str, source_lang: str, target_lang: str) -> Pair:
        pairs = pairs_of([(source, target)], source_lang, target_lang)
        gather(pairs, encoder)
        return pairs[0]

    return make
