"""A window killed at any moment: no step is lost that it showed as 已保存.

Thirty kills; HFGOALS_KILLS=500 in the environment makes it five hundred, HFGOALS_SEED=… the same
ones again (docs/file-format.md).
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from hfgoals.store import create
from hfgoals.store.beside import has_journal
from tests.cli.run import ROOT, run
from tests.store.workbooks import small_book


@contextmanager
def _windows(path: Path) -> Iterator[Callable[[int, int, float], list[str]]]:
    """Gives what a window of that seed told until it was killed, so long after its n-th word."""
    with subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("typing_child.py")), str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as nursery:
        into, out = nursery.stdin, nursery.stdout
        assert into is not None
        assert out is not None

        def killed(seed: int, words: int, seconds: float) -> list[str]:
            into.write(f"{seed}\n")
            into.flush()
            window = int(out.readline())
            told: list[str] = []
            for _ in range(words):
                told.append(out.readline().strip())
                assert told[-1].isdigit(), "the window ended by itself"
            time.sleep(seconds)
            os.kill(window, signal.SIGKILL)
            told += [line.strip() for line in iter(out.readline, "gone\n")]
            return told

        yield killed
        into.close()


def _dumped(path: Path, capsys: pytest.CaptureFixture[str]) -> int:
    """The number in the cell, by the file."""
    assert run("verify", path) == 0
    capsys.readouterr()
    assert run("dump", path) == 0
    dump = json.loads(capsys.readouterr().out)
    return int(dump["years"][0]["projects"][0]["indicators"][0]["name"])


@pytest.mark.slow
def test_no_step_is_lost_that_was_shown_as_saved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kills = int(os.environ.get("HFGOALS_KILLS", "30"))
    seed = int(os.environ.get("HFGOALS_SEED", str(random.randrange(1_000_000))))
    chance = random.Random(seed)
    path = tmp_path / "a.hfg"
    book = small_book(projects=3)
    first, *rest = book.years[0].projects
    numbered = replace(first.indicators[0], name="0")
    first = replace(first, indicators=(numbered, *first.indicators[1:]))
    create(path, replace(book, years=(replace(book.years[0], projects=(first, *rest)),))).close()
    shown = unfinished = found = 0
    with _windows(path) as killed:
        for kill in range(kills):
            # Mostly right at the word: a step that is not yet on the disk is lost then.
            delay = chance.choice((0.0, 0.0, chance.uniform(0, 0.3)))
            told = killed(chance.randrange(1_000_000), chance.randint(1, 3), delay)
            shown += len(told)
            unfinished += has_journal(path)
            found = _dumped(path, capsys)
            assert found >= int(told[-1]), f"lost at kill {kill} of seed {seed}"
    with capsys.disabled():
        print(
            f"\n{kills} killed windows (seed {seed}): {found} steps in the file, {shown} shown as"
            f" saved, {unfinished} kills in the middle of a step, none lost"
        )
    assert found >= shown >= kills
