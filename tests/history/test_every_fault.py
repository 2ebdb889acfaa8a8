"""The disk refuses one call, or is full from one call on, wherever that is within a step.

The file then holds the state before or the state after, and what was told to be done is in it.
Some calls of each step; HFGOALS_TIMES=100000 in the environment takes every one of them.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from hfgoals.history.history import History
from hfgoals.history.log import FOLD, Entry, entry_of
from hfgoals.model.address import Address
from hfgoals.model.edits import SetText, applied
from hfgoals.model.values import Book
from hfgoals.model.workbook import Step
from hfgoals.store import Store, create, open_file, verify
from hfgoals.trouble import Trouble
from tests.budget import often
from tests.disk import Disk, can_be_watched, watched
from tests.store.workbooks import small_book

pytestmark = pytest.mark.skipif(
    not can_be_watched(), reason="SQLite is not in a library of its own"
)
Work = Callable[[History, Book], object]


def _renamed(book: Book, name: str) -> Book:
    address = Address("project", book.years[0].projects[0].id, "name")
    return applied(book, [SetText(address, name)])


def _step(history: History, book: Book) -> None:
    history.take("修改项目名称", _renamed(book, "应急广播运行费"))


def _long_step(history: History, book: Book) -> None:
    rows = [row for project in book.years[0].projects for row in project.indicators]
    edits = [SetText(Address("indicator", row.id, "description"), "长" * 9000) for row in rows]
    history.take("修改绩效指标描述", applied(book, edits))


def _keep(history: History, book: Book) -> None:
    history.keep("二上报送稿", book, book.years[0])


def _hand_in(history: History, book: Book) -> None:
    history.keep("批复稿", book, book.years[0], submitted=True)


def _unlock(history: History, book: Book) -> None:
    history.unlock(book.years[0], "单位名称写错")


STEPS: Final[dict[str, tuple[int, bool, Work]]] = {
    "a step": (3, False, _step),
    "a step of several pages": (3, False, _long_step),
    "a step that folds the log": (FOLD, False, _step),
    "keeping a version": (3, False, _keep),
    "keeping a version that folds the log": (FOLD, False, _keep),
    "handing in": (3, False, _hand_in),
    "unlocking": (3, True, _unlock),
}
"""What is done: the entries in the log before, whether the year is locked, and the work."""


@pytest.fixture
def disk() -> Iterator[Disk]:
    with watched() as found:
        yield found


def prepared(path: Path, entries: int, *, locked: bool) -> None:
    """A workbook with so many entries in its log and one version, handed in when it is locked."""
    with create(path, small_book()) as store:
        history = History(store, "张会计", now=lambda: 1_700_000_000)
        history.keep("一上报送稿", store.book, store.book.years[0], submitted=locked)
        for number in range(entries - 1):
            store.write_beside(history._log.beside(_told(store.book, number)))


def _told(book: Book, number: int) -> Entry:
    return entry_of(
        Step(f"第{number}步", book, _renamed(book, f"第{number}")), "张会计", number * 9e3
    )


def begun(store: Store) -> History:
    """The history in which the work is done, always at the same time."""
    return History(store, "李会计", now=lambda: 1_800_000_000)


def state(path: Path) -> tuple[object, ...]:
    """All that can be seen of a sound workbook. Raises what opening raises."""
    assert verify(path).ok
    with open_file(path) as store:
        assert not store.read_only
        return _held(store)


def _held(store: Store) -> tuple[object, ...]:
    history = History(store, "")
    kept = [(v.name, v.submitted, history.book_of(v).years) for v in history.versions]
    locked = [history.is_locked(plan.id) for plan in store.book.years]
    return store.book, kept, locked, [(e.step, e.changes, e.reason) for e in history.entries]


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("what", STEPS)
def test_before_or_after_and_never_half(
    tmp_path: Path, disk: Disk, what: str, lasting: bool
) -> None:
    entries, locked, work = STEPS[what]
    path, code = tmp_path / "a.hfg", sqlite3.SQLITE_FULL if lasting else sqlite3.SQLITE_IOERR
    prepared(path, entries, locked=locked)
    sound = path.read_bytes()
    before = state(path)
    calls = _calls(path, disk, work)
    after = state(path)
    assert before != after
    refused = 0
    times = min(often(3), calls)
    for at in sorted(random.sample(range(1, calls + 1), times)):
        path.write_bytes(sound)
        refused += _refused(path, disk, work, (before, after), (at, code, lasting))
        assert state(path) == after, at
    print(f"{what}: {times} of {calls} calls refused; {refused} told, {times - refused} of no harm")
    assert refused


def test_what_could_not_be_kept_is_not_told_when_the_log_is_folded(
    tmp_path: Path, disk: Disk
) -> None:
    path = tmp_path / "a.hfg"
    prepared(path, 3, locked=False)
    with open_file(path) as store:
        history = History(store, "李会计")
        disk.refuse(1, sqlite3.SQLITE_IOERR, lasting=True)
        with pytest.raises(Trouble):
            _hand_in(history, store.book)
        disk.heal()
        for number in range(FOLD):
            history.keep(f"第{number}稿", store.book, store.book.years[0])
        assert not any("批复稿" in entry.step for entry in history.entries)
        assert not history.is_locked(store.book.years[0].id)
        assert len(list(history.entries)) == 3 + FOLD


def _calls(path: Path, disk: Disk, work: Work) -> int:
    """Do the work; how many calls of the disk it takes."""
    with open_file(path) as store:
        history = begun(store)
        disk.calls = 0
        work(history, store.book)
        return disk.calls


def _refused(
    path: Path,
    disk: Disk,
    work: Work,
    states: tuple[object, object],
    fault: tuple[int, int, bool],
) -> bool:
    """Do it on a disk that fails, look at what a new opener finds, then do it again."""
    before, after = states
    at, code, lasting = fault
    with open_file(path) as store:
        history = begun(store)
        disk.refuse(at, code, lasting=lasting)
        try:
            work(history, store.book)
            told = False
        except Trouble:
            told = True
        disk.heal()
        found = _found_elsewhere(path)
        assert found in ((before, after) if told else (after,)), fault
        if told:
            work(history, store.book)
    return told


def _found_elsewhere(path: Path) -> tuple[object, ...]:
    """What would be found after a power cut now: by the file, with its journal if there is one."""
    folder = path.parent / "elsewhere"
    folder.mkdir()
    for each in path.parent.glob(f"{path.name}*"):
        shutil.copyfile(each, folder / each.name)
    try:
        return state(folder / path.name)
    finally:
        shutil.rmtree(folder)
