"""A process killed at any moment: nothing acknowledged is lost, no step is half there.

Ten kills; HFGOALS_KILLS=100 in the environment makes it a hundred (docs/file-format.md).
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hfgoals.store import create, open_file, verify
from hfgoals.store.beside import has_journal
from tests.store.workbooks import names, small_book, step
from tests.store.writing_child import ROWS

_ROOT = Path(__file__).parents[2]


def _killed_after(path: Path, first: int, seconds: float) -> list[str]:
    """What a writing process told until it was killed, so long after its first word."""
    with subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("writing_child.py")), str(path), str(first)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
    ) as child:
        assert child.stdout is not None
        told = [child.stdout.readline()]
        time.sleep(seconds)
        child.kill()
        told += child.stdout.readlines()
    return [line.strip() for line in told]


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_and_nothing_is_torn(tmp_path: Path) -> None:
    kills = int(os.environ.get("HFGOALS_KILLS", "10"))
    chance = random.Random()
    path = tmp_path / "a.hfg"
    book, _ = step(small_book(projects=30), "0", ROWS)
    with create(path, book):
        pass
    steps = unfinished = 0
    last = 0
    for _ in range(kills):
        told = _killed_after(path, last + 1, chance.uniform(0, 0.2))
        assert all(line.isdigit() for line in told), told
        acknowledged = int(told[-1])
        unfinished += has_journal(path)
        if chance.random() < 0.3:
            assert verify(path).ok
        with open_file(path) as store:
            assert not store.read_only
            (found,) = names(store.book, ROWS)
            assert int(found) >= acknowledged
            steps += int(found) - last
            last = int(found)
    print(f"{kills} kills over {steps} steps, {unfinished} of them in the middle of a step")
    assert steps > kills
