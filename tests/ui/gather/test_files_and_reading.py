"""Choosing files, dropping them, reading them, and stopping."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hfgoals.model.values import AnnualPlan, Book, Project, Unit
from hfgoals.store import create
from hfgoals.trouble import NotUnderstood
from tests.pace import PATIENCE
from tests.ui.gather.conftest import book_of
from ui.gather.sources_page import NAME, STATE, UNIT
from ui.gather.wizard import FILES, FINISHED, REVIEW, SOURCES, GatherWizard
from ui.main_window import MainWindow

Arrive = Callable[[GatherWizard, int], None]


def listed(wizard: GatherWizard) -> list[str]:
    return [each.name for each in wizard.files.files.found]


def drop(wizard: GatherWizard, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    actions, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    where = wizard.files.rect().center()
    enter = QDragEnterEvent(where, actions, mime, button, none)
    QApplication.sendEvent(wizard.files, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(wizard.files, QDropEvent(QPointF(where), actions, mime, button, none))
    QTest.qWait(50)


def test_files_and_folders_are_dropped(
    wizard: GatherWizard, window: MainWindow, handed_in: Path
) -> None:
    assert not wizard.forward.isEnabled()
    (handed_in / "照片.jpg").write_bytes(b"x")
    own = window.document.session.path
    drop(wizard, handed_in / "技术部.xlsx", handed_in, own)
    assert sorted(listed(wizard)) == ["办公室.hfg", "技术部.xlsx", "编辑部.xlsx"]
    assert wizard.forward.isEnabled()
    assert "照片.jpg" in wizard.files._aside.text()
    drop(wizard, handed_in)
    assert len(listed(wizard)) == 3


def test_what_cannot_be_gathered_is_not_listed(wizard: GatherWizard, tmp_path: Path) -> None:
    picture, empty = tmp_path / "照片.jpg", tmp_path / "空文件夹"
    picture.write_bytes(b"x")
    empty.mkdir()
    wizard.files.add([picture, empty])
    assert listed(wizard) == []
    assert wizard.files._aside.isVisible()
    assert all(name in wizard.files._aside.text() for name in ("照片.jpg", "空文件夹"))


def test_files_are_taken_off_the_list(wizard: GatherWizard, handed_in: Path) -> None:
    wizard.files.add([handed_in])
    assert not wizard.files.take_off.isEnabled()
    wizard.files.table.selectRow(1)
    QTest.keyClick(wizard.files.table, Qt.Key.Key_Delete)
    assert len(listed(wizard)) == 2
    wizard.files.table.selectAll()
    wizard.files.take_off.click()
    assert listed(wizard) == []
    assert not wizard.forward.isEnabled()


def test_the_year_in_hand_is_offered_first_and_all_can_be_had(
    wizard: GatherWizard, tmp_path: Path, arrive: Arrive
) -> None:
    assert wizard.files.year == 2025
    create(tmp_path / "去年.hfg", book_of(year=2024)).close()
    wizard.files.add([tmp_path / "去年.hfg"])
    wizard.forward.click()
    arrive(wizard, SOURCES)
    assert wizard.sources.sources.read[0].trouble is not None
    assert not wizard.forward.isEnabled()
    wizard.back.click()
    assert wizard.page == FILES
    wizard.files.year_box.setCurrentIndex(wizard.files.year_box.count() - 1)
    assert wizard.files.year is None
    wizard.forward.click()
    arrive(wizard, SOURCES)
    assert wizard.sources.sources.read[0].book is not None
    assert wizard.forward.isEnabled()


def test_unreadable_files_come_first_with_their_reason(
    wizard: GatherWizard, handed_in: Path, arrive: Arrive
) -> None:
    from openpyxl import load_workbook

    workbook = load_workbook(handed_in / "技术部.xlsx")
    workbook.worksheets[-1]["N40"] = "旁注"
    workbook.save(handed_in / "技术部.xlsx")
    broken = handed_in / "坏的.hfg"
    broken.write_bytes((handed_in / "办公室.hfg").read_bytes()[:5000])
    (handed_in / "纪要.txt").write_text("今天开会。", encoding="utf-8")
    wizard.files.add([handed_in])
    wizard.forward.click()
    arrive(wizard, SOURCES)
    model = wizard.sources.sources
    names = [model.row(row).name for row in range(model.rowCount())]
    assert set(names[:2]) == {"坏的.hfg", "纪要.txt"}
    assert names[2] == "技术部.xlsx"
    assert model.row(2).unread >= 1
    assert model.index(2, STATE).data() == f"有 {model.row(2).unread} 处未读懂"
    trouble = model.row(0).trouble
    assert trouble is not None
    assert trouble.what in wizard.sources.notes.toPlainText()
    wizard.sources.table.selectRow(2)
    assert "N40" in wizard.sources.notes.toPlainText()
    # One that was not read cannot be ticked.
    wizard.sources.table.selectRow(0)
    QTest.keyClick(wizard.sources.table, Qt.Key.Key_Space)
    assert len(model.ticked) == 3
    assert model.unticked == ()


def test_reading_is_stopped_and_nothing_has_changed(
    wizard: GatherWizard,
    window: MainWindow,
    handed_in: Path,
    arrive: Arrive,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import time

    from hfgoals.merging import reading

    def slow(_path: Path, go_on: Callable[[int, int], None]) -> object:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            go_on(0, 1)
            time.sleep(0.01)
        raise NotUnderstood("was not stopped")

    monkeypatch.setattr(reading, "read_source", slow)
    before = window.document.book
    wizard.files.add([handed_in])
    wizard.forward.click()
    qtbot.waitUntil(wizard.job.isVisible)
    # Esc, as the stop button does.
    QTest.keyClick(wizard, Qt.Key.Key_Escape)
    arrive(wizard, FILES)
    assert wizard.isVisible()
    assert len(listed(wizard)) == 3
    assert window.document.book is before
    wizard.reject()
    assert not wizard.isVisible()


def test_another_unit_is_not_taken_unless_ticked(
    wizard: GatherWizard, window: MainWindow, handed_in: Path, arrive: Arrive
) -> None:
    project = Project(code="X", name="别人的")
    plan = AnnualPlan(year=2025, projects=(project,))
    create(handed_in / "电视台.hfg", Book(Unit("425001001", "电视台"), (plan,))).close()
    wizard.files.add([handed_in / "电视台.hfg", handed_in / "办公室.hfg"])
    wizard.forward.click()
    arrive(wizard, SOURCES)
    model = wizard.sources.sources
    assert [each.name for each in model.ticked] == ["办公室.hfg"]
    # Those that need a look stand first.
    name, state = model.index(0, NAME), model.index(0, STATE)
    assert (name.data(), state.data()) == ("电视台.hfg", "别的单位")
    assert "电视台" in model.index(0, UNIT).data()
    assert name.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    wizard.sources.table.selectRow(0)
    told = wizard.sources.notes.toPlainText()
    assert "425001001电视台" in told
    assert window.document.book.unit.name in told
    QTest.keyClick(wizard.sources.table, Qt.Key.Key_Space)
    assert [each.name for each in model.ticked] == ["电视台.hfg", "办公室.hfg"]
    # Read again, the user's word still holds.
    wizard.back.click()
    wizard.forward.click()
    arrive(wizard, SOURCES)
    assert len(model.ticked) == 2
    wizard.forward.click()
    arrive(wizard, REVIEW)
    wizard.forward.click()
    arrive(wizard, FINISHED)
    plan_now = window.document.plan
    assert plan_now is not None
    assert "X" in [each.code for each in plan_now.projects]


def test_files_of_another_year_alone_are_offered_as_of_this_one(
    wizard: GatherWizard, tmp_path: Path, arrive: Arrive
) -> None:
    project = Project(code="130700250009", name="新栏目", purpose="用于2024年新栏目")
    create(tmp_path / "去年.hfg", book_of(project, year=2024)).close()
    drop(wizard, tmp_path / "去年.hfg")
    wizard.forward.click()
    arrive(wizard, SOURCES)
    assert not wizard.forward.isEnabled()
    assert wizard.sources.as_year.isVisible()
    wizard.sources.as_year.click()
    assert not wizard.sources.as_year.isVisible()
    assert wizard.forward.isEnabled()
    wizard.forward.click()
    arrive(wizard, REVIEW)
    wizard.forward.click()
    arrive(wizard, FINISHED)
    plan = wizard._document.book.plan_of(2025)
    assert plan is not None
    assert plan.projects[-1].purpose == "用于2025年新栏目"
