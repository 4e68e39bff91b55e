"""JSON Lines: one bead a line, the table's columns as fields, and the indices of its segments."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import BinaryIO

from polyglot_news.bitext import Bitext


def write_jsonl(bitexts: Sequence[Bitext], stream: BinaryIO) -> None:
    """One object a bead; `terms` is a list here, `findings` too, empty numbers are null."""
    for bitext in bitexts:
        for row, bead in zip(bitext.rows(), bitext.beads, strict=True):
            row["terms"] = json.loads(row["terms"]) if row["terms"] else []
            row["findings"] = list(bead.findings)
            row["source_segments"] = list(bead.source_segments)
            row["target_segments"] = list(bead.target_segments)
            stream.write(json.dumps(row, ensure_ascii=False).encode("utf-8") + b"\n")
