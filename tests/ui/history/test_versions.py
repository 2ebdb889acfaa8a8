"""Versions in the window: kept, compared, gone back to; a year handed in cannot be typed into."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from hfgoals.model.address import Address
from tests.pace import PATIENCE
from tests.ui.modal import answer, press
from ui.document import Document
from ui.history.keeping import KeepDialog, UnlockDialog
from ui.history.log_dialog import LogDialog
from ui.history.versions_dialog import VersionsDialog
from ui.main_window import MainWindow


def _keep(window: MainWindow, name: str, *, submitted: bool = False) -> None:
    def fill(dialog: KeepDialog) -> None:
        field = dialog.findChildren(QLineEdit)[0]
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, name)
        if submitted:
            tick = dialog.findChild(QCheckBox)
            tick.setFocus()
            QTest.keyClick(tick, Qt.Key.Key_Space)
        QTest.keyClick(field, Qt.Key.Key_Return)

    answer(KeepDialog, fill)
    window.actions_by_name["keep_version"].trigger()


def _type_into_purpose(window: MainWindow, text: str) -> str:
    """Put the text in place of the purpose of the project in hand, by keys; what it is then."""
    workspace = window.open_workspace
    workspace.show_page(workspace.projects)
    document = window.document
    project = document.project
    assert project is not None
    table = workspace.projects.table
    # A dialog that was answered goes with the next turn of the program's loop.
    QTest.qWait(1)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    assert QApplication.activeWindow() is window
    table.show_address(Address("project", project.id, "purpose"))
    table.setFocus()
    QTest.keyClicks(QApplication.focusWidget(), text)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    now = document.project
    assert now is not None
    return now.purpose


def _document(window: MainWindow) -> Document:
    return window.document


def test_a_version_is_kept_under_the_name_typed(window: MainWindow) -> None:
    _keep(window, "first")
    (version,) = _document(window).session.history.versions
    assert version.name == "first"
    assert "first" in window.notice.text
    assert not _document(window).read_only


def test_the_name_given_is_told_from_then_on(window: MainWindow) -> None:
    def fill(dialog: LogDialog) -> None:
        field = next(each for each in dialog.findChildren(QLineEdit) if each is not dialog.wanted)
        field.selectAll()
        QTest.keyClicks(field, "Zhang")
        dialog.reject()

    answer(LogDialog, fill)
    window.actions_by_name["show_log"].trigger()
    assert window.memory.who == "Zhang"
    _type_into_purpose(window, "other")
    assert [entry.who for entry in _document(window).session.history.entries] == ["Zhang"]


def test_a_blank_name_is_refused(window: MainWindow) -> None:
    said: list[bool] = []

    def clear(dialog: KeepDialog) -> None:
        field = dialog.findChildren(QLineEdit)[0]
        field.clear()
        dialog.accept()
        said.append(dialog.isVisible())
        dialog.reject()

    answer(KeepDialog, clear)
    window.actions_by_name["keep_version"].trigger()
    assert said == [True]
    assert _document(window).session.history.versions == ()


def test_what_differs_is_listed_and_one_can_go_back(window: MainWindow) -> None:
    _keep(window, "first")
    before = _document(window).project
    assert before is not None
    assert _type_into_purpose(window, "other") == "other"
    seen: list[tuple[str | None, str | None]] = []

    def look(dialog: VersionsDialog) -> None:
        change = dialog.changes.in_hand
        assert change is not None
        seen.append((change.before, change.after))
        press(QMessageBox, "恢复")
        dialog.back.click()
        seen.append((str(dialog.changes.model.rowCount()), None))
        dialog.reject()

    answer(VersionsDialog, look)
    window.actions_by_name["show_versions"].trigger()
    assert seen == [(before.purpose, "other"), ("0", None)]
    now = _document(window).project
    assert now == before
    kept = [each.name for each in _document(window).session.history.versions]
    assert kept == ["first", "恢复“first”之前"]
    _document(window).undo()
    undone = _document(window).project
    assert undone is not None
    assert undone.purpose == "other"


def test_a_year_handed_in_takes_no_key_until_it_is_unlocked(window: MainWindow) -> None:
    before = _document(window).project
    assert before is not None
    _keep(window, "sent", submitted=True)
    assert _document(window).locked
    assert "sent" in window.notice.text
    assert _type_into_purpose(window, "other") == before.purpose
    overall = window.open_workspace.overall
    window.open_workspace.show_page(overall)
    fields = [each for each in overall.findChildren(QLineEdit) if each.isVisibleTo(overall)]
    assert fields
    assert all(each.isReadOnly() for each in fields)

    def unlock(dialog: UnlockDialog) -> None:
        field = dialog.findChildren(QLineEdit)[0]
        QTest.keyClicks(field, "sent back")
        QTest.keyClick(field, Qt.Key.Key_Return)

    answer(UnlockDialog, unlock)
    window.actions_by_name["unlock_year"].trigger()
    assert not _document(window).locked
    assert not any(each.isReadOnly() for each in fields)
    assert _type_into_purpose(window, "other") == "other"
    reasons = [entry.reason for entry in _document(window).session.history.entries]
    assert "sent back" in reasons


def test_undo_does_not_reach_into_a_year_handed_in(window: MainWindow) -> None:
    assert _type_into_purpose(window, "other") == "other"
    _keep(window, "sent", submitted=True)
    _document(window).undo()
    project = _document(window).project
    assert project is not None
    assert project.purpose == "other"
    assert "锁定" in window.notice.text


def test_the_lock_is_told_when_the_workbook_is_opened_again(
    window: MainWindow, tmp_path: Path
) -> None:
    _keep(window, "sent", submitted=True)
    window.close_book()
    assert window.open_path(tmp_path / "甲.hfg")
    assert "sent" in window.notice.text
    assert _document(window).read_only


def test_the_log_is_looked_through_by_word_and_handed_over(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _type_into_purpose(window, "other")
    _keep(window, "first")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    counts: list[int] = []

    def look(dialog: LogDialog) -> None:
        counts.append(dialog.model.rowCount())
        dialog.wanted.setFocus()
        QTest.keyClicks(dialog.wanted, "other")
        qtbot.waitUntil(lambda: dialog.model.rowCount() < counts[0], timeout=PATIENCE * 1000)
        counts.append(dialog.model.rowCount())
        dialog.export.click()
        dialog.reject()

    answer(LogDialog, look)
    window.actions_by_name["show_log"].trigger()
    assert counts == [2, 1]
    assert [path.suffix for path in tmp_path.glob("*修改记录*")] == [".xlsx"]


def test_the_table_of_two_states_is_handed_over(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _keep(window, "first")
    _type_into_purpose(window, "other")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))

    def look(dialog: VersionsDialog) -> None:
        dialog.export.click()
        dialog.reject()

    answer(VersionsDialog, look)
    window.actions_by_name["show_versions"].trigger()
    found = sorted(path.suffix for path in tmp_path.glob("*对照表*"))
    assert found == [".docx", ".pdf", ".xlsx"]


@pytest.mark.parametrize("printers", [["HP"], []])
def test_the_table_of_two_states_is_printed_or_exported_where_there_is_no_printer(
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    printers: list[str],
) -> None:
    _keep(window, "v1")
    _type_into_purpose(window, "changed")
    printed: list[tuple[int, str]] = []
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: printers)
    monkeypatch.setattr(
        "ui.printing.print_with_dialog",
        lambda _parent, pages, title: printed.append((len(pages), title)),
    )
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))

    def look(dialog: VersionsDialog) -> None:
        if not printers:
            press(QMessageBox, "导出 PDF…")
        dialog.print.click()
        dialog.reject()

    answer(VersionsDialog, look)
    window.actions_by_name["show_versions"].trigger()
    written = [path.suffix for path in tmp_path.glob("*调整前后对照表*")]
    assert [(pages, title[-7:]) for pages, title in printed] == (
        [(1, "调整前后对照表")] if printers else []
    )
    assert written == ([] if printers else [".pdf"])


def test_a_backup_and_another_file_are_compared_as_well(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _document(window).session.save_copy(tmp_path / "乙.hfg")
    before = _document(window).project
    assert before is not None
    assert _type_into_purpose(window, "other") == "other"
    keeper = _document(window).session._keeper
    assert keeper is not None
    assert keeper.wait(PATIENCE)
    monkeypatch.setattr("ui.flows.choose_workbook", lambda *_: tmp_path / "乙.hfg")
    seen: list[list[str | None]] = []

    def look(dialog: VersionsDialog) -> None:
        listed = [dialog.before.itemText(at) for at in range(dialog.before.count())]
        dialog.before.setCurrentIndex(next(at for at, text in enumerate(listed) if "备份" in text))
        seen.append([each.before for each in dialog._shown])
        dialog.other.click()
        assert "乙.hfg" in dialog.before.currentText()
        seen.append([each.before for each in dialog._shown])
        assert not dialog.back.isEnabled()
        dialog.reject()

    answer(VersionsDialog, look)
    window.actions_by_name["show_versions"].trigger()
    assert seen == [[before.purpose], [before.purpose]]


def test_undo_is_not_offered_where_a_lock_stands_against_it(window: MainWindow) -> None:
    _type_into_purpose(window, "other")
    undo = window.actions_by_name["undo"]
    assert undo.isEnabled()
    _keep(window, "sent", submitted=True)
    assert not undo.isEnabled()
    assert "锁定" in undo.toolTip()
