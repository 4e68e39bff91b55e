"""A translation without its original: a text with the slips of careless machine translation, and a real one."""

from __future__ import annotations

from pathlib import Path

import pytest

from polyglot_news.audit.audit import Audit
from polyglot_news.audit.job import Inputs, Outputs, Settings, run_audit

TEXT = """\
date 2021-03-09 Karvenia hopes that Dravinia will answer its letters. This was stated by the envoy on Tuesday.

“Karvenia sees that the other side wants to talk. And I have asked for this several times this week. We hope that \
they will reply soon,” he said in a speech that was shown on site ministries.

According to him, talks are still possible. Nobody was hurt on Monday, the police said.

The special operation in Donbass, which began after the coup d’état, goes on.
"""
SLIPS = {("broken", "date 2021-03-09"), ("voice", "I"), ("compound", "on site ministries"),
         ("terms", "special operation"), ("terms", "Donbass"), ("terms", "coup d’état")}  # fmt: skip

SEED = Path(__file__).parents[3] / "shared" / "seed"
SEED_SLIPS = {("broken", "date 2022-11-16"), ("voice", "I"), ("compound", "on site organizations"),
              ("terms", "special operation"), ("terms", "Donbass"), ("terms", "coup d’état")}  # fmt: skip


def alone(path: Path) -> Audit:
    settings = Settings(glossaries=("russia-ukraine", "place-names"))
    [found] = run_audit(Inputs(target_only=path, target_lang="en"), settings, Outputs()).audits
    return found


def pointed_at(found: Audit) -> set[tuple[str, str]]:
    return {(finding.check, finding.target_span.strip()) for finding in found.findings}


def test_every_slip_is_pointed_at_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "letters.txt"
    path.write_text(TEXT, encoding="utf-8")
    found = alone(path)
    assert pointed_at(found) == SLIPS
    starts = [finding.target_start for finding in found.findings]
    assert [TEXT[f.target_start : f.target_end] for f in found.findings] == [f.target_span for f in found.findings]
    assert starts == sorted(starts)


@pytest.mark.skipif(not SEED.is_dir(), reason="the text for which this was built is not at hand")
def test_the_text_for_which_this_was_built() -> None:
    [path] = SEED.glob("*.txt")
    found = pointed_at(alone(path))
    assert found >= SEED_SLIPS
    assert len(found - SEED_SLIPS) < 4
