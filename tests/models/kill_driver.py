"""Changes a store in child processes that die, and prints what was found after each death, one JSON object a line.

`python kill_driver.py every SCENARIO OLD NEW`: a child for each file operation on the store, killed before it.
`python kill_driver.py random SCENARIO OLD NEW`: children killed after a random time.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable

from polyglot_news.models import argos_package, places, shelf, store
from polyglot_news.models.install import install
from polyglot_news.models.verify import verify_model

OPERATIONS = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "os.listdir", "os.scandir")
RANDOM_DEATHS = 12


def prepare(scenario: str, old: str) -> None:
    shutil.rmtree(places.argos_home().parent, ignore_errors=True)
    if scenario != "first":
        install(old)
    if scenario == "mend":
        (places.argos_home() / "translate-en_qu-1_0" / "README.md").write_text("damaged")


def action(scenario: str, old: str, new: str) -> Callable[[], object]:
    changes = {
        "first": lambda: install(new),
        "upgrade": lambda: install(new),
        "mend": lambda: install(old),
        "remove": lambda: store.remove("en-qu"),
    }
    return changes[scenario]


def in_child(work: Callable[[], object]) -> int:
    child = os.fork()
    if not child:
        try:
            work()
        finally:
            os._exit(0)
    return child


def die_at(count: int, work: Callable[[], object]) -> None:
    home, seen = str(places.argos_home().parent), itertools.count(1)

    def hook(event: str, args: tuple[object, ...]) -> None:
        if event in OPERATIONS and any(str(arg).startswith(home) for arg in args) and next(seen) == count:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    work()


def found() -> dict[str, object]:
    """What is there: installed versions, the state of each, and folders that argostranslate would stumble over."""
    folders = [path for path in places.argos_home().glob("*") if path.is_dir()]
    mine = [model for model in store.argos_models() if not model.bundled]
    return {
        "versions": [model.version for model in mine],
        "states": [verify_model(model).state for model in mine] + ["unusable" for _ in store.unusable()],
        "stumbles": [path.name for path in folders if not (path / "metadata.json").is_file()],
    }


def left() -> list[str]:
    workshop = places.argos_home().parent / ".packages.polyglot-news"
    hidden = [path.name for path in places.argos_home().glob(".*") if not path.name.startswith(".probe-")]
    return hidden + [
        path.name for path in workshop.iterdir() if path.name not in ("lock",) and ".probe-" not in path.name
    ]


def report(status: int, change: Callable[[], object]) -> bool:
    died = os.WIFSIGNALED(status)
    after_death = found()
    with shelf.opened(places.argos_home()):
        pass
    after_sweep = {**found(), "left": left(), "folders": len(places.subfolders(places.argos_home()))}
    if after_sweep["versions"] or "remove" not in sys.argv:
        change()
    print(
        json.dumps({"died": died, "death": after_death, "sweep": after_sweep, "again": {**found(), "left": left()}})
    )
    return died


def main(how: str, scenario: str, old: str, new: str) -> None:
    os.fsync = lambda handle: None  # the death of a process loses nothing that was written, and flushing is slow
    change = action(scenario, old, new)
    if how == "every":
        argos_package.check_loads = lambda folder, engine: None  # it changes nothing, and would take most of the time
        for count in itertools.count(1):
            prepare(scenario, old)
            _, status = os.waitpid(in_child(lambda count=count: die_at(count, change)), 0)
            if not report(status, change):
                return
    prepare(scenario, old)
    started = time.monotonic()
    change()
    span = time.monotonic() - started
    generator = random.Random(7)
    died = 0
    for _ in range(10 * RANDOM_DEATHS):  # on a busy machine some children are done before they are hit
        prepare(scenario, old)
        child = in_child(change)
        time.sleep(generator.uniform(0, span))
        os.kill(child, signal.SIGKILL)
        died += report(os.waitpid(child, 0)[1], change)
        if died == RANDOM_DEATHS:
            return


if __name__ == "__main__":
    main(*sys.argv[1:])
