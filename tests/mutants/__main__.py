"""How much the tests notice: ``python -m tests.mutants [--seed N] [--minutes N] [ROOM…]``.

Puts one small fault at a time into a copy of the code, room by room in turn, and runs the nearest
tests. Prints what went unnoticed and, per room, the share that was noticed. The same seed gives
the same faults; how many of them depends on the minutes.
"""

from __future__ import annotations

import argparse
import ast
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.mutants.faults import Fault, faults
from tests.mutants.nearest import Neighbours
from tests.mutants.running import Copy

ROOT = Path(__file__).resolve().parents[2]
_LEFT_BEHIND = shutil.ignore_patterns(".git", ".venv*", "build", ".hypothesis", ".*_cache")


class Tried(NamedTuple):
    """A fault and what became of it."""

    room: str
    place: str
    fault: Fault
    by: str
    """The test that noticed it, or ""."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Try faults until the time is over; 1 when a room lets more than 8 of 100 pass."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("rooms", nargs="*", metavar="room", help="as hfgoals/checks, ui/grid")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=30.0)
    chosen = parser.parse_args(arguments)
    rooms = _rooms()
    unknown = set(chosen.rooms) - rooms.keys()
    if unknown:
        parser.error(f"no such room: {' '.join(sorted(unknown))}; there are {' '.join(rooms)}")
    end = time.monotonic() + chosen.minutes * 60
    counts: Counter[tuple[str, bool]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "copy")
        shutil.copytree(ROOT, root, ignore=_LEFT_BEHIND)
        for tried in _tries(Copy(root), chosen.rooms or list(rooms), chosen.seed):
            counts[tried.room, bool(tried.by)] += 1
            told = f"noticed by {tried.by}" if tried.by else "UNNOTICED"
            print(f"{tried.place}: {tried.fault.was} -> {tried.fault.now}\n    {told}", flush=True)
            if time.monotonic() > end:
                break
    return _told(counts)


def _rooms() -> dict[str, list[Path]]:
    """The product's files by room: a folder of the core or of the window, or what lies beside."""
    rooms: dict[str, list[Path]] = {}
    for part in ("hfgoals", "ui"):
        for path in sorted((ROOT / part).rglob("*.py")):
            inside = path.relative_to(ROOT).parts
            rooms.setdefault("/".join(inside[:2]) if len(inside) > 2 else part, []).append(
                path.relative_to(ROOT)
            )
    return rooms


def _tries(copy: Copy, rooms: Sequence[str], seed: int) -> Iterator[Tried]:
    files = _rooms()
    neighbours = Neighbours(copy.root)
    # One chance for each room: which rooms are chosen changes nothing about its faults.
    chances = {room: random.Random(f"{seed} {room}") for room in rooms}
    while True:
        for room in rooms:
            chance = chances[room]
            sizes = [(copy.root / path).stat().st_size for path in files[room]]
            (path,) = chance.choices(files[room], sizes)
            source = copy.root / path
            tree = ast.parse(source.read_text("utf-8"))
            possible = faults(tree)
            if not possible:
                continue
            fault = chance.choice(possible)
            fault.put()
            near, further = neighbours.near(source), neighbours.further(source)
            with copy.holding(source, ast.unparse(tree)):
                by = copy.noticed_by(near) or copy.noticed_by(further)
            yield Tried(room, f"{path}:{fault.line}", fault, by)


def _told(counts: Counter[tuple[str, bool]]) -> int:
    poor = False
    print(f"\n{'room':24}{'faults':>8}{'noticed':>9}")
    for room in sorted({room for room, _ in counts}):
        noticed = counts[room, True]
        total = noticed + counts[room, False]
        poor |= noticed < 0.92 * total
        print(f"{room:24}{total:>8}{noticed / total:>8.0%}")
    return 1 if poor else 0


if __name__ == "__main__":
    sys.exit(main())
