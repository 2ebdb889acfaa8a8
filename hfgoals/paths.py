"""Where resources, settings and logs live.

The only place that asks appdirs, and the only one that cares whether the program runs from a
checkout or from a bundle.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

_APP = "hfgoals"


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


def settings_folder() -> Path:
    """The user's folder for window settings and the list of recent files; made when missing."""
    import appdirs

    return _made(appdirs.user_config_dir(_APP, False))


def log_folder() -> Path:
    """The user's folder for the program's log; made when missing."""
    import appdirs

    return _made(appdirs.user_log_dir(_APP, False))


def _made(folder: str) -> Path:
    # appdirs gives 8.3 names (C:\Users\ZHANG~1) for Chinese user names; resolve() spells them out.
    path = Path(folder)
    path.mkdir(parents=True, exist_ok=True)
    return path.resolve()
