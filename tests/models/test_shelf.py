"""The shelf changes one whole model at a time, whatever happens in between."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tiny_packages import write_argosmodel, write_package

from polyglot_news.errors import ModelError
from polyglot_news.models import manifest, places, shelf, store
from polyglot_news.models.install import install
from polyglot_news.models.manifest import Superseded
from polyglot_news.models.progress import Progress
from polyglot_news.models.verify import verify

ROOT = Path(__file__).resolve().parents[2]

BEFORE = {
    "first": ([], []),
    "upgrade": (["1.0"], ["intact"]),
    "mend": (["1.0"], ["damaged"]),
    "remove": (["1.0"], ["intact"]),
}
AFTER = {
    "first": (["2.0"], ["intact"]),
    "upgrade": (["2.0"], ["intact"]),
    "mend": (["1.0"], ["intact"]),
    "remove": ([], []),
}


def deaths(how: str, scenario: str, made: Path) -> list[dict[str, Any]]:
    files = [str(write_argosmodel(made, version=version)) for version in ("1.0", "2.0")]
    command = [sys.executable, str(Path(__file__).with_name("kill_driver.py")), how, scenario, *files]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
@pytest.mark.parametrize(("how", "least"), [("every", 25), ("random", 10)])
@pytest.mark.parametrize("scenario", ["first", "upgrade", "mend", "remove"])
def test_killed_at_any_moment(made: Path, how: str, least: int, scenario: str) -> None:
    """The store is as it was or as it should be; the next writer clears up; and the same again then succeeds."""
    if (how, scenario) == ("random", "remove"):
        pytest.skip("removing takes too little time to be hit by chance; `every` covers it")
    reports = deaths(how, scenario, made)
    assert sum(report["died"] for report in reports) >= least
    seen = set()
    for report in reports:
        for moment in ("death", "sweep"):
            state = report[moment]["versions"], report[moment]["states"]
            assert state in (BEFORE[scenario], AFTER[scenario])
            assert report[moment]["stumbles"] == []
        seen.add(str(report["death"]["versions"]) + str(report["death"]["states"]))
        assert report["sweep"]["left"] == []
        assert report["sweep"]["folders"] == len(report["sweep"]["versions"])
        assert (report["again"]["versions"], report["again"]["states"]) == AFTER[scenario]
        assert report["again"]["left"] == []
    if how == "every":
        assert len(seen) == 2, "the deaths must fall on both sides of the change"


def test_two_installers_at_once(made: Path, shelf_folder: Path) -> None:
    """Several processes install two versions of one pair and one of another: the end is one whole model a pair."""
    files = [write_argosmodel(made, version=version) for version in ("1.0", "2.0")]
    files.append(write_argosmodel(made, source="de"))
    code = "import sys; from polyglot_news.models.install import install; install(sys.argv[1])"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    commands = [[sys.executable, "-c", code, str(file)] for file in files * 2]
    running = [subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) for command in commands]
    errors = [process.communicate()[1].decode() for process in running]
    assert [process.returncode for process in running] == [0] * 6, errors
    installed = [(m.source, m.target) for m in store.argos_models() if not m.bundled]
    assert sorted(installed) == [("de", "qu"), ("en", "qu")]
    assert {verdict.state for verdict in verify("en-qu") + verify("de-qu")} == {"intact"}
    assert len(places.subfolders(shelf_folder)) == 2


def test_readers_always_find_a_model_while_it_is_replaced(made: Path) -> None:
    files = [str(write_argosmodel(made, version=version)) for version in ("1.0", "2.0")]
    install(files[0])
    with ThreadPoolExecutor(1) as pool:
        replacing = pool.submit(lambda: [install(files[number % 2]) for number in range(1, 5)])
        looks = [len([m for m in store.argos_models() if m.target == "qu"]) for _ in iter(replacing.done, True)]
    replacing.result()
    assert set(looks) == {1}


class Waiting(Progress):
    def __init__(self) -> None:
        self.notes: list[str] = []

    def note(self, text: str) -> None:
        self.notes.append(text)


def test_a_second_writer_waits_and_says_so(shelf_folder: Path) -> None:
    progress = Waiting()
    order = []

    def second() -> None:
        with shelf.opened(shelf_folder, progress):
            order.append("second")

    with ThreadPoolExecutor(1) as pool:
        with shelf.opened(shelf_folder):
            waiting = pool.submit(second)
            while not progress.notes:
                time.sleep(0.01)
            order.append("first")
        waiting.result()
    assert order == ["first", "second"]
    assert progress.notes == [f"waiting for another process that is changing {shelf_folder}"]


def test_a_mount_of_its_own(made: Path, shelf_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be renamed onto the shelf from beside it, the workshop lies on it; argostranslate copes."""
    real = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if path.is_relative_to(shelf_folder) != Path(target).is_relative_to(shelf_folder):
            raise OSError(18, "Invalid cross-device link")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    install(str(write_argosmodel(made)))
    [done] = install(str(write_argosmodel(made, version="2.0")))
    assert done.replaced == ("translate-en_qu-1_0",)
    assert [path.name for path in (shelf_folder / ".polyglot-news").iterdir() if path.name != "lock"] == [
        "metadata.json"
    ]
    assert store.unusable() == []
    code = "from argostranslate import package; print([p.type for p in package.get_installed_packages()])"
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert sorted(output.strip("[]\n").split(", ")) == ["'translate'", "'workshop'"]


def test_a_namesake_that_came_later_is_left_alone(made: Path, shelf_folder: Path) -> None:
    """A record that names a replaced folder does not remove another one that has its name by now."""
    write_package(shelf_folder, version="1.0")
    old = Superseded.of(shelf_folder / "translate-en_qu-1_0")
    [done] = install(str(write_argosmodel(made, version="2.0")))
    write_package(shelf_folder, version="1.0")
    record = manifest.read(done.model.path)
    assert record is not None
    assert record.superseded == ()
    for namesake, there in ((old, True), (Superseded.of(shelf_folder / "translate-en_qu-1_0"), False)):
        pending = manifest.Manifest(
            **{field: getattr(record, field) for field in record.__slots__} | {"superseded": (namesake,)}
        )
        pending.write(done.model.path, made)
        assert ("1.0" in [m.version for m in store.argos_models() if m.target == "qu"]) is there
        with shelf.opened(shelf_folder):
            assert (shelf_folder / "translate-en_qu-1_0").exists() is there


def test_leftovers_of_a_probe_are_cleared(shelf_folder: Path) -> None:
    with shelf.opened(shelf_folder):
        pass
    old, young = shelf_folder / ".probe-old", shelf_folder / ".probe-young"
    for path in (old, young):
        path.touch()
    os.utime(old, (time.time() - 3600,) * 2)
    with shelf.opened(shelf_folder):
        assert not old.exists()
        assert young.exists()


def test_a_damaged_record_is_told(made: Path) -> None:
    [done] = install(str(write_argosmodel(made)))
    (done.model.path / "install.json").write_text("{")
    with pytest.raises(ModelError, match=r"install.json is damaged .* install the model again"):
        manifest.read(done.model.path)
    assert [verdict.state for verdict in verify("en-qu")] == ["damaged"]
    [again] = install(str(write_argosmodel(made)))
    assert [verdict.state for verdict in verify("en-qu")] == ["intact"]
    assert again.model.version == "1.0"
