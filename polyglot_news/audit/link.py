"""What a dictionary of any kind says of a pair: which words are counterparts, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

KNOWN, LIKELY = 0.85, 0.72
"""Support of a word whose rendering is found, and where that says less: the median, and the lower quartile, of what
the encoder gives content words in good translations from French, Spanish and German."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words of the source and of the target, by position, that a dictionary makes counterparts; how sure that is."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    support: float

    def reversed(self) -> Link:
        """The same between target and source."""
        return Link(self.target, self.source, self.support)
