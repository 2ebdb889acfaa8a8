"""Two programs at the same files at once: nothing that either was told to be done is lost.

Some rounds; HFGOALS_TIMES=500 in the environment makes it five hundred.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from hfgoals.store import create, open_file, verify
from hfgoals.store.schema import VERSION
from hfgoals.store.whole import put_whole
from hfgoals.trouble import CannotWrite, ReadOnlyFile
from tests.budget import often
from tests.store.workbooks import small_book

_ROOT = Path(__file__).parents[2]
_OLD = _ROOT / "tests" / "old_files" / "version_1.hfg"


def _race(folder: Path, me: str, rounds: int) -> None:
    """One of the two: whatever it tells as done, a line of JSON each, must hold in the end."""
    path, chance = folder / "a.hfg", random.Random()
    for number in range(rounds):
        with open_file(path) as store:
            if not store.read_only:
                store.put_setting(f"{me} {number}", me)
                _say("written", f"{me} {number}")
                time.sleep(chance.choice((0, 0.001)))
            for name, put in (
                (f"copy {number}.hfg", store.save_copy),
                (f"restored {number}.hfg", lambda to: put_whole(store.whole(), to)),
            ):
                try:
                    put(folder / name)
                    _say("made", name)
                except CannotWrite:
                    _say("refused", name)
            # The other one may be at it.
            with contextlib.suppress(CannotWrite):
                store.save_copy(folder / "always.hfg", replace=True)
        try:
            create(folder / f"new {number}.hfg", small_book()).close()
            _say("made", f"new {number}.hfg")
        except CannotWrite:
            _say("refused", f"new {number}.hfg")
        _say("upgraded" if _upgraded(folder / f"old {number}.hfg") else "looked at", str(number))


def _upgraded(path: Path) -> bool:
    with open_file(path) as store:
        try:
            store.put_setting("by", os.getpid())
        except ReadOnlyFile:
            return False
        return True


def _say(what: str, about: str) -> None:
    os.write(1, (json.dumps([what, about]) + "\n").encode())


@pytest.mark.slow
def test_two_programs_at_once_lose_nothing(tmp_path: Path) -> None:
    rounds = often(25)
    create(tmp_path / "a.hfg", small_book()).close()
    for number in range(rounds):
        shutil.copyfile(_OLD, tmp_path / f"old {number}.hfg")
    told = _told_by_two(tmp_path, rounds)
    written = {about for what, about in told if what == "written"}
    with open_file(tmp_path / "a.hfg") as store:
        assert not store.read_only
        assert all(store.setting(key) == key[0] for key in written)
    made = Counter(about for what, about in told if what == "made")
    refused = Counter(about for what, about in told if what == "refused")
    assert set(made.values()) == {1}
    assert len(made) == 3 * rounds
    assert all(verify(tmp_path / name).ok for name in [*made, "always.hfg"])
    for number in range(rounds):
        (kept,) = tmp_path.glob(f"old {number}.旧版1*.hfg")
        assert kept.read_bytes() == _OLD.read_bytes()
        assert verify(tmp_path / f"old {number}.hfg").version == VERSION
    assert not [each for each in tmp_path.iterdir() if each.name.startswith(".")]
    print(f"{rounds} rounds: {len(written)} steps, {len(made)} files, {refused.total()} refused")


def _told_by_two(folder: Path, rounds: int) -> list[list[str]]:
    racers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.store.test_races", str(folder), me, str(rounds)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=_ROOT,
            env={**os.environ, "PYTHONPATH": str(_ROOT)},
        )
        for me in "ab"
    ]
    told: list[list[str]] = []
    for racer in racers:
        with racer:
            out, _ = racer.communicate()
        assert racer.returncode == 0
        told += [json.loads(line) for line in out.splitlines()]
    return told


if __name__ == "__main__":
    _race(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
