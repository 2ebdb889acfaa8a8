"""Temporary folders that are gone afterwards, though a virus scanner may hold a file of them.

On Windows what somebody reads cannot be removed. A scanner lets go within a moment; where it does
not, the folder stays, and a later run takes it away. Nothing waits longer than half a second.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Final

_PREFIX: Final = "hfgoals-"
_STREAMED: Final = "openpyxl."
"""How files begin that openpyxl streams a workbook's sheets into."""
_PAUSES: Final = (0.02, 0.05, 0.1, 0.3)
_LEFT_SECONDS: Final = 7 * 24 * 3600
"""Nobody has a workbook open that long without looking at it."""


def made_folder() -> Path:
    """A new folder of this user's alone. Raises OSError."""
    clear_earlier()
    return Path(tempfile.mkdtemp(prefix=_PREFIX))


def removed(folder: Path) -> bool:
    """Take the folder away with all that is in it; False when somebody holds on to it."""
    for pause in (*_PAUSES, 0.0):
        with suppress(FileNotFoundError):
            try:
                shutil.rmtree(folder)
            except OSError:
                if not os.path.lexists(folder):
                    return True
                time.sleep(pause)
                continue
        return True
    return False


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder for the body alone."""
    folder = made_folder()
    try:
        yield folder
    finally:
        removed(folder)


@cache
def clear_earlier() -> None:
    """Once a run: what earlier runs could not take away, or were killed over."""
    before = time.time() - _LEFT_SECONDS
    with suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for entry in entries:
            if not entry.name.startswith((_PREFIX, _STREAMED)):
                continue
            # What cannot be looked at or removed stays for another time.
            with suppress(OSError):
                found = entry.stat(follow_symlinks=False)
                if found.st_mtime >= before or not _is_ours(found):
                    continue
                if entry.name.startswith(_STREAMED) and stat.S_ISREG(found.st_mode):
                    Path(entry).unlink()
                elif entry.name.startswith(_PREFIX) and stat.S_ISDIR(found.st_mode):
                    shutil.rmtree(entry.path)


def _is_ours(found: os.stat_result) -> bool:
    return found.st_uid == getattr(os, "getuid", lambda: found.st_uid)()
