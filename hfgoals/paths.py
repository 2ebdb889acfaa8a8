"""Where resources, settings and logs live.

The only place that asks appdirs, and the only one that cares whether the program runs from a
checkout, from a bundle or from a stick that keeps everything to itself.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

_APP = "hfgoals"
_NOWHERE = Path(os.devnull, _APP)
"""Where nothing can be read or written."""
PORTABLE = "portable.txt"
"""Beside the launcher it says: settings, backups and logs go beside the program as well."""
_KEPT = "数据"
"""The folder for them there."""
_LAUNCHER = "hfg.exe"


_BASES = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")


@cache
def _root() -> Path:
    """The folder of the checkout, or of the bundle."""
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle) if bundle is not None else Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """The path of one resource, such as ``resource("fonts", "NotoSerifSC-Regular.ttf")``."""
    return _root().joinpath("resources", *parts)


def manual() -> Path:
    """The user's manual, a Markdown file."""
    return _root() / "docs" / "manual" / "manual.md"


def program_folder() -> Path | None:
    """The folder of the launcher of an installed or unpacked program; None in a checkout."""
    if hasattr(sys, "frozen"):
        return Path(sys.executable).resolve().parent
    beside = _root().parent
    return beside if _root().name == "app" and (beside / _LAUNCHER).is_file() else None


def portable_folder() -> Path | None:
    """Where a program that is carried about keeps all that is its user's; None for any other."""
    folder = program_folder()
    return folder / _KEPT if folder is not None and (folder / PORTABLE).is_file() else None


def settings_folder() -> Path:
    """The user's folder for window settings and the list of recent files.

    Made when missing, where that can be: whoever writes there has to reckon with a refusal.
    """
    import appdirs

    return _made(_carried("settings") or appdirs.user_config_dir(_APP, False))


def backup_folder() -> Path:
    """Where backups of workbooks are kept unless the user chose another folder, made as above."""
    import appdirs

    return _made(_carried("backups") or str(Path(appdirs.user_data_dir(_APP, False), "backups")))


def log_folder() -> Path:
    """The user's folder for the program's log, made as that for settings."""
    import appdirs

    return _made(_carried("logs") or appdirs.user_log_dir(_APP, False))


def _carried(name: str) -> str | None:
    folder = portable_folder()
    return None if folder is None else str(folder / name)


def keep_out_of_current_folder() -> None:
    """Without a home folder libraries, too, shall keep nothing where the user happens to be."""
    for name in _BASES:
        if not Path(os.environ.get(name, "/")).is_absolute():
            os.environ[name] = str(_NOWHERE)


def _made(folder: str) -> Path:
    # appdirs gives 8.3 names (C:\Users\ZHANG~1) for Chinese user names; resolve() spells them out.
    path = Path(folder)
    if not path.is_absolute():
        # Without a home folder: "~/.config" would be made where the user happens to be.
        return _NOWHERE
    # A home folder may be missing or read-only; the program works without, and remembers nothing.
    with suppress(OSError):
        path.mkdir(parents=True, exist_ok=True)
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        # Links that lead in a circle.
        return _NOWHERE
