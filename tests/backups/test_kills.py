"""A process killed while it backs up: each backup is there whole or not at all, none is lost.

Eight kills; HFGOALS_KILLS=100 in the environment makes it a hundred.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hfgoals.store import create
from tests.backups.making import shelf_in
from tests.store.workbooks import small_book

_ROOT = Path(__file__).parents[2]


def _killed_after(path: Path, folder: Path, first: int, seconds: float) -> list[int]:
    """The numbers told until the process was killed, so long after its first word."""
    child_file = Path(__file__).with_name("backing_child.py")
    with subprocess.Popen(
        [sys.executable, str(child_file), str(path), str(folder), str(first)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
    ) as child:
        assert child.stdout is not None
        told = [child.stdout.readline()]
        time.sleep(seconds)
        child.kill()
        told += child.stdout.readlines()
    return [int(line) for line in told]


@pytest.mark.slow
def test_a_backup_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    kills = int(os.environ.get("HFGOALS_KILLS", "8"))
    chance = random.Random()
    path, shelf = tmp_path / "a.hfg", shelf_in(tmp_path)
    create(path, small_book(projects=30)).close()
    made, left_over, last = set[int](), 0, 0
    for _ in range(kills):
        told = _killed_after(path, shelf.folder, last + 1, chance.uniform(0, 0.3))
        made.update(told)
        last = max(told) + 1
        (kept,) = shelf.workbooks()
        files = list(kept.newest.file.parent.iterdir())
        left_over = len(files) - len(kept.backups)
        assert {each.name for each in files} >= {each.file.name for each in kept.backups}
        assert all(
            each.name.startswith(".hfg-")
            for each in files
            if each not in {one.file for one in kept.backups}
        )
        sound = {int(each.book().unit.name[1:]) for each in kept.backups[:20]}
        assert max(told) in sound or max(told) + 1 in sound
    numbers = {int(each.brief.unit.name[1:]) for each in kept.backups}
    assert made <= numbers
    print(f"{kills} kills over {len(numbers)} backups, {left_over} of them broken off")
