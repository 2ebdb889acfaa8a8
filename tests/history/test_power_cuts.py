"""The power fails at any moment of a step: the file then opens, and holds what was before or after.

What SQLite writes and syncs is recorded once for each step; images of the disk follow from that
(tests/power.py). A few of each; HFGOALS_TIMES=2000 in the environment makes two thousand in all.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import pytest

from hfgoals.store import open_file, verify
from hfgoals.store.schema import VERSION
from tests.budget import often
from tests.disk import Change, Disk, can_be_watched, watched
from tests.history.test_every_fault import STEPS, Work, begun, prepared, state
from tests.power import after_a_cut

pytestmark = pytest.mark.skipif(
    not can_be_watched(), reason="SQLite is not in a library of its own"
)
_OLD_FILES: Final = Path(__file__).parents[1] / "old_files"
_CASES: Final = len(STEPS) + VERSION - 1


@pytest.fixture
def disk() -> Iterator[Disk]:
    with watched() as found:
        yield found


@pytest.mark.parametrize("what", STEPS)
def test_a_step_is_there_whole_or_not_at_all(tmp_path: Path, disk: Disk, what: str) -> None:
    entries, locked, work = STEPS[what]
    path = tmp_path / "a.hfg"
    prepared(path, entries, locked=locked)
    sound, before = path.read_bytes(), state(path)
    record = _recorded(path, disk, work)
    after = state(path)
    path.unlink()
    told = len(record)
    seen = {"before": 0, "after": 0}
    for where, cut, image in _images(sound, path, record):
        _laid(path, image)
        found = state(path)
        assert found in (before, after), where
        # COMMIT had come back.
        assert found == after or cut < told, where
        seen["after" if found == after else "before"] += 1
    print(f"{what}: {told} changes recorded, {seen['before']} images before, {seen['after']} after")
    assert all(seen.values())


@pytest.mark.parametrize("version", range(1, VERSION))
def test_an_old_file_is_the_old_one_or_the_new_one(
    tmp_path: Path, disk: Disk, version: int
) -> None:
    sound = (_OLD_FILES / f"version_{version}.hfg").read_bytes()
    path = tmp_path / "a.hfg"
    path.write_bytes(sound)
    disk.record = record = []
    with open_file(path) as store:
        assert not store.read_only
        book = store.book
    disk.record = None
    new = 0
    for where, _, image in _images(sound, path, record):
        _laid(path, image)
        report = verify(path)
        assert report.ok, where
        assert report.version in (version, VERSION), where
        new += report.version == VERSION
        with open_file(path) as store:
            assert store.book == book, where
    print(f"version {version}: {len(record)} changes recorded, {new} images new by then")
    assert new


def _recorded(path: Path, disk: Disk, work: Work) -> list[Change]:
    with open_file(path) as store:
        history = begun(store)
        disk.record = record = []
        work(history, store.book)
        disk.record = None
    return record


def _images(
    sound: bytes, path: Path, record: Sequence[Change]
) -> Iterator[tuple[str, int, dict[str, bytes]]]:
    """Of cuts at chance, two of them at the very beginning and end: told, how many changes there
    were, and what lies there."""
    seed = int(os.environ.get("HFGOALS_SEED", str(random.randrange(1_000_000))))
    chance = random.Random(seed)
    for number in range(max(3, often(3 * _CASES) // _CASES)):
        cut = (0, len(record))[number] if number < 2 else chance.randint(1, len(record))
        where = f"cut behind {cut} of {len(record)}, number {number} of seed {seed}"
        yield where, cut, after_a_cut(sound, path, record[:cut], chance)


def _laid(path: Path, image: Mapping[str, bytes]) -> None:
    for there in path.parent.iterdir():
        there.unlink()
    for ending, content in image.items():
        path.with_name(path.name + ending).write_bytes(content)
