from __future__ import annotations

from pathlib import Path

import pytest

from polyglot_news.translate import cores


@pytest.mark.parametrize(
    ("content", "granted"),
    [("200000 100000\n", 2), ("50000 100000\n", 1), ("250000 100000\n", 2), ("max 100000\n", 1 << 16), ("", 1 << 16)],
)
def test_the_quota_of_a_container(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, granted: int
) -> None:
    file = tmp_path / "cpu.max"
    file.write_text(content)
    monkeypatch.setattr(cores, "_QUOTA", file)
    without = tmp_path / "none"
    machine = len(cores._siblings())
    assert cores.physical_cores() == min(machine, granted)
    monkeypatch.setattr(cores, "_QUOTA", without)
    assert cores.physical_cores() == machine >= 1
