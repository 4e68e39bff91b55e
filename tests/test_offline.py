"""The switch that forbids the network."""

from __future__ import annotations

import os

import pytest

from polyglot_news.errors import OfflineError
from polyglot_news.offline import VARIABLE, go_offline, is_offline, require_network


@pytest.mark.parametrize(
    ("value", "offline"),
    [(None, False), ("", False), ("0", False), ("false", False), ("No", False), ("1", True), ("yes", True)],
)
def test_the_variable(monkeypatch: pytest.MonkeyPatch, value: str | None, offline: bool) -> None:
    if value is None:
        monkeypatch.delenv(VARIABLE, raising=False)
    else:
        monkeypatch.setenv(VARIABLE, value)
    assert is_offline() is offline


def test_refuses_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "0")
    require_network("Downloading a model")
    go_offline()
    assert os.environ[VARIABLE] == "1"
    with pytest.raises(
        OfflineError, match=r"^Downloading a model needs the network.*--offline.*POLYGLOT_NEWS_OFFLINE"
    ):
        require_network("Downloading a model")
