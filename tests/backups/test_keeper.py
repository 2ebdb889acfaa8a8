"""When backups are made while somebody works: of the state before, and beside the work."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hfgoals.app import Session
from hfgoals.backups import Backup, Keeper, Shelf
from hfgoals.backups.keeper import EVERY, Standing, kept_before
from hfgoals.model.address import Address
from hfgoals.model.edits import SetText, applied
from hfgoals.model.values import Book
from hfgoals.store import create, open_file
from hfgoals.trouble import CannotWrite
from tests.backups.making import HOUR, MINUTE, NOW, renamed, shelf_in
from tests.pace import PATIENCE
from tests.store.workbooks import small_book

NAME = Address("unit", "unit", "name")
OLD = Path(__file__).parents[1] / "old_files" / "version_1.hfg"


class Desk:
    """A workbook that is opened and changed, at whatever time it is."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "甲.hfg"
        self.shelf = shelf_in(folder)
        self.now = NOW
        self.told: list[Standing] = []
        create(self.path, small_book()).close()
        self.open()

    def open(self, every: datetime.timedelta = EVERY) -> None:
        """As the window opens it."""
        self.keeper = Keeper(
            lambda: self.told.append(self.keeper.standing),
            lambda: self.shelf,
            clock=lambda: self.now,
            every=every,
        )
        self.session = Session.open(self.path, keeper=self.keeper)

    def call(self, name: str) -> None:
        """Give the unit another name; in the file and, if due, backed up when this returns."""
        self.session.apply("修改", [SetText(NAME, name)])
        self.rest()

    def rest(self) -> None:
        """Wait for writer and keeper."""
        assert self.session.flush(PATIENCE)
        assert self.keeper.wait(PATIENCE)

    @property
    def backups(self) -> list[Backup]:
        """Oldest first."""
        return [each for kept in self.shelf.workbooks() for each in reversed(kept.backups)]

    @property
    def names(self) -> list[str]:
        """Of the unit in each, with why it was made."""
        return [f"{each.reason} {each.book().unit.name}" for each in self.backups]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.session.close()


FIRST = f"opened {small_book().unit.name}"


def test_nothing_is_made_of_a_workbook_that_is_only_looked_at(desk: Desk) -> None:
    desk.rest()
    assert desk.backups == []


def test_the_first_change_of_a_day_keeps_what_was_there_before(desk: Desk) -> None:
    desk.call("一")
    desk.call("二")
    assert desk.names == [FIRST]
    assert desk.told == [Standing(NOW)]
    desk.now += 24 * HOUR
    desk.call("三")
    desk.call("四")
    assert desk.names == [FIRST, "opened 二"]


def test_a_step_that_replaces_much_waits_for_its_backup(desk: Desk) -> None:
    desk.call("一")
    book = desk.session.book
    after = applied(book, [SetText(NAME, "恢复的")])
    desk.session.replace("恢复全部内容", after, keep="restore")
    # By the time that the step is saved its backup is there.
    assert desk.session.flush(PATIENCE)
    assert desk.names == [FIRST, "restore 一"]


def test_opened_again_a_little_later_nothing_new_is_kept(desk: Desk) -> None:
    desk.call("一")
    for minutes in (10, 25):
        desk.session.close()
        desk.now = NOW + MINUTE * minutes
        desk.open()
        desk.call(f"{minutes}")
    assert desk.names == [FIRST]
    desk.session.close()
    desk.now = NOW + HOUR
    desk.open()
    desk.call("二")
    assert desk.names == [FIRST, "opened 25"]


def test_what_a_command_kept_a_moment_ago_is_not_what_is_there_now(desk: Desk) -> None:
    desk.session.close()
    with open_file(desk.path) as store:
        desk.shelf.add(store.whole(), desk.path, "roll", NOW - MINUTE)
        renamed(store, "结转了")
    desk.open()
    desk.call("一")
    assert desk.names == [FIRST.replace("opened", "roll"), "opened 结转了"]


@pytest.mark.parametrize("reason", ["roll", "merge", "import", "restore"])
def test_before_a_large_step_what_was_there_is_kept(desk: Desk, reason: str) -> None:
    desk.call("一")
    desk.now += MINUTE
    desk.session.replace("大改", Book(), reason)  # type: ignore[arg-type]
    desk.call("二")
    assert desk.names == [FIRST, f"{reason} 一"]
    assert desk.backups[1].book().years == small_book_years(desk)


def small_book_years(desk: Desk) -> object:
    return desk.backups[0].book().years


def test_work_is_kept_every_so_often_and_only_when_something_changed(desk: Desk) -> None:
    desk.session.close()
    desk.open(every=datetime.timedelta(seconds=0.2))
    for name in ("一", "二"):
        desk.now += HOUR
        desk.call(name)
        _wait(lambda name=name: f"timed {name}" in desk.names)
    before = len(desk.backups)
    assert not threading.Event().wait(0.5)
    assert len(desk.backups) == before == 3


def _wait(seen: Callable[[], bool]) -> None:
    waiting = threading.Event()
    for _ in range(PATIENCE * 50):
        if seen():
            return
        waiting.wait(0.02)
    raise AssertionError("never came")


def test_the_step_does_not_wait_for_the_backup(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk for backups that does not answer: work is saved all the same."""
    answer = threading.Event()
    real = Shelf.add

    def slow(self: Shelf, *arguments: object) -> object:
        assert answer.wait(PATIENCE)
        return real(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Shelf, "add", slow)
    desk.session.apply("修改", [SetText(NAME, "一")])
    assert desk.session.flush(PATIENCE)
    assert desk.session.saving.state == "saved"
    assert desk.backups == []
    answer.set()
    desk.rest()
    assert desk.names == [FIRST]


def test_a_failure_is_told_once_and_stops_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise CannotWrite("磁盘空间不足。")

    with monkeypatch.context() as failing:
        failing.setattr("hfgoals.backups.shelf.write", full)
        desk.call("一")
        desk.session.replace("结转", Book(), "roll")
        desk.rest()
    assert desk.session.saving.state == "saved"
    (told,) = desk.told
    assert "磁盘空间不足" in told.trouble
    assert told.at is None
    desk.now += MINUTE
    desk.session.replace("汇总", small_book(), "merge")
    desk.rest()
    assert desk.told[-1] == Standing(desk.now)
    assert len(desk.backups) == 1


def test_a_fault_of_ours_is_told_and_the_thread_goes_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as failing:
        failing.setattr("hfgoals.backups.shelf.write", lambda *_: 1 / 0)
        desk.call("一")
    assert desk.told[-1].trouble
    assert "ZeroDivisionError" in caplog.text
    desk.session.replace("结转", Book(), "roll")
    desk.rest()
    assert desk.names == ["roll 一"]


def test_what_was_begun_is_finished_after_closing(desk: Desk) -> None:
    desk.session.apply("修改", [SetText(NAME, "一")])
    desk.session.close()
    assert desk.keeper.wait(PATIENCE)
    assert desk.names == [FIRST]


def test_an_old_file_is_kept_before_it_is_brought_up_to_date(desk: Desk) -> None:
    desk.session.close()
    desk.path = desk.path.with_name("旧.hfg")
    desk.path.write_bytes(OLD.read_bytes())
    desk.open()
    desk.rest()
    (kept,) = desk.backups
    assert (kept.reason, kept.brief.version) == ("upgrade", 1)
    assert kept.content() == OLD.read_bytes()
    assert desk.path.read_bytes() != OLD.read_bytes()


def test_the_command_line_keeps_at_once(desk: Desk, tmp_path: Path) -> None:
    desk.session.close()
    with open_file(desk.path) as store:
        assert kept_before(store, "merge", desk.shelf) == ""
        told = kept_before(store, "roll", Shelf([tmp_path / "no"]))
    assert desk.names == [FIRST.replace("opened", "merge")]
    assert str(tmp_path / "no") in told
