"""Files that stand where a new one is to go: they may be signed or handed in already."""

from __future__ import annotations

import filecmp
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hfgoals.render.names import file_name


def written_beside(path: Path, write: Callable[[Path], object]) -> Path:
    """Where the file now stands that ``write`` makes at the path it gets: no other one is touched.

    Where a name is taken the next number goes behind it, (2), (3) …; what would be the same to the
    byte as one of those there is not kept twice. Raises what ``write`` raises.
    """
    there: list[Path] = []
    target = path
    while os.path.lexists(target):
        there.append(target)
        target = path.with_name(file_name((path.stem,), f"({len(there) + 1}){path.suffix}"))
    write(target)
    same = next((each for each in there if _alike(each, target)), None)
    if same is None:
        return target
    target.unlink()
    return same


def _alike(one: Path, other: Path) -> bool:
    # What cannot be read is nobody's copy.
    with suppress(OSError):
        return one.is_file() and filecmp.cmp(one, other, shallow=False)
    return False
