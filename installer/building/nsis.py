"""The script of the Windows installer: its template with this build's names and files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

TEMPLATES = Path(__file__).with_name("launcher")


def filled(name: str, fields: Mapping[str, str]) -> str:
    """A template with its @FIELDS@ filled in. Raises KeyError for one that is not given."""
    text = (TEMPLATES / name).read_text("utf-8")
    return re.sub(r"@([A-Z]+)@", lambda found: fields[found[1]], text)


def numbers(version: str, by: str) -> str:
    """A version as the four numbers that Windows wants."""
    return by.join([*version.split("."), "0", "0", "0"][:4])


def removal(files: Iterable[str]) -> str:
    """The lines that take these files away, and the folders that only held them, deepest first."""
    paths = sorted(PurePosixPath(name) for name in files)
    folders = {folder for path in paths for folder in path.parents if folder != PurePosixPath()}
    lines = [f'  Delete "{_place(path)}"' for path in paths]
    deepest = sorted(folders, key=lambda folder: (-len(folder.parts), folder))
    return "\n".join([*lines, *(f'  RMDir "{_place(folder)}"' for folder in deepest)])


def _place(path: PurePosixPath) -> str:
    # A dollar begins a variable of NSIS.
    return "$INSTDIR\\" + "\\".join(path.parts).replace("$", "$$")
