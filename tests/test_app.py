"""One open workbook with its file: what is acknowledged is in the file."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from hfgoals.app import Session
from hfgoals.model.address import Address
from hfgoals.model.edits import Remove, SetText
from hfgoals.model.rows import Changes
from hfgoals.model.values import AnnualPlan, Book, Project, Unit
from hfgoals.store import NOTHING_BESIDE, Besides, examine, open_file, verify
from hfgoals.trouble import CannotWrite, ReadOnlyFile

PROJECT = Project(name="运行维护费")
BOOK = Book(Unit("359001", "某县融媒体中心"), (AnnualPlan(year=2023, projects=(PROJECT,)),))
NAME = Address("project", PROJECT.id, "name")


def _named(path: Path) -> str:
    with open_file(path, read_only=True) as store:
        return store.book.years[0].projects[0].name


def test_saved_is_said_only_when_the_file_holds_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = threading.Event()
    session = Session.create(tmp_path / "a.hfg", BOOK, told.set)
    assert session.saving.state == "saved"
    gate = _Gate(session, monkeypatch)
    session.apply("修改项目名称", [SetText(NAME, "新名称")])
    assert told.is_set()
    assert session.saving.state == "saving"
    assert _named(tmp_path / "a.hfg") == "运行维护费"
    gate.let_through(1)
    assert session.flush()
    assert session.saving.state == "saved"
    assert session.saving.at is not None
    assert _named(tmp_path / "a.hfg") == "新名称"
    session.close()


def test_saved_is_not_said_for_the_step_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one step is committed another is taken: what is told of the first came too late."""
    held = threading.Semaphore(0)
    session = Session.create(tmp_path / "a.hfg", BOOK, held.release)
    gate = _Gate(session, monkeypatch)
    session.apply("修改项目名称", [SetText(NAME, "一")])
    assert held.acquire(timeout=10)
    session.apply("修改项目名称", [SetText(NAME, "二")])
    assert held.acquire(timeout=10)
    gate.let_through(1)
    assert held.acquire(timeout=10)
    assert session.saving.state == "saving"
    assert session.saving.at is not None
    gate.let_through(1)
    assert held.acquire(timeout=10)
    assert session.saving.state == "saved"
    session.close()


class _Gate:
    """Holds the writer back in front of the disk, and lets so many steps through."""

    def __init__(self, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
        self._open = threading.Semaphore(0)
        write = session._store.write

        def waiting(changes: Changes, beside: Besides = NOTHING_BESIDE) -> None:
            assert self._open.acquire(timeout=30)
            write(changes, beside)

        monkeypatch.setattr(session._store, "write", waiting)

    def let_through(self, steps: int) -> None:
        self._open.release(steps)


def test_undo_is_saved_too(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "a.hfg", BOOK)
    session.apply("修改项目名称", [SetText(NAME, "新名称")])
    session.workbook.undo()
    session.close()
    assert _named(tmp_path / "a.hfg") == "运行维护费"


def test_many_quick_steps_end_saved(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "a.hfg", BOOK)
    for number in range(50):
        session.apply("修改项目名称", [SetText(NAME, f"第{number}次")])
    assert session.flush()
    assert session.saving.state == "saved"
    session.close()
    assert _named(tmp_path / "a.hfg") == "第49次"


def test_second_opener_cannot_change(tmp_path: Path) -> None:
    first = Session.create(tmp_path / "a.hfg", BOOK)
    second = Session.open(tmp_path / "a.hfg")
    assert second.read_only
    assert second.saving.state == "read_only"
    with pytest.raises(ReadOnlyFile):
        second.apply("修改项目名称", [SetText(NAME, "别的")])
    assert second.book == BOOK
    second.close()
    first.close()


def test_a_failed_write_is_told_kept_and_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session.create(tmp_path / "a.hfg", BOOK)
    full = True
    write = session._store.write

    def sometimes(changes: Changes, beside: Besides = NOTHING_BESIDE) -> None:
        if full:
            raise CannotWrite("磁盘已满。")
        write(changes, beside)

    monkeypatch.setattr(session._store, "write", sometimes)
    session.apply("修改项目名称", [SetText(NAME, "新名称")])
    assert not session.flush()
    assert session.saving.state == "failed"
    assert isinstance(session.saving.trouble, CannotWrite)
    # A copy holds what the file itself could not take.
    session.save_copy(tmp_path / "副本.hfg")
    assert _named(tmp_path / "副本.hfg") == "新名称"
    full = False
    session.retry()
    assert session.flush()
    assert session.saving.state == "saved"
    assert session.saving.trouble is None
    session.close()
    assert _named(tmp_path / "a.hfg") == "新名称"


def test_settings_stay_with_the_file(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "a.hfg", BOOK)
    session.put_setting("place", {"tab": 1})
    session.close()
    again = Session.open(tmp_path / "a.hfg")
    assert again.setting("place") == {"tab": 1}
    assert again.setting("nothing", 7) == 7
    again.close()


def test_removing_is_saved(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "a.hfg", BOOK)
    session.apply("删除项目", [Remove(PROJECT.id)])
    session.close()
    with open_file(tmp_path / "a.hfg", read_only=True) as store:
        assert store.book.years[0].projects == ()


def test_what_another_file_held_makes_no_sample_of_this_one(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "a.hfg", BOOK)
    session.replace("恢复", replace(BOOK, unit=Unit("9", "别的单位"), sample=True))
    assert session.flush()
    assert not session.book.sample
    session.close()
    with open_file(tmp_path / "a.hfg", read_only=True) as store:
        assert store.book == session.book
        assert store.book.unit.name == "别的单位"


def test_a_copy_keeps_versions_log_and_locks_when_the_file_takes_nothing_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = BOOK.years[0]
    session = Session.create(tmp_path / "a.hfg", BOOK, who="张会计")
    session.keep_version("一稿", plan)
    session.apply("修改项目名称", [SetText(NAME, "存进去的")])
    assert session.flush()

    def full(changes: Changes, beside: Besides = NOTHING_BESIDE) -> None:
        raise CannotWrite("磁盘已满。")

    monkeypatch.setattr(session._store, "write", full)
    session.apply("修改项目名称", [SetText(NAME, "没存进去的")])
    session.save_copy(tmp_path / "副本.hfg")
    copy = Session.open(tmp_path / "副本.hfg")
    assert copy.book == session.book
    assert [each.name for each in copy.history.versions] == ["一稿"]
    told = [change.after for entry in copy.history.entries for change in entry.changes]
    assert told == ["存进去的", "没存进去的"]
    copy.close()
    session.close()


def _history_of(path: Path) -> tuple[list[str], bool, list[tuple[str | None, str | None]]]:
    copy = Session.open(path)
    names = [each.name for each in copy.history.versions]
    assert all(copy.history.book_of(each).years for each in copy.history.versions)
    told = [(c.before, c.after) for entry in copy.history.entries for c in entry.changes]
    locked = copy.is_locked(BOOK.years[0].id)
    copy.close()
    assert verify(path).ok
    return names, locked, told


@pytest.mark.parametrize("opened_again", [False, True])
def test_a_copy_keeps_all_that_the_file_held_when_it_is_gone(
    tmp_path: Path, opened_again: bool
) -> None:
    path, copy = tmp_path / "a.hfg", tmp_path / "副本.hfg"
    session = Session.create(path, BOOK, who="张会计")
    created, before = session.created, session.book.years[0].projects[0].name
    session.apply("修改项目名称", [SetText(NAME, "存进去的")])
    session.keep_version("一稿", session.book.years[0])
    session.put_setting("returns", ["随文件的设置"])
    session.keep_version("报送稿", session.book.years[0], submitted=True)
    session.unlock(session.book.years[0], "退回")
    if opened_again:
        session.close()
        session = Session.open(path, who="张会计")
    path.unlink()
    session.apply("修改项目名称", [SetText(NAME, "没存进去的")])
    assert "版本" in session.save_copy(copy)
    assert _named(copy) == "没存进去的"
    told = [(before, "存进去的"), ("存进去的", "没存进去的")]
    assert _history_of(copy) == (["一稿", "报送稿"], False, told)
    with open_file(copy, read_only=True) as store:
        assert store.setting("returns") == ["随文件的设置"]
        assert store.created == created
    session.close()


def test_a_copy_of_a_locked_year_is_locked_when_the_file_is_gone(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "a.hfg", BOOK)
    session.keep_version("报送稿", BOOK.years[0], submitted=True)
    session._store._disconnect()
    (tmp_path / "a.hfg").unlink()
    session.save_copy(tmp_path / "副本.hfg")
    assert _history_of(tmp_path / "副本.hfg") == (["报送稿"], True, [])
    session.close()


def test_what_a_copy_from_memory_lacks_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session.create(tmp_path / "a.hfg", BOOK)
    session.keep_version("一稿", BOOK.years[0])
    session.close()
    monkeypatch.setattr(examine, "MOST_KEPT", 0)
    session = Session.open(tmp_path / "a.hfg")
    session.keep_version("二稿", BOOK.years[0])
    session._store._disconnect()
    (tmp_path / "a.hfg").unlink()
    said = session.save_copy(tmp_path / "副本.hfg")
    names, _, _ = _history_of(tmp_path / "副本.hfg")
    assert names == ["二稿"]
    assert " 2 条" in said, "the first version and what the log tells of it"
    session.close()
