"""What a batch left: a digest that two equal results share, and files that should not be there."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from polyglot_news.corpus.parts import rows

_EXPECTED = {"manifest.json", "rejects.jsonl", "log.jsonl", "summary.json", "parts"}


def digest(output: Path) -> str:
    """SHA-256 over the sorted rows of the table, the rejects and the summary."""
    state = hashlib.sha256()
    state.update("\n".join(sorted(_lines(output))).encode("utf-8", "surrogatepass"))
    for name in ("rejects.jsonl", "summary.json"):
        state.update((output / name).read_bytes())
    return state.hexdigest()


def _lines(output: Path) -> list[str]:
    return [json.dumps(row, sort_keys=True, ensure_ascii=False) for piece in rows(output) for row in piece]


def leftovers(output: Path) -> list[str]:
    """Files that are neither a part that the manifest lists nor one of those that every run leaves."""
    listed = {part["name"] for part in json.loads((output / "manifest.json").read_text(encoding="utf-8"))["parts"]}
    found = {path.name for path in output.iterdir()} - _EXPECTED
    return sorted(found | {path.name for path in (output / "parts").iterdir()} - listed)
