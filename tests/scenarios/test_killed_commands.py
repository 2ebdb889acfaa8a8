"""Every command that writes, killed anywhere: before or after, never between; and it goes on.

Two moments of some; HFGOALS_KILLS=1000 in the environment makes it a thousand of each,
HFGOALS_SEED=… the same ones again (docs/reliability.md).
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from hfgoals.backups import Shelf
from hfgoals.cli.entry import COMMANDS
from hfgoals.exchange.dump import dump
from hfgoals.export import Choice, export
from hfgoals.history import reasons
from hfgoals.history.history import History
from hfgoals.model.address import Address
from hfgoals.model.edits import SetText, applied
from hfgoals.store import create, open_file, verify
from hfgoals.store.whole import brief_of
from hfgoals.writing import clear_leftovers
from tests.backups.making import add, renamed
from tests.budget import often, some
from tests.cli.run import REAL
from tests.nursery import Nursery, moments, nursery
from tests.scenarios.commanding_child import HOME, TEMPORARY, work
from tests.store.test_spoilt import spoil
from tests.store.workbooks import small_book

_NAME: Final = "现在的单位"
_DAMAGED: Final = "坏"
_LONG_AGO: Final = 8 * 24 * 3600
"""Seconds after which nobody can be at what lies about."""


@dataclass(frozen=True, slots=True)
class _Command:
    line: str
    first: int = 0
    """Its exit code."""
    again: int = 0
    """Its exit code where all is there already."""
    backs_up: bool = False
    """Whether a.hfg is backed up before it is changed."""


_TABLE: Final = {
    "new": _Command("new 新.hfg --unit-code 1 --unit-name x --year 2024", again=3),
    "sample": _Command("sample 新.hfg", again=3),
    "import": _Command("import 004.txt --into a.hfg --as-ours", 1, 1, backs_up=True),
    "import into a new one": _Command("import 004.txt --into 新.hfg", again=1),
    "merge": _Command(
        "merge a.hfg b.hfg --prefer theirs --log 汇总.txt", again=3, backs_up=True
    ),
    "merge into a new one": _Command("merge 新.hfg b.hfg 004.txt --as-ours", 1, 1),
    "roll": _Command("roll a.hfg --to-year 2024", again=3, backs_up=True),
    "keep a version": _Command("versions a.hfg --name 批复稿"),
    "hand in": _Command("versions a.hfg --name 报送稿 --submitted"),
    "unlock": _Command("versions 已报送.hfg --unlock 退回修改", again=3),
    "compare": _Command(
        "versions a.hfg --compare 送审稿 now --reason 融媒体中心运行维护费0 预算调减 --report out",
        1, 1,
    ),
    "export": _Command("export a.hfg --to out --xlsx --pdf --docx"),
    "export over older": _Command("export a.hfg --to older --xlsx --pdf --overwrite"),
    "export wide": _Command("export a.hfg --to out --wide"),
    "export damaged": _Command("export 坏.hfg --to out --xlsx --pdf --damaged", 1, 1),
    "package": _Command("package a.hfg --to out"),
    "package zipped": _Command("package a.hfg --to out --zip"),
    "report": _Command("check a.hfg --report out", 1, 1),
    "templates": _Command("templates --to out --from a.hfg"),
    "restore": _Command("backups a.hfg --restore latest --to 新.hfg", again=3),
    "salvage": _Command("salvage 坏.hfg --to 新.hfg --fill", 1, 3),
}  # fmt: skip
_ONLY_LOOK: Final = {"dump", "verify", "log"}

Told = dict[str, str]
"""What each file holds, by its name."""


def test_every_command_that_writes_is_here() -> None:
    assert {each.line.split()[0] for each in _TABLE.values()} == set(COMMANDS) - _ONLY_LOOK


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="forks, counts what is asked")
def test_before_or_after_and_the_same_goes_well_again(tmp_path: Path) -> None:
    kills = often(0, "HFGOALS_KILLS")
    wanted = [*_TABLE] if kills else some([*_TABLE], 6)
    seed = int(os.environ.get("HFGOALS_SEED", str(random.randrange(1_000_000))))
    start = _laid(tmp_path / "work").rename(tmp_path / "start")
    with nursery(work) as at_work:
        for what in wanted:
            attacked = _Attacked(at_work, _TABLE[what], start, f"{what}, seed {seed}")
            killed, made = attacked.by(kills or 2, random.Random(f"{seed} {what}"))
            print(f"{what}: {killed} kills at {attacked.there} moments, {made} after all was made")
            assert killed >= kills // 2


class _Attacked:
    """One command, of which it is known what it makes."""

    def __init__(self, at_work: Nursery, command: _Command, start: Path, where: str) -> None:
        self._nursery, self._command, self._start, self._where = at_work, command, start, where
        # The same name each time: what is written tells of it.
        self._folder = start.with_name("work")
        self._before = _seen(start)
        self._lay_out()
        begun = time.monotonic()
        self.there = self._run(command.first)
        self._seconds = time.monotonic() - begun
        self._after = _seen(self._folder)
        self._run(command.again)
        self._twice = _seen(self._folder)
        assert self._after != self._before, where

    def by(self, kills: int, chance: random.Random) -> tuple[int, int]:
        """How many kills there were, and how often all was made by then."""
        killed = made = 0
        for number, moment in enumerate(moments(chance, self.there, kills)):
            self._lay_out()
            told = (str(self._folder), self._command.line, str(self._command.first))
            # Every third one anywhere: also where no file is touched, or in the middle of one.
            if number % 3 == 2:
                killed += self._nursery.killed_after(chance.uniform(0, self._seconds), *told)
            else:
                killed += self._nursery.killed_at(moment, *told)
            made += self._hold(f"{self._where}, moment {moment} of {self.there}")
        return killed, made

    def _lay_out(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        shutil.copytree(self._start, self._folder)

    def _run(self, *codes: int) -> int:
        told = " ".join(str(code) for code in codes)
        return self._nursery.whole(str(self._folder), self._command.line, told)

    def _hold(self, where: str) -> bool:
        """The laws, after a kill; whether all was made."""
        found = _seen(self._folder)
        known = self._before.keys() | self._after.keys()
        assert found.keys() <= known, where
        for name in known:
            assert found.get(name) in (self._before.get(name), self._after.get(name)), (where, name)
        if self._command.backs_up and found["a.hfg"] != self._before["a.hfg"]:
            assert self._before["a.hfg"] in _backed_up(self._folder), where
        whole = found == self._after
        _grow_old(self._folder)
        command = self._command
        if found == self._before:
            self._run(command.first)
        elif whole:
            self._run(command.again)
        else:
            self._run(command.first, command.again)
        again = _seen(self._folder)
        for name, told in self._after.items():
            assert again.get(name) in (told, self._twice.get(name)), (where, name)
        assert again == self._twice if whole else again.keys() <= self._twice.keys(), where
        # What a refused run does not clear goes when a workbook there is opened the next time.
        clear_leftovers.cache_clear()
        for path in self._folder.glob("*.hfg"):
            if path.stem != _DAMAGED:
                open_file(path).close()
        left = [each for each in self._folder.rglob("*") if _is_litter(each)]
        assert left == [], where
        return whole


def _laid(folder: Path) -> Path:
    """Workbooks with a history and a backup, a damaged one, and older files where new ones go."""
    for name in ("out", "older", TEMPORARY, f"{HOME}/hfgoals/backups"):
        (folder / name).mkdir(parents=True)
    shelf = _shelf(folder)
    with create(folder / "a.hfg", small_book(projects=1)) as store:
        History(store, "张会计").keep("送审稿", store.book, store.book.years[0])
        add(shelf, store)
    shutil.copyfile(folder / "a.hfg", folder / "b.hfg")
    shutil.copyfile(folder / "a.hfg", folder / "坏.hfg")
    spoil(folder / "坏.hfg")
    with open_file(folder / "a.hfg") as store:
        renamed(store, _NAME)
        (project,) = store.book.years[0].projects
        name = SetText(Address("project", project.id, "purpose"), "采购设备。")
        History(store, "张会计").take("修改", applied(store.book, [name]))
    shutil.copyfile(folder / "a.hfg", folder / "已报送.hfg")
    with open_file(folder / "已报送.hfg") as store:
        History(store, "张会计").keep("报送稿", store.book, store.book.years[0], submitted=True)
    shutil.copyfile(REAL / "004.txt", folder / "004.txt")
    with open_file(folder / "a.hfg") as store:
        export(store.book, folder / "older", Choice(("xlsx", "pdf")))
        renamed(store, "又一个单位")
    return folder


def _shelf(folder: Path) -> Shelf:
    return Shelf([folder / HOME / "hfgoals" / "backups"])


def _backed_up(folder: Path) -> list[str]:
    """The workbooks that the backups hold."""
    every = [each for kept in _shelf(folder).workbooks() for each in kept.backups]
    looked = folder.with_name("backup.hfg")
    told = []
    for backup in every:
        looked.write_bytes(backup.content())
        told.append(_workbook(looked))
    return told


def _seen(folder: Path) -> Told:
    """What a user finds there who opens everything; the folder itself is left as it is."""
    looked = folder.with_name("looked")
    shutil.rmtree(looked, ignore_errors=True)
    shutil.copytree(folder, looked, ignore=shutil.ignore_patterns(HOME, TEMPORARY))
    return {
        path.relative_to(looked).as_posix(): _told(path)
        for path in sorted(looked.rglob("*"))
        if path.is_file()
        and not path.name.endswith("-journal")
        and not any(part.startswith(".") for part in path.relative_to(looked).parts)
    }


def _told(path: Path) -> str:
    """What the file holds, without what another run makes otherwise: ids and times."""
    if path.suffix == ".hfg" and path.stem != _DAMAGED:
        return _workbook(path)
    content = path.read_bytes()
    if path.suffix == ".pdf":
        assert content.startswith(b"%PDF"), path
        assert content.rstrip().endswith(b"%%EOF"), path
    elif content.startswith(b"PK"):
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None, path
            for name in archive.namelist():
                if name.endswith(".hfg"):
                    brief_of(archive.read(name), name)
            return " ".join(archive.namelist())
    return hashlib.sha256(content).hexdigest()


def _workbook(path: Path) -> str:
    assert verify(path).ok, path
    with open_file(path) as store:
        assert not store.read_only, path
        assert store.put_aside == "", path
        history = History(store, "")
        told: dict[str, Any] = {
            "book": dump(store.book),
            "log": [(each.step, each.reason, len(each.changes)) for each in history.entries],
            "versions": [(each.name, dump(history.book_of(each))) for each in history.versions],
            "locked": [history.is_locked(plan.id) for plan in store.book.years],
            "reasons": [*_texts(store.setting(reasons.SETTING))],
        }
    return json.dumps(told, ensure_ascii=False)


def _texts(setting: object) -> Iterator[str]:
    if isinstance(setting, dict):
        for value in setting.values():
            yield from _texts(value)
    elif isinstance(setting, str):
        yield setting


def _is_litter(path: Path) -> bool:
    return (
        path.name.startswith(".") or path.name.endswith("-journal") or path.parent.name == TEMPORARY
    )


def _grow_old(folder: Path) -> None:
    for path in folder.rglob("*"):
        if _is_litter(path):
            then = time.time() - _LONG_AGO
            os.utime(path, (then, then))
