"""Which files are sources: those given and those in the folders given, each once."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hfgoals.exchange.kinds import SENT_IN
from hfgoals.places import real
from hfgoals.progress import Report


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, with the name that people know it by."""

    path: Path
    name: str
    empty_folder: bool = False


@dataclass(frozen=True, slots=True)
class LookedThrough:
    """What is there to read, and the files of other kinds that lie beside it."""

    found: tuple[Found, ...]
    others: tuple[Path, ...] = ()


def look_through(
    given: Iterable[Path], without: Sequence[Path], report: Report | None = None
) -> LookedThrough:
    """The files given and those in the folders given, each once; hidden ones only when named.

    Files of a folder are in the order of their names and called by their path within it; names are
    short, and several may share one. Raises what ``report`` raises.
    """
    seen = {real(path) for path in without}
    found: list[Found] = []
    others: list[Path] = []
    for path in given:
        each_found = [Found(path, path.name)]
        if path.is_dir():
            each_found, beside = _in_folder(path, report)
            others += beside
        for each in each_found:
            place = real(each.path)
            if place not in seen:
                seen.add(place)
                found.append(each)
    return LookedThrough(tuple(found), tuple(dict.fromkeys(others)))


def told_apart(found: Sequence[Found]) -> tuple[Found, ...]:
    """The same, those of one name called by their whole path."""
    names = Counter(each.name for each in found)
    return tuple(
        replace(each, name=str(each.path)) if names[each.name] > 1 else each for each in found
    )


def may_be_read(path: Path) -> bool:
    """Whether the file, by its name, is of a kind that the forms come in."""
    return path.suffix.lower() in SENT_IN


def _in_folder(folder: Path, report: Report | None) -> tuple[list[Found], list[Path]]:
    unreadable: list[OSError] = []
    files: list[Path] = []
    others: list[Path] = []
    for at, folders, names in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        # ~$ is what Word and Excel leave beside an open file.
        seen = [Path(at, name) for name in names if not name.startswith((".", "~$"))]
        files += [path for path in seen if may_be_read(path)]
        others += sorted(path for path in seen if not may_be_read(path))
        if report is not None:
            report(len(files), 0)
    found = [Found(path, path.relative_to(folder).as_posix()) for path in sorted(files)]
    found += [Found(Path(error.filename), str(error.filename)) for error in unreadable]
    return found or [Found(folder, str(folder), empty_folder=True)], others
