"""Are the models still what was installed? Everything is read and hashed again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from polyglot_news.errors import ModelError
from polyglot_news.models import digest, loadcheck, manifest, store
from polyglot_news.translate.engine import Model

INTACT, DAMAGED, UNRECORDED, UNUSABLE = "intact", "damaged", "unrecorded", "unusable"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of one folder.

    `state` is `intact` (every file has the hash recorded when it was installed), `damaged` (`faults` name the files),
    `unrecorded` (put there by another program; it loads and translates), or `unusable`.
    """

    name: str
    path: Path
    state: str
    faults: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        return self.state in (INTACT, UNRECORDED)


def verify(wanted: str = "", engine: str = "") -> list[Verdict]:
    """Check all models, or those that `wanted` (a pair or a name) means.

    Raises:
        ModelError: there is no such model.
    """
    broken = [Verdict(path.name, path, UNUSABLE, (reason,)) for path, reason in store.unusable(engine)]
    broken = [verdict for verdict in broken if wanted in ("", verdict.name)]
    if wanted and broken:
        return broken
    models = store.find(wanted, engine) if wanted else store.installed(engine)
    return [verify_model(model) for model in models] + broken


def verify_model(model: Model) -> Verdict:
    try:
        record = manifest.read(model.path)
        if record is not None:
            faults = compare(record, model.path)
            return Verdict(model.name, model.path, DAMAGED if faults else INTACT, faults)
        loadcheck.check_loads(model.path, model.engine)
    except ModelError as error:
        return Verdict(model.name, model.path, DAMAGED, (str(error),))
    return Verdict(model.name, model.path, UNRECORDED)


def compare(record: manifest.Manifest, folder: Path) -> tuple[str, ...]:
    """How the files of a folder differ from its record, one line a file."""
    found = digest.hash_files(folder)
    faults = [f"{name} is missing" for name in record.files.keys() - found.keys()]
    faults += [f"{name} was added" for name in found.keys() - record.files.keys()]
    for name in record.files.keys() & found.keys():
        if found[name] != record.files[name]:
            faults.append(f"{name} has changed ({found[name].size} bytes, {record.files[name].size} when installed)")
    return tuple(sorted(faults))
