"""Killed while an old file is brought to this version: it is the old one or the new one, whole.

A few moments of every version; HFGOALS_KILLS=1000 in the environment makes it a thousand.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from hfgoals.store import open_file, verify
from hfgoals.store.schema import VERSION
from tests.budget import often
from tests.nursery import moments, nursery

_OLD_FILES = Path(__file__).parents[1] / "old_files"
_IS_LINUX = sys.platform.startswith("linux")


def migrated(path: str) -> None:
    """What is killed."""
    with open_file(Path(path)) as store:
        assert not store.read_only, store.read_only_reason


@pytest.mark.slow
@pytest.mark.skipif(not _IS_LINUX, reason="forks, and counts what is asked of the system")
def test_an_old_file_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    kills = often(24, "HFGOALS_KILLS")
    seed = int(os.environ.get("HFGOALS_SEED", str(random.randrange(1_000_000))))
    chance = random.Random(seed)
    killed = new = twice = 0
    with nursery(migrated) as at_work:
        for version in range(1, VERSION):
            old = (_OLD_FILES / f"version_{version}.hfg").read_bytes()
            there = at_work.whole(str(_laid(tmp_path / f"whole {version}", old)))
            for number, moment in enumerate(moments(chance, there, kills // (VERSION - 1))):
                path = _laid(tmp_path / f"{version} {number}", old)
                killed += at_work.killed_at(moment, str(path))
                if chance.random() < 0.3:
                    twice += at_work.killed_at(chance.randint(1, there), str(path))
                where = f"version {version}, moment {moment} of {there}, seed {seed}"
                new += _is_sound(path, old, version, where)
                shutil.rmtree(path.parent)
    print(f"{killed} kills, {twice} a second time; {new} files were new by then, the others old")
    assert killed == kills // (VERSION - 1) * (VERSION - 1)
    assert 0 < new < killed


def _laid(folder: Path, old: bytes) -> Path:
    folder.mkdir()
    path = folder / "2022年.hfg"
    path.write_bytes(old)
    return path


def _is_sound(path: Path, old: bytes, version: int, where: str) -> bool:
    """Whether it is the new one already; either way nothing is missing."""
    report = verify(path)
    assert report.ok, where
    assert report.version in (version, VERSION), where
    kept = list(path.parent.glob("2022年.旧版*.hfg"))
    assert all(each.read_bytes() == old for each in kept), where
    assert kept or report.version == version, where
    with open_file(path) as store:
        assert not store.read_only, where
        assert store.setting("place") == {"tab": 1}, where
        (year,) = store.book.years
        (project,) = year.projects
        assert store.book.unit.name == "唐山市丰润区融媒体中心本级", where
        assert project.plan.june == Decimal(30), where
        assert [row.target.text for row in project.indicators] == ["≥1个", "≤2.5万元/月"], where
    assert verify(path).version == VERSION, where
    kept = list(path.parent.glob("2022年.旧版*.hfg"))
    assert kept, where
    assert all(each.read_bytes() == old for each in kept), where
    # What is left over has a name by which it is known and cleared away.
    strays = {each.name for each in path.parent.iterdir()} - {path.name, *(k.name for k in kept)}
    assert all(name.startswith(".") for name in strays), (where, strays)
    return report.version == VERSION
