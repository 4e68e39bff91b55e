"""Comparing the versions that model packages carry."""

from __future__ import annotations

from packaging.version import InvalidVersion, Version


def version_key(text: str) -> Version:
    """A sort key, older first; what is no version comes before every one that is."""
    try:
        return Version(text)
    except InvalidVersion:
        return Version("0.dev0")
