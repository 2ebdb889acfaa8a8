"""Why a project was changed: typed in the window by keys, kept in the file, printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from hfgoals.history.reasons import SETTING, USUAL
from hfgoals.model.address import Address
from hfgoals.model.edits import SetText
from hfgoals.trouble import CannotWrite
from tests.ui.modal import answer
from ui.history.versions_dialog import VersionsDialog
from ui.main_window import MainWindow


@pytest.fixture
def changed(window: MainWindow) -> MainWindow:
    """With a version kept, and two projects changed since."""
    document = window.document
    plan = document.plan
    assert plan is not None
    document.session.keep_version("批复稿", plan)
    document.apply(
        "修改资金用途",
        [
            SetText(Address("project", each.id, field), "12.00")
            for each in plan.projects[:2]
            for field in ("purpose", "budget")
        ],
    )
    return window


def _with_dialog(window: MainWindow, act: Callable[[VersionsDialog], None]) -> None:
    def look(dialog: VersionsDialog) -> None:
        try:
            act(dialog)
        finally:
            dialog.reject()

    answer(VersionsDialog, look)
    window.actions_by_name["show_versions"].trigger()


def _kept(window: MainWindow) -> list[str]:
    value = window.document.session.setting(SETTING, {})
    return [text for plan in value.values() for told in plan.values() for text in told.values()]


def _type(dialog: VersionsDialog, text: str) -> None:
    dialog.reason.line.setFocus()
    QTest.keyClicks(dialog.reason.line, text)


def test_enter_goes_from_project_to_project_and_all_is_there_the_next_time(
    changed: MainWindow,
) -> None:
    homes: list[str] = []

    def fill(dialog: VersionsDialog) -> None:
        for text in ("first", "second"):
            change = dialog.changes.in_hand
            assert change is not None
            homes.append(change.about)
            _type(dialog, text)
            QTest.keyClick(dialog.reason.line, Qt.Key.Key_Return)
        assert dialog.focusWidget() is dialog.export, "nothing is left to be said"

    _with_dialog(changed, fill)
    assert len(set(homes)) == 2
    assert sorted(_kept(changed)) == ["first", "second"]
    path = changed.document.session.path
    changed.close_book()
    assert changed.open_path(path)
    shown: list[str] = []

    def look(dialog: VersionsDialog) -> None:
        for row in range(dialog.changes.model.rowCount()):
            dialog.changes.table.selectRow(row)
            shown.append(dialog.reason.line.text())

    _with_dialog(changed, look)
    assert shown == ["first", "first", "second", "second"]


def test_a_usual_reason_is_chosen_by_keys_and_spread_over_the_others(changed: MainWindow) -> None:
    def fill(dialog: VersionsDialog) -> None:
        dialog.reason.line.setFocus()
        QTest.keyClick(dialog.reason.line, Qt.Key.Key_Down)
        assert dialog.reason.line.text() == USUAL[0]
        QTest.keyClick(dialog.reason.line, Qt.Key.Key_Tab)
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)

    _with_dialog(changed, fill)
    assert _kept(changed) == [USUAL[0]] * 2


def test_what_is_composed_belongs_to_the_project_it_was_typed_for(changed: MainWindow) -> None:
    def fill(dialog: VersionsDialog) -> None:
        first = dialog.changes.in_hand
        assert first is not None
        dialog.reason.line.setFocus()
        line = dialog.reason.line
        QApplication.sendEvent(line, QInputMethodEvent("caizheng", []))
        event = QInputMethodEvent()
        event.setCommitString("财政")
        QApplication.sendEvent(line, event)
        last = dialog.changes.model.rowCount() - 1
        dialog.changes.table.selectRow(last)
        assert line.text() == ""
        dialog.changes.table.selectRow(0)
        assert line.text() == "财政"

    _with_dialog(changed, fill)
    assert _kept(changed) == ["财政"]


def test_the_reason_is_printed_below_its_project(
    changed: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))

    def fill(dialog: VersionsDialog) -> None:
        _type(dialog, "=cut")
        dialog.export.click()

    _with_dialog(changed, fill)
    (path,) = tmp_path.glob("*对照表*.xlsx")
    (sheet,) = openpyxl.load_workbook(path)
    rows = [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    assert ["调整原因", "=cut"] in rows
    assert any("单位公章" in str(row) for row in rows)


def test_a_locked_year_takes_reasons(changed: MainWindow) -> None:
    document = changed.document
    plan = document.plan
    assert plan is not None
    document.session.keep_version("调整稿", plan, submitted=True)

    def fill(dialog: VersionsDialog) -> None:
        dialog.before.setCurrentIndex(0)
        _type(dialog, "cut")

    _with_dialog(changed, fill)
    assert _kept(changed) == ["cut"]


def test_a_reason_the_file_does_not_take_is_told_and_stays(
    changed: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise CannotWrite("磁盘满了。", "都还在。", "请清理。")

    told: list[str] = []
    leaves = iter([False, True])
    monkeypatch.setattr(changed.document.session, "put_setting", refuse)
    monkeypatch.setattr("ui.history.kept_setting.tell_trouble", lambda _, t: told.append(t.what))
    monkeypatch.setattr("ui.history.kept_setting.ask", lambda *_, **__: next(leaves))

    def fill(dialog: VersionsDialog) -> None:
        first = dialog.changes.in_hand
        _type(dialog, "cut")
        QTest.keyClick(dialog.reason.line, Qt.Key.Key_Return)
        assert dialog.changes.in_hand is first, "what is not kept is not left"
        assert dialog.reason.line.text() == "cut"
        dialog.reject()
        assert dialog.isVisible()

    _with_dialog(changed, fill)
    assert told == ["磁盘满了。"] * 3
    assert list(leaves) == []
    assert _kept(changed) == []
