"""One open workbook with its file: what is acknowledged is in the file."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from hfgoals.app import Saving, Session
from hfgoals.model.address import Address
from hfgoals.model.edits import Remove, SetText
from hfgoals.model.rows import Changes
from hfgoals.model.values import AnnualPlan, Book, Project, Unit
from hfgoals.store import open_file
from hfgoals.trouble import CannotWrite, ReadOnlyFile

PROJECT = Project(name="运行维护费")
BOOK = Book(Unit("359001", "某县融媒体中心"), (AnnualPlan(year=2023, projects=(PROJECT,)),))
NAME = Address("project", PROJECT.id, "name")


def _named(path: Path) -> str:
    with open_file(path, read_only=True) as store:
        return store.book.years[0].projects[0].name


def test_saved_is_said_only_when_the_file_holds_it(tmp_path: Path) -> None:
    told: list[Saving] = []
    with_it: list[str] = []

    def listen(saving: Saving) -> None:
        told.append(saving)
        if saving.state == "saved":
            with_it.append(_named(tmp_path / "a.hfg"))

    session = Session.create(tmp_path / "a.hfg", BOOK, listen)
    session.apply("修改项目名称", [SetText(NAME, "新名称")])
    assert session.flush()
    session.close()
    assert [saving.state for saving in told] == ["saving", "saved"]
    assert told[-1].at is not None
    assert with_it == ["新名称"]


def test_undo_is_saved_too(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "a.hfg", BOOK)
    session.apply("修改项目名称", [SetText(NAME, "新名称")])
    session.workbook.undo()
    session.close()
    assert _named(tmp_path / "a.hfg") == "运行维护费"


def test_many_quick_steps_end_saved(tmp_path: Path) -> None:
    over = threading.Event()
    states: list[str] = []

    def listen(saving: Saving) -> None:
        states.append(saving.state)
        if saving.state == "saved":
            over.set()

    session = Session.create(tmp_path / "a.hfg", BOOK, listen)
    for number in range(50):
        session.apply("修改项目名称", [SetText(NAME, f"第{number}次")])
    session.flush()
    session.close()
    assert over.is_set()
    assert states[-1] == "saved"
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
    told: list[Saving] = []
    failed, saved = threading.Event(), threading.Event()

    def listen(saving: Saving) -> None:
        told.append(saving)
        {"failed": failed, "saved": saved}.get(saving.state, threading.Event()).set()

    session = Session.create(tmp_path / "a.hfg", BOOK, listen)
    full = True
    write = session._store.write

    def sometimes(changes: Changes) -> None:
        if full:
            raise CannotWrite("磁盘已满。")
        write(changes)

    monkeypatch.setattr(session._store, "write", sometimes)
    session.apply("修改项目名称", [SetText(NAME, "新名称")])
    assert failed.wait(5)
    assert not session.flush()
    assert isinstance(session.saving.trouble, CannotWrite)
    # A copy holds what the file itself could not take.
    session.save_copy(tmp_path / "副本.hfg")
    assert _named(tmp_path / "副本.hfg") == "新名称"
    full = False
    session.retry()
    assert saved.wait(5)
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
