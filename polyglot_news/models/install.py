"""Getting models onto this machine: from a file, a folder, an address, the Argos index, or Mozilla's."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from polyglot_news import __version__
from polyglot_news.errors import ModelError, UsageError
from polyglot_news.models import (
    archive,
    argos_package,
    bundle,
    digest,
    firefox_index,
    firefox_package,
    index,
    manifest,
    shelf,
    store,
)
from polyglot_news.models.copying import copy_folder
from polyglot_news.models.digest import FileHash
from polyglot_news.models.download import fetched, public_url
from polyglot_news.models.manifest import Manifest
from polyglot_news.models.progress import SILENT, Progress
from polyglot_news.models.shelf import OpenShelf
from polyglot_news.translate.engine import Model


@dataclass(frozen=True, slots=True)
class Installed:
    """What became of one model: it was installed, in place of `replaced`, or was there already."""

    model: Model
    already: bool = False
    replaced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a model came from, as given; the hash of the file it came in; what was known of it beforehand."""

    text: str
    archive: FileHash | None = None
    pair: tuple[str, str] | None = None
    version: str = ""

    @property
    def recorded(self) -> str:
        """What is kept: an address, or a bare name; where somebody keeps his files is nobody's business."""
        return self.text if "://" in self.text else Path(self.text).resolve().name


def install(source: str, sha256: str = "", progress: Progress = SILENT) -> list[Installed]:
    """Install from an `.argosmodel` file, a bundle, a model's folder, or the http(s) address of such a file.

    Args:
        source: path or address.
        sha256: what the file's SHA-256 must be; empty to accept any.
        progress: told of what is done.

    Returns:
        One entry a model: several only for a bundle.

    Raises:
        ModelError: it is not what it should be; nothing has changed then.
        OfflineError: an address, and the network is switched off.
        UsageError: there is no such file.
    """
    if source.startswith(("http://", "https://")):
        with fetched(source, progress) as download:
            return _from_file(download.path, Origin(public_url(source), download.content), sha256, progress)
    path = Path(source)
    if path.is_dir():
        if sha256:
            raise UsageError("a folder has no SHA-256 to compare: give --sha256 with a file or an address")
        return [_from_folder(path, Origin(source), progress)]
    if not path.is_file():
        raise UsageError(
            f"there is no file {source}; for a language pair give two codes, as in: models install ru en"
        )
    return _from_file(path, Origin(source, digest.hash_file(path)), sha256, progress)


def install_pair(source: str, target: str, engine: str = "argos", progress: Progress = SILENT) -> list[Installed]:
    """Install the newest model for a language pair from the Argos index, or from Mozilla's for `firefox`.

    Returns:
        One entry a model; two where Mozilla's index leads through another language.

    Raises:
        ModelError: there is none, it cannot be downloaded, or it is not what it should be.
        OfflineError: the network is switched off.
        UsageError: there is no such engine.
    """
    if engine == "firefox":
        with firefox_index.downloaded(source, target, progress) as legs:
            return [_from_leg(leg, progress) for leg in legs]
    if engine != "argos":
        raise UsageError(f"there is no engine {engine!r}; there are: {', '.join(store.ENGINES)}")
    links = index.load(refresh=True, progress=progress).best(source, target).links
    for link in links[:-1]:
        try:
            return _from_link(link, (source, target), progress)
        except ModelError as error:
            progress.note(f"{error}; trying the next address")
    return _from_link(links[-1], (source, target), progress)


def _from_leg(leg: firefox_index.Leg, progress: Progress) -> Installed:
    origin = Origin(firefox_index.records_url(), None, (leg.source, leg.target), leg.version)
    return _from_folder(leg.folder, origin, progress)


def _from_link(link: str, pair: tuple[str, str], progress: Progress) -> list[Installed]:
    with fetched(link, progress) as download:
        return _from_file(download.path, Origin(public_url(link), download.content, pair), "", progress)


def _from_file(path: Path, origin: Origin, sha256: str, progress: Progress) -> list[Installed]:
    found = origin.archive.sha256 if origin.archive else ""
    if sha256 and found != sha256.strip().lower():
        raise ModelError(f"{origin.text} is refused: its SHA-256 is {found}, not {sha256.strip().lower()}")
    with archive.opened(path) as file:
        contents = bundle.read(file)
    if contents is not None:
        return [_from_bundle(path, item, origin, progress) for item in contents]
    with shelf.opened(store.shelf_folder("argos"), progress) as opened:
        with archive.opened(path) as file:
            archive.unpack(file, opened.scratch, progress=progress)
        inside = list(opened.scratch.iterdir())
        if len(inside) != 1 or not argos_package.is_argos(inside[0]):
            raise ModelError(f"{origin.text} is no Argos package: it needs one folder with a metadata.json in it")
        return [_shelve(opened, "argos", inside[0], inside[0].name, origin)]


def _from_bundle(path: Path, item: bundle.Item, origin: Origin, progress: Progress) -> Installed:
    record = item.record
    with shelf.opened(store.shelf_folder(record.engine), progress) as opened:
        staged = opened.scratch / record.name
        staged.mkdir()
        with archive.opened(path) as file:
            archive.unpack(file, staged, under=item.folder, progress=progress)
        known = Origin(origin.text, origin.archive, (record.source, record.target), record.version)
        return _shelve(opened, record.engine, staged, record.name, known)


def _from_folder(folder: Path, origin: Origin, progress: Progress) -> Installed:
    if not (engine := _engine_of(folder)):
        raise ModelError(f"{folder} is no model: it has neither a metadata.json (Argos) nor a model.*.bin (Firefox)")
    called = folder.resolve().name
    with shelf.opened(store.shelf_folder(engine), progress) as opened:
        staged = Path(tempfile.mkdtemp(dir=opened.scratch)) / called
        copy_folder(folder, staged, progress)
        return _shelve(opened, engine, staged, called, origin)


def _engine_of(folder: Path) -> str:
    if argos_package.is_argos(folder):
        return "argos"
    return "firefox" if firefox_package.is_firefox(folder) else ""


def _shelve(opened: OpenShelf, engine: str, staged: Path, called: str, origin: Origin) -> Installed:
    """Check an unpacked model, and put it on the shelf unless the same is there."""
    record = _checked(engine, staged, called, origin)
    pair = record.source, record.target
    if origin.pair and origin.pair != pair:
        raise ModelError(f"{origin.text} is refused: asked for {'→'.join(origin.pair)}, it is {'→'.join(pair)}")
    rivals = [model for model in store.installed(engine) if (model.source, model.target) == pair]
    for model in rivals:
        if digest.hash_files(model.path) == record.files:
            return _kept(opened, model, record)
    rival_paths = {model.path for model in rivals}
    ours = [path for path in shelf.shelved(opened.folder) if path.name == record.name or path in rival_paths]
    place = opened.put(staged, record, ours)
    model = next(model for model in store.installed(engine) if model.path == place)
    return Installed(model, replaced=tuple(path.name for path in ours))


def _kept(opened: OpenShelf, model: Model, record: Manifest) -> Installed:
    """The same model is there; if its record is not (another program put it there), write it now."""
    if model.path.parent == opened.folder and manifest.readable(model.path) is None:
        record.write(model.path, opened.scratch)
    return Installed(model, already=True)


def _checked(engine: str, staged: Path, called: str, origin: Origin) -> Manifest:
    try:
        return _examined(engine, staged, called, origin)
    except ModelError as error:  # where it lies for the moment tells the reader nothing
        raise ModelError(str(error).replace(str(staged), origin.text)) from error


def _examined(engine: str, staged: Path, called: str, origin: Origin) -> Manifest:
    if engine == "argos":
        argos = argos_package.check_package(staged, called)
        pair, licence, name, version = (argos.source, argos.target), argos.licence, argos.name, argos.version
    else:
        firefox = firefox_package.check_package(staged, called, origin.pair)
        pair, licence, version = (firefox.source, firefox.target), firefox.licence, origin.version
        name = firefox.name(version)
    return Manifest(
        engine=engine,
        source=pair[0],
        target=pair[1],
        name=name,
        version=version,
        licence=licence,
        origin=origin.recorded,
        installed=datetime.now(timezone.utc).isoformat(timespec="seconds"),
        tool=f"polyglot-news {__version__}",
        files=digest.hash_files(staged),
        archive=origin.archive,
    )
