"""The two articles that the alignment tests share."""

from __future__ import annotations

import pytest
from bridge_articles import ENGLISH, SPANISH, Made, make


@pytest.fixture
def spanish() -> Made:
    return make(SPANISH, "es")


@pytest.fixture
def english() -> Made:
    return make(ENGLISH, "en")
