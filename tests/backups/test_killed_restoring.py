"""Killed while a backup is brought back, a copy saved, forms exported, packed: whole or not there.

A few moments of each; HFGOALS_KILLS=500 in the environment makes it five hundred of each.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from hfgoals.app import Session
from hfgoals.backups import Backup, Keeper, Shelf
from hfgoals.export import Choice, export
from hfgoals.package import write_package
from hfgoals.store import create, open_file, verify
from hfgoals.store.whole import put_whole
from hfgoals.trouble import CannotWrite
from tests.backups.making import add, renamed, shelf_in
from tests.budget import often
from tests.nursery import moments, nursery
from tests.store.workbooks import small_book

_NOW_NAMED, _ONCE_NAMED = "现在的单位", "从前的单位"
_OUT: Final = "out"


def work(what: str, folder: str) -> None:
    """What is killed."""
    _WORK[what](Path(folder))


def _backup(shelf: Shelf) -> Backup:
    listed = [each for kept in shelf.workbooks() for each in kept.backups]
    return next(each for each in listed if each.brief.unit.name == _ONCE_NAMED)


def _to_new_file(folder: Path) -> None:
    put_whole(_backup(shelf_in(folder)).content(), folder / _OUT / "恢复.hfg")


def _into_open(folder: Path) -> None:
    shelf = shelf_in(folder)
    session = Session.open(folder / "a.hfg", keeper=Keeper(shelf=lambda: shelf))
    session.replace("恢复全部内容", _backup(shelf).book(), keep="restore")
    session.close()


def _over_older_copy(folder: Path) -> None:
    with open_file(folder / "a.hfg") as store:
        store.save_copy(folder / _OUT / "副本.hfg", replace=True)


def _exported(folder: Path) -> None:
    with open_file(folder / "a.hfg") as store:
        export(store.book, folder / _OUT, Choice(("xlsx", "pdf"), overwrite=True))


def _packed(folder: Path) -> None:
    with open_file(folder / "a.hfg") as store:
        plan = store.book.years[0]
        write_package(store.book, plan, (), folder / _OUT, zipped=True, copy=store.save_copy)


_WORK: Final[dict[str, Callable[[Path], None]]] = {
    "restore to a new file": _to_new_file,
    "restore into the open one": _into_open,
    "copy over an older copy": _over_older_copy,
    "export over older files": _exported,
    "package": _packed,
}


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="forks, counts what is asked")
@pytest.mark.parametrize("what", _WORK)
def test_whole_or_not_there_and_nothing_else_is_touched(tmp_path: Path, what: str) -> None:
    kills = often(4, "HFGOALS_KILLS")
    seed = int(os.environ.get("HFGOALS_SEED", str(random.randrange(1_000_000))))
    chance = random.Random(seed)
    made = killed = 0
    start = _laid(tmp_path / "start")
    with nursery(work) as at_work:
        begun = time.monotonic()
        there = at_work.whole(what, str(_copied(start, tmp_path / "whole")))
        whole = time.monotonic() - begun
        for number, moment in enumerate(moments(chance, there, kills)):
            folder = _copied(start, tmp_path / "killed")
            # Every third one anywhere: also where no file is touched, or in the middle of one.
            if number % 3 == 2:
                killed += at_work.killed_after(chance.uniform(0, whole), what, str(folder))
            else:
                killed += at_work.killed_at(moment, what, str(folder))
            where = f"{what}, moment {moment} of {there}, seed {seed}"
            made += _is_sound(folder, start, what, where)
            # Whatever lies about now, the same goes well the next time.
            if what == "restore to a new file":
                (folder / _OUT / "恢复.hfg").unlink(missing_ok=True)
            at_work.whole(what, str(folder))
            assert _is_sound(folder, start, what, where), where
            shutil.rmtree(folder)
    print(f"{what}: {killed} kills, all was made by {made} of them")
    assert killed > kills // 2


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of a file's size")
@pytest.mark.parametrize("what", [each for each in _WORK if each != "restore into the open one"])
def test_without_room_it_is_told_and_nothing_is_left(tmp_path: Path, what: str) -> None:
    seed = int(os.environ.get("HFGOALS_SEED", str(random.randrange(1_000_000))))
    chance = random.Random(seed)
    start = _laid(tmp_path / "start")
    refused = 0
    times = often(3)
    for _ in range(times):
        folder, room = _copied(start, tmp_path / "full"), int(10 ** chance.uniform(0, 5))
        where = f"{what}, {room} bytes, seed {seed}"
        try:
            with _room_for(room):
                work(what, str(folder))
            told = False
        except CannotWrite:
            told = True
        refused += told
        assert _is_sound(folder, start, what, where) is not told, where
        assert [each.name for each in folder.rglob(".*")] == [], where
    print(f"{what}: {refused} of {times} refused for want of room")


@contextmanager
def _room_for(size: int) -> Iterator[None]:
    """No file can be made longer than that meanwhile, as on a disk that is full."""
    import resource

    before, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, most))


def _laid(folder: Path) -> Path:
    """A workbook with a backup of what it was once, and older files where new ones go."""
    (folder / _OUT).mkdir(parents=True)
    with create(folder / "a.hfg", small_book(projects=1)) as store:
        renamed(store, _ONCE_NAMED)
        add(shelf_in(folder), store)
        store.save_copy(folder / _OUT / "副本.hfg")
        export(store.book, folder / _OUT, Choice(("xlsx", "pdf")))
        renamed(store, _NOW_NAMED)
    return folder


def _copied(start: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    return shutil.copytree(start, folder)


def _unit(path: Path) -> str:
    assert verify(path).ok, path
    with open_file(path) as store:
        assert not store.read_only, path
        assert store.put_aside == "", path
        return store.book.unit.name


def _is_sound(folder: Path, start: Path, what: str, where: str) -> bool:
    """Whether all was made; either way what is there is whole, and the rest as it was."""
    into_open = what == "restore into the open one"
    now = _unit(folder / "a.hfg")
    assert now == _NOW_NAMED or (into_open and now == _ONCE_NAMED), where
    if not into_open:
        assert (folder / "a.hfg").read_bytes() == (start / "a.hfg").read_bytes(), where
    # A copy of a workbook has backups of its own.
    shelf = shelf_in(folder)
    names = [each.book().unit.name for kept in shelf.workbooks() for each in kept.backups]
    assert _ONCE_NAMED in names, where
    # What was there before is backed up by the time that it is written over.
    assert now == _NOW_NAMED or _NOW_NAMED in names, where
    new = 0
    for file in (folder / _OUT).iterdir():
        if not file.name.startswith("."):
            new += _is_whole(file, start, where)
    wanted = {"export over older files": 2, "restore into the open one": 0}.get(what, 1)
    return now == _ONCE_NAMED if into_open else new >= wanted


def _is_whole(file: Path, start: Path, where: str) -> bool:
    """Whether it is a new one."""
    older = start / _OUT / file.name
    if older.exists() and older.read_bytes() == file.read_bytes():
        return False
    if file.suffix == ".hfg":
        assert _unit(file) in (_NOW_NAMED, _ONCE_NAMED), where
    elif file.suffix == ".pdf":
        content = file.read_bytes()
        assert content.startswith(b"%PDF"), where
        assert content.rstrip().endswith(b"%%EOF"), where
    else:
        with zipfile.ZipFile(file) as archive:
            assert archive.testzip() is None, where
    return True
