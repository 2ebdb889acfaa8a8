"""From work to backup and back in the real window: by keys, in every state of the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from hfgoals.backups import Shelf
from hfgoals.backups.shelf import chosen_folders
from hfgoals.model.address import Address
from hfgoals.model.edits import Remove, SetText
from hfgoals.model.values import Book
from hfgoals.store import open_file
from hfgoals.trouble import CannotWrite
from tests.ui.modal import answer, press
from ui.backups.dialog import RestoreDialog
from ui.backups.folder import FolderDialog
from ui.main_window import MainWindow

NAME = Address("unit", "unit", "name")


def _rename(window: MainWindow, name: str) -> None:
    window.document.apply("修改单位名称", [SetText(NAME, name)])


def _backed_up(window: MainWindow, qtbot: QtBot, count: int = 1) -> None:
    """Wait until the workbook in hand has so many backups and says so."""

    def looked() -> bool:
        session = window.document.session
        kept = Shelf.own().of(session.path, session.created)
        return kept is not None and len(kept.backups) == count

    qtbot.waitUntil(looked)
    qtbot.waitUntil(lambda: "已备份" in window.surroundings.backup_state.text())


def _with_loaded(qtbot: QtBot, act: Callable[[RestoreDialog], None]) -> None:
    """Do that in the next dialog once its backup in hand is looked into."""

    def when_loaded(dialog: RestoreDialog) -> None:
        qtbot.waitUntil(lambda: dialog.book is not None)
        act(dialog)

    answer(RestoreDialog, when_loaded)


def _press(dialog: RestoreDialog, text: str) -> None:
    button = next(each for each in dialog.findChildren(QPushButton) if each.text() == text)
    assert button.isEnabled()
    assert button.isVisible()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def test_the_first_change_is_backed_up_and_everything_comes_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    before = window.document.book
    assert window.surroundings.backup_state.text() == ""
    _rename(window, "改错了")
    _backed_up(window, qtbot)
    wrong = window.document.book
    _with_loaded(qtbot, lambda dialog: _press(dialog, "恢复全部"))
    window.actions_by_name["restore_backup"].trigger()
    assert window.document.book == before
    _backed_up(window, qtbot, 2)
    kept = Shelf.own().of(window.document.session.path, window.document.session.created)
    assert kept is not None
    assert kept.newest.reason == "restore"
    assert kept.newest.book() == wrong
    window.undo()
    assert window.document.book == wrong


def test_one_project_comes_back_and_the_rest_stays(window: MainWindow, qtbot: QtBot) -> None:
    plan = window.document.plan
    assert plan is not None
    gone = plan.projects[1]
    _rename(window, "新名称")
    _backed_up(window, qtbot)
    window.document.apply("删除项目", [Remove(gone.id)])

    def choose(dialog: RestoreDialog) -> None:
        model = dialog.parts
        states = [model.part(row) for row in range(model.rowCount())]
        (at,) = [row for row, part in enumerate(states) if part and part.state == "gone"]
        assert dialog.contents.currentIndex().row() == at
        assert dialog.view.pages
        _press(dialog, "只恢复这个项目")

    _with_loaded(qtbot, choose)
    window.actions_by_name["restore_backup"].trigger()
    now = window.document.plan
    assert now is not None
    assert now.projects == (*plan.projects[:1], *plan.projects[2:], gone)
    assert window.document.book.unit.name == "新名称"
    assert window.document.project == gone
    window.undo()
    assert window.document.plan is not None
    assert gone not in window.document.plan.projects


def test_what_differs_is_told_of_each(window: MainWindow, qtbot: QtBot) -> None:
    _rename(window, "一")
    _backed_up(window, qtbot)
    before = window.document.book
    window.document.replace("清空", Book(sample=True), "merge")
    _backed_up(window, qtbot, 2)
    seen: list[str] = []

    def read(dialog: RestoreDialog) -> None:
        model = dialog.backups
        qtbot.waitUntil(lambda: model.next_untold() is None)
        seen.extend(str(model.index(row, 2).data()) for row in range(model.rowCount()))
        seen.append(str(model.index(0, 0).data()))
        dialog.reject()

    _with_loaded(qtbot, read)
    window.actions_by_name["restore_backup"].trigger()
    newest, oldest, first = seen
    assert "汇总前" in first
    count = sum(len(plan.projects) for plan in before.years)
    assert f"少 {count} 个" in newest
    assert f"少 {count} 个" in oldest
    assert Book(sample=True) == window.document.book


def test_the_arrow_keys_go_through_backups_and_their_contents(
    window: MainWindow, qtbot: QtBot
) -> None:
    _rename(window, "一")
    _backed_up(window, qtbot)
    window.document.replace("大改", Book(sample=True), "merge")
    _backed_up(window, qtbot, 2)

    def go(dialog: RestoreDialog) -> None:
        assert dialog.focusWidget() is dialog.table
        first = dialog.backup
        QTest.keyClick(dialog.table, Qt.Key.Key_Down)
        assert dialog.backup is not first
        qtbot.waitUntil(lambda: dialog.book is not None)
        QTest.keyClick(dialog.table, Qt.Key.Key_Tab)
        assert dialog.focusWidget() is dialog.contents
        at = dialog.contents.currentIndex().row()
        before = dialog.view.pages
        QTest.keyClick(dialog.contents, Qt.Key.Key_Down)
        assert dialog.contents.currentIndex().row() == at + 1
        assert dialog.view.pages != before
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    _with_loaded(qtbot, go)
    window.actions_by_name["restore_backup"].trigger()
    assert window.document.book == Book(sample=True)


def test_a_read_only_workbook_is_only_copied_from(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    _rename(window, "一")
    _backed_up(window, qtbot)
    path = window.document.session.path
    window.close_book()
    path.chmod(0o444)
    with open_file(path) as holder:
        assert window.open_path(path)
        assert window.document.read_only

        def look(dialog: RestoreDialog) -> None:
            shown = {e.text() for e in dialog.findChildren(QPushButton) if e.isVisible()}
            assert "恢复全部" not in shown
            assert "存成新文件…" in shown
            dialog.reject()

        _with_loaded(qtbot, look)
        window.actions_by_name["restore_backup"].trigger()
        assert holder.book.unit.name == "一"


@pytest.mark.parametrize("fate", ["damaged", "deleted"])
def test_a_workbook_that_cannot_be_opened_comes_back_as_a_new_file(
    window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fate: str,
) -> None:
    before = window.document.book
    _rename(window, "一")
    _backed_up(window, qtbot)
    path = window.document.session.path
    window.close_book()
    if fate == "damaged":
        path.write_bytes(path.read_bytes()[:200] + bytes(9000))
    else:
        path.unlink()
    target = tmp_path / "找回.hfg"
    monkeypatch.setattr("ui.flows.choose_target", lambda *_: target)
    press(QMessageBox, "从备份恢复…")
    _with_loaded(qtbot, lambda dialog: _press(dialog, "存成新文件…"))
    # The second dialog comes up once the first is answered.
    assert not window.open_path(path)
    assert window.document.session.path == target
    assert window.document.book == before
    assert target.name in window.notice.text
    assert path.exists() == (fate == "damaged")


def test_from_the_start_page_any_workbook_is_found(window: MainWindow, qtbot: QtBot) -> None:
    _rename(window, "一")
    _backed_up(window, qtbot)
    window.close_book()
    seen: list[str] = []

    def read(dialog: RestoreDialog) -> None:
        seen.append(str(dialog.backups.index(0, 0).data()))
        dialog.reject()

    _with_loaded(qtbot, read)
    link = next(
        each for each in window.start_page.findChildren(QPushButton) if each.text() == "从备份恢复…"
    )
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert "打开后首次修改前" in seen[0]


def test_without_backups_that_is_said(window: MainWindow) -> None:
    told: list[str] = []

    def read(box: QMessageBox) -> None:
        told.append(box.text())
        box.accept()

    answer(QMessageBox, read)
    window.actions_by_name["restore_backup"].trigger()
    window.close_book()
    answer(QMessageBox, read)
    window.actions_by_name["restore_backup"].trigger()
    assert len(told) == 2


def test_a_damaged_backup_is_marked_and_offers_nothing(window: MainWindow, qtbot: QtBot) -> None:
    _rename(window, "一")
    _backed_up(window, qtbot)
    session = window.document.session
    kept = Shelf.own().of(session.path, session.created)
    assert kept is not None
    file = kept.newest.file
    data = bytearray(file.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 9] = bytes(9)
    file.write_bytes(data)

    def look(dialog: RestoreDialog) -> None:
        qtbot.waitUntil(lambda: "损坏" in str(dialog.backups.index(0, 2).data()))
        for text in ("恢复全部", "存成新文件…"):
            button = next(e for e in dialog.findChildren(QPushButton) if e.text() == text)
            assert not button.isEnabled()
        dialog.reject()

    answer(RestoreDialog, look)
    window.actions_by_name["restore_backup"].trigger()


def test_a_failure_is_said_quietly_and_once(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise CannotWrite("磁盘空间不足。")

    monkeypatch.setattr("hfgoals.backups.shelf.write", full)
    _rename(window, "一")
    qtbot.waitUntil(lambda: "磁盘空间不足" in window.notice.text)
    assert window.notice.property("role") == "bar"
    window.notice.hide()
    window.document.replace("大改", Book(sample=True), "merge")
    assert window.document.session.flush()
    QApplication.processEvents()
    assert not window.notice.text
    assert "未能备份" in window.surroundings.backup_state.text()
    assert window.save_state.text().startswith("已保存")


def test_another_folder_is_chosen_and_backups_go_there(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    _rename(window, "一")
    _backed_up(window, qtbot)
    disk = tmp_path / "disk"
    disk.mkdir()

    def settle(dialog: FolderDialog) -> None:
        line = dialog.focusWidget()
        QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(line, str(tmp_path / "no such"))
        dialog.accept()
        assert dialog.isVisible()
        QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(line, str(disk))
        QTest.keyClick(line, Qt.Key.Key_Return)

    def change(dialog: RestoreDialog) -> None:
        answer(FolderDialog, settle)
        _press(dialog, "更改备份文件夹…")
        dialog.reject()

    _with_loaded(qtbot, change)
    window.actions_by_name["restore_backup"].trigger()
    assert chosen_folders()[0] == disk
    window.document.replace("大改", Book(sample=True), "merge")
    _backed_up(window, qtbot, 2)
    assert len(list(disk.rglob("*.zip"))) == 1
