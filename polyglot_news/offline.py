"""The one gate that everything which would use the network passes first."""

from __future__ import annotations

import os

from polyglot_news.errors import OfflineError

VARIABLE = "POLYGLOT_NEWS_OFFLINE"

_UNSET = frozenset({"", "0", "false", "no", "off"})


def go_offline() -> None:
    """Refuse the network from now on, in this process and in the ones it starts."""
    os.environ[VARIABLE] = "1"


def is_offline() -> bool:
    return os.environ.get(VARIABLE, "").strip().lower() not in _UNSET


def require_network(purpose: str) -> None:
    """Raise OfflineError if the network is forbidden.

    Args:
        purpose: what would be done, as the beginning of a sentence ("Downloading …").
    """
    if is_offline():
        raise OfflineError(f"{purpose} needs the network, which is switched off: drop --offline and unset {VARIABLE}")
